"""Decides whether an order found on 1688 may be what is about to be ordered, so that nothing is bought twice."""

from dataclasses import dataclass
from datetime import datetime

from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import OrderReport, OrderState
from bot.purchasing.request import Snapshot, by_variant
from bot.purchasing.requests.purchase import Request
from bot.purchasing.tracking.reconcile import explains
from bot.purchasing.tracking.similar_orders import CLOCKS_DIFFER


@dataclass(frozen=True)
class FoundOrder:
    """An order on 1688 that no attempt explained when it was found, whatever people decided about it since.

    `attempt_id` if its reference belongs to an attempt; `outside`: it carries no reference of ours. `report` is what
    1688 showed of it, None if it was not read. `given_to` is the request whose order it is, as people said.
    """

    order_id: str
    attempt_id: int | None
    out_order_id: str
    found_at: datetime
    outside: bool = False
    report: OrderReport | None = None
    given_to: int | None = None


def may_be(request: Request, order: FoundOrder) -> bool:
    """Whether the order may be what a request of one seller asks for, or a piece of it.

    It was made since that was asked for, and people gave it to nobody else. Under a reference of ours, or given to this
    purchase, one variant that is the same is enough: 1688 may have left out others, and a draft may have changed since.
    Without a reference every line of it must be one of the request.
    """
    report, ours = order.report, (request.id, request.part_of or request.id)
    if report is None or report.state is OrderState.CANCELLED or order.attempt_id is not None:
        return False
    if order.given_to not in (None, *ours):
        return False
    if report.created_at is not None and report.created_at < request.created_at - CLOCKS_DIFFER:
        return False
    asked, bought = by_variant(request.lines), by_variant(report.lines)
    if order.outside and order.given_to is None:
        return bool(bought) and bought.items() <= asked.items()
    return not asked.keys().isdisjoint(bought)


def is_of(snapshot: Snapshot, offer: Offer, report: OrderReport) -> bool:
    """Whether the order is of exactly these pieces and of the seller of the offer, as far as 1688 names both."""
    named = {each for each in (report.seller, report.seller_login) if each}
    known = {each for each in (offer.seller.company, offer.seller.login) if each}
    return explains(snapshot.lines, (report,)) and not (named and known and named.isdisjoint(known))
