"""Opens the archive that an .xlsx is: only the parts that are read are unpacked, and no more of them than allowed.

Only the reader's process does this: a directory of 400,000 names alone takes 200 MiB and a second to be read.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.sheets.faults import SheetFault, UnreadableSheet
from bot.sheets.limits import MOST_RATIO, MOST_XML, SMALL_XML
from bot.sheets.marks import marked

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
            _check_xml(name, xml)
            archive.writestr(ZipInfo(name), marked(xml) if _SHEET.fullmatch(name) else xml)
    return copy.getvalue()


def _check_xml(name: str, xml: bytes) -> None:
    """No spreadsheet programme writes entities or a document type; whoever does wants them to be unfolded."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise UnreadableSheet(SheetFault.BOMB)
    if name.casefold() == "[content_types].xml" and b"macroenabled" in xml.lower():
        raise UnreadableSheet(SheetFault.MACROS)
