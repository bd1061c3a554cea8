"""Reads the words beside an offer: its variant, the quantity in its own unit, what is doubtful, what is neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.purchasing.offers.match_variant import match_variant, names_exactly
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.offers.several_variants import Pieces, read_several
from bot.purchasing.reading.quantity import (
    NUMBER_WORD,
    Doubt,
    Mention,
    Quantity,
    QuantityFault,
    Said,
    Wrong,
    doubted,
    leading,
    mentions,
    read_quantity,
    trailing,
)
from bot.purchasing.text import OVERRIDE, WORD, is_reordered, one_line, visible

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
    match = _PLAIN.fullmatch(text)
    return int(match[1]) if match else None


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


LONGEST = 200
"""The most characters of a line that are read, and of all words that are kept."""

_MOST_LINES = 20
_NAME_LEAST = 6
_SIDES = " \t\u00a0.,;:!?()[]«»“”\"'。，；：！？、（）–—-"
_SIDES_OF_A_NUMBER = _SIDES.replace("-", "")
"""Without the sign that may be a minus."""
_POLITE = re.compile(
    rf"(?<![{WORD}])(?:please|pls|plz|thanks|thank you|thx|hi|hello|(?:i )?(?:need|want|buy|order|take)"
    r"|пожалуйста|плиз|спасибо|привет|(?:мне )?(?:нужно|надо)|куп(?:и|ите|ить)|закаж(?:и|ите)|заказать"
    rf"|возьм(?:и|ите)|хочу)(?![{WORD}])|我?(?:要买|想要|要)|帮我买|请买?|麻烦|谢谢|你好|您好",
    re.IGNORECASE,
)
"""Words that ask for nothing by themselves."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What the words ask for; `doubtful` and `strange` are lines that are asked about, as they were written."""

    skus: tuple[Sku, ...] = ()
    """The variants that the words fit; empty if they name none."""
    quantity: int | None = None
    could_be: tuple[int, ...] = ()
    """Numbers that could be the quantity, if it is not certain."""
    doubtful: tuple[str, ...] = ()
    """A quantity that is doubtful, or words that fit several variants."""
    strange: tuple[str, ...] = ()
    """Words that are neither variant nor quantity."""
    several: tuple[Pieces, ...] = ()
    """Variants with their pieces, if the words name two or more of them and nothing else; then all else is empty."""

    @property
    def unread(self) -> str:
        """What was not taken, in lines; read again it asks for the same."""
        return "\n".join((*self.doubtful, *self.strange))[:LONGEST]


@dataclass(frozen=True, slots=True)
class _Line:
    said: tuple[Said, ...] = ()
    texts: tuple[str, ...] = ()
    """The quantities as they were written, one for each of `said`."""
    variant: str = ""
    strange: str = ""
    could_be: tuple[int, ...] = ()
    """Numbers inside of what is strange."""


def asked_for(offer: Offer, words: str, quantity: int | None = None) -> AskedFor:
    """What words beside an offer ask for; `quantity` was read from the same text already."""
    certain, told = not is_reordered(words), list(_lines(offer, in_pieces(offer, words)))
    several = read_several(offer, told) if certain else ()
    if several and quantity in (None, *(pieces for _, pieces in several)):
        return AskedFor(several=several)
    lines = [_line(offer, each, certain, counted=quantity is not None) for each in told]
    said = [each for line in lines for each in line.said]
    if quantity is not None:
        said.append(Quantity(quantity))
    numbers = tuple(dict.fromkeys(number for each in said for number in _options(each)))
    settled = len(numbers) == 1 and all(isinstance(each, Quantity) for each in said)
    doubtful = [] if settled else [text for line in lines for text in line.texts]
    if doubtful and quantity is not None:
        doubtful.append(f"x{quantity}")
    variant = " ".join(line.variant for line in lines if line.variant)
    skus = match_variant(offer, variant)
    strange = [line.strange for line in lines if line.strange]
    if variant and len(skus) != 1:
        (doubtful if skus else strange).append(variant)
    inside = tuple(dict.fromkeys(n for line in lines for n in line.could_be))
    return AskedFor(
        skus,
        numbers[0] if settled else None,
        () if settled else numbers or inside,
        tuple(_marked(each, certain) for each in doubtful),
        tuple(_marked(each, certain) for each in strange),
    )


