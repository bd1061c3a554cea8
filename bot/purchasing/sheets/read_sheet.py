"""Reads the rows of a sheet, or pasted cells: each is a line to buy, or a problem that stops no other row."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.purchasing.offers.asked_for import plain_units
from bot.purchasing.own_sku import LONGEST_CODE, normal
from bot.purchasing.reading.links import agreed, reading_of
from bot.purchasing.reading.quantity import (
    LARGEST,
    Doubt,
    Quantity,
    QuantityFault,
    Reading,
    Said,
    Wrong,
    mentions,
    read_quantity,
)
from bot.purchasing.sheets.cells import (
    HIDDEN,
    MOST_LINES,
    NO_VALUE,
    Cells,
    CodeRef,
    Named,
    ProblemKind,
    Table,
    cell,
    names_something,
    numbered,
    read_offer,
    unguarded,
)
from bot.purchasing.sheets.columns import Column, Columns
from bot.purchasing.text import one_line

_TOTAL = re.compile(
    r"(?:grand |sub-?)?totals?|sum|in total|итого|всего|общий итог|合计|总计|共计|小计|总数|汇总", re.IGNORECASE
)
_SHOWN, _LONGEST_NUMBER = 200, 40


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What one row asks for; the row is counted from 1, and a doubtful quantity has to be confirmed.

    The offer carries neither words nor pieces: they are the line's. Of an own SKU the quantity counts ours.
    """

    row: int
    offer: Named | CodeRef
    quantity: Said
    variant: str = ""
    note: str = ""
    tag: str = ""
    written: str = ""
    """The quantity as it was written, if it is doubtful and stands in a cell of its own."""
    code: str = ""
    """The own SKU that stands beside a link."""


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """A row that is no line, counted from 1, and the words that were not understood."""

    row: int
    kind: ProblemKind
    words: str = ""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """All of a sheet, in its order: the columns that were found, the lines, and the rows that are none."""

    columns: Columns
    lines: tuple[SheetLine, ...]
    problems: tuple[SheetProblem, ...]


Codes = Mapping[str, int]
"""The own SKUs that are known, by the form that is compared, with how many pieces of 1688 each is."""


def all_read(columns: Columns, rows: Sequence[SheetLine | SheetProblem]) -> ReadSheet:
    """What the rows of a sheet are, apart."""
    lines = tuple(row for row in rows if isinstance(row, SheetLine))
    return ReadSheet(columns, lines, tuple(row for row in rows if isinstance(row, SheetProblem)))


def read_rows(table: Table, columns: Columns, codes: Codes) -> Iterator[SheetLine | SheetProblem]:
    """What each row below the headings is, one after the other, so that a reader of many may pause."""
    below = columns.heading_row or 0
    for count, (number, cells) in enumerate(numbered(table[below:])):
        if count == MOST_LINES:
            yield SheetProblem(number + below, ProblemKind.TOO_MANY_LINES)
            return
        if not _is_total(cells, columns):
            yield _read_row(number + below, cells, columns, codes)


def _is_total(cells: Cells, columns: Columns) -> bool:
    """Whether a row only sums up those above: it begins with such a word, and names no product."""
    first = next((one_line(each).rstrip(" :：.") for each in cells if each.strip()), "")
    named = [*columns.of(Column.LINK), *columns.of(Column.CODE)]
    return _TOTAL.fullmatch(first) is not None and not any(names_something(cell(cells, index)) for index in named)


