"""A line of a request: what one person wants of one offer, and what is still wrong with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.purchasing.choice import MOST_LINES, Choice, Finding, Piece, Problem, check_choice, check_offer
from bot.purchasing.money import NOTHING, Fen, times
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.own_sku_pieces import in_whole_lots, placed
from bot.purchasing.snapshot import Line, Snapshot, by_variant

_ITS_VARIANT_S = frozenset({Problem.VARIANT_GONE, Problem.VARIANT_SOLD_OUT, Problem.NOT_ENOUGH_STOCK})
"""Problems of one variant alone: a line by a code that has one stays apart, so that it holds up no other code."""


@dataclass(frozen=True)
class AskedLine:
    """One offer of a request, counted from 1: which variants, how many, and who added it.

    The address is the request's. `obstacle` is why 1688 does not sell it with the rest of its seller; `note` is its
    own, beside the one to all sellers.
    """

    place: int
    offer: Offer
    choice: Choice
    by: int
    obstacle: Finding | None = None
    note: str = ""
    tag: str = ""
    """A shop, a client or a project that it is for."""

    @property
    def finding(self) -> Finding | None:
        """What is wrong with it; None if nothing is, or if something is still to be chosen."""
        return check_offer(self.offer, one_variant_only=False) or self.own_finding or self.obstacle

    @cached_property
    def own_finding(self) -> Finding | None:
        """What is wrong with its variants and pieces."""
        return check_choice(self.offer, self.choice, together=True)

    @property
    def waits(self) -> bool:
        """Whether somebody must choose something of it before it can be bought."""
        if check_offer(self.offer, one_variant_only=False) is not None:
            return False
        return self.choice.collecting or self.own_finding is not None or not self.whole

    @property
    def whole(self) -> bool:
        """Whether its variants and its pieces are chosen, whatever may be wrong with them."""
        pieces = self.choice.pieces
        return bool(pieces) and all(each.quantity and (each.spec_id or not self.offer.skus) for each in pieces)

    @property
    def buyable(self) -> bool:
        """Whether it is chosen whole and nothing that is known forbids it."""
        return not self.waits and self.finding is None

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.choice.lines(self.offer.offer_id)


def asked_pieces(line: AskedLine) -> tuple[tuple[str, int], ...]:
    """Its variants, by `spec_id`, with their pieces; what is not chosen yet is an empty name, or no pieces."""
    return tuple((each.spec_id or "", each.quantity or 0) for each in line.choice.pieces) or (("", 0),)


def joined(asked: Sequence[AskedLine]) -> tuple[AskedLine, ...]:
    """The same with all variants of an offer in one line, in order of the first; what is not chosen whole stays alone.

    Lines with another note or tag, or of somebody else, stay apart too. What codes ask for is raised to whole lots only
    now: two codes of one variant are raised once.
    """
    groups: dict[object, list[AskedLine]] = {}
    for each in asked:
        finding = each.own_finding if each.choice.own else None
        held_up = finding is not None and finding.problem in _ITS_VARIANT_S
        own = each.place if not each.whole or held_up else 0
        groups.setdefault((each.offer.offer_id, each.by, each.note, each.tag, own), []).append(each)
    return tuple(
        replace(theirs[0], place=place, choice=in_whole_lots(theirs[0].offer, _whole(theirs)))
        for place, theirs in enumerate(groups.values(), 1)
    )


def _whole(theirs: Sequence[AskedLine]) -> Choice:
    """The choice of all of them; words that were not understood stay beside it."""
    if len(theirs) == 1:
        return theirs[0].choice
    wanted = "\n".join(filter(None, (each.choice.wanted for each in theirs)))
    own = tuple(asked for each in theirs for asked in placed(each.choice))
    return replace(choice_of(merged_lines([line for each in theirs for line in each.lines])), wanted=wanted, own=own)


@dataclass(frozen=True)
class NamedOffer:
    """What somebody named of one offer, before 1688 was asked about it."""

    item: OfferRef
    note: str = ""
    tag: str = ""
    by: AskedSku | None = None
    """The own SKU by which it was named; then its variant and pieces are that one's."""
    code: str = ""
    """The own SKU that stands beside its link."""
    again: AskedLine | None = None
    """The line that it repeats, with the variants, the pieces and the person of that."""


