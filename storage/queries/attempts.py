"""Queries on attempts and on people's verdicts about unclear ones."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import and_, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.tables import AttemptRow, RequestRow, VerdictRow
from storage.tables.base import Moment

_attempt, _verdict, _request = columns(AttemptRow), columns(VerdictRow), columns(RequestRow)
_now, _since = given("now", Moment), given("since", Moment)
_these = _attempt.id.in_(given_all("ids"))
_ONE = Rows(AttemptRow, _attempt.id == given("number"))
_BY_REFERENCE = Rows(AttemptRow, _attempt.out_order_id == given("reference"))
_READY = Rows(AttemptRow, _attempt.state == "ready", _attempt.due_at <= _now, order=(_attempt.id,), limit=LIMIT)
_READY_OF_THESE = Rows(AttemptRow, _these, _attempt.state == "ready", order=(_attempt.id,))
_SUBMITTING = Rows(AttemptRow, _attempt.state == "submitting", order=(_attempt.id,))
_PART_ON_ITS_WAY = Scalars(
    select(_attempt.id)
    .where(_attempt.request_id.in_(select(_request.id).where(_request.part_of == given("whole"))))
    .where(or_(_attempt.state == "submitting", and_(_attempt.state == "ready", _attempt.due_at.is_not(None))))
    .limit(1)
)
_TO_LOOK = Rows(
    AttemptRow,
    _attempt.state.in_(("in_doubt", "needs_person")),
    _attempt.next_look_at <= _now,
    order=(_attempt.next_look_at,),
    limit=LIMIT,
)
_RECENT = Rows(AttemptRow, _attempt.submitted_at >= _since)
_FIRST = Scalars(select(func.min(_attempt.created_at)))
_LAST_SENT = Scalars(select(func.max(_attempt.submitted_at)))
_LEFT_TRACES = Scalars(
    select(_attempt.id)
    .where(
        or_(
            _attempt.doubted_at >= _since,
            and_(_attempt.state == "refused", _attempt.submitted_at >= _since),
            and_(_attempt.state == "abandoned", _attempt.ended_at >= given("abandoned_since", Moment)),
            and_(_attempt.state == "ready", _attempt.epoch > 0),
        )
    )
    .limit(1)
)
_DOUBTS_SINCE = Scalars(select(func.count()).where(_attempt.doubted_at >= _since))
_IN_STATES = Rows(AttemptRow, _attempt.state.in_(given_all("states")), order=(_attempt.id,))
_COUNT = Scalars(select(func.count()).where(_attempt.state.in_(given_all("states"))))
_VERDICTS = Rows(
    VerdictRow,
    _verdict.attempt_id == given("number"),
    _verdict.epoch == given("claim"),
    _verdict.verdict == given("word"),
)


async def get(session: AsyncSession, attempt_id: int) -> AttemptRow | None:
    return await _ONE.first(session, number=attempt_id)


async def by_reference(session: AsyncSession, out_order_id: str) -> AttemptRow | None:
    return await _BY_REFERENCE.first(session, reference=out_order_id)


async def ready(session: AsyncSession, now: datetime, limit: int) -> Sequence[AttemptRow]:
    """Attempts that may be claimed now, oldest first."""
    return await _READY.all(session, now=now, limit=limit)


async def reserve(
    session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float
) -> Sequence[AttemptRow]:
    """Those of these that are still ready and that no other process has reserved; now ours for so many seconds."""
    if not leases.shared(session):
        return await _READY_OF_THESE.all(session, ids=list(ids))
    rows = await _free().all(session, ids=list(ids), by=owner)
    taken = {"ids": [row.id for row in rows], "by": owner} | leases.lasting(True, now, seconds)
    await session.exec(_reserved(), params=taken)
    return rows


@cache
def _free() -> Rows[AttemptRow]:
    lease, owner = _attempt.lease_until, _attempt.owner == given("by")
    nobodys = or_(lease.is_(None), lease <= leases.now(True), owner)
    return Rows(AttemptRow, _these, _attempt.state == "ready", nobodys, order=(_attempt.id,), free=True)


@cache
def _reserved() -> Any:
    return update(table_of(AttemptRow)).where(_these).values(owner=given("by"), lease_until=leases.until(True))


async def left_traces(session: AsyncSession, since: datetime, abandoned_since: datetime) -> bool:
    """Whether an order may turn up that nobody knows.

    It may after a doubt, a conflict or a refusal since then, after an attempt was abandoned since the other time, and
    while one waits to be sent again.
    """
    return await _LEFT_TRACES.first(session, since=since, abandoned_since=abandoned_since) is not None


async def renew(session: AsyncSession, ids: Sequence[int], owner: str, now: datetime, seconds: float) -> None:
    """Extend the lease of those of these that are being submitted and still ours."""
    shared = leases.shared(session)
    await session.exec(_renewed(shared), params={"ids": alike(ids), "by": owner} | leases.lasting(shared, now, seconds))


@cache
def _renewed(shared: bool) -> Any:
    mine = (_these, _attempt.owner == given("by"), _attempt.state == "submitting")
    return update(table_of(AttemptRow)).where(*mine).values(lease_until=leases.until(shared))


async def left_behind(session: AsyncSession, now: datetime, *, everything: bool, lock: bool) -> Sequence[AttemptRow]:
    """Attempts being submitted: all, or those whose lease is over; `lock` leaves out those locked by somebody else."""
    asked = {} if everything or leases.shared(session) else {"now": now}
    return await _left_behind(leases.shared(session), everything, lock).all(session, **asked)


@cache
def _left_behind(shared: bool, everything: bool, lock: bool) -> Rows[AttemptRow]:
    over = () if everything else (_attempt.lease_until <= leases.now(shared),)
    return Rows(AttemptRow, _attempt.state == "submitting", *over, order=(_attempt.id,), free=lock)


async def submitting(session: AsyncSession) -> Sequence[AttemptRow]:
    return await _SUBMITTING.all(session)


async def to_look(session: AsyncSession, now: datetime, limit: int) -> Sequence[AttemptRow]:
    """Unclear attempts whose next look is due."""
    return await _TO_LOOK.all(session, now=now, limit=limit)


async def recent(session: AsyncSession, since: datetime) -> Sequence[AttemptRow]:
    """Attempts submitted since then."""
    return await _RECENT.all(session, since=since)


async def first_at(session: AsyncSession) -> datetime | None:
    """When the oldest attempt was created."""
    return cast(datetime | None, await _FIRST.first(session))


async def last_sent(session: AsyncSession) -> datetime | None:
    """When an attempt was last sent."""
    return cast(datetime | None, await _LAST_SENT.first(session))


async def doubts_since(session: AsyncSession, since: datetime) -> int:
    """How many attempts became unclear since then."""
    return int(await _DOUBTS_SINCE.first(session, since=since))


async def count(session: AsyncSession, states: tuple[str, ...]) -> int:
    return int(await _COUNT.first(session, states=list(states)))


async def in_states(session: AsyncSession, states: tuple[str, ...]) -> Sequence[AttemptRow]:
    """Attempts in one of these states, oldest first."""
    return await _IN_STATES.all(session, states=list(states))


async def verdicts(session: AsyncSession, attempt_id: int, epoch: int, verdict: str) -> Sequence[VerdictRow]:
    return await _VERDICTS.all(session, number=attempt_id, claim=epoch, word=verdict)


async def part_on_its_way(session: AsyncSession, whole: int) -> bool:
    """Whether a part of a request that was split is still to be placed, and by the program."""
    return await _PART_ON_ITS_WAY.first(session, whole=whole) is not None
