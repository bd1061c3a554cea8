"""Queries on orders on 1688, their parcels and refunds, and unknown orders."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import Row, and_, case, exists, text
from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all, table_of
from storage.queries.write_rows import changed
from storage.tables import (
    AttemptRow,
    ParcelRow,
    PersonRow,
    RefundRow,
    RemoteOrderRow,
    RequestRow,
    TeamRow,
    UnknownOrderRow,
)
from storage.tables.base import EPOCH, Moment
from storage.tables.orders import READ_BACK

OPEN = ("to_pay", "paid", "part_shipped", "shipped", "received")
OTHER = "differs"
"""The `checked` of an order that was named for a purchase but is something else: not ours to pay or to wait for."""

_order, _parcel, _refund, _unknown = (
    columns(RemoteOrderRow),
    columns(ParcelRow),
    columns(RefundRow),
    columns(UnknownOrderRow),
)
_request, _attempt, _person, _team = (columns(each) for each in (RequestRow, AttemptRow, PersonRow, TeamRow))
_ONE = Rows(RemoteOrderRow, _order.order_id == given("number"))
_OF_REQUEST = Rows(RemoteOrderRow, _order.request_id == given("request"), order=(_order.order_id,))
_named = table_of(RemoteOrderRow).alias()
_BESIDE = Rows(
    RemoteOrderRow,
    _order.request_id
    == sqlalchemy.select(_named.c.request_id).where(_named.c.order_id == given("number")).scalar_subquery(),
    order=(_order.order_id,),
)
_OF_PARTS: Any = (
    sqlalchemy.select(_order.state, _order.checked)
    .where(_order.request_id.in_(sqlalchemy.select(_request.id).where(_request.part_of == given("whole"))))
    .where(_order.checked != OTHER)
)
_KNOWN = Rows(RemoteOrderRow, _order.order_id.in_(given_all("numbers")))
_DUE = Scalars(
    sqlalchemy.select(_order.order_id)
    .where(_order.next_look_at <= given("now", Moment))
    .order_by(_order.next_look_at)
    .limit(LIMIT)
)
_GOES_ON = (col(RemoteOrderRow.state).in_(OPEN), col(RemoteOrderRow.checked) != OTHER)
_WHAT_IS_OPEN: Any = sqlalchemy.select(
    # Not OR: SQLite would answer both sides, and so look through all orders for one that is still read back.
    case(
        (exists().where(_order.state == "to_pay", _order.checked != OTHER), True),
        (exists().where(table_of(AttemptRow).c.state.in_(("submitting", "in_doubt", "needs_person"))), True),
        else_=exists().where(_order.state.in_(OPEN), text(READ_BACK)),
    ).label("soon"),
    exists().where(_order.state.in_(("paid", "part_shipped")), _order.checked != OTHER).label("unshipped"),
    case((exists().where(*_GOES_ON), True), else_=exists().where(_order.next_look_at >= EPOCH)).label("open"),
)
_PARCELS = Rows(ParcelRow, _parcel.order_id == given("number"), order=(_parcel.logistics_id,))
_REFUNDS = Rows(RefundRow, _refund.order_id == given("number"), order=(_refund.refund_id,))
_UNKNOWN = Rows(UnknownOrderRow, _unknown.order_id == given("number"))
_FOUND_SINCE = Rows(UnknownOrderRow, _unknown.found_at >= given("since", Moment), order=(_unknown.found_at.desc(),))
_GIVEN_IN_VAIN = Rows(
    UnknownOrderRow,
    _unknown.given_to.is_not(None),
    ~exists().where(_order.order_id == _unknown.order_id, _order.checked != OTHER),
    ~exists().where(_request.id == _unknown.given_to, _request.state.in_(("draft", "pending"))),
)
_CLOSED_UNKNOWN = Scalars(
    sqlalchemy.select(_unknown.order_id).where(
        _unknown.order_id.in_(given_all("numbers")), _unknown.closed_by.is_not(None)
    )
)
_EXPORTED: Any = (
    sqlalchemy.select(
        _order.order_id, _order.attempt_id, _order.request_id, _order.state, _order.word, _order.refund,
        _order.total_fen, _order.freight_fen, _order.refunded_fen, _order.pieces, _order.lines, _order.seller,
        _order.close_reason, _order.placed_at, _order.paid_at, _attempt.out_order_id,
        _attempt.state.label("attempt_state"), _attempt.failed, _request.requester_id, _request.offer,
        _request.asked, _request.spec_id, _request.several, _request.own, _request.snapshot, _request.part_of,
        _request.part, _person.name.label("requester"), _team.title.label("team"),
    )
    .select_from(
        table_of(RemoteOrderRow)
        .join(table_of(AttemptRow), _attempt.id == _order.attempt_id)
        .join(table_of(RequestRow), _request.id == _order.request_id)
        .join(table_of(PersonRow), _person.id == _request.requester_id)
        .outerjoin(table_of(TeamRow), _team.id == _request.team_id)
    )
    .where(_order.checked != OTHER)
    .order_by(_order.attempt_id, _order.order_id)
)  # fmt: skip


async def get(session: AsyncSession, order_id: str) -> RemoteOrderRow | None:
    return await _ONE.first(session, number=order_id)


async def of_request(session: AsyncSession, request_id: int) -> Sequence[RemoteOrderRow]:
    return await _OF_REQUEST.all(session, request=request_id)


async def beside(session: AsyncSession, order_id: str) -> Sequence[RemoteOrderRow]:
    """Every order of the request that this one belongs to."""
    return await _BESIDE.all(session, number=order_id)


async def known(session: AsyncSession, order_ids: Sequence[str]) -> Sequence[RemoteOrderRow]:
    """Those of these orders that are ours."""
    return await _KNOWN.all(session, numbers=list(order_ids))


async def hasten(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> None:
    """Make the next look at these orders due at this time."""
    await leases.hold(session, col(RemoteOrderRow.order_id), order_ids)
    wanted = update(RemoteOrderRow).where(col(RemoteOrderRow.order_id).in_(alike(order_ids)))
    await session.exec(wanted.values(next_look_at=when))


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[str]:
    """Ids of orders whose next look is due."""
    return await _DUE.all(session, now=now, limit=limit)


async def parcels_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[ParcelRow]:
    query = select(ParcelRow).where(col(ParcelRow.next_look_at) <= now)
    return (await session.exec(query.order_by(col(ParcelRow.next_look_at)).limit(limit))).all()


async def put_off_trace(
    session: AsyncSession, order_id: str, logistics_id: str, now: datetime, until: datetime
) -> bool:
    """Whether this parcel's trace was due still; it is due again at `until`. If we are alone it is, as it was found."""
    if not leases.shared(session):
        return True
    key = (col(ParcelRow.order_id) == order_id, col(ParcelRow.logistics_id) == logistics_id)
    mine = update(ParcelRow).where(*key, col(ParcelRow.next_look_at) <= now)
    return changed(await session.exec(mine.values(next_look_at=until))) == 1


