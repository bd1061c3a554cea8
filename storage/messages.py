"""Queries on the inbox (what came from Telegram) and the outbox (what is owed to it)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, col, func, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Inbox, Outbox


async def insert_new(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert the rows; those whose key is there already are left as they are."""
    if rows:
        make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
        await session.exec(make(table).values(rows).on_conflict_do_nothing())


async def update_of(session: AsyncSession, bot_id: int, update_id: int) -> Inbox | None:
    return await session.get(Inbox, (bot_id, update_id), populate_existing=True)


async def waiting(session: AsyncSession, bot_id: int, limit: int) -> Sequence[Inbox]:
    """Updates that were not acted upon yet, in their order."""
    query = select(Inbox).where(Inbox.bot_id == bot_id, Inbox.state == "new")
    return (await session.exec(query.order_by(col(Inbox.update_id)).limit(limit))).all()


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Outbox]:
    """The first waiting message of each chat, where its time has come; a chat with one on the wire gives none."""
    first = select(func.min(Outbox.id)).where(col(Outbox.state).in_(("due", "sending"))).group_by(col(Outbox.chat_id))
    query = select(Outbox).where(
        col(Outbox.id).in_(first),
        col(Outbox.next_at) <= now,
        or_(col(Outbox.state) == "due", col(Outbox.claimed_until) <= now),
    )
    return (await session.exec(query.order_by(col(Outbox.id)).limit(limit))).all()


async def message(session: AsyncSession, outbox_id: int) -> Outbox | None:
    return await session.get(Outbox, outbox_id, populate_existing=True)


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next message that waits may go."""
    return (await session.exec(select(func.min(Outbox.next_at)).where(Outbox.state == "due"))).one()


async def count(session: AsyncSession, table: type[Inbox] | type[Outbox], states: tuple[str, ...]) -> int:
    query = select(func.count()).select_from(table).where(col(table.state).in_(states))
    return (await session.exec(query)).one()


async def card_owed(session: AsyncSession, request_id: int, chat_id: int) -> bool:
    """Whether a new look of this card waits already and is not on the wire."""
    query = select(Outbox.id).where(
        Outbox.request_id == request_id,
        Outbox.chat_id == chat_id,
        Outbox.kind == "card",
        Outbox.state == "due",
    )
    return (await session.exec(query.limit(1))).first() is not None


async def newest(session: AsyncSession) -> int:
    """The highest id in the outbox."""
    return (await session.exec(select(func.max(Outbox.id)))).one() or 0
