"""A table of text cells, and which of its rows say anything."""

import re
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

_FORMULA = "=+\\-@＝＋－＠"
"""What makes a spreadsheet take a text for a formula, also in the width that a Chinese keyboard writes."""
_BEGINS = r"'*(?:[^\S\t\r\n]|\")*"
_FIRST = rf"(?={_BEGINS}[{_FORMULA}\t\r])"
_LATER = rf"(?={_BEGINS}[{_FORMULA}])"
"""Where a cell may begin beside its first sign: wherever the file is read with another separator than ours."""
_UNGUARDED = re.compile(rf"\A{_FIRST}|(?<=[;\t\r\n]){_LATER}")
_GUARDED = re.compile(rf"\A'{_FIRST}|(?<=[;\t\r\n])'{_LATER}")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before whatever could begin a formula.

    `lamp;=1+1` is a formula where `;` separates, so what follows `;`, a tab or the end of a line is guarded as well.
    """
    return _UNGUARDED.sub("'", text)


def unguarded(text: str) -> str:
    """The text of which `guarded` made this one."""
    return _GUARDED.sub("", text)


def numbered(table: Table) -> Iterator[tuple[int, Cells]]:
    """The rows that say anything, each with its number in the sheet, from 1."""
    return ((number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells)))


def cell(cells: Cells, index: int) -> str:
    """The cell of a row, without blanks around it; empty if the row is shorter."""
    return cells[index].strip() if index < len(cells) else ""
