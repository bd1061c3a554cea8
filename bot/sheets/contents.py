"""What is read of a file: the cells of one sheet, as text, up to the limits, or the one reason why it is not read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.purchasing.sheets.cells import MOST_LINES

MIB = 1024 * 1024
MOST_XML = 20 * MIB
"""The most XML that is unpacked, in bytes."""
MOST_RATIO = 100
"""So many times larger the unpacked XML may be than the packed, unless it is small: equal rows pack well."""
SMALL_XML = 2 * MIB
LAST_ROW = 20_000
"""The last row that is looked at; empty ones stand between."""
MOST_EMPTY_ROWS = 100_000
"""After so many of them, wherever they stand, a sheet is given up: it would take the reader's whole time."""
AT_ONCE = 2
"""So many sheets are read side by side, each of another person."""
MOST_TEXT = 8 * MIB
"""The most text that a sheet may hold, in bytes as it is handed over."""
LONGEST_ROW = 256 * 1024
"""The same for one row."""
MEMORY = 512 * MIB
"""The address space of the reader, in bytes."""
CPU_SECONDS = 10
SECONDS = 15


class SheetFault(StrEnum):
    """The one reason why a file is not read."""

    TOO_LARGE = "too_large"
    BOMB = "bomb"
    NOT_A_SHEET = "not_a_sheet"
    OLD_FORMAT = "old_format"
    PASSWORD = "password"  # noqa: S105 - a reason, no secret
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_EMPTY_ROWS = "too_many_empty_rows"
    TOO_MUCH_TEXT = "too_much_text"
    TOOK_TOO_LONG = "took_too_long"
    TOOK_TOO_MUCH_MEMORY = "took_too_much_memory"
    READER_FAILED = "reader_failed"


class UnreadableSheet(Exception):
    """The file is not read, for this reason."""

    def __init__(self, fault: SheetFault) -> None:
        super().__init__(fault)
        self.fault = fault


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
