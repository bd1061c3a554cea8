"""Whether a request asks for what an earlier purchase has already."""

from bot.purchasing.as_ordered import as_ordered
from bot.purchasing.offer import Offer
from bot.purchasing.purchase import Purchase, Request


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
