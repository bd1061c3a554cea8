"""The variants of an offer as a grid: rows of at most eight cells, each row one value of the first attribute."""

from dataclasses import dataclass
from itertools import groupby

from bot.purchasing.offers.offer import Offer, Sku

CELLS = 8
"""The most cells of a row; a longer one goes on in the next."""
_MARK = 4


@dataclass(frozen=True)
class Cell:
    """Where a variant stands among those of its offer (from 0), and how its `spec_id` ends, so that it is surely it."""

    place: int
    mark: str

    def of(self, offer: Offer) -> Sku | None:
        """The variant; None if another one stands there by now."""
        sku = offer.skus[self.place] if 0 <= self.place < len(offer.skus) else None
        return sku if sku is not None and _mark(sku) == self.mark else None


def cell_of(offer: Offer, sku: Sku) -> Cell:
    """Where this variant of the offer stands."""
    return Cell(offer.skus.index(sku), _mark(sku))


def grid_rows(offer: Offer) -> tuple[tuple[Sku, ...], ...]:
    """All variants in 1688's order; a row has one value of the first attribute, if there are several attributes."""
    return tuple(row[start : start + CELLS] for row in whole_rows(offer) for start in range(0, len(row), CELLS))


def whole_rows(offer: Offer) -> tuple[tuple[Sku, ...], ...]:
    """The same rows, however long they are."""
    by_first = groupby(offer.skus, key=lambda sku: sku.attributes[0].value if len(sku.attributes) > 1 else "")
    return tuple(tuple(row) for _, row in by_first)


def row_of(offer: Offer, sku: Sku) -> tuple[Sku, ...]:
    """The variants in the row of this one that are in stock."""
    row = next(each for each in grid_rows(offer) if sku in each)
    return tuple(each for each in row if each.stock > 0)


def steps(offer: Offer) -> tuple[int, int, int, int]:
    """By how many pieces a press on a cell may change it: whole lots, and the smallest also back."""
    lot = max(1, offer.lot or 1)
    return (-lot, lot, 10 * lot, 100 * lot)


def usual_step(offer: Offer) -> int:
    """The step that a grid begins with."""
    return steps(offer)[2]


def _mark(sku: Sku) -> str:
    return "".join(sign for sign in sku.spec_id if sign.isalnum())[-_MARK:]
