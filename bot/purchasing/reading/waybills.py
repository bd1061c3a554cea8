"""Finds waybills in a text, as carriers of China write them, a hand scanner types them, or a picture holds them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bot.purchasing.reading.plain_words import number_in
from bot.purchasing.text import visible

MOST_WAYBILLS = 50
"""So many are looked up at once."""
_BETWEEN = re.compile(r"[\s]*[\n\t,;，；、]\s*")
_WAYBILL = re.compile(r"(?=(?:[A-Z]*[0-9]){5})[A-Z0-9]{8,30}", re.ASCII)
_PLAINLY = re.compile(r"[A-Z]{2,5}[0-9]{8,25}[A-Z]{0,3}|[0-9]{14,15}", re.ASCII)
"""What is nothing else: a product of 1688 has 10 to 13 digits, an order there has 16 or more today."""


@dataclass(frozen=True)
class Scanned:
    """One waybill in capitals without spaces, or the number of a purchase or order of ours.

    It is `plain` if it can be nothing but a waybill.
    """

    text: str
    number: bool = False
    plain: bool = False


def plain_waybill(text: str) -> str:
    """A waybill as it is compared: in capitals, without spaces."""
    return "".join(unicodedata.normalize("NFKC", visible(text)).split()).upper()


def waybills_in(text: str) -> tuple[Scanned, ...]:
    """The waybills and numbers that a text consists of, each once; none if anything else stands in it."""
    found = [_scanned(each) for each in _BETWEEN.split(visible(text).strip()) if each]
    every = [each for each in found if each is not None]
    return tuple(dict.fromkeys(every)) if len(every) == len(found) else ()


def waybills_of(codes: Iterable[str]) -> tuple[Scanned, ...]:
    """Those of the codes in a picture that are waybills, each once; beside them a label has other codes."""
    texts = dict.fromkeys(map(plain_waybill, codes))
    return tuple(Scanned(each, plain=True) for each in texts if _WAYBILL.fullmatch(each))


def _scanned(written: str) -> Scanned | None:
    text = plain_waybill(written)
    # In a sentence such as "offer 612345678901" the word is none of a carrier's.
    plain = bool(_PLAINLY.fullmatch(text)) and not re.search(r"[^\W\d_]\s+\d", written)
    if not plain and (number := number_in(written)) is not None:
        return Scanned(number, number=True)
    return Scanned(text, plain=plain) if _WAYBILL.fullmatch(text) else None
