"""Turns foreign text into safe HTML for Telegram and measures how long a text is in Telegram."""

import html
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from unicodedata import combining, east_asian_width
from urllib.parse import urlsplit

import regex  # type: ignore[import-untyped]  # ships no type information

from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.text import one_line

MESSAGE_UNITS = 4096
"""The longest message after its markup is read, in UTF-16 units."""

LINE_UNITS = 160
"""How much of a foreign text stands on its line, in UTF-16 units."""

_UNSEEN = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]+")
_MARKS = regex.compile(r"(\p{M}{3})\p{M}+")
_BEGINS_A_LINK = regex.compile(
    r"@(?=\w)|#(?=\w*[^\W\d_])|\$(?=[A-Za-z])|(?<![A-Za-z0-9_])/(?=\w)|:(?=//)|(?<![0-9])\.(?=\w)|\.(?=[^\W\d])|\.(?=\d+\.)"
)
"""Characters that mentions, tags, commands and addresses begin with or cannot do without."""
_PHONE = regex.compile(r"(?<!\d)\d(?:[ \u00a0().-]{0,2}\d){6,14}(?!\d)")
_FOUR_DIGITS = regex.compile(r"(?:\d\D*?){4}(?=.*\d)")
BREAK = "\u2060"
"""A word joiner: invisible, and no part of anything that Telegram turns into a link by itself."""
NO_BREAK_SPACE = "\u00a0"
_APART, _TOGETHER_AGAIN = "\u2068", "\u2069"
"""Isolate what stands between them: its direction changes nothing outside."""
_RIGHT_TO_LEFT = regex.compile(r"[\p{bidi_class=R}\p{bidi_class=AL}]")
_WIDE = r"[\p{Han}\u3000-\u303f\uff00-\uffef]"
_BESIDE_WIDE = regex.compile(rf"(?<={_WIDE})(?=\S)|(?<=\S)(?={_WIDE})|(?<=[-+])(?=¥)")
"""Between ideographs a line may break without a space, and behind a minus."""
_OUR_SIGNS = regex.compile("[⏳✅❌⚠🔎📦💴]+")
_GRAPHEME = regex.compile(r"\X")
_CODE = regex.compile("<code>(.*?)</code>")
_TAG = regex.compile(r"<[^<>]*>")
_LONGEST_URL = 2048
_MOST_ENTITIES = 100
_UNITS_WITH_FOLD = 3000
"""So long may a message become by what it folds."""
_PART_OF_A_WORD = regex.compile(rf"(?<=\s|{_WIDE})(?:(?!{_WIDE})\S)+\Z")
_WORD_GOES_ON = regex.compile(rf"(?!{_WIDE})[\w'’-]")
_FAR = datetime(2100, 1, 1, tzinfo=UTC)


class Html(str):
    """Text that is markup already: every foreign part of it went through `text`."""

    __slots__ = ()


def units(value: str) -> int:
    """The length as Telegram counts it, in UTF-16 units."""
    return len(value) + sum(character > "\uffff" for character in value)


def clean(value: str) -> str:
    """Foreign text on one line, without invisible characters, direction changes and our state signs."""
    seen = _MARKS.sub(r"\1", _UNSEEN.sub("", one_line(value)))
    return one_line(_OUR_SIGNS.sub("", seen))


def columns(value: str) -> int:
    """How wide the text is on a screen, in Latin letters: an ideograph counts as two."""
    return sum(2 if east_asian_width(each) in "WF" else not combining(each) for each in value if each != BREAK)


def cut(value: str, limit: int, length: Callable[[str], int] = units) -> str:
    """The text, cut with … at a grapheme border if it is longer than `limit`, in UTF-16 units or by `length`."""
    if length(value) <= limit:
        return value
    room, graphemes = limit - 1, []
    for match in _GRAPHEME.finditer(value):
        room -= length(match[0])
        if room < 0:
            break
        graphemes.append(match[0])
    return "".join(graphemes).rstrip() + "…"


def inert(value: str) -> str:
    """The text, broken invisibly wherever Telegram would make a link, a name or a command of it."""
    return str(_BEGINS_A_LINK.sub(rf"\g<0>{BREAK}", value))


def text(value: str, limit: int = LINE_UNITS) -> Html:
    """A foreign value, cleaned, made inert, cut and escaped; markup passes as it is."""
    if isinstance(value, Html):
        return value
    # What may be a phone number is broken invisibly into groups of four, so that it cannot be called.
    uncallable = str(_PHONE.sub(lambda number: _FOUR_DIGITS.sub(rf"\g<0>{BREAK}", number[0]), clean(value)))
    return ours(isolated(inert(uncallable), limit))


def brief(value: str, width: int) -> Html:
    """A foreign value as `text` makes it, cut to so many columns of a phone's line."""
    return value if isinstance(value, Html) else text(_cut_at_word(clean(value), width))


def _cut_at_word(value: str, width: int) -> str:
    """The value, cut behind a word, or behind any ideograph; if its first word alone is too long, within that."""
    shown = cut(value, width, columns)
    if shown == value:
        return value
    start = shown.removesuffix("…")
    if _WORD_GOES_ON.match(value, len(start)):
        start = _PART_OF_A_WORD.sub("", start)
    return (start.rstrip(" ,.;:·–-/(，。；：、（") or shown.removesuffix("…")) + "…"


