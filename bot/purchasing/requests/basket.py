"""Splits a request of several offers by its sellers once it is approved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.purchasing.own_skus.own_sku_pieces import bought_by
from bot.purchasing.request import Choice, Line, Snapshot
from bot.purchasing.requests.asked_line import AskedLine, choice_of, lines_by_offer
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.purchase import Request


@dataclass(frozen=True)
class Part:
    """What one seller gets of an approved request: a request of its own."""

    chosen: Chosen
    snapshot: Snapshot


def parts_of(request: Request, snapshot: Snapshot) -> tuple[Part, ...]:
    """The parts of a request by its sellers, with exactly the lines of the snapshot; none if one seller gets it all."""
    return tuple(Part(_chosen(request, each), each) for each in snapshot.parts)


def _chosen(request: Request, part: Snapshot) -> Chosen:
    who = {each.offer.offer_id: each.by for each in reversed(request.asked)}
    asked = tuple(
        AskedLine(place, request.offer_of(offer_id), _choice(request, offer_id, lines), who[offer_id])
        for place, (offer_id, lines) in enumerate(lines_by_offer(part.lines).items(), 1)
    )
    own = asked[0].choice if len(asked) == 1 else Choice()
    choice = replace(own, address_id=part.address_id, note=part.note)
    return Chosen(asked[0].offer, choice, asked if len(asked) > 1 else ())


def _choice(request: Request, offer_id: str, lines: Sequence[Line]) -> Choice:
    """The choice that makes these lines, with the own SKUs by which they were asked for."""
    own = tuple(by for each in request.asked if each.offer.offer_id == offer_id for by in bought_by(each.choice, lines))
    return replace(choice_of(lines), own=own)
