"""Records what became of a confirmation of receipt at 1688: by its answer, or by the next looks at the order."""

from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.events.receipts import ReceiptEnded
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order import OrderReport
from bot.purchasing.receipts import ReceiptState
from bot.purchasing.requests.purchase import Order, Purchase

SENT_WITHIN = timedelta(minutes=2)
"""No try lasts longer: what was claimed before and has no end was left by a process that ended."""


async def end_receipt(
    uow: UnitOfWork, purchase: Purchase, order: Order, state: ReceiptState, reason: str = ""
) -> Order:
    """Record what became of the order's live confirmation. Raises Conflict if that is known by now."""
    order = await uow.receipts.end(order, state, reason)
    ended = ReceiptEnded(
        purchase=purchase.with_order(order), order=order, became=state, entries=order.receipts[-1].entries,
        reason=reason,
    )  # fmt: skip
    await uow.record(ended)
    return order


async def settle_receipt(uow: UnitOfWork, purchase: Purchase, order: Order, report: OrderReport) -> Order:
    """What a look at an order says of its live confirmation; it is never sent again."""
    live = order.live_receipt
    if live is not None and (order.state in RECEIVED_ORDERS or {*live.entries} <= {*report.received}):
        return await end_receipt(uow, purchase, order, ReceiptState.CONFIRMED)
    if live is not None and live.state is ReceiptState.ASKED and uow.now - live.at >= SENT_WITHIN:
        return await end_receipt(uow, purchase, order, ReceiptState.UNCLEAR)
    return order
