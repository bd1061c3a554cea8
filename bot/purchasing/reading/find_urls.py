"""Finds the web addresses and the lone numbers in a text, and classifies each of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.purchasing.reading.classify_url import (
    Item,
    NoOffer,
    OfferRef,
    Reason,
    is_known,
    is_ours,
    page_end,
    read_address,
    refused,
)
from bot.purchasing.reading.quantity import Mention, has_unit
from bot.purchasing.text import WORD

# What neither begins nor continues a host: signs, and the scripts that are written without spaces.
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE_SIGNS = "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffee"
_SIGNS = "\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u2bff\U0001f000-\U0001faff"
_HOSTISH = re.compile(rf"[^\s/?#\\,;|()\[\]{{}}'\"`*!~:<>=&%+\0{_CJK}{_WIDE_SIGNS}{_SIGNS}]+")
_AUTHORITY = re.compile(r"[^\s/?#\\<>\"'`{}|*,;()（）【】《》「」，。！？；：、“”‘’]*")
_ASCII_AUTHORITY = re.compile(r"[\x21-\x7e]*")
# ASCII except space, quote, star, brackets and braces; a comma before another address ends this one.
_SIGN = r"\x21\x23-\x29\x2b\x2d-\x3a\x3d\x3f-\x5f\x61-\x7a\x7e"
_COMMA = r"[,;](?!(?:https?://)?[a-z0-9-]+(?:\.[a-z0-9-]+)+[/:?])"
_TAIL = re.compile(rf"[/?#\\](?:[{_SIGN}]++|{_COMMA})*+", re.ASCII | re.IGNORECASE)
# The same, but another address without a space before it ends this one too.
_TAIL_OF_OURS = re.compile(
    rf"[/?#\\](?:(?![hw])[{_SIGN}]|[hw](?!ttps?://|ireless1688://)|(?<![a-z0-9])[hw]|{_COMMA})*+",
    re.ASCII | re.IGNORECASE,
)
_PORT = re.compile(r":[0-9]{1,5}(?![0-9])")
_TLD = re.compile(r"[a-z]{2,24}|xn--[a-z0-9-]+", re.ASCII | re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|wireless1688)$|[a-z][a-z0-9.-]*$", re.ASCII | re.IGNORECASE)
_TAIL_BEGINS = ("/", "?", "#", "\\")
_TRAILING = ".,;:!?)]}'"
_INSIDE_ADDRESS = "/=?&#%+\\"
# Browsers read these as dots, so a host goes on behind them.
_WIDE_DOTS = "。．｡"
_OPEN_HOST = re.compile(rf"://[^/?#\\]*[{_WIDE_DOTS}]\Z")
_LONGEST_HOST = 300

_CODE = re.compile(
    rf"(?<![{WORD}.,/\-¥￥$€₽@=&])(?:[0-9a-f]{{32}}|\+?[0-9]{{4,25}})(?![{WORD}@%/]|[.,-][{WORD}])", re.IGNORECASE
)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}|\+[0-9]+", re.ASCII)


def links_in(text: str) -> list[Item]:
    """What the web addresses of a visible text stand for, each with its position."""
    return [replace(read_address(text[start:end]), start=start, end=end) for start, end in _addresses(text)]


def numbers_in(text: str) -> list[OfferRef | NoOffer]:
    """What the lone numbers and codes of a text stand for, each with its position; the text has its links blanked."""
    found = []
    for code in _CODE.finditer(text):
        item = None if has_unit(text, code.end()) else read_number(code[0])
        if item is not None:
            found.append(replace(item, start=code.start(), end=code.end()))
    return found


def blanked(text: str, items: Sequence[Item | Mention]) -> str:
    """The text with some of its parts, in order, replaced by NUL characters, so that all positions stay the same."""
    parts, at = [], 0
    for item in items:
        parts += [text[at : item.start], "\0" * (item.end - item.start)]
        at = item.end
    return "".join([*parts, text[at:]])


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where each web address begins and ends, in one pass."""
    at = last = 0
    while (run := _HOSTISH.search(text, at)) is not None:
        start, end = _with_scheme(text, run) if text.startswith("://", run.end()) else _without_scheme(text, run)
        if end > start and not _goes_on(text, last, start):
            yield start, end
            last = start
        at = max(end, run.end())


def _goes_on(text: str, last: int, start: int) -> bool:
    """Whether what begins at `start` is the rest of a host that began behind `last`."""
    before = text[max(last, start - _LONGEST_HOST) : start]
    return before.endswith(tuple(_WIDE_DOTS)) and _OPEN_HOST.search(before) is not None


def _with_scheme(text: str, run: re.Match[str]) -> tuple[int, int]:
    host_start = run.end() + 3
    scheme = _SCHEME.search(run[0][-16:])
    authority = _AUTHORITY.match(text, host_start)
    if scheme is None or authority is None or authority.end() == host_start:
        return run.end(), run.end()
    host_end = authority.end()
    plain = _ASCII_AUTHORITY.match(authority[0])
    if plain and plain.end() and not text.startswith(_TAIL_BEGINS, host_end):
        host_end = host_start + plain.end()
    start = run.end() - len(scheme[0])
    return start, _end_of(text, start, host_end)


def _without_scheme(text: str, run: re.Match[str]) -> tuple[int, int]:
    start, host = run.start(), run[0].rstrip(".")
    host_end = start + len(host)
    nothing = run.end(), run.end()
    if "." not in host or (start and text[start - 1] in _INSIDE_ADDRESS):
        return nothing
    known = is_known(host)
    if not known and not _TLD.fullmatch(host.rpartition(".")[2]):
        return nothing
    if host_end == run.end() and (port := _PORT.match(text, host_end)):
        host_end = port.end()
    if not text.startswith(_TAIL_BEGINS, host_end) and (not known or "@" in host):
        return nothing
    return start, _end_of(text, start, host_end)


def _end_of(text: str, start: int, host_end: int) -> int:
    """The end of an address whose host ends at `host_end`, without text that follows it without a space."""
    ours = is_ours(text[start:host_end])
    tail = (_TAIL_OF_OURS if ours else _TAIL).match(text, host_end)
    end = tail.end() if tail else host_end
    if ours:
        end = start + page_end(text[start:end])
    return start + len(text[start:end].rstrip(_TRAILING))


def read_number(code: str) -> OfferRef | NoOffer | None:
    """What a lone number or code stands for; None if it means nothing."""
    if len(code) == 32:
        return refused(Reason.SPEC_ID, code)
    if len(code) >= 9 and _MOBILE.fullmatch(code):
        return refused(Reason.PHONE_NUMBER, code)
    if 11 <= len(code) <= 13 and code[0] not in "+0":
        return OfferRef(code, bare=True)
    return refused(Reason.ORDER_NUMBER, code) if 15 <= len(code) <= 19 else None
