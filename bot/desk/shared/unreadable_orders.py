"""Keeps which of our orders 1688's list shows in a form that we do not know, and since when."""

from collections.abc import Collection
from datetime import datetime

from bot.desk.ledger.facts import UNREAD_ORDERS
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.views import UnreadableOrder
from bot.purchasing.lifecycle import ENDED_ORDERS


async def unread_of(uow: UnitOfWork) -> tuple[UnreadableOrder, ...]:
    """The ones still open, oldest first."""
    since_when = await uow.facts.get(UNREAD_ORDERS) or {}
    ours = await uow.orders.known(list(since_when))
    of_request = {number: order.request_id for number, order in ours.items() if order.request_id is not None}
    names = await uow.requests.names(of_request.values())
    unread = [
        UnreadableOrder(number, names[of_request[number]] if number in of_request else "", since_when[number])
        for number, order in ours.items()
        if order.state not in ENDED_ORDERS
    ]
    return tuple(sorted(unread, key=lambda each: (each.since, each.order_id)))


async def came_unread(ledger: Ledger, read: Collection[str], left_out: Collection[str]) -> None:
    """Record what a round over the list could and could not read; an order new among these is looked at now."""
    async with ledger.read() as uow:
        kept, after = await _kept_and_after(uow, read, left_out)
    if after == kept:
        return
    async with ledger.change() as uow:
        kept, after = await _kept_and_after(uow, read, left_out)
        await uow.orders.hasten(sorted(after.keys() - kept.keys()))
        await uow.facts.put(UNREAD_ORDERS, after)


async def _kept_and_after(
    uow: UnitOfWork, read: Collection[str], left_out: Collection[str]
) -> tuple[dict[str, datetime], dict[str, datetime]]:
    """What is kept, and what is to be kept: our orders that are still open and were not read since."""
    before = await uow.facts.get(UNREAD_ORDERS) or {}
    ours = await uow.orders.known(sorted({*before, *left_out}))
    open_still = [number for number, order in ours.items() if order.state not in ENDED_ORDERS]
    return before, {number: before.get(number, uow.now) for number in open_still if number not in read}


async def is_unread(uow: UnitOfWork, order_id: str) -> bool:
    """Whether the list tells nothing of this order, so that it is looked at by itself."""
    return order_id in (await uow.facts.get(UNREAD_ORDERS) or {})