async def parcels(session: AsyncSession, order_id: str) -> Sequence[ParcelRow]:
    return await _PARCELS.all(session, number=order_id)


async def refunds(session: AsyncSession, order_id: str) -> Sequence[RefundRow]:
    return await _REFUNDS.all(session, number=order_id)


async def lapsing(session: AsyncSession, now: datetime, before: datetime, limit: int) -> Sequence[RemoteOrderRow]:
    """Unpaid orders that can be paid until this time at most, and of which not everybody was warned; soonest first."""
    query = select(RemoteOrderRow).where(
        RemoteOrderRow.state == "to_pay",
        col(RemoteOrderRow.pay_by) > now,
        col(RemoteOrderRow.pay_by) <= before,
        RemoteOrderRow.warned == "",
        RemoteOrderRow.checked != OTHER,
    )
    return (await session.exec(query.order_by(col(RemoteOrderRow.pay_by)).limit(limit))).all()


async def unshipped(session: AsyncSession, paid_before: datetime, limit: int) -> Sequence[tuple[str, datetime, int]]:
    """Orders paid before this time and not shipped, whose people were not told yet, longest ago first.

    Each with when it was paid, and the chat that it was asked for in.
    """
    # An order on account is shipped without a time of payment.
    paid: Any = func.coalesce(col(RemoteOrderRow.paid_at), col(RemoteOrderRow.placed_at))
    query = (
        select(RemoteOrderRow.order_id, paid, RequestRow.chat_id)
        .join(RequestRow, col(RequestRow.id) == col(RemoteOrderRow.request_id))
        .where(
            RemoteOrderRow.state == "paid",
            paid <= paid_before,
            RemoteOrderRow.warned != "unshipped",
            RemoteOrderRow.checked != OTHER,
        )
    )
    return (await session.exec(query.order_by(paid).limit(limit))).all()


