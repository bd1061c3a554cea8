"""Warns people of unpaid orders about to lapse and of paid orders that are not shipped."""

from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.recipients import tell_payers
from bot.purchasing.notices.base import order_facts
from bot.purchasing.notices.purchases import NotShippedNotice, PaySoonNotice
from bot.purchasing.purchase import Order

LAPSES_SOON = timedelta(hours=2)
SHIPS_LATE = timedelta(days=4)


class Reminders:
    """Tells the person who can act of failures that nobody would notice otherwise."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def round(self) -> None:
        """Warn once for each order that lapses within two hours, and once for each not shipped after four days."""
        async with self._ledger.look() as uow:
            lapsing = await uow.orders.lapsing(uow.now + LAPSES_SOON, 100)
            late = await uow.orders.unshipped(uow.now - SHIPS_LATE, 100)
        if not lapsing and not late:
            return
        async with self._ledger.change() as uow:
            for order in lapsing:
                if order.pay_by is not None and order.pay_by > uow.now:
                    await self._lapses_soon(uow, order)
            for order in late:
                await self._is_not_shipped(uow, order)

    async def _lapses_soon(self, uow: UnitOfWork, order: Order) -> None:
        purchase, dedupe = await uow.purchase(order.request_id or 0), f"lapsing:{order.order_id}"
        told = PaySoonNotice(about=order_facts(purchase, order))
        await uow.tell(told, purchase.request.place, dedupe, purchase.request.id)
        await tell_payers(uow, told, purchase, dedupe)
        await uow.orders.warned(order.order_id, "lapsing")

    async def _is_not_shipped(self, uow: UnitOfWork, order: Order) -> None:
        purchase = await uow.purchase(order.request_id or 0)
        told = NotShippedNotice(about=order_facts(purchase, order), at=order.paid_at or order.placed_at)
        await uow.tell(told, purchase.request.place, f"unshipped:{order.order_id}", purchase.request.id)
        await uow.orders.warned(order.order_id, "unshipped")
