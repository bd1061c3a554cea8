"""Writes CSV that runs nothing when it is opened, and .xlsx row by row: exports, the empty sheet, lists of own SKUs."""

import csv
import html
import io
import re
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from io import BytesIO
from types import TracebackType
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.purchasing.own_sku import OwnSku
from bot.purchasing.sheets.cells import guarded
from bot.purchasing.sheets.columns import Column, heading_of
from bot.purchasing.sheets.sku_sheet import cells_of, headings
from bot.purchasing.text import known_language

MOST_ROWS = 1_048_576
"""How many rows a sheet of .xlsx has, its heading among them."""
LONGEST_TEXT = 32_767
"""How many characters a cell of .xlsx holds."""
EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number; a longer number is written as text."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="caigou" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}

Value = str | int | None


class TooManyRows(Exception):
    """A sheet of .xlsx holds no more rows."""

    def __init__(self) -> None:
        super().__init__(f"A sheet of .xlsx holds {MOST_ROWS:,} rows. Take fewer days, or --format csv.")


def csv_line(values: Iterable[object]) -> str:
    """One line of CSV: numbers as they are, every text in quotes and `guarded`."""
    out = io.StringIO()
    cells = [value if isinstance(value, int) else guarded("" if value is None else str(value)) for value in values]
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return out.getvalue()


class Workbook:
    """An .xlsx of one sheet: texts are texts and never formulas, whole numbers are numbers.

    Texts are `guarded` here as well: people save a sheet as CSV, and copy cells from it.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._archive = ZipFile(file, "w", ZIP_DEFLATED)
        for name, content in _PARTS.items():
            self._archive.writestr(_part(name), _XML + content)
        self._sheet = self._archive.open(_part("xl/worksheets/sheet1.xml"), "w")
        self._sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        self._rows = 0

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._sheet.write(b"</sheetData></worksheet>")
        self._sheet.close()
        self._archive.close()

    def row(self, values: Iterable[Value]) -> None:
        """Add a row. Raises TooManyRows."""
        if self._rows >= MOST_ROWS:
            raise TooManyRows
        self._rows += 1
        self._sheet.write(f"<row>{''.join(map(_cell, values))}</row>".encode())


def _part(name: str) -> ZipInfo:
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    return part


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int) and abs(value) < EXACT:
        return f"<c><v>{value}</v></c>"
    text = html.escape(guarded(_NO_XML.sub("", str(value)))[:LONGEST_TEXT], quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


_EXAMPLES = {
    "en": (("white, M", "50", "please pack well", "shop 1", ""), ("", "20", "", "", "")),
    "zh": (("白色 M", "50", "请包装好", "店铺 1", ""), ("", "20", "", "", "")),
    "ru": (("белый, M", "50", "упакуйте получше", "магазин 1", ""), ("", "20", "", "", "")),
}
_OFFERS = ("https://detail.1688.com/offer/100000000001.html", "100000000002")
"""Offers that 1688 does not have, so that an example that was left in is never bought."""


def template(language: str) -> bytes:
    """An .xlsx with the headings in a language of Telegram's and two rows that show how to fill them; all are texts."""
    spoken = known_language(language)
    file = BytesIO()
    with Workbook(file) as book:
        book.row(heading_of(column, spoken) for column in Column)
        for offer, rest in zip(_OFFERS, _EXAMPLES[spoken], strict=True):
            book.row((offer, *rest))
    return file.getvalue()


def sku_list(skus: Sequence[OwnSku], language: str) -> tuple[str, bytes]:
    """The name of the file and what is in it, with the headings in a language of Telegram's."""
    table = [headings(language), *map(cells_of, skus)]
    if find_spec("python_calamine") is None:
        return "skus.csv", "".join(map(csv_line, table)).encode("utf-8-sig")
    file = BytesIO()
    with Workbook(file) as book:
        for row in table:
            book.row(row)
    return "skus.xlsx", file.getvalue()
