"""Builds .xlsx files part by part, so that a test can make one that no spreadsheet programme would write."""

import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from bot.sheets.writing import Workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    f'<styleSheet {MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def written(*rows: tuple[str | int, ...]) -> bytes:
    """An .xlsx as we write it ourselves."""
    file = BytesIO()
    with Workbook(file) as book:
        for row in rows:
            book.row(row)
    return file.getvalue()


def changed(parts: Mapping[str, str | bytes], *rows: tuple[str | int, ...]) -> bytes:
    """The same with parts that are added or put in the place of its own."""
    with ZipFile(BytesIO(written(*rows))) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in {**kept, **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def of_cells(cells: str) -> bytes:
    """An .xlsx whose only sheet has these rows, in XML; a style of 1 is a date, of 2 a moment."""
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    )
    sheet = f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"
    return changed({SHEET: sheet, "xl/_rels/workbook.xml.rels": relations, "xl/styles.xml": STYLES})


def of_sheets(**states: str) -> bytes:
    """An .xlsx of several sheets, each visible, hidden or veryHidden, which holds its own name unless that is Empty."""
    sheets, relations, parts = "", "", {}
    for number, (name, state) in enumerate(states.items(), 1):
        sheets += f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        target = f"worksheets/sheet{number}.xml"
        relations += f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="{target}"/>'
        row = "" if name == "Empty" else f'<row r="1"><c r="A1" t="inlineStr"><is><t>{name}</t></is></c></row>'
        parts[f"xl/{target}"] = f"<worksheet {MAIN}><sheetData>{row}</sheetData></worksheet>"
    return changed({
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **parts,
    })  # fmt: skip


def with_other_size(data: bytes, name: str, size: int) -> bytes:
    """The archive with a lie about how large one of its parts is, in both places that say so."""
    with ZipFile(BytesIO(data)) as archive:
        part = archive.getinfo(name)
    honest = struct.pack("<LLL", part.CRC, part.compress_size, part.file_size)
    return data.replace(honest, struct.pack("<LLL", part.CRC, part.compress_size, size))


def of_many_names(count: int) -> bytes:
    """An archive with nothing but a long directory."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *[0] * 8, 1, *[0] * 6) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count % 65536, count % 65536, len(entry) * count, 0, 0)
    return b"PK" + entry * count + end
