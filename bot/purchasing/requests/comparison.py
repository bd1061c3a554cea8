"""Sets up to five offers side by side at one quantity: which variant of each, and which is cheapest and quickest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.request import (
    Choice,
    Finding,
    Problem,
    Snapshot,
    check_choice,
    check_offer,
    quantity_steps,
    smallest_quantity,
)

MOST = 5
"""The most offers of one comparison: each is a call for the offer and one for its price."""
_MOST_STEPS = 4


@dataclass(frozen=True)
class Candidate:
    """An offer of a comparison with the variant of it that is compared, empty if it has none or none is in stock.

    It is `named` if somebody chose that variant; `code` is the own SKU that the offer was named by.
    """

    offer_id: str
    sku_id: str = ""
    named: bool = False
    code: str = ""


@dataclass(frozen=True)
class Comparison:
    """What somebody set side by side in a chat: `pieces` of each candidate, sent to one address; `at` is UTC."""

    id: int
    person_id: int
    chat_id: int
    candidates: tuple[Candidate, ...]
    pieces: int
    address_id: str
    at: datetime


@dataclass(frozen=True)
class Side:
    """What 1688 says of one candidate: what it costs, or the `finding` why it cannot be bought like this.

    `offer` is None if 1688 did not show it; without a price and a finding it did not say what it costs.
    """

    candidate: Candidate
    offer: Offer | None = None
    snapshot: Snapshot | None = None
    finding: Finding | None = None

    @property
    def sku(self) -> Sku | None:
        return _sku(self.offer, self.candidate) if self.offer is not None else None

    @property
    def hours(self) -> int | None:
        """Within how many hours its seller promises to ship; None if it cannot be bought, or 1688 does not say."""
        hours = self.offer.ship_within.partition(" ")[0] if self.offer is not None and self.snapshot else ""
        return int(hours) if hours.isdecimal() else None


def _sku(offer: Offer, candidate: Candidate) -> Sku | None:
    return next((sku for sku in offer.skus if sku.sku_id == candidate.sku_id), None)


def usual_pieces(offers: Iterable[Offer]) -> int:
    """The fewest pieces at which all of them can be bought by their minimum; 1 for no offers."""
    return max((smallest_quantity(each) for each in offers), default=1)


def cheapest_sku(offer: Offer, pieces: int) -> Sku | None:
    """The cheapest variant that is in stock, if one of them has so many pieces then of these, and has a price."""
    priced = [
        (sku.stock < pieces, price, place)
        for place, sku in enumerate(offer.skus)
        if sku.stock > 0 and (price := offer.unit_price(sku, pieces)) is not None
    ]
    return offer.skus[min(priced)[-1]] if priced else None


def problem_of(offer: Offer, candidate: Candidate, pieces: int, *, one_variant_only: bool) -> Finding | None:
    """Why so many pieces of it cannot be bought, as far as its page says; `one_variant_only` as in `check_offer`."""
    blocked, sku = check_offer(offer, one_variant_only), _sku(offer, candidate)
    if blocked is None and offer.skus and sku is None:
        return Finding(Problem.VARIANT_GONE if candidate.named else Problem.NO_PRICE)
    return blocked or check_choice(offer, Choice.of(pieces, sku.spec_id if sku else None))


def cheapest(sides: Sequence[Side]) -> frozenset[int]:
    """The places (from 1) of those with the lowest total, if it tells some from others."""
    return _least(sides, lambda side: side.snapshot.total if side.snapshot else None)


def quickest(sides: Sequence[Side]) -> frozenset[int]:
    """The places (from 1) of those whose sellers promise to ship first, if it tells some from others."""
    return _least(sides, lambda side: side.hours)


def _least(sides: Sequence[Side], of: Callable[[Side], int | None]) -> frozenset[int]:
    known = {place: value for place, side in enumerate(sides, 1) if (value := of(side)) is not None}
    least = min(known.values(), default=0)
    found = frozenset(place for place, value in known.items() if value == least)
    return found if len(found) < len(known) else frozenset()


def per_piece(total: Fen, pieces: int) -> Fen:
    """What a piece costs with all that is paid, in fen, rounded to the nearest."""
    return Fen((2 * total + pieces) // (2 * pieces))


def steps(sides: Sequence[Side], pieces: int) -> tuple[int, ...]:
    """Other quantities worth a button: those at which most of the offers can be bought, the fewest pieces first."""
    shown = [(side.offer, side.sku) for side in sides if side.offer is not None]
    worth = {n for offer, sku in shown for n in quantity_steps(offer, sku)} - {pieces}

    def fitting(n: int) -> int:
        choices = [(offer, Choice.of(n, sku.spec_id if sku else None)) for offer, sku in shown]
        return sum(check_choice(offer, choice) is None for offer, choice in choices)

    return tuple(sorted(sorted(worth, key=lambda n: (-fitting(n), n))[:_MOST_STEPS]))
