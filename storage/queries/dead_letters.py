"""Queries on dead letters: updates that could not be handled, and messages that could not be delivered."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import FactRow, InboxRow, OutboxRow

READ_UPDATE, READ_MESSAGE = "read:in", "read:out"
"""How the names of the facts begin that a person has read about an update, or a message."""


def update_was_read() -> ColumnElement[bool]:
    """Whether a person has read about an update."""
    name = f"{READ_UPDATE}:" + cast(InboxRow.bot_id, String) + ":" + cast(InboxRow.update_id, String)
    return select(FactRow.name).where(FactRow.name == name).exists()


def message_was_read() -> ColumnElement[bool]:
    """Whether a person has read about a message."""
    name = f"{READ_MESSAGE}:" + cast(OutboxRow.id, String)
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
