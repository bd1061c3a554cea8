"""Marks in a worksheet what a person sees otherwise than calamine reads it.

calamine reads a formula that has no value in the file, or an error for one, as an empty cell: a quantity that was there
on the screen would be missing without a word. And it reads the rows that a filter hides: they would be bought unseen.
"""

import re

from bot.purchasing.sheets.table import HIDDEN, NO_VALUE

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
