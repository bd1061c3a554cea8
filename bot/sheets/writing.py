"""Writes tables row by row: CSV that runs nothing when it is opened, .xlsx, JSON Lines."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from importlib.util import find_spec
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bot.purchasing.exports import Sheet
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
_MEASURED, _NARROW, _WIDE = 200, 8, 60
"""By so many first rows a column gets its width, and the narrowest and widest one, in characters."""
_HUNDREDTHS = -2

Value = str | int | Decimal | datetime | None
"""A cell: a text, a whole number, money in yuan or a rate, a moment in the zone in which it is shown."""
Put = Callable[[Sequence[Value]], object]
"""Writes one row."""


class TooManyRows(Exception):
    """A sheet of .xlsx holds no more rows."""

    def __init__(self) -> None:
        super().__init__(f"A sheet of .xlsx holds {MOST_ROWS:,} rows. Take fewer days, or --format csv.")


def csv_line(values: Iterable[object], separator: str = ",") -> str:
    """One line of CSV: numbers and moments as they are, every text in quotes and `guarded`.

    If `;` separates, a comma stands in a decimal number.
    """
    cells = []
    for value in values:
        if isinstance(value, datetime):
            cells.append(f"{value:%Y-%m-%d %H:%M}")
        elif isinstance(value, int | Decimal):
            plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
            cells.append(plain.replace(".", "," if separator == ";" else "."))
        else:
            cells.append('"' + guarded("" if value is None else str(value)).replace('"', '""') + '"')
    return separator.join(cells) + "\n"


class Workbook:
    """An .xlsx of one sheet, whose first row is its heading: texts are never formulas or links, numbers are numbers.

    Texts are `guarded` here as well: people save a sheet as CSV, and copy cells from it. What is written lies on the
    disk meanwhile, in the `folder` if one is given. Leaving it raises OSError if the disk is full.
    """

    def __init__(self, file: IO[bytes], folder: Path | None = None) -> None:
        from xlsxwriter import Workbook as Book

        self._held = TemporaryDirectory(prefix="sheet-", dir=folder)
        self._book = Book(file, {"constant_memory": True, "tmpdir": self._held.name})
        self._book.use_zip64()
        self._sheet = self._book.add_worksheet("caigou")
        self._sheet.freeze_panes(1, 0)
        self._bold = self._book.add_format({"bold": True})
        self._money = self._book.add_format({"num_format": "#,##0.00"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._rows, self._widths = 0, list[int]()

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        from xlsxwriter.exceptions import FileCreateError

        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, min(max(width, _NARROW), _WIDE) + 1)
        try:
            self._book.close()
        except FileCreateError as fault:
            raise OSError(str(fault)) from fault
        finally:
            self._held.cleanup()

    def row(self, values: Sequence[Value]) -> None:
        """Add a row. Raises TooManyRows."""
        if self._rows >= MOST_ROWS:
            raise TooManyRows
        for column, value in enumerate(values):
            self._put(column, value)
        if self._rows < _MEASURED:
            self._widths += [0] * (len(values) - len(self._widths))
            for column, value in enumerate(values):
                width = 16 if isinstance(value, datetime) else sum(2 if sign > "\u2e7f" else 1 for sign in str(value))
                self._widths[column] = max(self._widths[column], width)
        self._rows += 1

    def _put(self, column: int, value: Value) -> None:
        sheet, row = self._sheet, self._rows
        if value is None or value == "":
            return
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, value.replace(tzinfo=None), self._moment)
        elif isinstance(value, int | Decimal) and -EXACT < value < EXACT:
            yuan = isinstance(value, Decimal) and value.as_tuple().exponent == _HUNDREDTHS
            sheet.write_number(row, column, value, self._money if yuan else None)
        else:
            text = guarded(_NO_XML.sub("", str(value)))[:LONGEST_TEXT]
            if text.startswith("<r>"):  # a text that also ends so goes into the file as XML of its own
                text = f"{text[: LONGEST_TEXT - 1]} "
            sheet.write_string(row, column, text, None if row else self._bold)


@contextmanager
def table(
    form: Sheet, file: IO[bytes], names: Sequence[str], language: str = "", folder: Path | None = None
) -> Iterator[Put]:
    """Yields what writes one row; the names are the heading, or in JSON Lines the fields.

    There money in yuan and moments are texts. CSV is for the Excel of a `language`, if one is given: with a byte order
    mark, in Russian with `;`.
    """
    if form is Sheet.XLSX:
        with Workbook(file, folder) as book:
            book.row(names)
            yield book.row
        return
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    separator = ";" if language == "ru" else ","
    try:
        if form is Sheet.CSV:
            text.write(("\ufeff" if language else "") + csv_line(names, separator))
            yield lambda cells: text.write(csv_line(cells, separator))
        else:
            yield lambda cells: text.write(
                json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False, default=str) + "\n"
            )
    finally:
        text.detach()


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
    with table(Sheet.XLSX, file, [heading_of(column, spoken) for column in Column]) as put:
        for offer, rest in zip(_OFFERS, _EXAMPLES[spoken], strict=True):
            put((offer, *rest))
    return file.getvalue()


def sku_list(skus: Sequence[OwnSku], language: str) -> tuple[str, bytes]:
    """The name of the file and what is in it, with the headings in a language of Telegram's."""
    form, file = Sheet.XLSX if find_spec("python_calamine") else Sheet.CSV, BytesIO()
    with table(form, file, headings(language), "en") as put:  # a comma separates in every language
        for sku in skus:
            put(cells_of(sku))
    return f"skus.{form}", file.getvalue()
