"""Queries on 1688 orders, their parcels, refunds, and ghosts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col, func, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import leases
from storage.changes import changed
from storage.tables import Ghost, Parcel, Refund, RemoteOrder

OPEN = ("to_pay", "paid", "part_shipped", "shipped", "received")
FRESH = {"populate_existing": True}

# Read for every order of every list and card, and built once: to build a small query takes as long as to run it.
_OF_REQUEST = (
    select(RemoteOrder).where(col(RemoteOrder.request_id) == bindparam("request")).order_by(col(RemoteOrder.order_id))
)
_PARCELS = select(Parcel).where(col(Parcel.order_id) == bindparam("order")).order_by(col(Parcel.logistics_id))
_REFUNDS = select(Refund).where(col(Refund.order_id) == bindparam("order")).order_by(col(Refund.refund_id))


async def get(session: AsyncSession, order_id: str) -> RemoteOrder | None:
    return await session.get(RemoteOrder, order_id, populate_existing=True)


async def of_request(session: AsyncSession, request_id: int) -> Sequence[RemoteOrder]:
    return (await session.exec(_OF_REQUEST, params={"request": request_id}, execution_options=FRESH)).all()


async def known(session: AsyncSession, order_ids: Sequence[str]) -> Sequence[RemoteOrder]:
    """Those of these orders that are ours."""
    query = select(RemoteOrder).where(col(RemoteOrder.order_id).in_(order_ids))
    return (await session.exec(query, execution_options=FRESH)).all()


async def look_at(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> int:
    """These orders want a look then, but those that are due sooner; how many that were."""
    await leases.hold(session, col(RemoteOrder.order_id), order_ids)
    later = or_(col(RemoteOrder.next_look_at).is_(None), col(RemoteOrder.next_look_at) > when)
    wanted = update(RemoteOrder).where(col(RemoteOrder.order_id).in_(order_ids), later)
    return changed(await session.exec(wanted.values(next_look_at=when)))


async def hasten(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> None:
    """These orders want a look then, also those that are due sooner."""
    await leases.hold(session, col(RemoteOrder.order_id), order_ids)
    await session.exec(update(RemoteOrder).where(col(RemoteOrder.order_id).in_(order_ids)).values(next_look_at=when))


async def due(session: AsyncSession, now: datetime, limit: int) -> Sequence[str]:
    """Ids of orders whose next look is due."""
    query = select(RemoteOrder.order_id).where(col(RemoteOrder.next_look_at) <= now)
    return (await session.exec(query.order_by(col(RemoteOrder.next_look_at)).limit(limit))).all()


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
    return (await session.exec(_PARCELS, params={"order": order_id}, execution_options=FRESH)).all()


async def refunds(session: AsyncSession, order_id: str) -> Sequence[Refund]:
    return (await session.exec(_REFUNDS, params={"order": order_id}, execution_options=FRESH)).all()


async def lapsing(session: AsyncSession, before: datetime, limit: int) -> Sequence[RemoteOrder]:
    """Unpaid orders that lapse before that moment and whose people were not yet warned."""
    query = select(RemoteOrder).where(
        RemoteOrder.state == "to_pay", col(RemoteOrder.pay_by) <= before, RemoteOrder.warned == ""
    )
    return (await session.exec(query.limit(limit))).all()


async def unshipped(session: AsyncSession, paid_before: datetime, limit: int) -> Sequence[RemoteOrder]:
    """Orders paid before that moment, not shipped, whose people were not yet told."""
    query = select(RemoteOrder).where(
        RemoteOrder.state == "paid",
        col(RemoteOrder.paid_at) <= paid_before,
        RemoteOrder.warned != "unshipped",
    )
    return (await session.exec(query.limit(limit))).all()


async def count_open(session: AsyncSession) -> int:
    query = select(func.count()).select_from(RemoteOrder).where(col(RemoteOrder.state).in_(OPEN))
    return (await session.exec(query)).one()


async def oldest_open(session: AsyncSession) -> datetime | None:
    """When the oldest order that is not over was placed."""
    query = select(func.min(RemoteOrder.placed_at)).where(col(RemoteOrder.state).in_(OPEN))
    return (await session.exec(query)).one()


async def first_report(session: AsyncSession) -> datetime | None:
    """The earliest modify time that 1688 reported of an order; of one that is over too, its money may come back."""
    return (await session.exec(select(func.min(RemoteOrder.modified_at)))).one()


async def ghost(session: AsyncSession, order_id: str) -> Ghost | None:
    return await session.get(Ghost, order_id, populate_existing=True)


async def count_ghosts(session: AsyncSession) -> int:
    """Ghosts that nobody has dealt with."""
    query = select(func.count()).select_from(Ghost).where(col(Ghost.closed_by).is_(None))
    return (await session.exec(query)).one()