async def what_is_open(session: AsyncSession) -> tuple[bool, bool, bool]:
    """Whether an order is unpaid or not read back or an attempt unclear; one is paid and not shipped; one is open."""
    soon, unshipped, open_ = (await session.exec(_WHAT_IS_OPEN)).one()
    return bool(soon), bool(unshipped), bool(open_)


async def count_open(session: AsyncSession) -> int:
    query = select(func.count()).select_from(RemoteOrderRow).where(*_GOES_ON)
    return (await session.exec(query)).one()


async def oldest_open(session: AsyncSession) -> datetime | None:
    """When the oldest order that is not over was placed."""
    query = select(func.min(RemoteOrderRow.placed_at)).where(*_GOES_ON)
    return (await session.exec(query)).one()


async def first_report(session: AsyncSession) -> datetime | None:
    """The earliest modify time that 1688 reported of any order, ended ones too: they may still be refunded."""
    return (await session.exec(select(func.min(RemoteOrderRow.modified_at)))).one()


async def unknown_order(session: AsyncSession, order_id: str) -> UnknownOrderRow | None:
    return await _UNKNOWN.first(session, number=order_id)


async def found_since(session: AsyncSession, since: datetime) -> Sequence[UnknownOrderRow]:
    """Orders that nothing explained when they were found, since then, newest first; also those decided about."""
    return await _FOUND_SINCE.all(session, since=since)


async def given_in_vain(session: AsyncSession) -> Sequence[UnknownOrderRow]:
    """Orders that were given to a request which is decided or over, and did not become its."""
    return await _GIVEN_IN_VAIN.all(session)


async def closed_unknown(session: AsyncSession, order_ids: Sequence[str]) -> Sequence[str]:
    """Those of these orders that a person has decided about."""
    return await _CLOSED_UNKNOWN.all(session, numbers=list(order_ids))


async def count_unknown(session: AsyncSession, *, outside: bool = False) -> int:
    """Orders under a reference of ours, or those placed outside, that nobody has decided about."""
    query = select(func.count()).select_from(UnknownOrderRow).where(col(UnknownOrderRow.closed_by).is_(None))
    return (await session.exec(query.where(col(UnknownOrderRow.outside).is_(outside)))).one()


async def newest_echo(session: AsyncSession) -> bool | None:
    """Whether our reference came back with the newest order that tells it; None if none tells yet.

    An order that a person named or attached from outside may carry no reference, so it tells nothing if it has none; an
    order of the one-click call tells nothing either.
    """
    told = or_(
        col(RemoteOrderRow.echoed).is_(True), col(AttemptRow.doubted_at).is_(None) & (col(AttemptRow.body) != "")
    )
    query = select(RemoteOrderRow.echoed).join(AttemptRow, col(AttemptRow.id) == col(RemoteOrderRow.attempt_id))
    query = query.where(col(RemoteOrderRow.echoed).is_not(None), told, col(AttemptRow.gateway) != "one_click")
    newest = query.order_by(col(RemoteOrderRow.placed_at).desc(), col(RemoteOrderRow.order_id).desc()).limit(1)
    return (await session.exec(newest)).first()


async def of_parts(session: AsyncSession, whole: int) -> list[tuple[str, str]]:
    """The state, and how it was read back, of each order of the parts of a request that was split."""
    return [(row.state, row.checked) for row in (await session.exec(_OF_PARTS, params={"whole": whole})).all()]


async def export_page(
    session: AsyncSession, after: tuple[int, str], since: datetime | None, until: datetime | None, limit: int
) -> Sequence[Row[Any]]:
    """The next orders after (attempt, order id), placed at `since` or later and before `until`."""
    attempt_id, order_id = after
    later = or_(_order.attempt_id > attempt_id, and_(_order.attempt_id == attempt_id, _order.order_id > order_id))
    query = _EXPORTED.where(_order.attempt_id >= attempt_id, later).limit(limit)
    if since is not None:
        query = query.where(_order.placed_at >= since)
    if until is not None:
        query = query.where(_order.placed_at < until)
    rows: Sequence[Row[Any]] = (await session.exec(query)).all()
    return rows
