"""Finds hashtags and cashtags as Telegram does, in any script."""

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 256
_MARK = re.compile(r"[#$]")
_CODE = re.compile(r"1INCH|[A-Z]{1,8}")
_CHAT = re.compile(r"@[a-zA-Z0-9_]{3,32}(?![a-zA-Z0-9_])")
"""The chat to which a tag is limited: `#sale@shop`."""
_ALSO = frozenset("_\u200c\u00b7")


def tags(text: str) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of every tag, in characters, from left to right."""
    at = 0
    while hit := _MARK.search(text, at):
        start = hit.start()
        kind, ends = ("hashtag", _hashtag) if hit[0] == "#" else ("cashtag", _cashtag)
        end = ends(text, start)
        if end is not None:
            chat = _CHAT.match(text, end)
            end = chat.end() if chat else end
            yield kind, start, end
        at = end or start + 1


def _hashtag(text: str, start: int) -> int | None:
    """The end of a hashtag (letters of any script, digits and `_`, at least one letter, no `#` after it); else None."""
    if start and _goes_on(text[start - 1]):
        return None
    end = start + 1
    while end < len(text) and _goes_on(text[end]):
        end += 1
    body = text[start + 1 : end][:_LONGEST]
    if text[end : end + 1] == "#" or not any(map(_is_letter, body)):
        return None
    return start + 1 + len(body)


def _cashtag(text: str, start: int) -> int | None:
    """The end of a cashtag: 1-8 capital letters, with no letter, digit or `$` of any script next to it; else None."""
    if start and _touches(text[start - 1]):
        return None
    code = _CODE.match(text, start + 1)
    if code is None or _touches(text[code.end() : code.end() + 1]):
        return None
    return code.end()


def _touches(char: str) -> bool:
    return char == "$" or (char != "" and _goes_on(char))


def _goes_on(char: str) -> bool:
    """Whether a tag continues with this character."""
    return char in _ALSO or "\u0d80" <= char <= "\u0dff" or _is_letter(char) or unicodedata.category(char) == "Nd"


def _is_letter(char: str) -> bool:
    return unicodedata.category(char).startswith("L")
