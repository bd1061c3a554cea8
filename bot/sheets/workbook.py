"""Reads the first sheet of an .xlsx that a person sees, by calamine."""

from datetime import date, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bot.sheets.archive import safe_copy
from bot.sheets.contents import Contents, rows_of
from bot.sheets.faults import SheetFault, UnreadableSheet

_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number."""
_Value = int | float | str | date | time | timedelta


def read_workbook(data: bytes) -> Contents:
    """The first visible sheet that holds anything, and the names of the other visible ones. Raises UnreadableSheet."""
    try:
        return _read(CalamineWorkbook.from_filelike(BytesIO(safe_copy(data))))
    except CalamineError as error:
        raise UnreadableSheet(SheetFault.NOT_A_SHEET) from error


def _read(book: CalamineWorkbook) -> Contents:
    seen = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    for sheet in map(book.get_sheet_by_name, seen):
        if sheet.end is not None:
            rows = rows_of(map(_text, row) for row in sheet.iter_rows())
            return Contents(rows, sheet.name, tuple(name for name in seen if name != sheet.name))
    raise UnreadableSheet(SheetFault.NO_ROWS)


def _text(value: _Value) -> str:
    """A value as text: whole numbers with all digits, and dates as ISO says.

    A number of more than fifteen digits is a power of ten: the spreadsheet did not keep the others.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        whole = abs(value) < _EXACT and value == int(value)
        return str(int(value)) if whole else f"{value:.14E}" if abs(value) >= _EXACT else f"{value:.15g}"
    return value.isoformat() if isinstance(value, date | time) else str(value)
