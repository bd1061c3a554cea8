"""Confirms at 1688 that goods were received: by a buyer's word, recorded before it is sent, and sent once."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.requests import present
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.rules.rights import known_order, permit
from bot.desk.shared.pause import require_buying
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import ReceiptNotCounted, ReceiptRefused
from bot.market.errors import MarketError, Misunderstood, NotAllowed, Rejected, Unreachable
from bot.market.port import Market
from bot.purchasing.approval.rights import Action
from bot.purchasing.events.arrivals import ReceiptAsked, ReceiptEnded
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order import OrderReport, OrderState, RefundState
from bot.purchasing.receipts import ReceiptState
from bot.purchasing.requests.purchase import Cause, Order, Person, Purchase

SENT_WITHIN = timedelta(minutes=2)
"""No try lasts longer: what was claimed before and has no end was left by a process that ended."""


class Receipts:
    """Whoever may pay may say that goods were received, once it is counted; nobody else, and never by itself."""

    def __init__(
        self, ledger: Ledger, market: Market, people: People, look: Callable[[str], Awaitable[object]]
    ) -> None:
        self._ledger, self._market, self._people, self._look = ledger, market, people, look

    async def show(self, by: Person, order_id: str) -> tuple[Purchase, Order]:
        """An order of which a buyer can confirm something as it is known now; Refusal if nothing."""
        async with self._ledger.read() as uow:
            return await self._able(uow, by, order_id)

    async def confirm(self, by: Person, order_id: str, mark: str, *, accepts: bool, cause: Cause | None) -> Purchase:
        """Confirm exactly the entries that this mark stands for, after 1688 was asked anew whether a refund runs."""
        async with self._ledger.read() as uow:
            (purchase, _), began = await self._able(uow, by, order_id, sure=False), uow.now
        await self._look(order_id)
        refunds: Sequence[RefundState] = ()
        with suppress(NotAllowed):  # the detail, which was just read, names a refund as well
            refunds = [each.state for each in await self._market.refunds(order_id)]
        async with self._ledger.change(cause) as uow:
            await uow.votes.lock(purchase.request.id)
            purchase, order = await self._able(uow, by, order_id, fresh=began)
            entries = order.confirmable.entries(accepts=accepts)
            if RefundState.ASKED in refunds:
                raise Refusal(RefusalReason.RECEIPT_REFUND, order.request_id)
            if not entries or order.confirmable.mark(accepts=accepts) != mark:
                raise Refusal(RefusalReason.RECEIPT_MOVED, order.request_id)
            order = await uow.arrivals.claim_receipt(order, entries, by.id, accepts=accepts)
            await uow.orders.schedule(order_id, uow.now + SENT_WITHIN, 0)
            purchase = purchase.with_order(order)
            asked = ReceiptAsked(actor=by.id, purchase=purchase, order=order, entries=entries, accepts=accepts)
            await uow.record(asked)
        try:
            await self._market.confirm_receipt(order_id, entries)
        except MarketError as error:
            # A refusal that is not 1688's own whole answer may be of something between.
            refused = isinstance(error, Rejected) and bool(error.answer or error.by_gateway)
            unclear = isinstance(error, Unreachable | Misunderstood | Rejected) and not refused
            await self._ended(order, ReceiptState.UNCLEAR if unclear else ReceiptState.REFUSED, error.words)
            if unclear:
                raise Refusal(RefusalReason.RECEIPT_UNCLEAR, order.request_id) from error
            if refused:
                raise Refusal(ReceiptRefused(reason=error.words, number=order.request_id)) from error
            raise
        return await self._ended(order, ReceiptState.CONFIRMED)

    async def _ended(self, order: Order, state: ReceiptState, reason: str = "") -> Purchase:
        """Record what became of it, unless a look found that out before, and look soon."""
        async with self._ledger.change() as uow:
            await uow.votes.lock(order.request_id or 0)
            purchase, order = present(await uow.find_purchase_of(order.order_id), "order", order.order_id)
            await uow.orders.hasten([order.order_id])
            return purchase.with_order(await _end_receipt(uow, purchase, order, state, reason))

    async def _able(
        self, uow: UnitOfWork, by: Person, order_id: str, *, fresh: datetime | None = None, sure: bool = True
    ) -> tuple[Purchase, Order]:
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
        if not order.confirmable.entries(accepts=True):
            raise Refusal(RefusalReason.RECEIPT_NOTHING, number)
        await require_buying(uow)
        if fresh is not None and (order.looked_at is None or order.looked_at < fresh):
            raise Refusal(RefusalReason.RECEIPT_UNREAD, number)
        return purchase, order


async def _end_receipt(uow: UnitOfWork, purchase: Purchase, order: Order, state: ReceiptState, why: str = "") -> Order:
    """Record what became of the order's live confirmation, if it has one."""
    if (live := order.live_receipt) is None:
        return order
    order = await uow.arrivals.end_receipt(order, live, state, why)
    whole = purchase.with_order(order)
    await uow.record(ReceiptEnded(purchase=whole, order=order, became=state, entries=live.entries, reason=why))
    return order


async def settle_receipt(uow: UnitOfWork, purchase: Purchase, order: Order, report: OrderReport) -> Order:
    """What a look at an order says of its live confirmation; it is never sent again."""
    live = order.live_receipt
    if live is not None and (order.state in RECEIVED_ORDERS or {*live.entries} <= {*report.received}):
        return await _end_receipt(uow, purchase, order, ReceiptState.CONFIRMED)
    if live is not None and live.state is ReceiptState.ASKED and uow.now - live.at >= SENT_WITHIN:
        return await _end_receipt(uow, purchase, order, ReceiptState.UNCLEAR)
    return order
