"""Warns people of unpaid orders about to lapse and of paid orders that are not shipped, each when they want it."""

from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.events.orders import LapsesSoon, StaysUnshipped
from bot.purchasing.requests.purchase import Order

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_LAPSING, _UNSHIPPED = 100, 1000


class Reminders:
    """Tells the person who can act of failures that nobody would notice otherwise."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def round(self) -> None:
        """Warn each reader once of each order that lapses, and of each not shipped, as long before or after as set."""
        async with self._ledger.read() as uow:
            soon, late = await uow.loudness.widest()
            lapsing = await uow.orders.lapsing(uow.now + soon * _HOUR, _LAPSING)
            rows = await uow.orders.unshipped(uow.now - late * _DAY, _UNSHIPPED)
            chosen = await uow.loudness.of_chats({chat_id for _, _, chat_id in rows})
            # Only those not shipped for as long as the chat that asked for them wants to wait.
            unshipped = [
                number for number, paid, chat_id in rows if paid + chosen[chat_id].not_shipped * _DAY <= uow.now
            ]
        if not lapsing and not unshipped:
            return
        async with self._ledger.change() as uow:
            for order in lapsing:
                await self._lapses_soon(uow, order)
            for order_id in unshipped:
                await self._is_not_shipped(uow, order_id)

    async def _lapses_soon(self, uow: UnitOfWork, order: Order) -> None:
        """Warn those for whom it is soon; the others later, unless nobody is left."""
        purchase = await uow.purchase(order.request_id or 0)
        places = [purchase.request.place, *await uow.audiences.payers(purchase.request)]
        chosen = await uow.loudness.of_chats({each.chat_id for each in places})
        soon = tuple(
            each
            for each in places
            if order.pay_by is not None and order.pay_by <= uow.now + chosen[each.chat_id].pay_soon * _HOUR
        )
        await uow.record(LapsesSoon(purchase=purchase, order=order, places=soon))
        if len(soon) == len(places):
            await uow.orders.warned(order.order_id, "lapsing")

    async def _is_not_shipped(self, uow: UnitOfWork, order_id: str) -> None:
        found = await uow.find_purchase_of(order_id)
        if found is None:
            return
        purchase, order = found
        await uow.record(StaysUnshipped(purchase=purchase, order=order))
        await uow.orders.warned(order.order_id, "unshipped")
