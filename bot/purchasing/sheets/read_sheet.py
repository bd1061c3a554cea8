"""Reads the rows of a sheet: each is a line to buy, or a problem that stops no other row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.purchasing.match_quantities import agreed, reading_of
from bot.purchasing.quantity import Quantity, Reading, Said, Wrong, mentions, read_quantity
from bot.purchasing.sheets.columns import Columns, find_columns
from bot.purchasing.sheets.headings import Column
from bot.purchasing.sheets.offer_cell import Named, ProblemKind, read_offer
from bot.purchasing.sheets.table import HIDDEN, MOST_LINES, NO_VALUE, Cells, Table, cell, numbered
from bot.purchasing.text import one_line

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What one row asks for; the row is counted from 1, and a doubtful quantity has to be confirmed.

    The offer carries neither words nor pieces: they are the line's.
    """

    row: int
    offer: Named
    quantity: Said
    variant: str = ""
    note: str = ""
    tag: str = ""


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


def read_sheet(table: Table) -> ReadSheet:
    """Read a whole sheet; nothing is raised."""
    columns = find_columns(table)
    rows = list(_rows(table, columns))
    lines = tuple(row for row in rows if isinstance(row, SheetLine))
    return ReadSheet(columns, lines, tuple(row for row in rows if isinstance(row, SheetProblem)))


def _rows(table: Table, columns: Columns) -> Iterator[SheetLine | SheetProblem]:
    below = columns.heading_row or 0
    for count, (number, cells) in enumerate(numbered(table[below:])):
        if count == MOST_LINES:
            yield SheetProblem(number + below, ProblemKind.TOO_MANY_LINES)
            return
        yield _read_row(number + below, cells, columns)


def _read_row(row: int, cells: Cells, columns: Columns) -> SheetLine | SheetProblem:
    if cell(cells, 0) == HIDDEN:
        return SheetProblem(row, ProblemKind.HIDDEN)
    if any(cell(cells, place.index) == NO_VALUE for place in columns.places):
        return SheetProblem(row, ProblemKind.NO_VALUE, _words(cells))
    link = _only(cells, columns.of(Column.LINK))
    offer = read_offer(link)
    if isinstance(offer, ProblemKind):
        return SheetProblem(row, offer, one_line(link)[:_SHOWN] or _words(cells))
    counted = _only(cells, columns.of(Column.QUANTITY))
    quantity = _quantity(counted, offer)
    if quantity is None or isinstance(quantity, Wrong):
        kind = ProblemKind.NO_QUANTITY if quantity is None else ProblemKind.WRONG_QUANTITY
        return SheetProblem(row, kind, one_line(counted)[:_SHOWN] or _words(cells))
    return SheetLine(
        row,
        replace(offer, quantity=None, doubt=None, words=""),
        quantity,
        _joined(cells, columns.of(Column.VARIANT)) if columns.of(Column.VARIANT) else _words_beside(offer),
        _joined(cells, columns.of(Column.NOTE)),
        _joined(cells, columns.of(Column.TAG)),
    )


def _quantity(text: str, offer: Named) -> Reading | None:
    """The pieces of a row's quantity and of those beside its link; a doubt if they differ, None if there are none."""
    beside = reading_of(offer)
    if not text:
        return beside
    reading = read_quantity(text)
    return reading if isinstance(reading, Wrong) or beside is None else agreed(reading, beside)


def _words_beside(offer: Named) -> str:
    """The words beside a link, without the pieces that are certain."""
    words = offer.words
    if isinstance(reading_of(offer), Quantity):
        for mention in reversed(list(mentions(words))):
            words = words[: mention.start] + words[mention.end :]
    return one_line(words)


def _only(cells: Cells, indexes: Iterable[int]) -> str:
    """The cell as it is stored: invisible signs in it make a quantity doubtful."""
    return next((cell(cells, index) for index in indexes), "")


def _joined(cells: Cells, indexes: Iterable[int]) -> str:
    return " ".join(filter(None, (one_line(cell(cells, index)) for index in indexes)))


def _words(cells: Cells) -> str:
    """All of a row, to be shown."""
    return " ".join(filter(None, (one_line(each) for each in cells if each != NO_VALUE)))[:_SHOWN]
