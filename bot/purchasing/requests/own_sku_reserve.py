"""Takes the other source of an own SKU instead of one that cannot be bought, or is too dear, once a person says so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bot.purchasing.choice import Finding, Problem
from bot.purchasing.lifecycle import RequestState
from bot.purchasing.money import LARGEST
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku, other_source
from bot.purchasing.requests.asked_line import AskedLine, choice_of, joined
from bot.purchasing.requests.chosen import Chosen, chosen_of
from bot.purchasing.requests.own_sku_pieces import choice_by, placed
from bot.purchasing.requests.purchase import Purchase

HELD_UP = frozenset({
    Problem.DELISTED, Problem.NOT_ORDERABLE, Problem.SOLD_OUT, Problem.VARIANT_SOLD_OUT, Problem.VARIANT_GONE,
    Problem.NOT_ENOUGH_STOCK, Problem.NO_PRICE, Problem.REFUSED,
    Problem.SELLER_CLOSED,
})  # fmt: skip
"""Problems that another source may not have."""


def held_up(chosen: Chosen, finding: Finding | None) -> int | None:
    """The place of the line that another source could serve, 0 for every such line; None if there is none.

    `finding` is what the card says is wrong with the line that is being chosen.
    """
    line = chosen.line
    if line is None:
        return 0 if any(to_replace(chosen, 0)) else None
    if finding is None or finding.problem not in HELD_UP or not any(each.other for each in line.choice.own):
        return None
    return line.place if chosen.several else 0


def dearer(purchase: Purchase) -> tuple[int, ...]:
    """The places of the lines for which more is wanted than was agreed to, and than the tolerance lets pass.

    If no price of a piece rose, but the freight, these are all its lines; none unless it is asked about anew.
    """
    request, ordered = purchase.request, purchase.orders or purchase.others
    agreed, now = request.approved or request.previous, request.snapshot
    anew = request.state is RequestState.PENDING and bool(purchase.attempts) and not ordered
    if not anew or agreed is None or now is None or now.total <= agreed.total:
        return ()
    prices = {each.variant: each.unit_price for each in agreed.lines}
    risen = {each.offer_id for each in now.lines if each.unit_price > prices.get(each.variant, LARGEST)}
    dear = [each.place for each in request.asked if each.offer.offer_id in risen]
    return tuple(dear or [each.place for each in request.asked])


def to_replace(chosen: Chosen, place: int, dear: Collection[int] = ()) -> tuple[AskedSku, ...]:
    """The own SKUs that take their other source: those of the line at this place, or of every one held up or `dear`."""
    return tuple(own for line in _lines(chosen, place, dear) for own in _moving(line))


def _moving(line: AskedLine) -> list[AskedSku]:
    """Those of its own SKUs that have another source; if one variant is at fault, only those of that one."""
    finding = line.finding
    variant = finding.variant if finding is not None and finding.problem in HELD_UP else ""
    return [own for own in placed(line.choice) if own.other is not None and variant in ("", own.source.spec_id)]


def _lines(chosen: Chosen, place: int, dear: Collection[int]) -> Sequence[AskedLine]:
    if not chosen.several:
        return chosen.asked
    if place:
        return [each for each in chosen.asked if each.place == place]
    held = [each for each in chosen.asked if each.finding is not None and each.finding.problem in HELD_UP]
    return [each for each in chosen.asked if each in held or each.place in dear]


def with_other_source(chosen: Chosen, place: int, offers: Mapping[str, Offer], dear: Collection[int] = ()) -> Chosen:
    """The same with these lines' own SKUs bought from their other source; codes that have none stay where they are.

    `offers` are those of the other sources, by their ids.
    """
    places = {each.place for each in _lines(chosen, place, dear)}
    changed: list[AskedLine] = []
    for line in chosen.asked:
        moved = _moving(line) if line.place in places else []
        changed += _without(line, moved)
        for own in map(other_source, moved):
            offer = offers[own.source.offer_id]
            changed.append(replace(line, offer=offer, choice=choice_by(offer, own), obstacle=None))
    numbered = [replace(each, place=number) for number, each in enumerate(changed, 1)]
    return chosen_of(joined(numbered), chosen.address_id, chosen.note)


def _without(line: AskedLine, moved: Sequence[AskedSku]) -> list[AskedLine]:
    """What is left of a line without these own SKUs; nothing if they are all of it.

    Pieces that no code asked for stay, but for what the lots had raised.
    """
    if not moved:
        return [line]
    own = tuple(each for each in placed(line.choice) if each not in moved)
    least = line.offer.lot or 1
    lines = [replace(each, quantity=each.quantity - _pieces(line, moved, each.spec_id)) for each in line.lines]
    kept = [each for each in lines if each.quantity >= (1 if _pieces(line, own, each.spec_id) else least)]
    return [replace(line, choice=replace(choice_of(kept), own=own), obstacle=None)] if kept else []


def _pieces(line: AskedLine, moved: Sequence[AskedSku], spec_id: str | None) -> int:
    """The pieces of a variant that these own SKUs asked for; of an only variant they are all of them."""
    ours = [own for own in moved if not line.choice.several or own.source.spec_id == (spec_id or "")]
    return sum(own.pieces for own in ours)
