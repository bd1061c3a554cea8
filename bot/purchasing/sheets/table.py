"""A table of text cells, and which of its rows say anything."""

from collections.abc import Iterator, Sequence

Cells = Sequence[str]
Table = Sequence[Cells]
"""The rows of a sheet from its first one on, empty ones among them; the rows need not be equally long."""

MOST_LINES = 5_000
"""The most lines of one sheet that are read."""
NO_VALUE = "\uf8ff"
"""What stands in a cell whose formula has no value in the file, or an error for one; nobody types this sign."""

HIDDEN = "\uf8fe"
"""What stands in the first cell of a row that nobody sees in the spreadsheet, and alone there."""


def numbered(table: Table) -> Iterator[tuple[int, Cells]]:
    """The rows that say anything, each with its number in the sheet, from 1."""
    return ((number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells)))


def cell(cells: Cells, index: int) -> str:
    """The cell of a row, without blanks around it; empty if the row is shorter."""
    return cells[index].strip() if index < len(cells) else ""
