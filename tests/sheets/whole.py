"""Reads a whole sheet at once, as the bot does it in parts."""

from bot.purchasing.sheets.cells import Table
from bot.purchasing.sheets.columns import find_columns
from bot.purchasing.sheets.read_sheet import Codes, ReadSheet, all_read, read_rows

NONE: Codes = {}


def read_sheet(table: Table, codes: Codes = NONE) -> ReadSheet:
    """The columns of a sheet, its lines, and its rows that are none."""
    columns = find_columns(table, codes)
    return all_read(columns, list(read_rows(table, columns, codes)))
