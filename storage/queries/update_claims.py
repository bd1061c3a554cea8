"""Claims on updates, if several processes share the inbox: only one process at a time runs a lane, in order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases
from storage.queries.read_rows import alike
from storage.tables import InboxRow

AT_ONCE = 32
"""The most lanes that one claim may take."""


async def claim(
    session: AsyncSession, bot_id: int, owner: str, now: datetime, seconds: float, most: int
) -> Sequence[InboxRow]:
    """Claim updates for so many seconds, from lanes that nobody else runs; each lane's oldest first.

    Each lane is locked for this transaction and only then checked again, so that two claims never take from one lane.
    """
    lanes = await leases.try_locks(session, leases.LANE, await _waiting(session, bot_id, now))
    if not lanes:
        return ()
    free = await _of_free_heads(session, bot_id, owner, now, lanes)
    ids = (
        select(InboxRow.update_id)
        .where(*_unclaimed(session, bot_id, now), col(InboxRow.lane).in_(alike(free)))
        .order_by(col(InboxRow.update_id))
        .limit(most)
    )
    until = leases.moment(session, now, seconds)
    taken = (
        update(InboxRow)
        .where(col(InboxRow.bot_id) == bot_id, col(InboxRow.update_id).in_(ids))
        .values(owner=owner, epoch=InboxRow.epoch + 1, claimed_until=until)
        .returning(InboxRow)
    )
    rows: Sequence[InboxRow] = (await session.exec(taken)).scalars().all()
    return sorted(rows, key=lambda row: row.update_id)


def _unclaimed(session: AsyncSession, bot_id: int, now: datetime) -> tuple[Any, ...]:
    over = col(InboxRow.claimed_until) <= leases.moment(session, now)
    return (
        col(InboxRow.bot_id) == bot_id,
        col(InboxRow.state) == "new",
        or_(col(InboxRow.claimed_until).is_(None), over),
    )


async def _waiting(session: AsyncSession, bot_id: int, now: datetime) -> list[str]:
    """Lanes with unclaimed updates, those that wait longest first."""
    query = select(InboxRow.lane).where(*_unclaimed(session, bot_id, now)).group_by(col(InboxRow.lane))
    return list((await session.exec(query.order_by(func.min(InboxRow.update_id)).limit(AT_ONCE))).all())


async def _of_free_heads(
    session: AsyncSession, bot_id: int, owner: str, now: datetime, lanes: Sequence[str]
) -> Sequence[str]:
    """Those of the lanes in which nobody else has a claim; a lane whose head somebody is just finishing waits."""
    heads = (
        select(func.min(InboxRow.update_id))
        .where(InboxRow.bot_id == bot_id, InboxRow.state == "new", col(InboxRow.lane).in_(alike(lanes)))
        .group_by(col(InboxRow.lane))
    )
    query = (
        select(InboxRow.lane)
        .where(
            InboxRow.bot_id == bot_id,
            col(InboxRow.update_id).in_(heads),
            col(InboxRow.lane).not_in(_elsewhere(session, bot_id, owner, now)),
        )
        .with_for_update(skip_locked=True)
    )
    return (await session.exec(query)).all()


def _elsewhere(session: AsyncSession, bot_id: int, owner: str, now: datetime) -> Any:
    """Lanes in which another process has a claim."""
    other = aliased(InboxRow)
    return select(col(other.lane)).where(
        col(other.bot_id) == bot_id,
        col(other.state) == "new",
        col(other.owner) != owner,
        col(other.claimed_until) > leases.moment(session, now),
    )


async def renew(
    session: AsyncSession, bot_id: int, ids: Sequence[int], owner: str, now: datetime, seconds: float
) -> Sequence[int]:
    """Extend our claim on those of these updates that are still ours; returns them.

    If another process has the beginning of a lane, the lane is theirs: with two holders one would overtake the other.
    An update that a transaction of ours is about to finish is not waited for: nobody takes what is locked.
    """
    claimed = (
        col(InboxRow.bot_id) == bot_id,
        col(InboxRow.update_id).in_(alike(ids)),
        col(InboxRow.owner) == owner,
        col(InboxRow.state) == "new",
    )
    lanes = (await session.exec(select(InboxRow.lane).where(*claimed).distinct())).all()
    await leases.locks(session, leases.LANE, lanes)
    mine = (*claimed, col(InboxRow.lane).not_in(_elsewhere(session, bot_id, owner, now)))
    ours = (await session.exec(select(InboxRow.update_id).where(*mine))).all()
    free = (await session.exec(select(InboxRow.update_id).where(*mine).with_for_update(skip_locked=True))).all()
    renewed = update(InboxRow).where(col(InboxRow.bot_id) == bot_id, col(InboxRow.update_id).in_(alike(free)))
    await session.exec(renewed.values(claimed_until=leases.moment(session, now, seconds)))
    return ours


async def release(session: AsyncSession, bot_id: int, owner: str) -> None:
    """Release all our updates that are not done."""
    mine = (col(InboxRow.bot_id) == bot_id, col(InboxRow.owner) == owner, col(InboxRow.state) == "new")
    await session.exec(update(InboxRow).where(*mine).values(owner="", claimed_until=None))
