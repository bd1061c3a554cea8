"""What nobody would notice by himself: orders about to lapse, and paid orders that are not shipped."""

from datetime import timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.facts import iso, of_order
from bot.desk.shared.recipients import tell_payers
from bot.purchasing.notice import NoticeKind
from bot.purchasing.purchase import Order

LAPSES_SOON = timedelta(hours=2)
SHIPS_LATE = timedelta(days=4)


class Reminders:
    """Pushes silent failures to the person who can act."""

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
                    await self._warn(uow, order, NoticeKind.PAY_SOON, "lapsing")
            for order in late:
                await self._warn(uow, order, NoticeKind.NOT_SHIPPED, "unshipped")

    async def _warn(self, uow: UnitOfWork, order: Order, kind: NoticeKind, mark: str) -> None:
        purchase = await uow.purchase(order.request_id or 0)
        facts = of_order(purchase, order) | {"at": iso(order.paid_at or order.placed_at)}
        dedupe = f"{mark}:{order.order_id}"
        await uow.tell(kind, purchase.request.place, dedupe, purchase.request.id, **facts)
        if kind is NoticeKind.PAY_SOON:
            await tell_payers(uow, kind, purchase, dedupe, facts)
        await uow.orders.warned(order.order_id, mark)
