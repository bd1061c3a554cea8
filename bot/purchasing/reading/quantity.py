"""How many pieces a text asks for: certain, to be confirmed, or wrong with the reason."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.purchasing.text import WORD, visible

_NAMES: tuple[tuple[int, str], ...] = (
    (1, "one один одна одно одну"),
    (2, "two два две"),
    (3, "three три"),
    (4, "four четыре"),
    (5, "five пять"),
    (6, "six шесть"),
    (7, "seven семь"),
    (8, "eight восемь"),
    (9, "nine девять"),
    (10, "ten десять"),
    (11, "eleven одиннадцать"),
    (12, "twelve двенадцать"),
    (15, "fifteen пятнадцать"),
    (20, "twenty двадцать"),
    (30, "thirty тридцать"),
    (40, "forty сорок"),
    (50, "fifty пятьдесят"),
    (100, "hundred сто"),
)
_BY_NAME = {name: value for value, names in _NAMES for name in names.split()}
_HAN_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_HAN = re.compile(
    "(?:(?P<hundreds>[一二两兩三四五六七八九])百)?"
    "(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二两兩三四五六七八九])?"
)

NUMBER_WORD = rf"(?:{'|'.join(sorted(_BY_NAME, key=len, reverse=True))}|[一二两兩三四五六七八九十百]+)"
"""A number in words, for a pattern that ignores case."""


def read_number_word(text: str) -> int | None:
    """The number that a word names; None if it is no number word that we know."""
    named = _BY_NAME.get(text.casefold())
    if named is not None:
        return named
    han = _HAN.fullmatch(text)
    if han is None or not text:
        return None
    tens = _HAN_DIGITS[han["tens"]] if han["tens"] else 1
    hundreds, ones = (_HAN_DIGITS.get(han[part] or "", 0) for part in ("hundreds", "ones"))
    return 100 * hundreds + (10 * tens if han["ten"] else 0) + ones


LARGEST = 999_999
"""The largest quantity that is read, in pieces."""


class QuantityFault(StrEnum):
    """Why a text is no quantity."""

    EMPTY = "empty"
    ZERO = "zero"
    NEGATIVE = "negative"
    FRACTIONAL = "fractional"
    NOT_A_NUMBER = "not_a_number"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that was written plainly, in pieces."""

    value: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A quantity that could be meant, in pieces; it counts only after the person confirms it.

    `also` is another number that the same signs mean elsewhere: 1.000 is a thousand, or one.
    """

    meant: int
    also: int | None = None

    @property
    def options(self) -> tuple[int, ...]:
        """Every number that could be meant, the likely one first."""
        return (self.meant,) if self.also is None else (self.meant, self.also)


@dataclass(frozen=True, slots=True)
class Wrong:
    """No quantity, and why."""

    reason: QuantityFault


Said = Quantity | Doubt
Reading = Said | Wrong


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity inside a longer text, with its position."""

    start: int
    end: int
    reading: Reading


_LATIN_UNITS = "pieces|piece|pcs|pc|units|unit|ea|штуки|штука|штуку|штук|шт|единицы|единиц|ед"
_HAN_UNITS = "[件个個只隻双套条]"
_LABELS = "quantity|qty|количество|кол-во|数量|數量"
_TIMES = "[xхX×✕✖*]"
_GAP = "[ \t\u00a0\u202f]"
_THOUSANDS = rf"(?:{_GAP}\d{{3}})"


_NUMBER = (
    rf"(?:\d{{1,3}}{_THOUSANDS}{{1,3}}(?!\d|[.,]\d)"
    rf"|\d++(?:[.,٫٬'’]\d++)*+(?!{_THOUSANDS}(?!\d)))"  # 1 000 is never read as 1
)
_UNIT = rf"(?:(?:{_LATIN_UNITS})(?![{WORD}/])\.?|{_HAN_UNITS}(?![装裝起/一每包入组組盒箱以]))"
_MEASURES = r"cm|mm|см|мм|kg|кг|ml|мл|元|块|塊|руб|rub|rmb|cny|usd|[₽¥￥$€%°]|(?-i:[mgмг])"

