"""The process that reads one sheet: the file comes by stdin, its rows leave by stdout as lines of JSON.

The first line says which sheet it is, or why there is none; each further line is a row.
"""

import codecs
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from bot.child_limits import MOST_BYTES, use_little
from bot.sheets.contents import (
    CPU_SECONDS,
    LONGEST_ROW,
    MEMORY,
    MOST_TEXT,
    Contents,
    SheetFault,
    UnreadableSheet,
    rows_of,
)

_ARCHIVE = b"PK"
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_NAMED = re.compile(r"sep=([,;\t])\r?(?=\n|\Z)", re.IGNORECASE)
_DELIMITERS = ",;\t"
_SAMPLE = 20


def main() -> None:
    """Read stdin, write stdout."""
    use_little(MEMORY, CPU_SECONDS)
    sys.stdout.buffer.writelines(answer_to(sys.stdin.buffer.read(MOST_BYTES + 1)))


def answer_to(data: bytes) -> list[bytes]:
    """The lines for a file."""
    try:
        return _said(read(data))
    except UnreadableSheet as refused:
        return [_line({"fault": refused.fault})]
    except MemoryError:
        return [_line({"fault": SheetFault.TOOK_TOO_MUCH_MEMORY})]


def read(data: bytes) -> Contents:
    """The sheet of a file. Raises UnreadableSheet."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet(SheetFault.TOO_LARGE)
    if data.startswith(_COMPOUND_FILE):
        raise UnreadableSheet(SheetFault.PASSWORD if _ENCRYPTED in data else SheetFault.OLD_FORMAT)
    if not data.startswith(_ARCHIVE):
        return read_delimited(data)
    from bot.sheets.workbook import read_workbook  # noqa: PLC0415 - a text needs no calamine

    return read_workbook(data)


def read_delimited(data: bytes) -> Contents:
    """The rows of a text: CSV or cells between tabs, as spreadsheets encode them. Raises UnreadableSheet."""
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
        # Of Russian text most bytes beyond ASCII are small letters of its code page; of Chinese text few are.
        beyond_ascii, small_russian = (len(data.translate(None, bytes(range(first)))) for first in (0x80, 0xE0))
        return data.decode("cp1251" if 2 * small_russian > beyond_ascii else "gb18030")


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


def _said(contents: Contents) -> list[bytes]:
    lines = [_line({"sheet": contents.sheet, "others": contents.others}), *map(_line, contents.rows)]
    if sum(map(len, lines)) > MOST_TEXT or max(map(len, lines)) > LONGEST_ROW:
        raise UnreadableSheet(SheetFault.TOO_MUCH_TEXT)
    return lines


def _line(value: dict[str, object] | Iterable[str]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


if __name__ == "__main__":
    main()
