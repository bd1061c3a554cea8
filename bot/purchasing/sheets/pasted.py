"""Reads cells that were pasted as text: a row a line, with a tab between two cells."""

import csv
import io

from bot.purchasing.sheets.offer_cell import names_something
from bot.purchasing.sheets.table import Table


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