def tells_of(offer: Offer, words: str) -> bool:
    """Whether anything in the words is surely about variants or pieces of the offer, understood or not."""
    asked = asked_for(offer, words)
    if asked.several or asked.skus or asked.quantity is not None or asked.could_be:
        return True
    return any(names_exactly(offer, each) for each in words.split())


def fault_of(words: str) -> QuantityFault | None:
    """Why a line that is nothing but a number is no quantity; None if there is no such line."""
    for each in visible(words).split("\n"):
        reading = read_quantity(each.strip(_SIDES_OF_A_NUMBER)) if each.strip() else None
        if isinstance(reading, Wrong) and reading.reason is not QuantityFault.NOT_A_NUMBER:
            return reading.reason
    return None


def _lines(offer: Offer, words: str) -> Iterator[str]:
    """The lines that say something, without the product's own name and words of politeness."""
    titles = [one_line(each) for each in (offer.title, offer.title_translated, *(w.title for w in offer.words))]
    names = [each for each in titles if _is_telling(each)]
    for each in visible(words).split("\n")[:_MOST_LINES]:
        line = one_line(each)[:LONGEST]
        for name in names:
            if len(name) <= len(line):  # a pattern that is compiled for nothing costs more than all the rest
                line = re.sub(re.escape(name), " ", line, flags=re.IGNORECASE)
        line = one_line(_POLITE.sub(" ", line)).strip(_SIDES_OF_A_NUMBER)
        part_of_name = _is_telling(line) and any(line.casefold() in name.casefold() for name in names)
        if line.strip(_SIDES) and (not part_of_name or match_variant(offer, line)):
            yield line


def _is_telling(name: str) -> bool:
    """Whether a part of a product's name is long enough to be no coincidence: six letters, or two Chinese ones."""
    return len(name.encode()) >= _NAME_LEAST


def _line(offer: Offer, line: str, certain: bool, *, counted: bool) -> _Line:
    marked = [each for each in mentions(line, certain=certain) if not isinstance(each.reading, Wrong)]
    if not marked:
        return _unmarked(offer, line, certain, counted=counted)
    said, texts = _readings(line, marked)
    rest = _without(line, marked)
    other = _line(offer, rest, certain, counted=True) if rest else _Line()
    return replace(other, said=said + other.said, texts=texts + other.texts, could_be=())


def _unmarked(offer: Offer, line: str, certain: bool, *, counted: bool) -> _Line:
    """A line without a sign or unit: a number at its beginning or end counts if the rest is a variant, or nothing.

    Once the pieces are `counted`, a number that stands in a variant's name belongs to it.
    """
    first = leading(line)
    if (first is None and names_exactly(offer, line)) or (counted and len(match_variant(offer, line)) == 1):
        return _Line(variant=line)
    ends = [each for each in (first, trailing(line)) if each is not None and not isinstance(each.reading, Wrong)]
    ends = [each if certain else Mention(each.start, each.end, doubted(each.reading)) for each in ends]
    rests = [(each, _without(line, [each])) for each in ends]
    fitting = [each for each, rest in rests if not rest or match_variant(offer, rest)]
    different = {each.reading for each in fitting}
    if len(different) == 1:
        said, texts = _readings(line, fitting[:1])
        return _Line(said, texts, variant=_without(line, fitting[:1]))
    if different:
        said = tuple(each.reading for each in fitting if not isinstance(each.reading, Wrong))
        return _Line(said, (line,))
    if match_variant(offer, line):
        return _Line(variant=line)
    inside = tuple(n for each in ends if not isinstance(each.reading, Wrong) for n in _options(each.reading))
    return _Line(strange=line, could_be=tuple(dict.fromkeys(inside)))


def _readings(line: str, found: list[Mention]) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    said = tuple(each.reading for each in found if not isinstance(each.reading, Wrong))
    return said, tuple(line[each.start : each.end].strip() for each in found)


def _without(line: str, found: list[Mention]) -> str:
    for each in sorted(found, key=lambda mention: -mention.start):
        line = line[: each.start] + " " + line[each.end :]
    return one_line(line).strip(_SIDES)


def _options(said: Said) -> tuple[int, ...]:
    return said.options if isinstance(said, Doubt) else (said.value,)


def _marked(line: str, certain: bool) -> str:
    """The line as it is kept: one that reads otherwise than it is stored stays doubtful."""
    return line if certain else f"{OVERRIDE}{line}"
