"""Confirms at 1688 that goods were received: by a buyer's word, recorded before it is sent, and sent once."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.claims import read_anew
from bot.desk.shared.errands import Errands, claim_errand, require_free
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import require_counts
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import ReceiptNotCounted, ReceiptRefund
from bot.desk.shared.verbs import Verbs
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.errands import ErrandKind
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.money import NOTHING
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.person import Act, Person
from bot.purchasing.requests.purchase import Purchase


@dataclass(eq=False)
class Receipts(Verbs):
    """Whoever may pay may say that goods were received, once it is counted; nobody else, and never by itself."""

    _market: Market
    _people: People
    _errands: Errands

    async def show(self, by: Person, order_id: str) -> tuple[Purchase, Order]:
        """An order of which a buyer can confirm something as it is known now; Refusal if nothing."""
        async with self._ledger.read() as uow:
            return await self._able(uow, by, order_id)

    async def confirm(self, act: Act, order_id: str, mark: str, *, accepts: bool) -> Purchase:
        """Confirm exactly the entries that this mark stands for, after 1688 was asked anew whether a refund runs."""
        async with self._ledger.read() as uow:
            (_, read), began = await self._able(uow, act.by, order_id, sure=False), uow.now
        await read_anew(self._ledger, self._market, self._errands.look, order_id)
        async with self._ledger.change(act.cause) as uow:
            purchase, order = await self._able(uow, act.by, order_id, lock=True, fresh=began)
            require_free(order, read)
            entries = order.confirmable.entries(accepts=accepts)
            if not entries or order.confirmable.mark(accepts=accepts) != mark:
                raise Refusal(RefusalReason.RECEIPT_MOVED, order.request_id)
            kind = ErrandKind.RECEIPT
            order, errand = await claim_errand(uow, act.by, purchase, order, kind, entries=entries, accepts=accepts)
        sending = self._market.confirm_receipt(order_id, entries)
        return await self._errands.send(order, errand, sending)

    async def _able(
        self, uow: UnitOfWork, by: Person, order_id: str, *, lock: bool = False, fresh: datetime | None = None,
        sure: bool = True,
    ) -> tuple[Purchase, Order]:  # fmt: skip
        """The order, if this person may confirm it now; `fresh` is since when 1688 must have told how it stands.

        A refund that was known before may be over, so that 1688 must be asked to be `sure`.
        """
        purchase, order = await known_order(uow, self._people, by, order_id, lock=lock)
        await permit(uow, self._people, by, Action.CONFIRM_RECEIPT, purchase, order)
        number = order.request_id
        if order.state in RECEIVED_ORDERS:
            raise Refusal(RefusalReason.RECEIPT_OVER, number)
        require_free(order)
        if order.state is not OrderState.SHIPPED or not order.known:
            raise Refusal(RefusalReason.RECEIPT_NOT_YET, number)
        if not order.counted:
            raise Refusal(ReceiptNotCounted(number=number, order_id=order_id))
        if sure:
            _require_nothing_runs(order)
        if not order.confirmable.entries(accepts=True):
            raise Refusal(RefusalReason.RECEIPT_NOTHING, number)
        await require_buying(uow)
        await require_counts(uow, order)
        if fresh is not None and (order.looked_at is None or order.looked_at < fresh):
            raise Refusal(RefusalReason.RECEIPT_UNREAD, number)
        return purchase, order


def _require_nothing_runs(order: Order) -> None:
    """Refusal while something of the order is claimed and neither paid nor closed, here or by what 1688 shows."""
    running = order.balance.open_claims
    if not running and order.refund is not RefundState.ASKED:
        return
    newest = running[-1] if running else None
    raise Refusal(
        ReceiptRefund(
            number=order.request_id,
            order_id=order.order_id,
            amount=newest.total if newest is not None else NOTHING,
            refund_id=newest.refund_id if newest is not None else "",
        )
    )
