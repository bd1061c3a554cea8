"""Which dead letters a person has read about: updates that could not be handled, messages that did not arrive."""

from sqlalchemy import ColumnElement, String, cast, select

from storage.queries.read_rows import columns
from storage.tables import FactRow, InboxRow, OutboxRow

READ_UPDATE, READ_MESSAGE = "read:in", "read:out"
"""How the names of the facts begin that a person has read about an update, or a message."""

_fact, _in, _out = columns(FactRow), columns(InboxRow), columns(OutboxRow)


def update_was_read() -> ColumnElement[bool]:
    """Whether a person has read about an update."""
    name = f"{READ_UPDATE}:" + cast(_in.bot_id, String) + ":" + cast(_in.update_id, String)
    return select(_fact.name).where(_fact.name == name).exists()


def message_was_read() -> ColumnElement[bool]:
    """Whether a person has read about a message."""
    name = f"{READ_MESSAGE}:" + cast(_out.id, String)
    return select(_fact.name).where(_fact.name == name).exists()
