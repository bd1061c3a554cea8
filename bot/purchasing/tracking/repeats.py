"""Whether a request asks for what an earlier purchase has already, and which warning of it a button stands below."""

import hashlib

from bot.purchasing.offers.offer import Offer
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.purchase import Purchase, Request
from bot.purchasing.tracking.found_orders import FoundOrder


def variants_of(request: Request) -> set[tuple[str, str]]:
    """The offers and variants that a request asks for; no name is the offer without variants."""
    if request.asked:
        return {(line.offer_id, line.spec_id or "") for line in request.lines}
    specs = [spec_id for spec_id, _ in request.choice.several] or [request.choice.spec_id or ""]
    return {(request.offer.offer_id, each) for each in specs}


def asked_again(request: Request, before: Purchase) -> tuple[Offer, ...]:
    """The offers of which a request asks for a variant that the earlier purchase has; what 1688 left out is not there.

    None of them: it is no repeat.
    """
    same = variants_of(request) & variants_of(as_ordered(before))
    named = {offer_id for offer_id, _ in same}
    return tuple(each for each in request.offers if each.offer_id in named)


Earlier = Purchase | FoundOrder
"""What a request would repeat: a purchase, or an order of ours or from outside that belongs to none."""


def mark_of(repeat: Earlier) -> str:
    """What a button carries if its card warned of this: a press on an older card buys nothing before it was shown."""
    name = repeat.order_id if isinstance(repeat, FoundOrder) else str(repeat.request.id)
    return hashlib.sha256(name.encode()).hexdigest()[:6]