def isolated(value: str, limit: int) -> str:
    """The text, cut; one that is read from the right is kept apart, so that amounts beside it stay in their order."""
    if not _RIGHT_TO_LEFT.search(value):
        return cut(value, limit)
    return f"{_APART}{cut(value, limit - 2)}{_TOGETHER_AGAIN}"


def whole(value: str) -> Html:
    """An amount, a quantity or a date of ours, which no line may break."""
    return Html(_BESIDE_WIDE.sub(BREAK, value.replace(" ", NO_BREAK_SPACE)))


def ours(value: str) -> Html:
    """Our own words, escaped: addresses and names of ours in them stay links."""
    return Html(html.escape(value, quote=True))


def bold(value: Html) -> Html:
    return Html(f"<b>{value}</b>")


def code(value: str) -> Html:
    """A number that a tap copies, as it is: inside code Telegram makes no links."""
    return Html(f"<code>{value if isinstance(value, Html) else ours(cut(clean(value), LINE_UNITS))}</code>")


def mention(person_id: int, name: str) -> Html:
    """A name that mentions its person, even if they have no username; who was forgotten is not called any more."""
    if FORMER in name:
        return text(name, 64)
    return Html(f'<a href="tg://user?id={person_id}">{text(name, 64)}</a>')


def moment(at: datetime, fallback: str, now: datetime | None) -> Html:
    """A moment that each reader sees in their own time zone; `fallback` if a client cannot show it.

    Telegram takes moments from 1970 to 1098 days ahead; others stay plain.
    """
    latest = now + timedelta(days=1000) if now else _FAR
    if not datetime(1970, 1, 2, tzinfo=UTC) <= at <= latest:
        return text(fallback)
    return Html(f'<tg-time unix="{int(at.timestamp())}" format="dt">{text(fallback)}</tg-time>')


class Fold(Html):
    """Lines in one quote that a phone folds and a press opens; `more` says how many of them found no room.

    It leaves room for what is said below a card later: who agreed, and who is called.
    """

    lines: tuple[Html, ...]
    more: Callable[[int], Html]

    @classmethod
    def of(cls, lines: Sequence[Html], more: Callable[[int], Html]) -> "Fold":
        fold = cls(_quoted(lines))
        fold.lines = tuple(lines)
        fold.more = more
        return fold

    def within(self, room: int, entities: int) -> Html:
        """As many of its first lines as fit in so many UTF-16 units and entities of Telegram, then how many are left.

        Lines beyond the entities lose their markup.
        """
        kept: list[Html] = []
        left = entities - 1
        for line in self.lines:
            left -= _entities(line)
            kept.append(line if left >= 0 else unmarked(line))
        while kept:
            missing = len(self.lines) - len(kept)
            shown = [*kept, self.more(missing)] if missing else kept
            if units(plain("\n".join(shown))) <= room:
                return _quoted(shown)
            kept.pop()
        return self.more(len(self.lines))


def _quoted(lines: Sequence[Html]) -> Html:
    every = "\n".join(lines)
    return Html(f"<blockquote expandable>{every}</blockquote>")


def _entities(markup: str) -> int:
    return markup.count("</")


def join(lines: Iterable[Html], limit: int = MESSAGE_UNITS) -> Html:
    """The lines as one text; whole lines at the end are left out if they would exceed the limit.

    A fold takes what the other lines leave. Telegram reads at most 100 entities: lines beyond them lose their markup.
    """
    every = list(lines)
    others = [line for line in every if not isinstance(line, Fold)]
    beside = sum(units(plain(line)) + 1 for line in others)
    entities = _MOST_ENTITIES - sum(_entities(line) for line in others)
    room = min(limit, _UNITS_WITH_FOLD) - beside
    fitted = [line.within(room, entities) if isinstance(line, Fold) else line for line in every]
    return _joined(fitted, limit)


def _joined(lines: Iterable[Html], limit: int) -> Html:
    kept: list[Html] = []
    room = limit
    entities = _MOST_ENTITIES
    for line in lines:
        entities -= _entities(line)
        shown = line if entities >= 0 else unmarked(line)
        taken = units(plain(shown)) + 1
        if taken > room + 1:
            return Html("\n".join([*_leaving(kept, room), "…"]))
        room -= taken
        kept.append(shown)
    return Html("\n".join(kept).strip())


def _leaving(kept: list[Html], room: int) -> list[Html]:
    """The lines, without the last ones that leave no room for the sign that something is missing."""
    while kept and room < len("…"):
        room += units(plain(kept.pop())) + 1
    return kept


def unmarked(markup: str) -> Html:
    """The text without its tags; what stood in code, where nothing becomes a link, is made inert."""
    safe = _CODE.sub(lambda found: ours(inert(html.unescape(found[1]))), markup)
    return Html(_TAG.sub("", safe))


def plain(markup: str) -> str:
    """What is read of a text once its markup is taken away."""
    return html.unescape(_TAG.sub("", markup))


def web_address(url: str) -> str:
    """The address if a button or a picture may carry it, else nothing."""
    if len(url) > _LONGEST_URL or not url.isascii() or regex.search(r"[\s<>\"\\]", url):
        return ""
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""
