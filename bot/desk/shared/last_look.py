"""When 1688 last told how orders stand: every sum of theirs is as of then."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.periodic import last_run
from bot.purchasing.lifecycle import ENDED_ORDERS
from bot.purchasing.order import Order
from bot.purchasing.requests.purchase import Purchase

JUST_NOW = timedelta(minutes=30)
"""What 1688 told within this time is not asked about any further."""


async def last_look(uow: UnitOfWork, order: Order) -> datetime | None:
    """When 1688 last told how the order stands: by itself, or by a round over the list that would show a change."""
    return seen_at(order, await last_run(uow, "list"))


def seen_at(order: Order, listed: datetime | None) -> datetime | None:
    """The same; `listed` is when the last round over the list began."""
    if listed is None or order.looked_at is None or not order.known or order.next_look_at is not None:
        return order.looked_at  # a look that is due is of what the list cannot tell, or told and nobody read yet
    return max(order.looked_at, listed)


async def last_good_read(uow: UnitOfWork) -> datetime | None:
    """When 1688 last told anything of orders: by its list, or of one of those that go on."""
    reads = [await last_run(uow, "list"), await uow.orders.newest_look()]
    return max((at for at in reads if at is not None), default=None)


async def told_of(uow: UnitOfWork, purchases: Iterable[Purchase]) -> datetime | None:
    """As of when the sums of these purchases are told, their parts' among them."""
    orders = [order for each in purchases for one in (each, *each.parts) for order in one.orders]
    seen = told_since(orders, None)
    just_now = seen is None or uow.now - seen < JUST_NOW  # most are, and cost no statement
    return seen if just_now else told_since(orders, await last_run(uow, "list"))


def told_since(orders: Iterable[Order], listed: datetime | None) -> datetime | None:
    """As of when sums of these orders are told: since then 1688 told how each of those stands that go on.

    None if none of them goes on, or if 1688 never told of any.
    """
    seen = [seen_at(each, listed) for each in orders if each.state not in ENDED_ORDERS or each.next_look_at is not None]
    return min((at for at in seen if at is not None), default=None)
