"""Queries on requests that teams decide about: what is pending, what was asked lately, and the team's money."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, union_all, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.tables import (
    AskedLineRow,
    AskedOfferRow,
    AttemptRow,
    DecisionRow,
    QuestionRow,
    RemoteOrderRow,
    RequestRow,
    TeamRow,
)
from storage.tables.base import Moment

NOT_BOUGHT = ("refused", "abandoned", "withdrawn")
OTHER = "differs"

_request, _attempt, _order = columns(RequestRow), columns(AttemptRow), columns(RemoteOrderRow)
_asked, _offer = columns(AskedLineRow), columns(AskedOfferRow)
_vote, _question, _team = columns(DecisionRow), columns(QuestionRow), columns(TeamRow)
_of_request, _of_team = given("request"), given("team")
_since, _now = given("since", Moment), given("now", Moment)
_waits = (_request.state == "pending", _request.needs.is_not(None))
_LOCK = Scalars(select(_request.id).where(_request.id == _of_request).with_for_update())
_LOCK_TEAM = Scalars(select(_team.id).where(_team.id == _of_team).with_for_update())
_WAITING = select(_request.id).where(*_waits).order_by(_request.pending_at, _request.id).limit(LIMIT)
_EVERYBODYS = Scalars(_WAITING)
# By what waits, not by the team: a team may have a long past.
_THEIRS = Scalars(_WAITING.where((_request.team_id + 0).in_(given_all("teams"))))
_DUE = Scalars(select(_request.id).where(*_waits, _request.next_at <= _now).order_by(_request.next_at).limit(LIMIT))
_LOOK_AGAIN: Any = update(table_of(RequestRow)).where(_request.team_id == _of_team, *_waits).values(next_at=_now)
_LIVE = _vote.taken_back_at.is_(None)
_VOTES = Rows(DecisionRow, _vote.request_id == _of_request, _LIVE, order=(_vote.id,))
_QUESTIONS = Rows(QuestionRow, _question.request_id == _of_request, order=(_question.id,))
_MONEY: Any = (
    select(
        _attempt.id, _attempt.request_id, _request.requester_id, _attempt.created_at,
        _order.order_id, _order.state, _order.total_fen, _order.refunded_fen, _order.paid_at,
    )
    .join(table_of(RequestRow), _request.id == _attempt.request_id)
    .outerjoin(table_of(RemoteOrderRow), and_(_order.attempt_id == _attempt.id, _order.checked != OTHER))
    .where(
        _attempt.id.in_(
            select(_attempt.id)
            .where(_attempt.created_at >= _since)
            .union(select(_order.attempt_id).where(_order.paid_at >= _since))
        ),
        _request.team_id + 0 == _of_team,
        # An attempt that was given up but has an order after all is owed as well.
        or_(_attempt.state.not_in(NOT_BOUGHT), _order.order_id.is_not(None)),
    )
    .order_by(_attempt.id, _order.order_id)
)  # fmt: skip
_COUNTS = (
    select(
        _request.id, _request.requester_id, _request.offer_id, _request.state, _request.snapshot, _request.needs,
        _request.pending_at, _attempt.state.label("state_of_attempt"), _order.order_id,
        _order.state.label("state_of_order"), _order.total_fen, _order.paid_at,
    )
    .outerjoin(table_of(AttemptRow), _attempt.request_id == _request.id)
    .outerjoin(table_of(RemoteOrderRow), and_(_order.attempt_id == _attempt.id, _order.checked != OTHER))
    .where(_request.team_id == _of_team, _request.pending_at > _since, _request.id != given("but"))
    .order_by(_request.id, _attempt.id, _order.order_id)
)  # fmt: skip
_EVERYBODYS_PIECES: Any = _COUNTS
_THEIR_PIECES: Any = _COUNTS.where(_request.requester_id.in_(given_all("requesters")))
_OFFERS: Any = (
    select(_request.id, _request.offer)
    .where(_request.id.in_(given_all("ids")))
    .union_all(select(_offer.request_id, _offer.offer).where(_offer.request_id.in_(given_all("ids"))))
)
# Who agreed to a request agreed to each part that it was split into.
_AGREED: Any = (
    select(_request.id, _vote.approver_id)
    .join(table_of(DecisionRow), _vote.request_id == func.coalesce(_request.part_of, _request.id))
    .where(_request.id.in_(given_all("ids")), _vote.verdict == "approve", _LIVE)
)
_declined = (
    _request.created_at >= _since,
    _request.team_id == _of_team,
    _request.state == "rejected",
    _vote.verdict == "decline",
    _vote.created_at <= given("until", Moment),
    _request.id != given("but"),
)
_theirs = _request.requester_id.in_(given_all("people"))
_DECLINING: Any = select(_vote.created_at.label("at")).join(table_of(RequestRow), _request.id == _vote.request_id)
_ever_declined = union_all(
    _DECLINING.where(_request.offer_id.in_(given_all("offers")), _theirs, *_declined),
    _DECLINING.join(table_of(AskedLineRow), _asked.request_id == _request.id).where(
        _asked.offer_id.in_(given_all("offers")),
        _asked.added_at >= _since,
        or_(_theirs, _asked.added_by.in_(given_all("people"))),
        *_declined,
    ),
).subquery()
_DECLINED_AT = Scalars(select(func.max(_ever_declined.c.at)))
_SNAPSHOTS: Any = select(_request.id, _request.snapshot).where(_request.id.in_(given_all("ids")))
_SENT: Any = (
    select(_attempt.submitted_at, _request.snapshot)
    .join(table_of(RequestRow), _request.id == _attempt.request_id)
    .where(
        # By the time, not by the team: a team may have a long past.
        _attempt.submitted_at >= _since,
        _request.team_id + 0 == _of_team,
        _request.id != given("but"),
        or_(
            _attempt.state.not_in((*NOT_BOUGHT, "ready")),
            exists().where(_order.attempt_id == _attempt.id, _order.checked != OTHER),
        ),
    )
)
_BOUGHT = (_order.state != "cancelled", _order.checked != OTHER)
_WITH_SELLER = select(_order.order_id).where(_order.seller == given("company"), *_BOUGHT)
_ORDERS_WITH = Scalars(select(func.count()).select_from(_WITH_SELLER.limit(LIMIT).subquery()))
_LAST_BOUGHT: Any = (
    select(_request.snapshot, _order.placed_at)
    .join(table_of(RemoteOrderRow), _order.request_id == _request.id)
    .where(_request.offer_id == given("offer_number"), *_BOUGHT, _request.id != given("but"))
    .order_by(_request.created_at.desc(), _request.id.desc())
    .limit(1)
)


async def lock(session: AsyncSession, request_id: int) -> None:
    """Make others who decide about this request wait until this transaction ends; on SQLite they wait anyway."""
    await _LOCK.first(session, request=request_id)


async def lock_team(session: AsyncSession, team_id: int) -> None:
    """Make others who spend this team's money wait until this transaction ends."""
    await _LOCK_TEAM.first(session, team=team_id)


