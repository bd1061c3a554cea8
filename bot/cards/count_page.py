"""Words the Mini App's page on which the lines of an order are counted; there is no money on it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.blocks import goods
from bot.cards.blocks.html import clean, plain
from bot.cards.blocks.writer import Writer
from bot.cards.counting import came, parcel_mark
from bot.desk.shared.values import CountView
from bot.purchasing.requests.purchase import Person
from bot.purchasing.tracking.parcel_lines import expected_in


@dataclass(frozen=True)
class CountRow:
    """A line: what of it `came` so far in words, how many are `open`, and by which `codes` a scanner may name it."""

    entry: str
    title: str
    variant: str
    came: str
    open: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class CountParcel:
    """A parcel: its mark, the lines that 1688 names, and the pieces that can come in it, if that is `certain`."""

    id: str
    mark: int
    bill_no: str
    counted: bool
    certain: bool
    named: tuple[str, ...]
    pieces: Mapping[str, int]


@dataclass(frozen=True)
class CountPage:
    """An order for one `reader`; `seen` is the newest event that is shown."""

    order: str
    name: str
    reader: int
    seen: int
    rows: tuple[CountRow, ...]
    parcels: tuple[CountParcel, ...]


def count_page(view: CountView, by: Person) -> CountPage:
    """All lines and all parcels of the order."""
    w, order, counts = Writer(by.language), view.order, view.order.counts
    request = view.purchase.in_language(w.language).request
    rows = [
        CountRow(
            line.entry_id, *goods.line_words(w, request, line), clean(plain(came(w, counts[line.entry_id]))),
            counts[line.entry_id].open, (*request.codes_of(line), line.offer_id),
        )
        for line in order.lines
    ]  # fmt: skip
    parcels = []
    for each in order.parcels:
        mark, expected = parcel_mark(each.logistics_id), expected_in(order, each)
        named = tuple(line.entry_id for line in each.lines)
        told = (each.bill_no, each.counted_at is not None, expected.certain, named, expected.pieces)
        parcels.append(CountParcel(each.logistics_id, mark, *told))
    return CountPage(order.order_id, request.name, by.id, view.seen, tuple(rows), tuple(parcels))
