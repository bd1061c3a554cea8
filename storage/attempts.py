"""Queries on attempts and on what people say of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import leases
from storage.tables import Attempt, Request, Verdict


async def get(session: AsyncSession, attempt_id: int) -> Attempt | None:
    return await session.get(Attempt, attempt_id, populate_existing=True)


async def by_reference(session: AsyncSession, out_order_id: str) -> Attempt | None:
    return (await session.exec(select(Attempt).where(Attempt.out_order_id == out_order_id))).first()


async def ready(session: AsyncSession, now: datetime, limit: int) -> Sequence[Attempt]:
    """Attempts that may be claimed now, oldest first."""
    query = select(Attempt).where(Attempt.state == "ready", col(Attempt.due_at) <= now)
    return (await session.exec(query.order_by(col(Attempt.id)).limit(limit))).all()


async def reserve(
    session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float
) -> Sequence[Attempt]:
    """Those of these that are ready still and that no other process is about to claim; ours for so many seconds."""
    lease = leases.moment(session, now)
    free = or_(col(Attempt.lease_until).is_(None), col(Attempt.lease_until) <= lease, col(Attempt.owner) == owner)
    query = select(Attempt).where(col(Attempt.id).in_(ids), Attempt.state == "ready")
    if not leases.shared(session):
        return (await session.exec(query.order_by(col(Attempt.id)))).all()
    rows = (await session.exec(query.where(free).order_by(col(Attempt.id)).with_for_update(skip_locked=True))).all()
    until = leases.moment(session, now, seconds)
    taken = update(Attempt).where(col(Attempt.id).in_([row.id for row in rows]))
    await session.exec(taken.values(owner=owner, lease_until=until))
    return rows


async def renew(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """Those of these that are on the wire and still ours stay so for so many seconds more."""
    mine = (col(Attempt.id).in_(ids), col(Attempt.owner) == owner, col(Attempt.state) == "submitting")
    await session.exec(update(Attempt).where(*mine).values(lease_until=leases.moment(session, now, seconds)))


async def left_behind(session: AsyncSession, now: datetime, *, everything: bool, lock: bool) -> Sequence[Attempt]:
    """Attempts on the wire: all of them, or those whose lease is over; to `lock` leaves out what somebody else has."""
    query = select(Attempt).where(Attempt.state == "submitting")
    if not everything:
        query = query.where(col(Attempt.lease_until) <= leases.moment(session, now))
    query = query.order_by(col(Attempt.id))
    return (await session.exec(query.with_for_update(skip_locked=True) if lock else query)).all()


async def submitting(session: AsyncSession) -> Sequence[Attempt]:
    return (await session.exec(select(Attempt).where(Attempt.state == "submitting"))).all()


async def to_look(session: AsyncSession, now: datetime, limit: int) -> Sequence[Attempt]:
    """Attempts in doubt whose next look is due."""
    query = select(Attempt).where(
        col(Attempt.state).in_(("in_doubt", "needs_person")), col(Attempt.next_look_at) <= now
    )
    return (await session.exec(query.order_by(col(Attempt.next_look_at)).limit(limit))).all()


async def recent(session: AsyncSession, since: datetime) -> Sequence[Attempt]:
    """Attempts submitted since then."""
    return (await session.exec(select(Attempt).where(col(Attempt.submitted_at) >= since))).all()


async def doubts_since(session: AsyncSession, since: datetime) -> int:
    """How many attempts fell into doubt since then."""
    query = select(func.count()).select_from(Attempt).where(col(Attempt.doubted_at) >= since)
    return (await session.exec(query)).one()


async def count(session: AsyncSession, states: tuple[str, ...]) -> int:
    query = select(func.count()).select_from(Attempt).where(col(Attempt.state).in_(states))
    return (await session.exec(query)).one()


async def in_states(session: AsyncSession, states: tuple[str, ...]) -> Sequence[Attempt]:
    """Attempts in one of these states, oldest first."""
    query = select(Attempt).where(col(Attempt.state).in_(states)).order_by(col(Attempt.id))
    return (await session.exec(query)).all()


async def verdicts(session: AsyncSession, attempt_id: int, epoch: int, verdict: str) -> Sequence[Verdict]:
    query = select(Verdict).where(Verdict.attempt_id == attempt_id, Verdict.epoch == epoch, Verdict.verdict == verdict)
    return (await session.exec(query)).all()


async def requester(session: AsyncSession, attempt: Attempt) -> Request:
    found = await session.get(Request, attempt.request_id, populate_existing=True)
    assert found is not None, "an attempt has its request by foreign key"
    return found
