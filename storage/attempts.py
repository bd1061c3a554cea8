"""Queries on attempts and on what people say of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Attempt, Request, Verdict


async def get(session: AsyncSession, attempt_id: int) -> Attempt | None:
    return await session.get(Attempt, attempt_id, populate_existing=True)


async def by_reference(session: AsyncSession, out_order_id: str) -> Attempt | None:
    return (await session.exec(select(Attempt).where(Attempt.out_order_id == out_order_id))).first()


async def ready(session: AsyncSession, now: datetime, limit: int) -> Sequence[Attempt]:
    """Attempts that may be claimed now, oldest first."""
    query = select(Attempt).where(Attempt.state == "ready", col(Attempt.due_at) <= now)
    return (await session.exec(query.order_by(col(Attempt.id)).limit(limit))).all()


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


async def verdicts(session: AsyncSession, attempt_id: int, epoch: int, verdict: str) -> Sequence[Verdict]:
    query = select(Verdict).where(Verdict.attempt_id == attempt_id, Verdict.epoch == epoch, Verdict.verdict == verdict)
    return (await session.exec(query)).all()


async def requester(session: AsyncSession, attempt: Attempt) -> Request:
    found = await session.get(Request, attempt.request_id, populate_existing=True)
    assert found is not None, "an attempt has its request by foreign key"
    return found
