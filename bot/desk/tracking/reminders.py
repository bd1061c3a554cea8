"""Warns people of unpaid orders about to lapse and of paid orders that are not shipped, each when they want it."""

from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.recipients import payers
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import NotShippedNotice, PaySoonNotice
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
        purchase, dedupe = await uow.purchase(order.request_id or 0), f"lapsing:{order.order_id}"
        notice, asked_in = PaySoonNotice(about=order_facts(purchase, order)), purchase.request.place
        places = {dedupe: asked_in} | {f"{dedupe}:{each.chat_id}": each for each in await payers(uow, purchase.request)}
        chosen = await uow.loudness.of_chats({each.chat_id for each in places.values()})
        later = 0
        for name, place in places.items():
            if order.pay_by is not None and order.pay_by <= uow.now + chosen[place.chat_id].pay_soon * _HOUR:
                await uow.tell(notice, place, name, purchase.request.id)
            else:
                later += 1
        if not later:
            await uow.orders.warned(order.order_id, "lapsing")

    async def _is_not_shipped(self, uow: UnitOfWork, order_id: str) -> None:
        found = await uow.find_purchase_of(order_id)
        if found is None:
            return
        purchase, order = found
        notice = NotShippedNotice(about=order_facts(purchase, order), at=order.paid_at or order.placed_at)
        await uow.tell(notice, purchase.request.place, f"unshipped:{order.order_id}", purchase.request.id)
        await uow.orders.warned(order.order_id, "unshipped")
