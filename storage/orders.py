"""Queries on 1688 orders, their parcels, refunds, and ghosts."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy
from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import leases
from storage.columns import Moment
from storage.order_tables import Ghost, Parcel, Refund, RemoteOrder
from storage.read_rows import LIMIT, Rows, Scalars, alike, columns, given, given_all
from storage.tables import Attempt
from storage.write_rows import changed

OPEN = ("to_pay", "paid", "part_shipped", "shipped", "received")
OTHER = "differs"
"""What was named for a purchase and reads back as something else is nobody's to pay or to wait for."""

_order, _parcel, _refund, _ghost = columns(RemoteOrder), columns(Parcel), columns(Refund), columns(Ghost)
_ONE = Rows(RemoteOrder, _order.order_id == given("number"))
_OF_REQUEST = Rows(RemoteOrder, _order.request_id == given("request"), order=(_order.order_id,))
_KNOWN = Rows(RemoteOrder, _order.order_id.in_(given_all("numbers")))
_DUE = Scalars(
    sqlalchemy.select(_order.order_id)
    .where(_order.next_look_at <= given("now", Moment))
    .order_by(_order.next_look_at)
    .limit(LIMIT)
)
_GOES_ON = (col(RemoteOrder.state).in_(OPEN), col(RemoteOrder.checked) != OTHER)
_PARCELS = Rows(Parcel, _parcel.order_id == given("number"), order=(_parcel.logistics_id,))
_REFUNDS = Rows(Refund, _refund.order_id == given("number"), order=(_refund.refund_id,))
_GHOST = Rows(Ghost, _ghost.order_id == given("number"))
_CLOSED_GHOSTS = Scalars(
    sqlalchemy.select(_ghost.order_id).where(_ghost.order_id.in_(given_all("numbers")), _ghost.closed_by.is_not(None))
)


async def get(session: AsyncSession, order_id: str) -> RemoteOrder | None:
    return await _ONE.first(session, number=order_id)


async def of_request(session: AsyncSession, request_id: int) -> Sequence[RemoteOrder]:
    return await _OF_REQUEST.all(session, request=request_id)


async def known(session: AsyncSession, order_ids: Sequence[str]) -> Sequence[RemoteOrder]:
    """Those of these orders that are ours."""
    return await _KNOWN.all(session, numbers=list(order_ids))


async def hasten(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> None:
    """These orders want a look then."""
    await leases.hold(session, col(RemoteOrder.order_id), order_ids)
    wanted = update(RemoteOrder).where(col(RemoteOrder.order_id).in_(alike(order_ids)))
    await session.exec(wanted.values(next_look_at=when))


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[str]:
    """Ids of orders whose next look is due."""
    return await _DUE.all(session, now=now, limit=limit)


async def parcels_due(session: AsyncSession, now: datetime, limit: int) -> Sequence[Parcel]:
    query = select(Parcel).where(col(Parcel.next_look_at) <= now)
    return (await session.exec(query.order_by(col(Parcel.next_look_at)).limit(limit))).all()


async def put_off_trace(
    session: AsyncSession, order_id: str, logistics_id: str, now: datetime, until: datetime
) -> bool:
    """Whether this parcel's trace was due still; it is due again at `until`."""
    key = (col(Parcel.order_id) == order_id, col(Parcel.logistics_id) == logistics_id)
    mine = update(Parcel).where(*key, col(Parcel.next_look_at) <= now)
    return changed(await session.exec(mine.values(next_look_at=until))) == 1


async def parcels(session: AsyncSession, order_id: str) -> Sequence[Parcel]:
    return await _PARCELS.all(session, number=order_id)


async def refunds(session: AsyncSession, order_id: str) -> Sequence[Refund]:
    return await _REFUNDS.all(session, number=order_id)


async def lapsing(session: AsyncSession, before: datetime, limit: int) -> Sequence[RemoteOrder]:
    """Unpaid orders that lapse before that moment and whose people were not yet warned."""
    query = select(RemoteOrder).where(
        RemoteOrder.state == "to_pay",
        col(RemoteOrder.pay_by) <= before,
        RemoteOrder.warned == "",
        RemoteOrder.checked != OTHER,
    )
    return (await session.exec(query.limit(limit))).all()


async def unshipped(session: AsyncSession, paid_before: datetime, limit: int) -> Sequence[RemoteOrder]:
    """Orders paid before that moment, not shipped, whose people were not yet told."""
    query = select(RemoteOrder).where(
        RemoteOrder.state == "paid",
        # One on account is to be shipped and has no time at which its money came.
        func.coalesce(col(RemoteOrder.paid_at), col(RemoteOrder.placed_at)) <= paid_before,
        RemoteOrder.warned != "unshipped",
        RemoteOrder.checked != OTHER,
    )
    return (await session.exec(query.limit(limit))).all()


async def count_open(session: AsyncSession) -> int:
    query = select(func.count()).select_from(RemoteOrder).where(*_GOES_ON)
    return (await session.exec(query)).one()


async def oldest_open(session: AsyncSession) -> datetime | None:
    """When the oldest order that is not over was placed."""
    query = select(func.min(RemoteOrder.placed_at)).where(*_GOES_ON)
    return (await session.exec(query)).one()


async def first_report(session: AsyncSession) -> datetime | None:
    """The earliest modify time that 1688 reported of an order; of one that is over too, its money may come back."""
    return (await session.exec(select(func.min(RemoteOrder.modified_at)))).one()


async def ghost(session: AsyncSession, order_id: str) -> Ghost | None:
    return await _GHOST.first(session, number=order_id)


async def closed_ghosts(session: AsyncSession, order_ids: Sequence[str]) -> Sequence[str]:
    """Those of these orders that a person dealt with."""
    return await _CLOSED_GHOSTS.all(session, numbers=list(order_ids))


async def count_ghosts(session: AsyncSession, *, outside: bool = False) -> int:
    """Orders under a reference of ours, or those placed outside, that nobody has dealt with."""
    query = select(func.count()).select_from(Ghost).where(col(Ghost.closed_by).is_(None))
    return (await session.exec(query.where(col(Ghost.outside).is_(outside)))).one()


async def newest_echo(session: AsyncSession) -> bool | None:
    """Whether our reference came back with the newest order that tells it; None where none does yet.

    What a person named, or was attached from outside, may carry no reference at all, and tells nothing by that; nor
    does an order of the one-click call.
    """
    told = or_(col(RemoteOrder.echoed).is_(True), col(Attempt.doubted_at).is_(None) & (col(Attempt.body) != ""))
    query = select(RemoteOrder.echoed).join(Attempt, col(Attempt.id) == col(RemoteOrder.attempt_id))
    query = query.where(col(RemoteOrder.echoed).is_not(None), told, col(Attempt.gateway) != "one_click")
    newest = query.order_by(col(RemoteOrder.placed_at).desc(), col(RemoteOrder.order_id).desc()).limit(1)
    return (await session.exec(newest)).first()
