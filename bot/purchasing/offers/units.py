"""Knows the words by which people count goods in an offer's own unit: 50 pairs of what is sold in pairs."""

import re
from functools import lru_cache

from bot.purchasing.offers.offer import Offer
from bot.purchasing.reading.number_words import NUMBER_WORD
from bot.purchasing.text import WORD

_SAME = (
    "pair pairs пара пары пару пар 双 对 副",
    "set sets набор набора наборов комплект комплекта комплектов 套 组",
    "box boxes коробка коробки коробку коробок 盒",
    "carton cartons case cases ящик ящика ящиков 箱",
    "pack packs packet packets package packages упаковка упаковки упаковку упаковок пачка пачки пачку пачек 包",
    "bag bags пакет пакета пакетов мешок мешка мешков 袋",
    "roll rolls рулон рулона рулонов 卷",
    "sheet sheets лист листа листов 张",
    "bottle bottles бутылка бутылки бутылку бутылок 瓶",
    "dozen dozens дюжина дюжины дюжину дюжин 打",
)
_GAP = "[ \t\u00a0\u202f]"
_EVERY = tuple(frozenset(line.split()) for line in _SAME)
_ANY = "|".join(sorted((re.escape(each) for names in _EVERY for each in names), key=len, reverse=True))
_PLAIN = re.compile(rf"([1-9][0-9]{{0,5}}) ?(?:{_ANY})", re.ASCII | re.IGNORECASE)


def plain_units(text: str) -> int | None:
    """The number of a text that is nothing but plain digits and a unit of goods, `50 pairs`; else None."""
    found = _PLAIN.fullmatch(text)
    return int(found[1]) if found else None


def in_pieces(offer: Offer, words: str) -> str:
    """The words with what they count in the offer's own unit said in pieces, as the offer itself counts."""
    own = [names for names in _EVERY if names & {offer.unit.casefold(), offer.unit_translated.casefold()}]
    return _counted(own[0]).sub(r"\1 pcs", words) if own else words


@lru_cache(maxsize=16)
def _counted(names: frozenset[str]) -> re.Pattern[str]:
    every = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(
        rf"(?<![{WORD}])((?:[xх]{_GAP}?)?[0-9]+|{NUMBER_WORD}){_GAP}?(?:{every})(?![{WORD}])", re.IGNORECASE
    )
