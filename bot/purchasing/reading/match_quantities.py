"""Decides which of the quantities in a text belongs to which of its links."""

import re
from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import replace

from bot.purchasing.reading.classify_url import Item, NoOffer
from bot.purchasing.reading.find_urls import blanked
from bot.purchasing.reading.quantity import Doubt, Mention, Quantity, Said, Wrong, mentions

_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)


def with_quantities(items: Sequence[Item], rest: str, *, certain: bool) -> tuple[list[Item], str]:
    """The items of a text, in order, each with its quantity, and the text without the quantities that are certain.

    `rest` is the text with the items blanked. Beside a single item its quantities stay: each may be a variant's own.
    """
    if not items:
        return [], rest
    lines = [line.start() for line in _LINE.finditer(rest)]
    said = list(mentions(rest, certain=certain))
    in_turn = _take_turns(items, said)
    readings: dict[int, Said] = {}
    taken: list[tuple[int, Mention]] = []
    for turn, mention in enumerate(said):
        index = turn if in_turn else _nearest(items, mention, lines, readings)
        if _lines_off(items[index], mention, lines) <= 1 and not isinstance(mention.reading, Wrong):
            readings[index] = agreed(readings.get(index), mention.reading)
            taken.append((index, mention))
    certain_ones = [mention for index, mention in taken if isinstance(readings[index], Quantity)]
    counted_items = [counted(item, readings.get(i)) for i, item in enumerate(items)]
    return counted_items, rest if len(items) == 1 else blanked(rest, certain_ones)


def agreed(first: Said | None, second: Said) -> Said:
    """One reading of two: the only one; the common one if they are equal; else the first, as a doubt."""
    if first is None or first == second:
        return second
    return Doubt(first.value if isinstance(first, Quantity) else first.meant)


def counted(item: Item, reading: Said | None) -> Item:
    """The item with the quantity that was read for it."""
    if isinstance(item, NoOffer):
        return item
    return replace(
        item,
        quantity=reading.value if isinstance(reading, Quantity) else None,
        doubt=reading.meant if isinstance(reading, Doubt) else None,
    )


def reading_of(item: Item) -> Said | None:
    """The quantity that an item carries."""
    if isinstance(item, NoOffer):
        return None
    if item.quantity is not None:
        return Quantity(item.quantity)
    return None if item.doubt is None else Doubt(item.doubt)


def _take_turns(items: Sequence[Item], said: Sequence[Mention]) -> bool:
    """Whether links and quantities alternate, always in the same order."""
    if len(items) != len(said):
        return False
    starts = [(item.start, mention.start) for item, mention in zip(items, said, strict=True)]
    link_first = [place for pair in starts for place in pair]
    link_last = [place for pair in starts for place in reversed(pair)]
    return link_first == sorted(link_first) or link_last == sorted(link_last)


def _nearest(items: Sequence[Item], mention: Mention, lines: list[int], taken: Container[int]) -> int:
    """The link for a quantity: first by line, then one without a quantity, then the nearest."""
    after = bisect_right(items, mention.start, key=lambda item: item.start)
    near = [i for i in (after - 1, after) if 0 <= i < len(items)]

    def distance(i: int) -> tuple[int, bool, int]:
        item = items[i]
        signs = mention.start - item.end if item.start < mention.start else item.start - mention.end
        return _lines_off(item, mention, lines), i in taken, signs

    return min(near, key=distance)


def _lines_off(item: Item, mention: Mention, lines: list[int]) -> int:
    """How many lines that are not empty lie between an item and a quantity."""
    return abs(bisect_right(lines, item.start) - bisect_right(lines, mention.start))
