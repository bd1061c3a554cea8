"""Confirms at 1688 that goods were received: by a buyer's word, recorded before it is sent, and sent once."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.receipt_ends import SENT_WITHIN, end_receipt
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import ReceiptNotCounted, ReceiptRefused
from bot.desk.shared.values import ReceiptView
from bot.desk.tracking.watch import Watch
from bot.market.errors import MarketError, Misunderstood, NotAllowed, Rejected, Unreachable
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.receipts import ReceiptAsked
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order import OrderState, RefundState
from bot.purchasing.receipts import ReceiptState, confirmable
from bot.purchasing.requests.purchase import Cause, Order, Person


class Receipts:
    """Whoever may pay may say that goods were received, once it is counted; nobody else, and never by itself."""

    def __init__(self, ledger: Ledger, market: Market, people: People, watch: Watch) -> None:
        self._ledger, self._market, self._people, self._watch = ledger, market, people, watch

    async def show(self, by: Person, order_id: str) -> ReceiptView:
        """What a buyer can confirm of an order as it is known now; Refusal if nothing."""
        async with self._ledger.read() as uow:
            return await self._view(uow, by, order_id)

    async def confirm(self, by: Person, order_id: str, mark: str, *, accepts: bool, cause: Cause | None) -> ReceiptView:
        """Confirm exactly the entries that this mark stands for, after 1688 was asked anew whether a refund runs."""
        async with self._ledger.read() as uow:
            await self._view(uow, by, order_id, sure=False)
            began = uow.now
        await self._watch.look(order_id)
        refunds: Sequence[RefundState] = ()
        with suppress(NotAllowed):  # the detail, which was just read, names a refund as well
            refunds = [each.state for each in await self._market.refunds(order_id)]
        async with self._ledger.change(cause) as uow:
            await uow.votes.lock((await known_order(uow, self._people, by, order_id))[0].request.id)
            view = await self._view(uow, by, order_id, fresh=began)
            purchase, order, entries = view.purchase, view.order, view.can.entries(accepts=accepts)
            if RefundState.ASKED in refunds:
                raise Refusal(RefusalReason.RECEIPT_REFUND, order.request_id)
            if not entries or view.can.mark(accepts=accepts) != mark:
                raise Refusal(RefusalReason.RECEIPT_MOVED, order.request_id)
            order = await uow.receipts.claim(order, entries, by.id, accepts=accepts)
            await uow.orders.schedule(order_id, uow.now + SENT_WITHIN, 0)
            purchase = purchase.with_order(order)
            await uow.record(
                ReceiptAsked(actor=by.id, purchase=purchase, order=order, entries=entries, accepts=accepts)
            )
        try:
            await self._market.confirm_receipt(order_id, entries)
        except MarketError as error:
            # A refusal that is not 1688's own whole answer may be of something between.
            own = isinstance(error, Rejected) and (error.answer or error.by_gateway)
            if isinstance(error, Unreachable | Misunderstood) or (isinstance(error, Rejected) and not own):
                await self._ended(order, ReceiptState.UNCLEAR, error.words)
                raise Refusal(RefusalReason.RECEIPT_UNCLEAR, order.request_id) from error
            await self._ended(order, ReceiptState.REFUSED, error.words)
            if isinstance(error, Rejected):
                raise Refusal(ReceiptRefused(reason=error.words, number=order.request_id)) from error
            raise
        return replace(view, order=await self._ended(order, ReceiptState.CONFIRMED))

    async def _ended(self, order: Order, state: ReceiptState, reason: str = "") -> Order:
        """Record what became of it, unless a look found that out before, and look soon."""
        async with self._ledger.change() as uow:
            await uow.votes.lock(order.request_id or 0)
            purchase, order = await uow.find_purchase_of(order.order_id) or (None, order)
            await uow.orders.hasten([order.order_id])
            if purchase is not None and order.live_receipt is not None:
                order = await end_receipt(uow, purchase, order, state, reason)
        return order

    async def _view(
        self, uow: UnitOfWork, by: Person, order_id: str, *, fresh: datetime | None = None, sure: bool = True
    ) -> ReceiptView:
        """The order, if this person may confirm it now; `fresh` is since when 1688 must have told how it stands.

        A refund that was known before may be over, so that 1688 must be asked to be `sure`.
        """
        purchase, order = await known_order(uow, self._people, by, order_id)
        await permit(uow, self._people, by, Action.CONFIRM_RECEIPT, purchase, order)
        number = order.request_id
        if order.state in RECEIVED_ORDERS:
            raise Refusal(RefusalReason.RECEIPT_OVER, number)
        if order.live_receipt is not None:
            raise Refusal(RefusalReason.RECEIPT_UNCLEAR, number)
        if order.state is not OrderState.SHIPPED or not order.known:
            raise Refusal(RefusalReason.RECEIPT_NOT_YET, number)
        if order.counted_at is None:
            raise Refusal(ReceiptNotCounted(number=number, order_id=order_id))
        if sure and order.refund is RefundState.ASKED:
            raise Refusal(RefusalReason.RECEIPT_REFUND, number)
        can = confirmable(order.lines, order.counts, order.receipts)
        if not can.entries(accepts=True):
            raise Refusal(RefusalReason.RECEIPT_NOTHING, number)
        await require_buying(uow)
        if fresh is not None and (order.looked_at is None or order.looked_at < fresh):
            raise Refusal(RefusalReason.RECEIPT_UNREAD, number)
        return ReceiptView(purchase, order, can)
