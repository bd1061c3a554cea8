"""What a person asks for: the choice, its problems, and the snapshot that is confirmed and approved."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property

from bot.purchasing.money import Fen, times
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.offer import MixRule, Offer, Sku
from bot.purchasing.own_sku import AskedSku

Scalar = int | str | None
Variant = tuple[str, str | None]
"""An offer and the `spec_id` of its variant, None if it has none."""
TagSums = tuple[tuple[str, Fen], ...]
"""What the lines of each tag cost (fen), sorted by the tags; lines without one are not among them."""
Moved = dict[str, tuple[Scalar, Scalar]]
"""Field of a snapshot → its value before and after."""


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


@dataclass(frozen=True)
class Line:
    """One line of a purchase; `spec_id` is None if the offer has no variants."""

    offer_id: str
    spec_id: str | None
    quantity: int

    @property
    def variant(self) -> Variant:
        return self.offer_id, self.spec_id


@dataclass(frozen=True)
class PricedLine(Line):
    """A line with the price of one piece (fen)."""

    unit_price: Fen

    @property
    def amount(self) -> Fen:
        """The price of its pieces (fen), before freight and discount."""
        return times(self.unit_price, self.quantity)

    @property
    def price(self) -> Fen | None:
        """The price of one piece as people are told it; None if it is not known."""
        return self.unit_price

    @property
    def cost(self) -> Fen | None:
        """What its pieces cost together, as people are told it; None if it is not known."""
        return self.amount


@dataclass(frozen=True)
class Snapshot:
    """Exactly what is confirmed and approved; anything else needs a new consent. Money in fen.

    `lines` go to one seller by one create call; no offer and variant stands there twice. If there are several sellers,
    `parts` are what each of them gets, and the sums are theirs together.
    """

    lines: tuple[PricedLine, ...]
    goods: Fen
    freight: Fen
    discount: Fen
    total: Fen
    seller: str
    address_id: str
    flow: str
    trade_mode: str
    note: str = ""
    """The note that the seller gets with the order."""
    reading: str = field(default="", compare=False)
    """By which reading its sums add up (`Reading`); kept for later questions, not part of what is agreed to."""
    parts: tuple["Snapshot", ...] = ()
    otherwise: tuple[tuple[str, str, str], ...] = ()
    """What its order shows otherwise than was agreed to first: `seller` or `title`, as it was and as it is."""
    tags: TagSums = ()
    """What each tag costs of the total."""
    agreed_hash: str = field(default="", compare=False)
    """Its hash with the note that was taken out since, so that the votes on it still count; empty if none was."""

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the canonical form, hex.

        An empty note and no tags are left out, and one line stands among the rest, so hashes from before there were
        notes, tags and several lines stay valid.
        """
        if self.agreed_hash:
            return self.agreed_hash
        content = {name: value for name, value in _agreed(self).items() if name != "note" or value}
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()

    @property
    def freight_open(self) -> bool:
        """Whether it was agreed to without freight, for a way to buy that knows neither freight nor address."""
        return not (self.address_id or self.flow or self.freight)

    @property
    def quantity(self) -> int:
        """The pieces of all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def unit_price(self) -> Fen | None:
        """The price of one piece (fen), if it is the same in all lines."""
        prices = {line.unit_price for line in self.lines}
        return prices.pop() if len(prices) == 1 else None


def without_note(snapshot: Snapshot) -> Snapshot:
    """The same without its words to the seller, and still under the hash that was agreed to."""
    parts = tuple(without_note(each) for each in snapshot.parts)
    if not snapshot.note and parts == snapshot.parts:
        return snapshot
    return replace(snapshot, note="", parts=parts, agreed_hash=snapshot.hash)


def together(parts: Sequence[Snapshot]) -> Snapshot:
    """What these sellers get and cost together; one seller's snapshot is itself."""
    if len(parts) == 1:
        return parts[0]
    goods, freight, discount, total = (
        Fen(sum(getattr(each, name) for each in parts)) for name in ("goods", "freight", "discount", "total")
    )
    lines = tuple(line for each in parts for line in each.lines)
    first = parts[0]
    return Snapshot(
        lines, goods, freight, discount, total, "", first.address_id, "", "", first.note, parts=tuple(parts),
        tags=sums_by_tag(pair for each in parts for pair in each.tags),
    )  # fmt: skip


def sums_by_tag(pairs: Iterable[tuple[str, Fen]]) -> TagSums:
    """These sums together, each tag once."""
    sums = dict[str, Fen]()
    for tag, fen in pairs:
        sums[tag] = Fen(sums.get(tag, 0) + fen)
    return tuple(sorted(sums.items()))


def by_variant(lines: Iterable[Line]) -> Counter[Variant]:
    """How many pieces of each offer and variant these lines have together."""
    pieces = Counter[Variant]()
    for line in lines:
        pieces[line.variant] += line.quantity
    return pieces


def differences(old: Snapshot, new: Snapshot) -> Moved:
    """Field → (old, new), for every field that moved."""
    before, after = _agreed(old), _agreed(new)
    names = dict.fromkeys([*before, *after])
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}


def _agreed(snapshot: Snapshot) -> dict[str, Scalar]:
    """What is agreed to, by name: of an only line its fields; of several all as one text, and what they share."""
    if len(snapshot.lines) == 1:
        of_lines: dict[str, Scalar] = asdict(snapshot.lines[0])
    else:
        lines = sorted((line.offer_id, line.spec_id or "", line.quantity, line.unit_price) for line in snapshot.lines)
        of_lines = {"lines": json.dumps(lines), "quantity": snapshot.quantity, "unit_price": snapshot.unit_price}
    apart = ("lines", "reading", "parts", "otherwise", "agreed_hash", "tags")
    names = [each.name for each in fields(snapshot) if each.name not in apart]
    rest: dict[str, Scalar] = {name: getattr(snapshot, name) for name in names}
    parts: dict[str, Scalar] = {"parts": " ".join(each.hash for each in snapshot.parts)} if snapshot.parts else {}
    shown: dict[str, Scalar] = {"otherwise": json.dumps(snapshot.otherwise)} if snapshot.otherwise else {}
    tags: dict[str, Scalar] = {"tags": json.dumps(snapshot.tags)} if snapshot.tags else {}
    return of_lines | rest | parts | shown | tags