def _read_row(row: int, cells: Cells, columns: Columns, codes: Codes) -> SheetLine | SheetProblem:
    if cell(cells, 0) == HIDDEN:
        return SheetProblem(row, ProblemKind.HIDDEN)
    if any(cell(cells, place.index) == NO_VALUE for place in columns.places):
        return SheetProblem(row, ProblemKind.NO_VALUE, _words(cells))
    link = _only(cells, columns.of(Column.LINK))
    code = _only(cells, columns.of(Column.CODE))
    text = link or code
    offer = _named_in(text, codes, is_code=not link and bool(text))
    if isinstance(offer, ProblemKind):
        return SheetProblem(row, offer, one_line(text)[:_SHOWN] or _words(cells))
    counted = _only(cells, columns.of(Column.QUANTITY))
    quantity = _count(counted, codes[offer.code]) if isinstance(offer, CodeRef) else _quantity(counted, offer)
    if quantity is None or isinstance(quantity, Wrong):
        kind = ProblemKind.NO_QUANTITY if quantity is None else ProblemKind.WRONG_QUANTITY
        return SheetProblem(row, kind, one_line(counted)[:_SHOWN] or _words(cells))
    variant = _joined(cells, columns.of(Column.VARIANT))
    if not isinstance(offer, CodeRef):
        variant = "\n".join(filter(None, (variant, _words_beside(offer, quantity))))
        offer = replace(offer, quantity=None, doubt=None, words="")
    note, tag = _joined(cells, columns.of(Column.NOTE)), _joined(cells, columns.of(Column.TAG))
    written = one_line(counted)[:_LONGEST_NUMBER] if isinstance(quantity, Doubt) else ""
    beside = one_line(unguarded(code))[:LONGEST_CODE] if link else ""
    return SheetLine(row, offer, quantity, variant, note, tag, written, beside)


def _named_in(text: str, codes: Codes, *, is_code: bool) -> Named | CodeRef | ProblemKind:
    """The own SKU or the offer that a cell names. In a column of codes a number is no id: it may be a barcode."""
    plain = normal(text)
    if plain in codes:
        return CodeRef(plain)
    offer = read_offer(text)
    if is_code and (isinstance(offer, ProblemKind) or "/" not in text):
        return ProblemKind.NO_VALUE if text == NO_VALUE else ProblemKind.UNKNOWN_CODE
    return offer


def _count(text: str, ratio: int) -> Reading | None:
    """How many of ours; a number that is in doubt is none, and neither is one of too many pieces."""
    if not text:
        return None
    reading = read_quantity(text)
    if isinstance(reading, Quantity):
        return reading if reading.value * ratio <= LARGEST else Wrong(QuantityFault.TOO_LARGE)
    return reading if isinstance(reading, Wrong) else Wrong(QuantityFault.NOT_A_NUMBER)


def _quantity(text: str, offer: Named) -> Reading | None:
    """The pieces of a row's quantity and of those beside its link; a doubt if they differ, None if there are none."""
    beside = reading_of(offer)
    if not text:
        return beside
    reading, packs = read_quantity(text), plain_units(text)
    if isinstance(reading, Wrong) and packs is not None:
        reading = Doubt(packs)  # of what is sold in pairs, `50 pairs` is certain: only the offer tells
    return reading if isinstance(reading, Wrong) or beside is None else agreed(reading, beside)


def _words_beside(offer: Named, quantity: Said) -> str:
    """The words beside a link, without the pieces that are certain; if the row says others, they stay to be asked."""
    words = offer.words
    if isinstance(reading_of(offer), Quantity) and isinstance(quantity, Quantity):
        for mention in reversed(list(mentions(words))):
            words = words[: mention.start] + words[mention.end :]
    return one_line(words)


def _only(cells: Cells, indexes: Iterable[int]) -> str:
    """The cell as it is stored: invisible signs in it make a quantity doubtful."""
    return next((cell(cells, index) for index in indexes), "")


def _joined(cells: Cells, indexes: Iterable[int]) -> str:
    """Words as they were meant: without the apostrophes that keep a spreadsheet from running them."""
    return " ".join(filter(None, (one_line(unguarded(cell(cells, index))) for index in indexes)))


def _words(cells: Cells) -> str:
    """All of a row, to be shown."""
    return " ".join(filter(None, (one_line(each) for each in cells if each != NO_VALUE)))[:_SHOWN]


def looks_like_cells(text: str) -> bool:
    """Whether a text is cells of a spreadsheet: tabs in every line but perhaps the last, and something to buy in them.

    Telegram cuts the blanks at the end of a message, and with them the empty cells of the last row.
    """
    rows = [cells for cells in cells_of(text) if any(map(str.strip, cells))]
    if not rows or min(map(len, rows[:-1] or rows)) < 2:
        return False
    return any(names_something(each.strip()) for cells in rows for each in cells)


def cells_of(text: str) -> Table:
    """The cells of a pasted text; a cell of several lines is in quotes, unless a quote is left open."""
    if text.count('"') % 2:
        return [line.split("\t") for line in text.replace("\r\n", "\n").split("\n")]
    return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))
