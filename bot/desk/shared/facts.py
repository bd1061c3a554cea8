"""Collects, as JSON values, the facts that a notice's text about a purchase is made of."""

from datetime import datetime

from bot.purchasing.order import RefundState
from bot.purchasing.payable import Unpayable, why_unpayable
from bot.purchasing.purchase import Order, Purchase, Request


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def of_request(request: Request) -> dict[str, object]:
    """The request's number and what it is for."""
    snapshot = request.snapshot
    return {
        "number": request.id,
        "offer_id": request.offer.offer_id,
        "title": request.offer.shown_title,
        "title_original": request.offer.title,
        "variant": request.sku.label if request.sku else "",
        "variant_original": request.sku.original_label if request.sku else "",
        "quantity": request.choice.quantity,
        "unit": request.offer.unit_translated or request.offer.unit,
        "unit_original": request.offer.unit,
        "total": snapshot.total if snapshot else None,
    }


def of_order(purchase: Purchase, order: Order) -> dict[str, object]:
    """The order, its request, its money, how to pay it or why it may not be paid now, and its parcels."""
    held_back = why_unpayable(purchase, order)
    return of_request(purchase.request) | {
        "order_id": order.order_id,
        "total": order.total,
        "pay_by": iso(order.pay_by),
        "pay": [{"way": p.way.value, "url": p.url, "reason": p.reason} for p in order.pay if held_back is None],
        "unpayable": held_back.value if held_back not in (None, Unpayable.STATE) else "",
        "reason": order.close_reason,
        "seller": order.seller,
        "amount": _of_refund(order),
        "refunded": order.refunded,
        "was_paid": order.paid_at is not None,
        "parcels": [{"company": p.company, "bill_no": p.bill_no} for p in order.parcels],
    }


def _of_refund(order: Order) -> int:
    """The sum the refund is about (fen): what came back, else what is or was asked for."""
    if order.refund is RefundState.DONE:
        return order.refunded
    return sum(refund.amount for refund in order.refunds if refund.state is order.refund)
