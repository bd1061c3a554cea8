"""Records what became of a confirmation of receipt at 1688: by its answer, or by the next looks at the order."""

from datetime import timedelta

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.events.arrivals import ReceiptEnded
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order import OrderReport
from bot.purchasing.receipts import ReceiptState
from bot.purchasing.requests.purchase import Order, Purchase

SENT_WITHIN = timedelta(minutes=2)
"""No try lasts longer: what was claimed before and has no end was left by a process that ended."""


async def end_receipt(uow: UnitOfWork, purchase: Purchase, order: Order, state: ReceiptState, why: str = "") -> Order:
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
        return await end_receipt(uow, purchase, order, ReceiptState.CONFIRMED)
    if live is not None and live.state is ReceiptState.ASKED and uow.now - live.at >= SENT_WITHIN:
        return await end_receipt(uow, purchase, order, ReceiptState.UNCLEAR)
    return order
