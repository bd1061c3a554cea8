"""Queries on requests that teams decide on: what waits, what was asked lately, and what the money of a team did."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Row
from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Attempt, Decision, RemoteOrder, Request
from storage.team_tables import Question, Team

NOT_BOUGHT = ("refused", "abandoned", "withdrawn")


async def lock(session: AsyncSession, request_id: int) -> None:
    """Whoever decides on this request next waits for us; on SQLite he does anyway."""
    await session.exec(select(Request.id).where(Request.id == request_id).with_for_update())


async def lock_team(session: AsyncSession, team_id: int) -> None:
    """Whoever spends this team's money next waits for us."""
    await session.exec(select(Team.id).where(Team.id == team_id).with_for_update())


async def waiting(session: AsyncSession, team_ids: Sequence[int] | None, limit: int) -> Sequence[int]:
    """Numbers of requests that wait for approvers, oldest first; of every team where none are named."""
    query = select(Request.id).where(Request.state == "pending", col(Request.needs).is_not(None))
    if team_ids is not None:
        query = query.where(col(Request.team_id).in_(team_ids))
    rows = await session.exec(query.order_by(col(Request.pending_at), col(Request.id)).limit(limit))
    return [row for row in rows.all() if row is not None]


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[int]:
    """Numbers of waiting requests that time itself has something to do with."""
    query = select(Request.id).where(
        Request.state == "pending", col(Request.needs).is_not(None), col(Request.next_at) <= now
    )
    rows = await session.exec(query.order_by(col(Request.next_at)).limit(limit))
    return [row for row in rows.all() if row is not None]


async def look_again(session: AsyncSession, team_id: int, now: datetime) -> None:
    """The clock looks at everything of this team that waits, at once."""
    waiting = (col(Request.team_id) == team_id, col(Request.state) == "pending", col(Request.needs).is_not(None))
    await session.exec(update(Request).where(*waiting).values(next_at=now))


async def judged(session: AsyncSession, team_id: int, limit: int) -> Sequence[Request]:
    """A team's requests that a policy has judged, newest first."""
    query = select(Request).where(Request.team_id == team_id, col(Request.policy_version).is_not(None))
    return (await session.exec(query.order_by(col(Request.id).desc()).limit(limit))).all()


async def votes(session: AsyncSession, request_id: int) -> Sequence[Decision]:
    query = select(Decision).where(Decision.request_id == request_id).order_by(col(Decision.id))
    return (await session.exec(query)).all()


async def questions(session: AsyncSession, request_id: int) -> Sequence[Question]:
    query = select(Question).where(Question.request_id == request_id).order_by(col(Question.id))
    return (await session.exec(query, execution_options={"populate_existing": True})).all()


async def money(session: AsyncSession, team_id: int, since: datetime) -> Sequence[Row[Any]]:
    """A team's attempts that hold money, approved since then or paid since then, each with its orders.

    (attempt, request, requester, approved at, order or None, its state, total, refunded and moment of payment);
    an attempt with several orders comes once for each.
    """
    approved = select(Attempt.id).where(col(Attempt.created_at) >= since)
    paid = select(RemoteOrder.attempt_id).where(col(RemoteOrder.paid_at) >= since)
    query: Any = (
        sqlalchemy.select(
            col(Attempt.id), col(Attempt.request_id), col(Request.requester_id), col(Attempt.created_at),
            col(RemoteOrder.order_id), col(RemoteOrder.state), col(RemoteOrder.total_fen),
            col(RemoteOrder.refunded_fen), col(RemoteOrder.paid_at),
        )
        .join(Request, col(Request.id) == col(Attempt.request_id))
        .outerjoin(RemoteOrder, col(RemoteOrder.attempt_id) == col(Attempt.id))
        .where(
            col(Attempt.id).in_(approved.union(paid)),
            col(Request.team_id) + 0 == team_id,
            col(Attempt.state).not_in(NOT_BOUGHT),
        )
    )  # fmt: skip
    rows: Sequence[Row[Any]] = (await session.exec(query.order_by(col(Attempt.id), col(RemoteOrder.order_id)))).all()
    return rows


async def snapshots(session: AsyncSession, request_ids: Sequence[int]) -> dict[int, Any]:
    """What was consented to, of these requests."""
    query = select(col(Request.id), col(Request.snapshot)).where(col(Request.id).in_(request_ids))
    return {number: kept for number, kept in (await session.exec(query)).all() if number is not None}


async def sent(session: AsyncSession, team_id: int, since: datetime) -> Sequence[tuple[datetime | None, Any]]:
    """When each of a team's attempts since then was sent that may have become an order, and what was consented to."""
    query = (
        select(col(Attempt.submitted_at), col(Request.snapshot))
        .join(Request, col(Request.id) == col(Attempt.request_id))
        .where(
            # By the day, not by the team, which may have a long past.
            col(Attempt.submitted_at) >= since,
            col(Request.team_id) + 0 == team_id,
            col(Attempt.state).not_in((*NOT_BOUGHT, "ready")),
        )
    )
    return (await session.exec(query)).all()


async def orders_with(session: AsyncSession, company: str, most: int) -> int:
    """How many orders that were not cancelled we placed with a seller; `most` where there are more."""
    some = select(RemoteOrder.order_id).where(RemoteOrder.seller == company, RemoteOrder.state != "cancelled")
    return (await session.exec(select(func.count()).select_from(some.limit(most).subquery()))).one()


async def last_bought(session: AsyncSession, offer_id: str, but: int) -> tuple[Request, datetime] | None:
    """The newest other request for an offer that became an order, and when that was placed."""
    query = (
        select(Request, RemoteOrder.placed_at)
        .join(RemoteOrder, col(RemoteOrder.request_id) == col(Request.id))
        .where(Request.offer_id == offer_id, RemoteOrder.state != "cancelled", Request.id != but)
    )
    newest = query.order_by(col(Request.created_at).desc(), col(Request.id).desc())
    return (await session.exec(newest.limit(1))).first()
