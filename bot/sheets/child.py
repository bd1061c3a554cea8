"""The process that reads one sheet: the file comes by stdin, its rows leave by stdout as lines of JSON.

The first line says which sheet it is, or why there is none; each further line is a row.
"""

import json
import resource
import sys
from collections.abc import Iterable

from bot.sheets.contents import (
    CPU_SECONDS,
    LONGEST_ROW,
    MEMORY,
    MOST_BYTES,
    MOST_TEXT,
    Contents,
    SheetFault,
    UnreadableSheet,
)
from bot.sheets.delimited import read_delimited

_ARCHIVE = b"PK"
_COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def main() -> None:
    """Read stdin, write stdout."""
    _use_little()
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


def _use_little() -> None:
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _said(contents: Contents) -> list[bytes]:
    lines = [_line({"sheet": contents.sheet, "others": contents.others}), *map(_line, contents.rows)]
    if sum(map(len, lines)) > MOST_TEXT or max(map(len, lines)) > LONGEST_ROW:
        raise UnreadableSheet(SheetFault.TOO_MUCH_TEXT)
    return lines


def _line(value: dict[str, object] | Iterable[str]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


if __name__ == "__main__":
    main()
