"""Offers that somebody sets side by side at one quantity: which variant of each, and what forbids buying it so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.purchasing.choice import Choice, Finding, Problem, check_choice, check_offer
from bot.purchasing.offers.offer import Offer, Sku

MOST = 5
"""The most offers of one comparison: each is a call for the offer and one for its price."""


@dataclass(frozen=True)
class ComparedOffer:
    """An offer of a comparison with the variant of it that is compared, empty if it has none or none is in stock.

    It is `named` if somebody chose that variant; `code` is the own SKU that the offer was named by.
    """

    offer_id: str
    sku_id: str = ""
    named: bool = False
    code: str = ""

    def sku_of(self, offer: Offer) -> Sku | None:
        """The variant among those of the offer."""
        return next((sku for sku in offer.skus if sku.sku_id == self.sku_id), None)

    def with_variant(self, offer: Offer, choice: Choice | None, pieces: int) -> "ComparedOffer":
        """The same with the variant that somebody chose, now or before, else with the cheapest in stock."""
        chosen = offer.sku(choice.spec_id) if choice is not None and choice.spec_id else None
        if self.named and chosen is None:
            return self
        sku = chosen or cheapest_sku(offer, pieces)
        return replace(self, sku_id=sku.sku_id if sku else "", named=chosen is not None)

    def problem(self, offer: Offer, pieces: int, *, one_variant_only: bool) -> Finding | None:
        """Why so many pieces cannot be bought, as far as its page says; `one_variant_only` as in `check_offer`."""
        blocked, sku = check_offer(offer, one_variant_only), self.sku_of(offer)
        if blocked is None and offer.skus and sku is None:
            return Finding(Problem.VARIANT_GONE if self.named else Problem.NO_PRICE)
        return blocked or check_choice(offer, Choice.of(pieces, sku.spec_id if sku else None))


@dataclass(frozen=True)
class Comparison:
    """What somebody set side by side in a chat: `pieces` of each candidate, sent to one address; `at` is UTC."""

    id: int
    person_id: int
    chat_id: int
    candidates: tuple[ComparedOffer, ...]
    pieces: int
    address_id: str
    at: datetime


def cheapest_sku(offer: Offer, pieces: int) -> Sku | None:
    """The cheapest variant that is in stock and has a price, of those with so many pieces if there are any."""
    priced = [
        (sku.stock < pieces, price, place)
        for place, sku in enumerate(offer.skus)
        if sku.stock > 0 and (price := offer.unit_price(sku, pieces)) is not None
    ]
    return offer.skus[min(priced)[-1]] if priced else None


def least(values: Sequence[int | None]) -> tuple[int, ...]:
    """The places (from 1) of the least of the known values, if that tells some of them from others."""
    known = [each for each in values if each is not None]
    found = tuple(place for place, each in enumerate(values, 1) if known and each == min(known))
    return found if len(found) < len(known) else ()