async def waiting(session: AsyncSession, team_ids: Sequence[int] | None, limit: int) -> Sequence[int]:
    """Numbers of requests that wait for approvers, oldest first; of every team if `team_ids` is None."""
    if team_ids is None:
        return await _EVERYBODYS.all(session, limit=limit)
    return await _THEIRS.all(session, teams=list(team_ids), limit=limit)


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[int]:
    """Numbers of pending requests whose next step is due."""
    return await _DUE.all(session, now=now, limit=limit)


async def look_again(session: AsyncSession, team_id: int, now: datetime) -> None:
    """Make all pending requests of this team due at once."""
    await session.exec(_LOOK_AGAIN, params={"team": team_id, "now": now})


async def votes(session: AsyncSession, request_id: int) -> Sequence[DecisionRow]:
    """The votes on a request that were not taken back."""
    return await _VOTES.all(session, request=request_id)


async def questions(session: AsyncSession, request_id: int) -> Sequence[QuestionRow]:
    return await _QUESTIONS.all(session, request=request_id)


async def money(session: AsyncSession, team_id: int, since: datetime) -> Sequence[Row[Any]]:
    """A team's attempts that commit money, created or paid since then, each with its orders.

    (attempt, request, requester, created at, order or None, its state, total, refunded and time of payment, in fen and
    UTC); an attempt with several orders comes once for each.
    """
    rows: Sequence[Row[Any]] = (await session.exec(_MONEY, params={"team": team_id, "since": since})).all()
    return rows


async def snapshots(session: AsyncSession, request_ids: Sequence[int]) -> dict[int, Any]:
    """The snapshots of these requests."""
    rows: Any = (await session.exec(_SNAPSHOTS, params={"ids": alike(request_ids)})).all()
    return dict(rows)


async def sent(session: AsyncSession, team_id: int, since: datetime, but: int) -> Sequence[tuple[datetime | None, Any]]:
    """When each of a team's attempts since then was sent that may have become an order, with the request's snapshot.

    Those of the request `but` are left out.
    """
    rows: Sequence[Any] = (await session.exec(_SENT, params={"team": team_id, "since": since, "but": but})).all()
    return rows


async def orders_with(session: AsyncSession, company: str, most: int) -> int:
    """How many orders that were not cancelled we placed with a seller; at most `most`."""
    return int(await _ORDERS_WITH.first(session, company=company, limit=most))


async def last_bought(session: AsyncSession, offer_id: str, but: int) -> tuple[Any, datetime] | None:
    """The snapshot of the newest other request for an offer that became an order, and when that order was placed."""
    row: Any = (await session.exec(_LAST_BOUGHT, params={"offer_number": offer_id, "but": but})).first()
    return None if row is None else (row.snapshot, row.placed_at)


async def pieces(
    session: AsyncSession, team_id: int, since: datetime, but: int, of: Collection[int] | None
) -> Sequence[Row[Any]]:
    """The requests of a team, or of these people in it, since then, with attempts and orders, without `but`.

    A request comes once for each of its attempts and orders.
    """
    given_now: dict[str, Any] = {"team": team_id, "since": since, "but": but}
    query = _EVERYBODYS_PIECES if of is None else _THEIR_PIECES
    if of is not None:
        given_now["requesters"] = alike(list(of))
    rows: Sequence[Row[Any]] = (await session.exec(query, params=given_now)).all()
    return rows


async def offers(session: AsyncSession, request_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The offers of these requests, as they were shown."""
    rows: Any = (await session.exec(_OFFERS, params={"ids": alike(request_ids)})).all()
    found: dict[int, list[Any]] = {}
    for number, offer in rows:
        found.setdefault(number, []).append(offer)
    return found


async def who_agreed(session: AsyncSession, request_ids: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Request and person of every yes to these requests, on any content."""
    rows: Any = (await session.exec(_AGREED, params={"ids": alike(request_ids)})).all()
    return [(row.id, row.approver_id) for row in rows]


async def declined_at(
    session: AsyncSession,
    team_id: int,
    people: Collection[int],
    offer_ids: Collection[str],
    since: datetime,
    until: datetime,
    but: int,
) -> datetime | None:
    """When a team last declined one of these offers to one of these people, up to `until`.

    Only requests opened at `since` or later count, and not the request `but`.
    """
    found: datetime | None = await _DECLINED_AT.first(
        session, team=team_id, people=set(people), offers=set(offer_ids), since=since, until=until, but=but
    )
    return found
