"""Queries on the inbox (what came from Telegram) and the outbox (what is owed to it)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel, and_, case, col, func, or_, select, text, update
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from storage import leases
from storage.changes import changed
from storage.tables import ON_THEIR_WAY, Card, Inbox, Outbox


async def insert_new(session: AsyncSession, table: type[SQLModel], rows: list[dict[str, Any]]) -> int:
    """Insert the rows, those whose key is there already are left as they are; how many were new."""
    if not rows:
        return 0
    make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return changed(await session.exec(make(table).values(rows).on_conflict_do_nothing()))


async def update_of(session: AsyncSession, bot_id: int, update_id: int) -> Inbox | None:
    return await session.get(Inbox, (bot_id, update_id), populate_existing=True)


async def waiting(session: AsyncSession, bot_id: int, limit: int) -> Sequence[Inbox]:
    """Updates that were not acted upon yet, in their order."""
    query = select(Inbox).where(Inbox.bot_id == bot_id, Inbox.state == "new")
    return (await session.exec(query.order_by(col(Inbox.update_id)).limit(limit))).all()


async def finish_all(session: AsyncSession, bot_id: int, claims: Sequence[tuple[int, int]], now: datetime) -> None:
    """new → done for each (update, epoch) that nobody claimed since."""
    claimed = tuple_(col(Inbox.update_id), col(Inbox.epoch)).in_(claims)
    finished = update(Inbox).where(col(Inbox.bot_id) == bot_id, col(Inbox.state) == "new", claimed)
    await session.exec(finished.values(state="done", finished_at=now))


async def due(
    session: AsyncSession, now: datetime, limit: int, *, shared: bool, held: Sequence[int] = ()
) -> Sequence[Outbox]:
    """The next message of each chat, where its time has come; a chat with one on the wire gives none.

    That is the edit of a card where one waits, since it takes no place among the messages, else the first one; chats
    with a card come first. `held` are in hand here, however long ago they were taken. Where processes share the
    database, whoever asks holds these chats until his transaction ends.
    """
    rows = (await session.exec(_heads(session, now, held).limit(limit))).all()
    if not shared or not rows:
        return rows
    chats = await leases.try_locks(session, leases.CHAT, [str(row.chat_id) for row in rows])
    locked = col(Outbox.chat_id).in_([int(chat) for chat in chats])
    # Asked again: what others took before we held the chat is seen only now.
    again = _heads(session, now, held).where(locked).with_for_update(skip_locked=True)
    return (await session.exec(again, execution_options={"populate_existing": True})).all()


def _heads(session: AsyncSession, now: datetime, held: Sequence[int]) -> SelectOfScalar[Outbox]:
    hangs = select(Card.request_id).where(Card.request_id == Outbox.request_id, Card.chat_id == Outbox.chat_id)
    edit = case((and_(col(Outbox.kind) == "card", hangs.exists()), col(Outbox.id)))
    first = select(func.coalesce(func.min(edit), func.min(Outbox.id))).where(text(ON_THEIR_WAY))
    lease = leases.moment(session, now)
    on_the_wire = select(Outbox.chat_id).where(
        text(ON_THEIR_WAY),
        Outbox.state == "sending",
        or_(col(Outbox.claimed_until) > lease, col(Outbox.id).in_(held)),
    )
    # One that was tried and waits may have been refused for the chat's sake: nothing else is tried there meanwhile.
    silent = select(Outbox.chat_id).where(text(ON_THEIR_WAY), col(Outbox.epoch) > 0, col(Outbox.next_at) > now)
    return (
        select(Outbox)
        .where(
            col(Outbox.id).in_(first.group_by(col(Outbox.chat_id))),
            col(Outbox.next_at) <= now,
            or_(col(Outbox.state) == "due", col(Outbox.claimed_until) <= lease),
            col(Outbox.chat_id).not_in(on_the_wire),
            col(Outbox.chat_id).not_in(silent),
        )
        .order_by(case((col(Outbox.kind) == "card", 0), else_=1), col(Outbox.id))
    )


async def take(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """These messages are on the wire, ours for so many seconds."""
    values = {"state": "sending", "owner": owner, "epoch": Outbox.epoch + 1}
    taken = update(Outbox).where(col(Outbox.id).in_(ids))
    await session.exec(taken.values(**values, claimed_until=leases.moment(session, now, seconds)))


async def release(session: AsyncSession, now: datetime, *, everything: bool) -> None:
    """Claims of a process that is gone end now; `everything` is what was on the wire, else only what is over."""
    over = col(Outbox.claimed_until) <= leases.moment(session, now)
    guard = (col(Outbox.state) == "sending",) if everything else (col(Outbox.state) == "sending", over)
    await session.exec(update(Outbox).where(*guard).values(claimed_until=leases.moment(session, now)))


async def renew(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """Those of these messages that are still ours stay so for so many seconds more."""
    mine = (col(Outbox.id).in_(ids), col(Outbox.owner) == owner, col(Outbox.state) == "sending")
    await session.exec(update(Outbox).where(*mine).values(claimed_until=leases.moment(session, now, seconds)))


async def message(session: AsyncSession, outbox_id: int) -> Outbox | None:
    return await session.get(Outbox, outbox_id, populate_existing=True)


async def owed_as(session: AsyncSession, dedupe: str) -> Outbox | None:
    """The message that is, or was, owed under this name."""
    query = select(Outbox).where(Outbox.dedupe == dedupe)
    return (await session.exec(query, execution_options={"populate_existing": True})).first()


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next message that waits may go."""
    return (await session.exec(select(func.min(Outbox.next_at)).where(Outbox.state == "due"))).one()


async def count(session: AsyncSession, table: type[Inbox] | type[Outbox], states: tuple[str, ...]) -> int:
    query = select(func.count()).select_from(table).where(col(table.state).in_(states))
    return (await session.exec(query)).one()


async def card_owed(session: AsyncSession, request_id: int, chat_id: int) -> bool:
    """Whether a new look of this card waits already and is not on the wire."""
    query = select(Outbox.id).where(
        text(ON_THEIR_WAY),
        Outbox.request_id == request_id,
        Outbox.chat_id == chat_id,
        Outbox.kind == "card",
        Outbox.state == "due",
    )
    return (await session.exec(query.limit(1))).first() is not None


async def newest(session: AsyncSession) -> int:
    """The highest id in the outbox."""
    return (await session.exec(select(func.max(Outbox.id)))).one() or 0
