"""A table of text cells: which rows say anything, and which offer a cell names, or why it names none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.purchasing.reading.classify_url import OTHER_MARKETS, NoOffer, OfferRef, Reason, ShortLink
from bot.purchasing.reading.links import parse_buy

Cells = Sequence[str]
Table = Sequence[Cells]
"""The rows of a sheet from its first one on, empty ones among them; the rows need not be equally long."""

MOST_LINES = 5_000
"""The most lines of one sheet that are read."""
NO_VALUE = "\uf8ff"
"""What stands in a cell whose formula has no value in the file, or an error for one; nobody types this sign."""

HIDDEN = "\uf8fe"
"""What stands in the first cell of a row that nobody sees in the spreadsheet, and alone there."""

_FORMULA = "=+\\-@＝＋－＠"
"""What makes a spreadsheet take a text for a formula, also in the width that a Chinese keyboard writes."""
_BEGINS = r"'*(?:[^\S\t\r\n]|\")*"
_FIRST = rf"(?={_BEGINS}[{_FORMULA}\t\r])"
_LATER = rf"(?={_BEGINS}[{_FORMULA}])"
"""Where a cell may begin beside its first sign: wherever the file is read with another separator than ours."""
_UNGUARDED = re.compile(rf"\A{_FIRST}|(?<=[;\t\r\n]){_LATER}")
_GUARDED = re.compile(rf"\A'{_FIRST}|(?<=[;\t\r\n])'{_LATER}")


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe stands before whatever could begin a formula.

    `lamp;=1+1` is a formula where `;` separates, so what follows `;`, a tab or the end of a line is guarded as well.
    """
    return _UNGUARDED.sub("'", text)


def unguarded(text: str) -> str:
    """The text of which `guarded` made this one."""
    return _GUARDED.sub("", text)


def numbered(table: Table) -> Iterator[tuple[int, Cells]]:
    """The rows that say anything, each with its number in the sheet, from 1."""
    return ((number, cells) for number, cells in enumerate(table, 1) if any(map(str.strip, cells)))


def cell(cells: Cells, index: int) -> str:
    """The cell of a row, without blanks around it; empty if the row is shorter."""
    return cells[index].strip() if index < len(cells) else ""


Named = OfferRef | ShortLink


@dataclass(frozen=True, slots=True)
class CodeRef:
    """An own SKU that a cell names, in the form that is compared."""

    code: str


class ProblemKind(StrEnum):
    """Why a row of a sheet is no line."""

    NO_OFFER = "no_offer"
    UNKNOWN_CODE = "unknown_code"
    OTHER_SHOP = "other_shop"
    NOT_A_PRODUCT = "not_a_product"
    SEVERAL_OFFERS = "several_offers"
    LOST_DIGITS = "lost_digits"
    NO_VALUE = "no_value"
    HIDDEN = "hidden"
    NO_QUANTITY = "no_quantity"
    WRONG_QUANTITY = "wrong_quantity"
    TOO_MANY_LINES = "too_many_lines"


_POWER_OF_TEN = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}", re.ASCII)
_WHOLE_NUMBER = re.compile(r"([1-9][0-9]{8,12})[.,]0+", re.ASCII)
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_LONGEST = 4_096


def read_offer(text: str) -> Named | ProblemKind:
    """The offer or short link that a cell names, with the words and pieces beside it, or why it names none.

    A number as a power of ten was rounded by the spreadsheet, so its last digits are not the id's.
    """
    if text == NO_VALUE:
        return ProblemKind.NO_VALUE
    if len(text) > _LONGEST:
        return ProblemKind.NO_OFFER
    if _POWER_OF_TEN.fullmatch(text):
        return ProblemKind.LOST_DIGITS
    written = _WHOLE_NUMBER.fullmatch(text) or _KEPT_AS_TEXT.fullmatch(text)
    item = parse_buy(written[1] if written else text)
    if isinstance(item, NoOffer):
        if item.reason in (Reason.NOTHING, Reason.SITE_NAME):
            return ProblemKind.NO_OFFER
        if item.reason is Reason.TOO_MANY:
            return ProblemKind.SEVERAL_OFFERS
        foreign = item.reason in OTHER_MARKETS or item.reason is Reason.FOREIGN_HOST
        return ProblemKind.OTHER_SHOP if foreign else ProblemKind.NOT_A_PRODUCT
    return replace(item, start=0, end=0, bare=False) if isinstance(item, OfferRef) else replace(item, start=0, end=0)


def names_something(text: str) -> bool:
    """Whether a cell names an offer, or what only looks like one: it is no heading and no plain word."""
    return read_offer(text) not in (ProblemKind.NO_OFFER, ProblemKind.NO_VALUE)
