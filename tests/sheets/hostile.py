"""Files that are no harmless sheet, each with the one reason why it is not read."""

import os
from collections.abc import Callable

from bot.child_limits import MOST_BYTES
from bot.purchasing.sheets.cells import MOST_LINES
from bot.sheets.contents import LAST_ROW, MOST_XML, SheetFault
from tests.sheets.archives import MAIN, SHEET, changed, of_cells, of_many_names, of_sheets, with_other_size, written

CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SHEET_OF = f"<worksheet {MAIN}><sheetData>{{}}</sheetData></worksheet>".format
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = COMPOUND_FILE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'


def _noise(size: int) -> str:
    return os.urandom(size // 2).hex()


def _far_cell(row: int) -> str:
    return f'{CELL.format("a")}<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>'


def _lying_bomb() -> bytes:
    bomb = changed({SHEET: SHEET_OF(CELL.format("a" * (MOST_XML + 1)))})
    return with_other_size(bomb, SHEET, 1_000)


def _truncated() -> bytes:
    whole = written(*[("610947572360", row) for row in range(500)])
    return whole[: len(whole) // 2]


def _spoilt() -> bytes:
    whole = bytearray(written(("610947572360", 20)))
    whole[whole.index(SHEET.encode()) + 40] ^= 0xFF
    return bytes(whole)


ONE_LONG_ROW = b"," * 19_900_000
"""It takes seconds to be read, and holds nothing."""

HOSTILE: dict[str, tuple[Callable[[], bytes], SheetFault]] = {
    "a file that is too large": (lambda: b"x" * (MOST_BYTES + 1), SheetFault.TOO_LARGE),
    "a bomb": (lambda: changed({SHEET: SHEET_OF(CELL.format("a" * 100_000_000))}), SheetFault.BOMB),
    "a bomb of many sheets": (
        lambda: changed({f"xl/worksheets/sheet{n}.xml": SHEET_OF(" " * MOST_XML) for n in range(2, 6)}),
        SheetFault.BOMB,
    ),
    "a ratio that is too high": (lambda: changed({SHEET: SHEET_OF(CELL.format("a" * 3_000_000))}), SheetFault.BOMB),
    "too much XML of a low ratio": (
        lambda: changed({SHEET: SHEET_OF(CELL.format((_noise(400_000) * 60)[: MOST_XML + 1]))}),
        SheetFault.BOMB,
    ),
    "a bomb that lies about its size": (_lying_bomb, SheetFault.NOT_A_SHEET),
    "a billion laughs": (lambda: changed({SHEET: ENTITIES + SHEET_OF(CELL.format("&lol9;"))}), SheetFault.BOMB),
    "an entity that is a file": (lambda: changed({SHEET: OUTSIDE + SHEET_OF(CELL.format("&x;"))}), SheetFault.BOMB),
    "macros": (lambda: changed({"xl/vbaProject.bin": b"\0"}, ("610947572360", 20)), SheetFault.MACROS),
    "macros by type": (lambda: changed({"[Content_Types].xml": MACRO_TYPES}, ("1", 2)), SheetFault.MACROS),
    "macros of old": (lambda: changed({"xl/macrosheets/sheet1.xml": ""}, ("1", 2)), SheetFault.MACROS),
    "an external link": (
        lambda: changed({"xl/externalLinks/externalLink1.xml": "<externalLink/>"}, ("610947572360", 20)),
        SheetFault.EXTERNAL_LINKS,
    ),
    "a password": (lambda: ENCRYPTED, SheetFault.PASSWORD),
    "an old format": (lambda: COMPOUND_FILE + b"\0" * 500, SheetFault.OLD_FORMAT),
    "too many rows": (
        lambda: written(("Link", "Qty"), *[("610947572360", row) for row in range(1, MOST_LINES + 2)]),
        SheetFault.TOO_MANY_ROWS,
    ),
    "a row far down": (
        lambda: of_cells(f'{CELL.format("a")}<row r="{LAST_ROW + 1}"><c r="A{LAST_ROW + 1}"><v>1</v></c></row>'),
        SheetFault.TOO_MANY_ROWS,
    ),
    "too many rows of text": (lambda: b"610947572360,1\n" * (MOST_LINES + 2), SheetFault.TOO_MANY_ROWS),
    "nothing but line feeds": (lambda: b"\n" * 19_900_000, SheetFault.TOO_MANY_EMPTY_ROWS),
    "line feeds after a row": (lambda: b"610947572360,1\n" + b",\r\n" * 6_600_000, SheetFault.TOO_MANY_EMPTY_ROWS),
    "no rows": (lambda: written(), SheetFault.NO_ROWS),
    "nothing but blanks": (lambda: b" ,\n,\t\n", SheetFault.NO_ROWS),
    "an empty file": (lambda: b"", SheetFault.NO_ROWS),
    "hidden sheets only": (lambda: of_sheets(One="hidden", Two="veryHidden"), SheetFault.NO_ROWS),
    "a truncated file": (_truncated, SheetFault.NOT_A_SHEET),
    "a spoilt file": (_spoilt, SheetFault.NOT_A_SHEET),
    "no archive": (lambda: b"PK\3\4 and so on", SheetFault.NOT_A_SHEET),
    "another archive": (lambda: of_many_names(3), SheetFault.NOT_A_SHEET),
    "a long directory": (lambda: of_many_names(400_000), SheetFault.NOT_A_SHEET),
    "XML that is none": (lambda: changed({SHEET: "<worksheet><sheetData><row>"}), SheetFault.NOT_A_SHEET),
    "a workbook that is none": (lambda: changed({"xl/workbook.xml": "hello"}), SheetFault.NOT_A_SHEET),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), SheetFault.NOT_A_SHEET),
    "a page": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\1\2", SheetFault.NOT_A_SHEET),
    "a quote that is left open": (lambda: b'610947572360,20\n"610947572361,30\n', SheetFault.NOT_A_SHEET),
    "a cell that is too long": (lambda: b'"' + b"a" * 200_000 + b'",1\n', SheetFault.NOT_A_SHEET),
    "too much text": (lambda: b"".join(b"%d,%s\n" % (n, b"a" * 2_000) for n in range(5_000)), SheetFault.TOO_MUCH_TEXT),
    "a row of too much text": (lambda: (b"a" * 100_000 + b",") * 3, SheetFault.TOO_MUCH_TEXT),
    "a sheet that is wide and long": (lambda: of_cells(_far_cell(LAST_ROW)), SheetFault.TOOK_TOO_MUCH_MEMORY),
    "a sheet as large as can be": (lambda: of_cells(_far_cell(1_048_576)), SheetFault.TOOK_TOO_MUCH_MEMORY),
}
