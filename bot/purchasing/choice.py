"""What a person chooses of an offer, what is wrong with it, and which quantities 1688 takes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.purchasing.money import Fen
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.offer import MixRule, Offer, Sku
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.snapshot import Line


@dataclass(frozen=True)
class Piece:
    """So many pieces of one variant of an offer; None is not chosen yet, or a variant of an offer that has none."""

    spec_id: str | None = None
    quantity: int | None = None


@dataclass(frozen=True)
class Choice:
    """What is chosen of one offer so far: pieces of one variant or of several, each variant once."""

    pieces: tuple[Piece, ...] = ()
    wanted: str = ""
    """Typed words that were not taken, in lines: a doubtful quantity, words for no variant, or for several."""
    collecting: bool = False
    """Whether somebody is still adding variants; pieces without a variant are what the first press adds."""
    own: tuple[AskedSku, ...] = ()
    """The own SKUs by which it was asked for."""

    @classmethod
    def of(
        cls, quantity: int | None = None, spec_id: str | None = None, wanted: str = "", own: tuple[AskedSku, ...] = ()
    ) -> "Choice":
        """The choice of one variant, as far as it is chosen."""
        return cls(_one(spec_id, quantity), wanted, own=own)

    def with_one(self, spec_id: str | None, quantity: int | None) -> "Choice":
        """The same with one variant, as far as it is chosen, in place of its pieces."""
        return replace(self, pieces=_one(spec_id, quantity))

    @property
    def several(self) -> bool:
        """Whether it is of several variants."""
        return len(self.pieces) > 1

    @property
    def spec_id(self) -> str | None:
        """Its only variant; None if that is not chosen, or if there are several."""
        return self.pieces[0].spec_id if len(self.pieces) == 1 else None

    @property
    def quantity(self) -> int | None:
        """The pieces of all its variants; None while they are not chosen."""
        return sum(each.quantity or 0 for each in self.pieces) or None

    @property
    def counted(self) -> dict[str, int]:
        """The pieces of each variant that has some, by `spec_id`."""
        return {each.spec_id: each.quantity for each in self.pieces if each.spec_id and each.quantity}

    def lines(self, offer_id: str) -> tuple["Line", ...]:
        """The lines that it makes of an offer; none while a quantity is to be chosen."""
        return tuple(Line(offer_id, each.spec_id, each.quantity) for each in self.pieces if each.quantity is not None)


def _one(spec_id: str | None, quantity: int | None) -> tuple[Piece, ...]:
    return () if spec_id is None and quantity is None else (Piece(spec_id, quantity),)


def pieces_of(counted: Mapping[str, int]) -> tuple[Piece, ...]:
    """The pieces of variants by their `spec_id`; a variant without any is left out."""
    return tuple(Piece(spec_id or None, quantity) for spec_id, quantity in counted.items() if quantity > 0)


class Problem(StrEnum):
    """Why a choice cannot be bought as it stands."""

    DELISTED = "delisted"
    NOT_ORDERABLE = "not_orderable"
    SELLER_CLOSED = "seller_closed"
    """The account may not order from this seller through a program."""
    SOLD_OUT = "sold_out"
    VARIANT_SOLD_OUT = "variant_sold_out"
    BELOW_MINIMUM = "below_minimum"
    NOT_A_LOT = "not_a_lot"
    NOT_ENOUGH_STOCK = "not_enough_stock"
    MIX_RULE = "mix_rule"
    VARIANT_GONE = "variant_gone"
    VARIANT_UNKNOWN = "variant_unknown"
    WORDS_UNKNOWN = "words_unknown"
    """Words beside a quantity that was not certain for them: `2 dozen` is not two pieces."""
    QUANTITY_UNCLEAR = "quantity_unclear"
    """A number that can be read in two ways: 1.000 is a thousand, or one."""
    VARIANT_UNCLEAR = "variant_unclear"
    """Words that fit several variants."""
    VARIANTS_UNSUPPORTED = "variants_unsupported"
    TOO_MANY_VARIANTS = "too_many_variants"
    """More variants than one order of 1688 takes."""
    NO_PRICE = "no_price"
    NO_ADDRESS = "no_address"
    REFUSED = "refused"
    SUMS = "sums"
    """Goods, freight, discount and total of the preview do not add up."""


ONLY_ON_THE_SITE = frozenset({Problem.NOT_ORDERABLE, Problem.SELLER_CLOSED})
"""No other quantity, variant or address mends these; a person may still order it on the site."""


@dataclass(frozen=True)
class Finding:
    """A problem and what would work instead: quantities to offer, the number at fault, 1688's own words.

    `sums` are the goods, freight, discount and total (fen) that do not add up, `variant` is the `spec_id` of the one of
    several variants that it is about.
    """

    problem: Problem
    suggestions: tuple[int, ...] = ()
    limit: int | None = None
    reason: str = ""
    sums: tuple[Fen, ...] = ()
    variant: str = ""


MOST_LINES = 50
"""The most lines of one create call: createCrossOrder takes 50 SKUs."""


def check_offer(offer: Offer, one_variant_only: bool) -> Finding | None:
    """What forbids buying any of this offer; `one_variant_only` is for a gateway that cannot name a variant."""
    if not offer.on_sale:
        return Finding(Problem.DELISTED, reason=offer.status)
    if one_variant_only and len(offer.skus) > 1:
        return Finding(Problem.VARIANTS_UNSUPPORTED, limit=len(offer.skus))
    if offer.skus and not any(sku.stock > 0 for sku in offer.skus):
        return Finding(Problem.SOLD_OUT)
    if not offer.skus and offer.stock is not None and offer.stock <= 0:
        return Finding(Problem.SOLD_OUT)
    return None


def check_choice(offer: Offer, choice: Choice, *, together: bool = False) -> Finding | None:
    """What is wrong with the variant and quantity chosen so far; None if nothing is.

    If other offers of the seller may stand `together` with it, only 1688 knows whether a mix reaches its minimum.
    """
    if together and offer.mix.allowed:
        offer = replace(offer, minimum=1, mix=MixRule(allowed=True, amount=Fen(0), number=0))
    if choice.collecting:
        return None
    if choice.several:
        return _check_several(offer, choice)
    sku = offer.sku(choice.spec_id) if choice.spec_id else None
    if choice.spec_id and sku is None:
        return Finding(Problem.VARIANT_GONE)
    if sku is not None and sku.stock <= 0:
        return Finding(Problem.VARIANT_SOLD_OUT)
    if choice.wanted and (sku is None or choice.quantity is None):
        return _check_words(offer, sku, choice)
    if choice.quantity is None:
        return None
    return _check_quantity(offer, sku, choice.quantity)


def _check_several(offer: Offer, choice: Choice) -> Finding | None:
    """The first problem of any of the variants, or of all together: a minimum counts for their sum."""
    if len(choice.pieces) > MOST_LINES:
        return Finding(Problem.TOO_MANY_VARIANTS)
    for spec_id, pieces in choice.counted.items():
        sku = offer.sku(spec_id)
        if sku is None:
            return Finding(Problem.VARIANT_GONE, variant=spec_id)
        if sku.stock <= 0:
            return Finding(Problem.VARIANT_SOLD_OUT, variant=spec_id)
        if offer.lot and pieces % offer.lot:
            return Finding(Problem.NOT_A_LOT, limit=offer.lot, variant=spec_id)
        if pieces > sku.stock:
            return Finding(Problem.NOT_ENOUGH_STOCK, limit=sku.stock, variant=spec_id)
    minimum = 1 if offer.mix.allowed else max(1, offer.minimum)
    return Finding(Problem.BELOW_MINIMUM, limit=minimum) if (choice.quantity or 0) < minimum else None


def _check_words(offer: Offer, sku: Sku | None, choice: Choice) -> Finding | None:
    """What is asked about the typed words; None if they only go unread beside a choice that is complete."""
    asked = asked_for(offer, choice.wanted)
    if sku is None and offer.skus:
        if asked.strange:
            return Finding(Problem.VARIANT_UNKNOWN, reason=" ".join(asked.strange))
        return Finding(Problem.VARIANT_UNCLEAR, reason=" ".join(asked.doubtful)) if asked.skus else None
    if choice.quantity is not None:
        return _check_quantity(offer, sku, choice.quantity)
    problem = Problem.WORDS_UNKNOWN if asked.strange else Problem.QUANTITY_UNCLEAR
    return Finding(problem, asked.could_be, reason=choice.wanted)


def _check_quantity(offer: Offer, sku: Sku | None, quantity: int) -> Finding | None:
    stock = offer.stock_of(sku)
    least = smallest_quantity(offer, sku)
    if quantity < offer.least(sku):
        problem = Problem.MIX_RULE if offer.mix.allowed else Problem.BELOW_MINIMUM
        return Finding(problem, _affordable((least,), stock), limit=offer.least(sku))
    if offer.lot and quantity % offer.lot:
        below = quantity // offer.lot * offer.lot
        near = tuple(n for n in (below, below + offer.lot) if n >= least)
        return Finding(Problem.NOT_A_LOT, _affordable(near, stock), limit=offer.lot)
    if stock is not None and quantity > stock:
        most = stock // offer.lot * offer.lot if offer.lot else stock
        return Finding(Problem.NOT_ENOUGH_STOCK, (most,) if most >= least else (), limit=stock)
    return None


def _affordable(quantities: tuple[int, ...], stock: int | None) -> tuple[int, ...]:
    return tuple(n for n in quantities if stock is None or n <= stock)


def smallest_quantity(offer: Offer, sku: Sku | None = None) -> int:
    """The smallest quantity that surely can be bought alone, in whole lots."""
    least = offer.least(sku) if offer.mix.known else max(1, offer.minimum)
    return -(-least // offer.lot) * offer.lot if offer.lot else least


def quantity_steps(offer: Offer, sku: Sku | None = None) -> tuple[int, ...]:
    """Quantities worth a button: the smallest, the offer's own minimum and the beginnings of tiers, at most four."""
    least = smallest_quantity(offer, sku)
    starts = sorted({least, *(n for n in (offer.minimum, *(t.start for t in offer.tiers)) if n >= least)})
    fitting = [n for n in starts if not offer.lot or n % offer.lot == 0]
    return tuple(fitting[:4])
