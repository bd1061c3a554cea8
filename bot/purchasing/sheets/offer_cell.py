"""Reads the cell of a sheet that names an offer, or says why it names none."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.purchasing.reading.classify_url import OTHER_MARKETS, NoOffer, OfferRef, Reason, ShortLink
from bot.purchasing.reading.links import parse_buy
from bot.purchasing.sheets.table import NO_VALUE

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
_NO_NAME = (Reason.NOTHING, Reason.SITE_NAME)


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
        return _problem_of(item.reason)
    return replace(item, start=0, end=0, bare=False) if isinstance(item, OfferRef) else replace(item, start=0, end=0)


def names_something(text: str) -> bool:
    """Whether a cell names an offer, or what only looks like one: it is no heading and no plain word."""
    return read_offer(text) not in (ProblemKind.NO_OFFER, ProblemKind.NO_VALUE)


def _problem_of(reason: Reason) -> ProblemKind:
    if reason in _NO_NAME:
        return ProblemKind.NO_OFFER
    if reason is Reason.TOO_MANY:
        return ProblemKind.SEVERAL_OFFERS
    if reason in OTHER_MARKETS or reason is Reason.FOREIGN_HOST:
        return ProblemKind.OTHER_SHOP
    return ProblemKind.NOT_A_PRODUCT
