"""Reads rows of text: CSV, or cells between tabs, in the encodings that spreadsheets write."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from bot.sheets.contents import Contents, SheetFault, UnreadableSheet, rows_of

_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_NAMED = re.compile(r"sep=([,;\t])\r?(?=\n|\Z)", re.IGNORECASE)
_DELIMITERS = ",;\t"
_SAMPLE = 20


def read_delimited(data: bytes) -> Contents:
    """The rows of a text. Raises UnreadableSheet."""
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        raise UnreadableSheet(SheetFault.NOT_A_SHEET) from error
    if _NO_TEXT.search(text):
        raise UnreadableSheet(SheetFault.NOT_A_SHEET)
    delimiter = _delimiter(text)
    try:
        return Contents(rows_of(_rows(_NAMED.sub("", text, count=1) if _NAMED.match(text) else text, delimiter)))
    except csv.Error as error:
        raise UnreadableSheet(SheetFault.NOT_A_SHEET) from error


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251" if _is_russian(data) else "gb18030")


def _is_russian(data: bytes) -> bool:
    """Whether most bytes beyond ASCII are small letters of the Russian code page; of Chinese ones few are."""
    beyond_ascii, small_russian = (len(data.translate(None, bytes(range(first)))) for first in (0x80, 0xE0))
    return 2 * small_russian > beyond_ascii


def _delimiter(text: str) -> str:
    """The sign that the file names, or the one that makes the most of the first rows equally long."""
    if (named := _NAMED.match(text)) is not None:
        return named[1]
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the most common length, and that length; nothing if it is one cell."""
    try:
        lengths = Counter(map(len, islice(_rows(text, delimiter), _SAMPLE)))
    except csv.Error:
        return 0, 0
    return max(((rows, length) for length, rows in lengths.items() if length > 1), default=(0, 0))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
