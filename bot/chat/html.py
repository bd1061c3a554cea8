"""The one renderer: how foreign text becomes safe HTML for Telegram, and how long a text is there."""

import html
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import regex  # type: ignore[import-untyped]  # ships no type information

from bot.purchasing.text import one_line

MESSAGE_UNITS = 4096
"""The longest message after its markup is read, in UTF-16 units."""

LINE_UNITS = 160
"""How much of a foreign text stands on its line, in UTF-16 units."""

_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]+")
_MARKS = regex.compile(r"(\p{M}{3})\p{M}+")
_OUR_SIGNS = regex.compile("[⏳✅❌⚠🔎📦💴]+")
_GRAPHEME = regex.compile(r"\X")
_TAG = regex.compile(r"<[^<>]*>")
_LONGEST_URL = 2048
_MOST_ENTITIES = 100
_FAR = datetime(2100, 1, 1, tzinfo=UTC)


class Html(str):
    """Text that is markup already: every foreign part of it went through `text`."""

    __slots__ = ()


def units(value: str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    return len(value) + sum(character > "\uffff" for character in value)


def clean(value: str) -> str:
    """Foreign text on one line: nothing unseen, nothing that turns the direction, none of our state signs."""
    seen = _MARKS.sub(r"\1", _UNSEEN.sub("", one_line(value)))
    return one_line(_OUR_SIGNS.sub("", seen))


def cut(value: str, limit: int) -> str:
    """The text, ended with … at a grapheme border where it is longer than `limit` UTF-16 units."""
    if units(value) <= limit:
        return value
    room, kept = limit - 1, []
    for match in _GRAPHEME.finditer(value):
        room -= units(match[0])
        if room < 0:
            break
        kept.append(match[0])
    return "".join(kept).rstrip() + "…"


def text(value: str, limit: int = LINE_UNITS) -> Html:
    """A foreign value, cleaned, cut and escaped; markup passes as it is."""
    return value if isinstance(value, Html) else Html(html.escape(cut(clean(value), limit), quote=True))


def bold(value: Html) -> Html:
    return Html(f"<b>{value}</b>")


def code(value: str) -> Html:
    """A number that a tap copies."""
    return Html(f"<code>{text(value)}</code>")


def mention(person_id: int, name: str) -> Html:
    """A name that calls its person, also where he has no username."""
    return Html(f'<a href="tg://user?id={person_id}">{text(name, 64)}</a>')


def moment(at: datetime, fallback: str, now: datetime | None) -> Html:
    """A moment that each reader sees in the reader's own time zone; `fallback` where a client cannot.

    Telegram takes moments from 1970 to 1098 days ahead; others stay plain.
    """
    latest = now + timedelta(days=1000) if now else _FAR
    if not datetime(1970, 1, 2, tzinfo=UTC) <= at <= latest:
        return text(fallback)
    return Html(f'<tg-time unix="{int(at.timestamp())}" format="dt">{text(fallback)}</tg-time>')


def join(lines: Iterable[Html], limit: int = MESSAGE_UNITS) -> Html:
    """The lines as one text; whole lines at the end go where they would pass the limit.

    Telegram reads at most 100 entities: lines beyond them lose their markup.
    """
    kept: list[Html] = []
    room, entities = limit, _MOST_ENTITIES
    for line in lines:
        room -= units(plain(line)) + 1
        entities -= line.count("</")
        if room < 0:
            return Html("\n".join([*kept[:-1], "…"]))
        kept.append(line if entities >= 0 else Html(_TAG.sub("", line)))
    return Html("\n".join(kept).strip())


def plain(markup: str) -> str:
    """What is read of a text once its markup is taken away."""
    return html.unescape(_TAG.sub("", markup))


def web_address(url: str) -> str:
    """The address where a button or a picture may carry it, else nothing."""
    if len(url) > _LONGEST_URL or not url.isascii() or regex.search(r"[\s<>\"\\]", url):
        return ""
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
