"""Narrows a request of several sellers to some of them, as an approver proposes; the rest is for its requester."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.purchasing.request import Snapshot, together
from bot.purchasing.requests.asked_line import AskedLine, seller_of
from bot.purchasing.requests.chosen import Chosen, of_several
from bot.purchasing.requests.purchase import Request


@dataclass(frozen=True)
class Share:
    """Some of the sellers of a request: what is chosen of theirs, and what that costs."""

    chosen: Chosen
    snapshot: Snapshot


def sellers_in(request: Request) -> tuple[str, ...]:
    """The sellers of what is decided, in order; one that 1688 splits over several calls stands once."""
    parts = request.snapshot.parts if request.snapshot is not None else ()
    return tuple(dict.fromkeys(_seller(request, part) for part in parts))


def _seller(request: Request, part: Snapshot) -> str:
    return seller_of(request.offer_of(part.lines[0].offer_id))


def narrowed(request: Request, kept: Collection[str]) -> tuple[Share, Share] | None:
    """What is decided of these sellers, and the rest; None if that is all of it, or nothing."""
    parts = request.snapshot.parts if request.snapshot is not None else ()
    taken = [part for part in parts if _seller(request, part) in kept]
    left = [part for part in parts if _seller(request, part) not in kept]
    if not taken or not left:
        return None
    bought = [each for each in request.asked if each.buyable]
    return (
        _share(request, taken, [each for each in bought if seller_of(each.offer) in kept]),
        _share(request, left, [each for each in bought if seller_of(each.offer) not in kept]),
    )


def _share(request: Request, parts: list[Snapshot], lines: list[AskedLine]) -> Share:
    return Share(of_several(lines, request.choice, request.requester.id), together(parts))
