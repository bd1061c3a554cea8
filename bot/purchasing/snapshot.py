"""Exactly what is confirmed and approved: its lines with their prices, and what differs from one to the next."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cached_property

from bot.purchasing.money import Fen, times

Scalar = int | str | None
Variant = tuple[str, str | None]
"""An offer and the `spec_id` of its variant, None if it has none."""
TagSums = tuple[tuple[str, Fen], ...]
"""What the lines of each tag cost (fen), sorted by the tags; lines without one are not among them."""
Moved = dict[str, tuple[Scalar, Scalar]]
"""Field of a snapshot → its value before and after."""


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