def named_by(asked: AskedSku, note: str = "", tag: str = "") -> NamedOffer:
    """What somebody named by a code."""
    return NamedOffer(OfferRef(asked.source.offer_id), note, tag, asked)


def named_again(line: AskedLine) -> NamedOffer:
    """The same once more, of the offer as it will be then."""
    return NamedOffer(OfferRef(line.offer.offer_id), line.note, line.tag, again=line)


@dataclass(frozen=True)
class SellerLines:
    """What goes to one seller by one create call: each offer and variant once, 50 lines at most."""

    offers: tuple[Offer, ...]
    lines: tuple[Line, ...]
    places: tuple[int, ...] = ()
    """The asked lines that they come from."""


def by_seller(asked: Sequence[AskedLine]) -> tuple[SellerLines, ...]:
    """The asked lines by seller, in order; the pieces of one variant are added up, and 51 lines are two calls."""
    calls = []
    for theirs in of_sellers(asked):
        merged = merged_lines([line for each in theirs for line in each.lines])
        offers = {each.offer.offer_id: each.offer for each in theirs}
        for start in range(0, len(merged), MOST_LINES):
            lines = merged[start : start + MOST_LINES]
            named = dict.fromkeys(line.offer_id for line in lines)
            places = tuple(each.place for each in theirs if each.offer.offer_id in named)
            calls.append(SellerLines(tuple(offers[each] for each in named), lines, places))
    return tuple(calls)


def of_sellers(asked: Sequence[AskedLine]) -> list[list[AskedLine]]:
    """The asked lines of each seller, in order of the first."""
    sellers: dict[str, list[AskedLine]] = {}
    for each in asked:
        sellers.setdefault(seller_of(each.offer), []).append(each)
    return list(sellers.values())


def seller_of(offer: Offer) -> str:
    """What tells its seller from others; an offer whose seller 1688 does not name stands alone."""
    return offer.seller.open_id or offer.seller.login or offer.seller.company or offer.offer_id


def merged_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same pieces with each offer and variant once, in order of their first line."""
    return tuple(Line(*variant, quantity) for variant, quantity in by_variant(lines).items())


def lines_by_offer(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The lines of each offer, in order."""
    by_offer: dict[str, list[Line]] = {}
    for line in lines:
        by_offer.setdefault(line.offer_id, []).append(line)
    return by_offer


def choice_of(lines: Sequence[Line]) -> Choice:
    """The choice that makes these lines of one offer."""
    return Choice(tuple(Piece(line.spec_id, line.quantity) for line in lines))


def contributors(asked: Iterable[AskedLine], requester_id: int) -> frozenset[int]:
    """Who added a line to it, without its requester: none of them decides on it."""
    return frozenset(each.by for each in asked) - {requester_id}


def people_of(asked: Iterable[AskedLine], requester_id: int) -> tuple[int, ...]:
    """Its requester, and then whoever else added a line to it."""
    return (requester_id, *sorted(contributors(asked, requester_id)))


def shares(asked: Sequence[AskedLine], snapshot: Snapshot | None) -> tuple[tuple[int, Fen], ...]:
    """What the lines of each person cost (fen) by the prices of a snapshot, before freight and discount.

    Empty if one person added them all.
    """
    people = sorted({each.by for each in asked})
    if snapshot is None or len(people) < 2:
        return ()
    prices, spent = {line.variant: line.unit_price for line in snapshot.lines}, dict.fromkeys(people, 0)
    for each in asked:
        spent[each.by] += sum(times(prices.get(line.variant, NOTHING), line.quantity) for line in each.lines)
    return tuple((person, Fen(cost)) for person, cost in spent.items())


def not_asked_for(asked: Sequence[AskedLine]) -> tuple[AskedLine, ...]:
    """The lines of several that cannot be asked for as they stand, in order; empty if none can be."""
    left = [each for each in asked if not each.buyable]
    return tuple(replace(each, place=place) for place, each in enumerate(left, 1)) if len(left) < len(asked) else ()
