"""Reads the first sheet of an .xlsx that a person sees, by calamine, out of a copy of what is safe in it.

Only the parts that are read are unpacked, and no more of them than allowed. Only the reader's process does this: a
directory of 400,000 names alone takes 200 MiB and a second to be read.

calamine reads a formula that has no value in the file, or an error for one, as an empty cell: a quantity that was there
on the screen would be missing without a word. And it reads the rows that a filter hides: they would be bought unseen.
So both are marked before.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bot.purchasing.sheets.cells import HIDDEN, NO_VALUE
from bot.sheets.contents import MOST_RATIO, MOST_XML, SMALL_XML, Contents, SheetFault, UnreadableSheet, rows_of

_PREFIX = rb"<(?P<prefix>(?:[A-Za-z]\w*:)?)"
_NO_RESULT = re.compile(
    _PREFIX + rb"c(?P<attributes>(?:\s[^<>]*)?)>\s*<(?P=prefix)f(?:\s[^<>]*)?(?:/>|>[^<]*</(?P=prefix)f>)\s*"
    rb"(?:<(?P=prefix)v\s*(?:/>|>\s*</(?P=prefix)v>)\s*)?</(?P=prefix)c>"
)
_ERROR = re.compile(
    _PREFIX + rb"c(?P<attributes>\s(?:[^<>]*\s)?t=[\"']e[\"'][^<>]*)(?<!/)>"
    rb"[^<]*(?:<(?!/?(?P=prefix)c[\s>])[^<]*)*</(?P=prefix)c>"
)
_HIDDEN_ROW = re.compile(
    _PREFIX + rb"row(?P<attributes>\s(?:[^<>]*\s)?hidden=[\"'](?:1|true)[\"'][^<>]*)(?<!/)>"
    rb"(?P<cells>[^<]*(?:<(?!/?(?P=prefix)row[\s>])[^<]*)*)</(?P=prefix)row>"
)
_TYPE = re.compile(rb"\st=(?:\"[^\"]*\"|'[^']*')")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|t)[\s>]")


def marked(worksheet: bytes) -> bytes:
    """The same worksheet with `NO_VALUE` as the text of such a cell, and `HIDDEN` as all of such a row."""
    seen = _HIDDEN_ROW.sub(_hidden, worksheet)
    return _ERROR.sub(_without_value, _NO_RESULT.sub(_without_value, seen))


def _hidden(row: re.Match[bytes]) -> bytes:
    if not _CONTENT.search(row["cells"]):
        return row[0]
    return b"<%brow%b>%b</%brow>" % (row["prefix"], row["attributes"], _cell(row["prefix"], b"", HIDDEN), row["prefix"])


def _without_value(cell: re.Match[bytes]) -> bytes:
    return _cell(cell["prefix"], _TYPE.sub(b"", cell["attributes"]), NO_VALUE)


def _cell(prefix: bytes, attributes: bytes, text: str) -> bytes:
    inner = b"<%bis><%bt>%b</%bt></%bis>" % (prefix, prefix, text.encode(), prefix, prefix)
    return b'<%bc%b t="inlineStr">%b</%bc>' % (prefix, attributes, inner, prefix)


_READ = re.compile(
    r"\[content_types\]\.xml|_rels/[^/]*\.rels|xl/(?:_rels/|worksheets/)?[^/]*\.(?:xml|rels)", re.IGNORECASE
)
_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
_MACROS = re.compile(r".*vbaproject[^/]*\.bin|xl/(?:macrosheets|dialogsheets)/.*", re.IGNORECASE)
_OTHER_FILES = re.compile(r"xl/externallinks/.*", re.IGNORECASE)
_ENCRYPTED = 0x1
_DAMAGED = (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error)
"""What `zipfile` raises while it reads an archive that is damaged or packed in a way that it does not know."""


def safe_copy(data: bytes) -> bytes:
    """The archive once more, unpacked, of nothing but the parts that were checked. Raises UnreadableSheet."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = [archive.getinfo(name) for name in dict.fromkeys(archive.namelist())]
            _check_names([part.filename for part in parts])
            read = [part for part in parts if _READ.fullmatch(part.filename)]
            _check_sizes(read)
            return _copied((part.filename, archive.read(part)) for part in read)
    except _DAMAGED as error:
        raise UnreadableSheet(SheetFault.NOT_A_SHEET) from error


def _check_names(names: Sequence[str]) -> None:
    if any(map(_MACROS.fullmatch, names)):
        raise UnreadableSheet(SheetFault.MACROS)
    if any(map(_OTHER_FILES.fullmatch, names)):
        raise UnreadableSheet(SheetFault.EXTERNAL_LINKS)
    if not any(map(_SHEET.fullmatch, names)):
        raise UnreadableSheet(SheetFault.NOT_A_SHEET)


def _check_sizes(parts: Sequence[ZipInfo]) -> None:
    """Believe the sizes that the archive states: `ZipFile` unpacks no more of a part than that."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableSheet(SheetFault.PASSWORD)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_XML or unpacked > max(packed * MOST_RATIO, SMALL_XML):
        raise UnreadableSheet(SheetFault.BOMB)


def _copied(parts: Iterable[tuple[str, bytes]]) -> bytes:
    copy = BytesIO()
    with ZipFile(copy, "w", ZIP_STORED) as archive:
        for name, xml in parts:
            # No spreadsheet programme writes entities or a document type; whoever does wants them to be unfolded.
            if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                raise UnreadableSheet(SheetFault.BOMB)
            if name.casefold() == "[content_types].xml" and b"macroenabled" in xml.lower():
                raise UnreadableSheet(SheetFault.MACROS)
            archive.writestr(ZipInfo(name), marked(xml) if _SHEET.fullmatch(name) else xml)
    return copy.getvalue()


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
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    for sheet in map(book.get_sheet_by_name, names):
        if sheet.end is not None:
            rows = rows_of(map(_text, row) for row in sheet.iter_rows())
            return Contents(rows, sheet.name, tuple(name for name in names if name != sheet.name))
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
