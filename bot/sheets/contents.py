"""What a file holds: the cells of one sheet, as text."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.purchasing.sheets.table import MOST_LINES
from bot.sheets.faults import SheetFault, UnreadableSheet
from bot.sheets.limits import LAST_ROW, MOST_EMPTY_ROWS

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows of a sheet from the first one on; a row ends with its last cell that says anything.

    `sheet` and the others, which are not read, have names in a workbook only.
    """

    rows: tuple[Row, ...]
    sheet: str = ""
    others: tuple[str, ...] = ()


def rows_of(cells: Iterable[Iterable[str]]) -> tuple[Row, ...]:
    """The rows up to the last one that says anything. Raises UnreadableSheet if there are too many, or none."""
    rows: list[Row] = []
    filled = last = 0
    for number, row in enumerate(map(_trimmed, cells), 1):
        if row:
            filled, last = filled + 1, number
        if filled > MOST_LINES + 1 or (row and number > LAST_ROW):
            raise UnreadableSheet(SheetFault.TOO_MANY_ROWS)
        if number - filled > MOST_EMPTY_ROWS:
            raise UnreadableSheet(SheetFault.TOO_MANY_EMPTY_ROWS)
        if number <= LAST_ROW:
            rows.append(row)
    if not filled:
        raise UnreadableSheet(SheetFault.NO_ROWS)
    return tuple(rows[:last])


def _trimmed(cells: Iterable[str]) -> Row:
    row = tuple(cells)
    return row[: max((place for place, text in enumerate(row, 1) if text.strip()), default=0)]