_AFTER_TIMES = rf"{_GAP}?{_TIMES}(?![{WORD}]|{_GAP}?\d)"
_PACK = (
    r"(?:dozens?|packs?|packets?|box(?:es)?|cartons?|cases?|pairs?|sets?|hundreds?|thousands?"
    r"|дюжин\w*|короб\w*|упаков\w*|пачк\w*|пачек|пар[аыу]?|набор\w*|сот\w*|тысяч\w*|тыс|[打箱盒包组組百千万萬])"
)

_DOZEN = rf"(?:dozens?|doz|дюжин[аыу]?|打)(?![{WORD}])"
_IN_DOZENS = re.compile(
    rf"(?:(?:{_TIMES}|(?:{_LABELS}){_GAP}?[:：=]?){_GAP}?)?(?P<number>{_NUMBER}|{NUMBER_WORD})?{_GAP}{{0,2}}{_DOZEN}",
    re.IGNORECASE,
)
_DOZENS = re.compile(
    rf"(?<![{WORD}.,'’٫٬¥￥$€₽#№+/满滿每第\-−–—])(?<!\d[ \u00a0\u202f])"
    rf"(?:{_TIMES}{_GAP}?)?(?:{_NUMBER}|{NUMBER_WORD}){_GAP}{{0,2}}{_DOZEN}",
    re.IGNORECASE,
)
_WHOLE_TEXT = re.compile(
    rf"(?:(?:{_LABELS}){_GAP}?[:：=]?|{_TIMES}){_GAP}?(?P<after>.+)|(?P<before>.+?){_GAP}*(?:{_UNIT}|{_TIMES})",
    re.IGNORECASE | re.DOTALL,
)
_MENTION = re.compile(
    rf"""
    (?<![{WORD}])(?<!\d[ ])(?:{_TIMES}{_GAP}?|(?:{_LABELS}){_GAP}?[:：=]?{_GAP}?)
    (?P<labelled>{_NUMBER})(?:{_GAP}?{_UNIT}|(?![{WORD}*×✕✖]|[.,]\d|{_GAP}?(?:{_MEASURES})(?![{WORD}])))
    |
    (?<![{WORD}.,'’٫٬¥￥$€₽#№+/满滿每第\-−–—])(?<![\d][ \u00a0\u202f])
    (?P<counted>{_NUMBER})(?:{_GAP}{{0,2}}{_UNIT}|{_AFTER_TIMES})
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FOLLOWING_UNIT = re.compile(rf"{_GAP}?{_UNIT}", re.IGNORECASE)
_SIGNED = rf"(?:{_TIMES}{_GAP}?|(?:{_LABELS}){_GAP}?[:：=]?{_GAP}?)?"
_WORDED = rf"{NUMBER_WORD}(?:{_GAP}?{_UNIT})?"
_HEAD = re.compile(
    rf"{_SIGNED}(?:{_NUMBER}(?:{_GAP}?{_UNIT}|{_AFTER_TIMES})?(?![^\s,;])|{_WORDED}(?![^\s,;])"
    rf"|[+\-−]?[.,]?\d\S*+(?:{_THOUSANDS}[.,]\S*+)?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?<![^\s,;:：]){_SIGNED}(?:{_NUMBER}(?:{_GAP}?{_UNIT}|{_AFTER_TIMES})?|{_WORDED})\Z", re.IGNORECASE
)
_OF_PACKS = re.compile(rf"{_GAP}?(?:of{_GAP})?{_PACK}(?![{WORD}])", re.IGNORECASE)
_PLAIN = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_ASCII = re.compile(r"[0-9]+", re.ASCII)
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., '’٬\u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*(?P<rest>[.,]0+)?", re.ASCII)
_DECIMAL = re.compile(r"(?P<whole>[0-9]*)[.,٫](?P<part>[0-9]*)", re.ASCII)
_LONGEST = 40


def read_quantity(text: str) -> Reading:
    """Read an answer to "how many?"; only plain ASCII digits and words, with or without a unit, are certain."""
    raw = text.strip()
    if _PLAIN.fullmatch(raw):
        return Quantity(int(raw))
    if len(raw) > _LONGEST:
        return Wrong(QuantityFault.TOO_LARGE if raw.isdecimal() else QuantityFault.NOT_A_NUMBER)
    seen = visible(raw).strip()
    if in_dozens := _IN_DOZENS.fullmatch(seen):
        return _dozens(in_dozens["number"])
    reading = _read_number(_without_unit(seen))
    return doubted(reading) if seen != raw else reading


def mentions(text: str, *, certain: bool = True) -> Iterator[Mention]:
    """The quantities that a text names by a sign, a word or a unit (x20, qty 20, 20 шт, 20件), in order."""
    found = [Mention(each.start(), each.end(), read_quantity(each[0])) for each in _DOZENS.finditer(text)]
    for match in _MENTION.finditer(text):
        if _OF_PACKS.match(text, match.end()):
            continue  # `x2 boxes` is not two pieces
        reading = read_quantity(match["labelled"] or match["counted"])
        found.append(Mention(match.start(), match.end(), reading if certain else doubted(reading)))
    yield from sorted(found, key=lambda mention: mention.start)


def leading(text: str) -> Mention | None:
    """The quantity at the beginning of a text (`50 white/M`, `x50`, `50 шт`); None if there is none."""
    match = _HEAD.match(text)
    return None if match is None else Mention(match.start(), match.end(), read_quantity(match[0]))


def trailing(text: str) -> Mention | None:
    """The quantity at the end of a text (`white/M 50`, `white x50`); None if there is none."""
    match = _TAIL.search(text)
    return None if match is None else Mention(match.start(), match.end(), read_quantity(match[0]))


def has_unit(text: str, at: int) -> bool:
    """Whether a unit stands at this position, so that the number before it counts pieces."""
    return _FOLLOWING_UNIT.match(text, at) is not None


def doubted(reading: Reading) -> Reading:
    """The reading as one that the person has to confirm."""
    return Doubt(reading.value) if isinstance(reading, Quantity) else reading


def _dozens(number: str | None) -> Reading:
    """So many dozens in pieces; the person confirms it."""
    reading = read_quantity(number) if number else Quantity(1)
    if isinstance(reading, Wrong):
        return reading
    pieces = 12 * (reading.value if isinstance(reading, Quantity) else reading.meant)
    return Doubt(pieces) if pieces <= LARGEST else Wrong(QuantityFault.TOO_LARGE)


def _without_unit(text: str) -> str:
    match = _WHOLE_TEXT.fullmatch(text)
    if match is None:
        return text
    if match["before"] is not None:
        return match["before"].strip()
    inner = match["after"]
    unit = re.fullmatch(rf"(.+?){_GAP}*{_UNIT}", inner, re.IGNORECASE | re.DOTALL)
    return (unit[1] if unit else inner).strip()


def _read_number(text: str) -> Reading:
    if not text:
        return Wrong(QuantityFault.EMPTY)
    if (worded := read_number_word(text)) is not None:
        return Quantity(worded)
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)  # the digits of any script, in ASCII
    if plain[0] in "-−–" and plain[1:2].isdecimal():
        below = _read_plain(plain[1:])
        return (
            below
            if below in (Wrong(QuantityFault.ZERO), Wrong(QuantityFault.NOT_A_NUMBER))
            else Wrong(QuantityFault.NEGATIVE)
        )
    if plain[0] == "+" and len(plain) > 1:
        return doubted(_read_plain(plain[1:]))
    reading = _read_plain(plain)
    return reading if plain == text else doubted(reading)


def _read_plain(text: str) -> Reading:
    if _ASCII.fullmatch(text):
        reading = _counted(text)
        return doubted(reading) if text[0] == "0" else reading
    if grouped := _GROUPED.fullmatch(text):
        whole = text[: grouped.start("rest")] if grouped["rest"] else text
        parts = _ASCII.findall(whole)
        reading = doubted(_counted("".join(parts)))
        # Where a comma or a point begins the decimals, 1.000 is one.
        decimals = grouped[1] in ".," and len(parts) == 2 and parts[1] == "000" and not grouped["rest"]
        return Doubt(reading.meant, int(parts[0])) if decimals and isinstance(reading, Doubt) else reading
    decimal = _DECIMAL.fullmatch(text)
    if decimal is None or not decimal["whole"] + decimal["part"]:
        return Wrong(QuantityFault.NOT_A_NUMBER)
    if decimal["part"].strip("0"):
        return Wrong(QuantityFault.FRACTIONAL)
    return doubted(_counted(decimal["whole"] or "0"))


def _counted(digits: str) -> Reading:
    """The reading of at most `_LONGEST` ASCII digits."""
    value = int(digits)
    if value == 0:
        return Wrong(QuantityFault.ZERO)
    return Quantity(value) if value <= LARGEST else Wrong(QuantityFault.TOO_LARGE)
