"""Queries on dead letters: updates that could not be handled, and messages that could not be delivered."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import FactRow, InboxRow, OutboxRow

READ = "read:"


def update_mark(bot_id: int, update_id: int) -> str:
    """The name of the fact that a person has read about this update."""
    return f"{READ}in:{bot_id}:{update_id}"


def message_mark(outbox_id: int) -> str:
    """The name of the fact that a person has read about this message."""
    return f"{READ}out:{outbox_id}"


def update_was_read() -> ColumnElement[bool]:
    """Whether a person has read about an update."""
    name = f"{READ}in:" + cast(InboxRow.bot_id, String) + ":" + cast(InboxRow.update_id, String)
    return select(FactRow.name).where(FactRow.name == name).exists()


def message_was_read() -> ColumnElement[bool]:
    """Whether a person has read about a message."""
    name = f"{READ}out:" + cast(OutboxRow.id, String)
    return select(FactRow.name).where(FactRow.name == name).exists()


def _unread_update() -> ColumnElement[bool]:
    return (col(InboxRow.state) == "dead") & ~update_was_read()


def _unread_message() -> ColumnElement[bool]:
    return (col(OutboxRow.state) == "dead") & ~message_was_read()


async def updates(session: AsyncSession, limit: int) -> Sequence[InboxRow]:
    """Updates that were given up and that nobody has read about, newest first."""
    query = (
        select(InboxRow)
        .where(_unread_update())
        .order_by(col(InboxRow.received_at).desc(), col(InboxRow.update_id).desc())
    )
    return (await session.exec(query.limit(limit))).all()


async def messages(session: AsyncSession, limit: int) -> Sequence[OutboxRow]:
    """Messages that were given up and that nobody has read about, newest first."""
    query = (
        select(OutboxRow).where(_unread_message()).order_by(col(OutboxRow.created_at).desc(), col(OutboxRow.id).desc())
    )
    return (await session.exec(query.limit(limit))).all()


async def counts(session: AsyncSession) -> tuple[int, int]:
    """How many updates, and how many messages, were given up and not read about."""
    came = select(func.count()).select_from(InboxRow).where(_unread_update())
    owed = select(func.count()).select_from(OutboxRow).where(_unread_message())
    return (await session.exec(came)).one(), (await session.exec(owed)).one()
