"""An own SKU: the code by which a team knows a good, where it is bought, and how many pieces of 1688 one of it is.

Also reads a text that is nothing but lines of a code and a quantity, such as `TSH-RED-M 20`.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.purchasing.reading.find_urls import links_in
from bot.purchasing.reading.quantity import Said, Wrong, read_quantity
from bot.purchasing.text import is_reordered, visible

LONGEST_CODE = 64
LONGEST_NAME = 120
LONGEST_VARIANT = 120
SUBCOMMANDS = frozenset({"add", "export", "import", "list", "name", "remove", "reserve"})
"""Words of `/sku` itself, which can be no codes."""

_NUMBER_ALONE = re.compile(r"[0-9]+", re.ASCII)
_SHORT_NUMBER = re.compile(r"[0-9]{4,8}", re.ASCII)
"""An article number; fewer digits are a quantity or a number of ours, more are an id of 1688."""
_SPEC_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
_RATIO = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


class CodeFault(StrEnum):
    """Why a text can be no code."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    WHITE_SPACE = "white_space"
    FIRST_SIGN = "first_sign"
    """It does not begin with a letter or a digit."""
    LIKE_AN_ID = "like_an_id"
    LIKE_A_LINK = "like_a_link"
    LIKE_A_NUMBER = "like_a_number"
    RESERVED = "reserved"
    """It is a word of the command itself, or reads otherwise than it is stored."""


@dataclass(frozen=True)
class Source:
    """Where an own SKU is bought: an offer and one of its variants.

    `variant` are that variant's words. Without a `spec_id` they are matched when it is bought; without either somebody
    chooses the variant then.
    """

    offer_id: str
    spec_id: str = ""
    variant: str = ""

    @property
    def link(self) -> str:
        """The address of the offer on 1688."""
        return f"https://detail.1688.com/offer/{self.offer_id}.html"


@dataclass(frozen=True)
class OwnSku:
    """One code of a team's list; `ratio` is how many pieces of 1688 one of it is. `id` is 0 until it is stored."""

    code: str
    name: str
    ratio: int
    source: Source
    reserve: Source | None = None
    id: int = 0


@dataclass(frozen=True)
class AskedSku:
    """What somebody asked for by a code: `count` of ours, each `ratio` pieces, of this source.

    `other` is the source that could be taken instead; `reserve` tells whether it was. Without a `count` it is the name
    by which its asker knows what a link names, and counts nothing.
    """

    code: str
    name: str
    count: int
    ratio: int
    source: Source
    other: Source | None = None
    reserve: bool = False

    @property
    def pieces(self) -> int:
        """The pieces of 1688, before they are raised to whole lots."""
        return self.count * self.ratio

    def with_words(self, variant: str) -> "AskedSku":
        """The same with words beside it that name its variant, if its list leaves that open."""
        if self.source.spec_id or self.source.variant or not variant:
            return self
        return replace(self, source=replace(self.source, variant=variant[:LONGEST_VARIANT]))


def normal(code: str) -> str:
    """The form by which codes are compared: neither the case nor the width of its signs matters."""
    return unicodedata.normalize("NFKC", visible(code)).strip().casefold()


def code_fault(code: str) -> CodeFault | None:
    """Why this can be no code; None if it can."""
    plain = normal(code)
    if not plain:
        return CodeFault.EMPTY
    if max(len(plain), len(visible(code).strip())) > LONGEST_CODE:
        return CodeFault.TOO_LONG
    if any(sign.isspace() for sign in plain):
        return CodeFault.WHITE_SPACE
    if not plain[0].isalnum():
        return CodeFault.FIRST_SIGN
    if plain in SUBCOMMANDS or is_reordered(code):
        return CodeFault.RESERVED
    # What else it could be taken for.
    if _SPEC_ID.fullmatch(plain):
        return CodeFault.LIKE_AN_ID
    if _NUMBER_ALONE.fullmatch(plain):
        if _SHORT_NUMBER.fullmatch(plain):
            return None
        return CodeFault.LIKE_A_NUMBER if len(plain) < 4 else CodeFault.LIKE_AN_ID
    if "://" in plain or links_in(plain):
        return CodeFault.LIKE_A_LINK
    return None if isinstance(read_quantity(plain), Wrong) else CodeFault.LIKE_A_NUMBER


def read_ratio(text: str) -> int | None:
    """A ratio as it was typed, a whole number of pieces from 1 on; None if it is none."""
    plain = unicodedata.normalize("NFKC", visible(text)).strip()
    return int(plain) if _RATIO.fullmatch(plain) else None


def beside_link(code: str, offer_id: str) -> AskedSku:
    """A code that stands beside the link of an offer: the link says what is bought, and the row how many."""
    return AskedSku(code, "", 0, 1, Source(offer_id))


def by_code(own: OwnSku, count: int, *, reserve: bool = False) -> AskedSku:
    """So many of it, from its default source or its reserve. ValueError if it has no reserve."""
    asked = AskedSku(own.code, own.name, count, own.ratio, own.source, own.reserve)
    return other_source(asked) if reserve else asked


def other_source(asked: AskedSku) -> AskedSku:
    """The same from its other source. ValueError if it has none."""
    if asked.other is None:
        raise ValueError(f"{asked.code} has one source")
    return replace(asked, source=asked.other, other=asked.source, reserve=not asked.reserve)


_BEHIND_A_CODE = ":：,，;；"
_BETWEEN = " \t\u00a0:：=-–—,，"
_MOST_WORDS = 5
"""A code and a quantity are fewer words than a sentence: `TSH-RED-M - 1 000 pcs` has these."""
_SIGNS = "-−–"
"""What begins a quantity below zero, which is none; it must not be taken for a dash."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code, which may be in no list, and how many of ours; None if the line says no quantity."""

    code: str
    said: Said | None


def code_lines(text: str, *, alone: bool = False) -> tuple[CodeLine, ...]:
    """The lines of a text that is nothing else; empty for any other text.

    A quantity may be missing only if there is one line, and `alone` allows it.
    """
    if is_reordered(text):
        return ()
    lines = [line for line in visible(text).split("\n") if line.strip()]
    if not lines or links_in(text):
        return ()
    readings = [_line(line) for line in lines]
    whole = [each for each in readings if each is not None]
    if len(whole) < len(lines):
        return ()
    counted = all(each.said is not None for each in whole)
    return tuple(whole) if counted or (alone and len(whole) == 1) else ()


def _line(line: str) -> CodeLine | None:
    if len(line.split()) > _MOST_WORDS:
        return None
    first, *behind = line.split(maxsplit=1)
    code = first.rstrip(_BEHIND_A_CODE)
    if code_fault(code) is not None:
        return None
    rest = (behind[0] if behind else "").strip()
    if not rest:
        return CodeLine(code, None)
    if rest[0] in _BETWEEN and not (rest[0] in _SIGNS and rest[1:2].isdigit()):
        rest = rest.lstrip(_BETWEEN)
    reading = read_quantity(rest)
    return None if isinstance(reading, Wrong) else CodeLine(code, reading)
