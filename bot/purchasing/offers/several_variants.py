"""Reads several variants of one offer, each with its pieces, from typed words: `red S 10, M 20; blue all 5`."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.purchasing.offers.match_variant import match_variant, names_exactly
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.reading.quantity import Mention, Quantity, mentions, read_quantity
from bot.purchasing.text import one_line

_BETWEEN = re.compile(r"[;；、\n]|[,，](?!\d)|(?<!\d)[,，]")
"""What ends a part; a comma between digits may belong to a number."""
_BEFORE_TIMES = re.compile(r"(?<=[^\s\d])(?=[×✕✖*]\s?\d)")
_AFTER_HAN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_EVERY_HAN = re.compile(r"(各色|各|全部|所有|每个|每款|每色)")
_EVERY = frozenset({
    "all", "each", "every", "все", "всё", "каждый", "каждого", "каждая", "каждой", "каждую", "各色", "各", "全部",
    "所有", "每个", "每款", "每色",
})  # fmt: skip
_LINKING = frozenset({"and", "и", "по", "of", "in", "the"})
"""Words that stand between variants and say nothing of them."""
_SIDES = " \t\u00a0.:：-–—·/"

Pieces = tuple[str, int]
"""The `spec_id` of a variant, and how many pieces of it."""


def read_several(offer: Offer, lines: Iterable[str]) -> tuple[Pieces, ...]:
    """The variants that the lines name, each once, with its pieces; empty unless all is certain and names two or more.

    A part may leave out what it shares with the one before: after `red S 10`, `M 20` is red as well.
    """
    counted: dict[str, int] = {}
    of_every: set[str] = set()
    before: Sku | None = None
    for part in (each for line in lines for each in _parts(_joined(offer, line))):
        pairs = list(_pairs(offer, part, before))
        if not pairs:
            return ()
        for skus, quantity, every in pairs:
            _count(counted, of_every, skus, quantity, every)
            before = skus[-1]
    return tuple(counted.items()) if len(counted) > 1 else ()


def _count(counted: dict[str, int], of_every: set[str], skus: tuple[Sku, ...], quantity: int, every: bool) -> None:
    """Add pieces. A variant that is named by itself counts as named, not as one of `all` beside it."""
    for sku in skus:
        named = sku.spec_id in counted and sku.spec_id not in of_every
        if every and named:
            continue
        fresh = sku.spec_id in of_every and not every
        counted[sku.spec_id] = quantity + (0 if fresh else counted.get(sku.spec_id, 0))
        (of_every.add if every else of_every.discard)(sku.spec_id)


def _joined(offer: Offer, line: str) -> str:
    """The line with each variant in one part: 1688 itself writes its values as `白色；S`."""
    names: list[set[str]] = [set() for _ in offer.skus[0].attributes] if offer.skus else []
    for sku in offer.skus:
        for attribute, known in zip(sku.attributes, names, strict=False):
            known |= {name for name in (attribute.value, attribute.value_translated) if name}
    for before, behind in pairwise(names):
        first, second = (("|".join(map(re.escape, sorted(each, key=len, reverse=True)))) for each in (before, behind))
        line = re.sub(rf"({first})\s*[;；]\s*({second})", r"\1 \2", line, flags=re.IGNORECASE)
    return line


def _parts(line: str) -> Iterator[str]:
    spaced = _EVERY_HAN.sub(r" \1 ", _AFTER_HAN.sub(" ", _BEFORE_TIMES.sub(" ", line)))
    for part in _BETWEEN.split(spaced):
        if one_line(part).strip(_SIDES):
            yield one_line(part).strip(_SIDES)


Pair = tuple[tuple[Sku, ...], int, bool]
"""Variants, the pieces of each, and whether they were named by a word such as `all`."""


def _pairs(offer: Offer, part: str, before: Sku | None) -> Iterator[Pair]:
    """The variants of one part with their pieces; nothing if any of it is not certain."""
    marked = list(mentions(part))
    named = _named_beside(part, marked) if marked else _named_before_numbers(offer, part, before)
    pairs: list[Pair] = []
    for words, quantity in named:
        skus, every = _meant(offer, words, before)
        if not skus or quantity is None:
            return
        pairs.append((skus, quantity, every))
        before = skus[-1]
    yield from pairs


def _named_beside(part: str, marked: list[Mention]) -> Iterator[tuple[list[str], int | None]]:
    """The words before each marked quantity (`red S ×10`), or behind each if the part begins with one."""
    starts, ends = [*(each.start for each in marked), len(part)], [0, *(each.end for each in marked)]
    texts = [part[end:start].strip(_SIDES) for end, start in zip(ends, starts, strict=True)]
    if texts[0] and texts[-1]:
        yield [], None  # words on both sides: not certain whose quantity it is
        return
    for text, mention in zip(texts[1:] if texts[-1] else texts[:-1], marked, strict=True):
        yield (
            [word.strip(_SIDES) for word in text.split()],
            mention.reading.value if isinstance(mention.reading, Quantity) else None,
        )


def _named_before_numbers(offer: Offer, part: str, before: Sku | None) -> Iterator[tuple[list[str], int | None]]:
    """The words before each number (`red S 10 M 20`), a number that is itself a variant's value among the words."""
    words: list[str] = []
    for token in filter(None, (each.strip(_SIDES) for each in part.split())):
        reading = read_quantity(token)
        skus = _meant(offer, words, before)[0] if isinstance(reading, Quantity) else ()
        if isinstance(reading, Quantity) and skus and not names_exactly(offer, " ".join([*words, token])):
            yield words, reading.value  # the words name variants already, so the number counts pieces
            before, words = skus[-1], []
        else:
            words = [*words, token]
    if words:
        yield words, None


def _meant(offer: Offer, words: list[str], before: Sku | None) -> tuple[tuple[Sku, ...], bool]:
    """The one variant that the words name, or all that a word such as `all` takes in; nothing if it is not certain."""
    every = any(word.casefold() in _EVERY for word in words)
    telling = [word for word in words if word.casefold() not in _EVERY | _LINKING]
    skus = match_variant(offer, " ".join(telling)) if telling else offer.skus
    if every:
        return skus, True
    if not telling:
        return (), False
    if len(skus) > 1 and before is not None and before not in skus:
        skus = _nearest(skus, before)
    return (skus if len(skus) == 1 else ()), False


def _nearest(skus: tuple[Sku, ...], before: Sku) -> tuple[Sku, ...]:
    """Those that share most values with the variant named before; a picture may be each variant's own."""
    shared = [
        sum(mine.value == its.value for mine, its in zip(sku.attributes, before.attributes, strict=False))
        for sku in skus
    ]
    return tuple(sku for sku, count in zip(skus, shared, strict=True) if count == max(shared))
