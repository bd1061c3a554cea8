"""Orders that are there already: whether one may be what was sent or is to be sent, so that nothing is bought twice."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order_report import OrderReport, OrderState
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.attempt import SimilarOrder
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, Snapshot, by_variant
from bot.purchasing.tracking.reconcile import explains

CLOCKS_DIFFER = timedelta(minutes=10)
"""An order made this long before the attempt was sent cannot be it; less may be a wrong clock."""


def may_be_lost(lines: Iterable[Line], approved_total: Fen, sent_since: datetime, report: OrderReport) -> bool:
    """Whether it carries no reference, was made since then, and is exactly what was sent, no dearer than approved."""
    if report.out_order_id:
        return False
    early = report.created_at is not None and report.created_at < sent_since - CLOCKS_DIFFER
    return not early and report.total <= approved_total and explains(lines, (report,))


def as_alike(reports: Iterable[OrderReport]) -> tuple[SimilarOrder, ...]:
    """These orders as people are shown them, the smallest number first."""
    in_order = sorted(reports, key=lambda report: report.order_id)
    return tuple(SimilarOrder(report.order_id, report.total, report.created_at) for report in in_order)


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
    theirs = {each for each in (report.seller, report.seller_login) if each}
    ours = {each for each in (offer.seller.company, offer.seller.login) if each}
    return explains(snapshot.lines, (report,)) and not (theirs and ours and theirs.isdisjoint(ours))


@dataclass(frozen=True)
class HandOrder:
    """How an order that somebody placed on the site differs from what was approved. Money in fen.

    `goods` says whether it is exactly the agreed pieces of each variant; `agreed_address` and `address` are empty if
    they are the same, or if 1688 does not show where it goes to.
    """

    order_id: str
    goods: bool
    agreed: Fen
    total: Fen
    agreed_address: str = ""
    address: str = ""

    @property
    def dearer(self) -> bool:
        return self.total > self.agreed

    @property
    def as_agreed(self) -> bool:
        """Whether nobody has to accept a difference; a lower price is none."""
        return self.goods and not self.dearer and not self.address


def hand_order(snapshot: Snapshot, report: OrderReport, address: str) -> HandOrder:
    """Compare an order with the agreed content; `address` is the agreed one in full, empty if it is not known."""
    # 1688 may write the area alone, and without spaces.
    short, long = sorted(("".join(each.split()) for each in (address, report.address)), key=len)
    elsewhere = short not in long
    return HandOrder(
        report.order_id,
        explains(snapshot.lines, (report,)),
        snapshot.total,
        report.total,
        address if elsewhere else "",
        report.address if elsewhere else "",
    )


def variants_of(request: Request) -> set[tuple[str, str]]:
    """The offers and variants that a request asks for; no name is the offer without variants."""
    if request.several or request.lines:
        return {(line.offer_id, line.spec_id or "") for line in request.lines}
    return {(request.offer.offer_id, request.choice.spec_id or "")}


def asked_again(request: Request, before: Purchase) -> tuple[Offer, ...]:
    """The offers of which a request asks for a variant that the earlier purchase has; what 1688 left out is not there.

    None of them: it is no repeat.
    """
    same = variants_of(request) & variants_of(as_ordered(before))
    offer_ids = {offer_id for offer_id, _ in same}
    return tuple(each for each in request.offers if each.offer_id in offer_ids)


Earlier = Purchase | FoundOrder
"""What a request would repeat: a purchase, or an order of ours or from outside that belongs to none."""


def mark_of(repeat: Earlier) -> str:
    """What a button carries if its card warned of this: a press on an older card buys nothing before it was shown."""
    name = repeat.order_id if isinstance(repeat, FoundOrder) else str(repeat.request.id)
    return hashlib.sha256(name.encode()).hexdigest()[:6]
