"""Reads a pasted text: the offers and short links in it, in order, each with the quantity that belongs to it."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from bot.purchasing.reading.classify_url import Item, NoOffer, OfferRef, Reason, ShortLink, refused
from bot.purchasing.reading.find_urls import blanked, links_in, numbers_in, read_number
from bot.purchasing.reading.quantity import Doubt, Mention, Quantity, Said, Wrong, mentions
from bot.purchasing.text import OVERRIDE, is_reordered, visible

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


MOST_LINKS = 100
"""The most links of one text that are read."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in a text, in the order of the text; never empty."""

    items: tuple[Item, ...]
    left_out: int = 0
    """How many links stand behind the last that was read."""

    @property
    def offers(self) -> tuple[OfferRef, ...]:
        """The offers named by their id."""
        return tuple(item for item in self.items if isinstance(item, OfferRef))

    @property
    def short_links(self) -> tuple[ShortLink, ...]:
        """The links that need a redirect."""
        return tuple(item for item in self.items if isinstance(item, ShortLink))

    @property
    def rejected(self) -> tuple[NoOffer, ...]:
        """What is no offer, with the reasons."""
        return tuple(item for item in self.items if isinstance(item, NoOffer))


_TITLE = re.compile(r"【[^【】\n]*】|「[^「」\n]*」|『[^『』\n]*』")
_COMMAND_ID = re.compile(r"\s*([1-9][0-9]{8,12})(?![^\s,;])", re.ASCII)


def find(text: str) -> Found:
    """The offers, short links and rejected parts of a text; nothing is fetched, nothing is raised."""
    seen = _seen(text)
    links = links_in(seen)
    rest = blanked(seen, links)
    numbers = numbers_in(rest)
    rest = _TITLE.sub(lambda title: "\0" * len(title[0]), blanked(rest, numbers))
    anchors = sorted([*links, *(n for n in numbers if isinstance(n, OfferRef))], key=attrgetter("start"))
    read, rest = with_quantities(anchors, rest, certain=not is_reordered(text))
    found = with_words(read, rest, _mark(text))
    found += [number for number in numbers if isinstance(number, NoOffer)]
    distinct = _distinct(sorted(found, key=attrgetter("start")))
    named = [each for each in distinct if not isinstance(each, NoOffer)]
    none = [each for each in distinct if isinstance(each, NoOffer)]
    items = sorted((*named[:MOST_LINKS], *none[:MOST_LINKS]), key=attrgetter("start"))
    alone = seen.strip()
    nothing = refused(Reason.SITE_NAME if alone == "1688" else Reason.NOTHING, alone)
    return Found(tuple(items) or (nothing,), len(named[MOST_LINKS:]))


def merge(found: Found, resolved: Mapping[str, OfferRef | NoOffer]) -> Found:
    """The same text after its short links (by their `url`) are resolved; quantities stay, duplicates are dropped."""
    return replace(found, items=tuple(_distinct(_opened(item, resolved) for item in found.items)))


def parse_buy(args: str) -> OfferRef | ShortLink | NoOffer:
    """The one product that `/buy` names, by its id or a link, with the words beside it.

    An id at the beginning was typed on purpose, so it is not `bare`.
    """
    seen = _seen(args)
    if named := _COMMAND_ID.match(seen):
        item = read_number(named[1])
        if isinstance(item, NoOffer):
            return item
        words = seen[named.end() :].strip()
        return OfferRef(named[1], start=named.start(1), end=named.end(), words=_mark(args) + words if words else "")
    found = find(args)
    wanted = [item for item in found.items if not isinstance(item, NoOffer)]
    if not wanted:
        return found.rejected[0]
    several = [item for item in wanted if isinstance(item, ShortLink) or not item.bare]
    return refused(Reason.TOO_MANY, seen) if len(several) > 1 else (several or wanted)[0]


def _mark(text: str) -> str:
    """What begins words of a text that reads otherwise than it is stored, so that no number in them is certain."""
    return OVERRIDE if is_reordered(text) else ""


def _opened(item: Item, resolved: Mapping[str, OfferRef | NoOffer]) -> Item:
    target = resolved.get(item.url) if isinstance(item, ShortLink) else None
    if target is None:
        return item
    if isinstance(target, OfferRef) and isinstance(item, ShortLink):
        target = replace(target, words=item.words)
    return counted(replace(target, start=item.start, end=item.end), reading_of(item))


def _distinct(items: Iterable[Item]) -> list[Item]:
    """The items without repetitions; two SKUs of one offer are two items."""
    distinct: list[Item] = []
    places: dict[str, list[int]] = {}
    for item in items:
        same = places.setdefault(_name(item), [])
        place = next((i for i in same if _is_same(distinct[i], item)), None)
        if place is None:
            same.append(len(distinct))
            distinct.append(item)
        else:
            distinct[place] = _one_of(distinct[place], item)
    return distinct


def _name(item: Item) -> str:
    if isinstance(item, OfferRef):
        return item.offer_id
    return item.url if isinstance(item, ShortLink) else f"{item.reason} {item.text}"


def _is_same(first: Item, second: Item) -> bool:
    if isinstance(first, OfferRef) and isinstance(second, OfferRef):
        return first.sku_id == second.sku_id or None in (first.sku_id, second.sku_id)
    return type(first) is type(second)


def _one_of(first: Item, second: Item) -> Item:
    if isinstance(first, OfferRef) and isinstance(second, OfferRef):
        first = replace(first, sku_id=first.sku_id or second.sku_id, bare=first.bare and second.bare)
    if not isinstance(first, NoOffer) and not isinstance(second, NoOffer):
        first = replace(first, words="\n".join(filter(None, (first.words, second.words))))
    later = reading_of(second)
    return first if later is None else counted(first, agreed(reading_of(first), later))


def _seen(text: str) -> str:
    return visible(text).replace("：//", "://")


_PHRASE = r"[^\s，,。！!？?；;：:、（）()\0]{0,40}"
_SHARED = re.compile(
    rf"[,，]?\s*{_PHRASE}(?:复\.?制|打开|点击链接|点此|查看|粘贴|长按|分享|口令|SearchCode|手机阿里|支付宝|快来|好货|好物"
    rf"|来自1688|我在1688|我在阿里巴巴){_PHRASE}|[￥¥][^￥¥\s]{{6,}}[￥¥]|(?<![A-Za-z0-9])CZ[0-9]{{4}}(?![A-Za-z0-9])"
)
"""What the app and its like add to a shared product: phrases and codes."""
_SIGN = r"(?:[!,.:;]|[^\w\s!-~×])"
_LEFT_OVER = re.compile(rf"(?<!\S)(?:{_SIGN}*(?:或者?|在)(?!\S)|{_SIGN}+)")
"""What says nothing beside them: signs, and an "or"."""
_CODE_BEHIND = re.compile(r"\s*[A-Z]{2,3}[0-9]{3,5}(?!\S)")
_CODE_BEFORE = re.compile(r"(?<!\S)0[0-9]{3}\s*\Z")
_NUMBERING = re.compile(r"\s*[(（]?[0-9]{1,2}[.)）、]\s*\Z")
_BLANK = re.compile(r"\0+")


def with_words(items: Sequence[Item], rest: str, mark: str = "") -> list[Item]:
    """The items of a text, in order, each with its words; `rest` is the text with the items blanked.

    Words begin with `mark`, if there are any.
    """
    if not items:
        return []
    pieces = _pieces(items, rest)
    words = [[""] for _ in items]
    text_first = bool(pieces[0].strip()) and not pieces[-1].strip()
    words[0] += pieces[0].split("\n")
    words[-1] += pieces[-1].split("\n")
    for place, piece in enumerate(pieces[1:-1]):
        behind, *between = piece.split("\n")
        before = between.pop() if between else ""
        words[place + (text_first and not between and not before)].append(behind)
        words[place + text_first] += between
        words[place + 1].append(before)
    joined = ("\n".join(filter(str.strip, lines)) for lines in words)
    return [
        item if isinstance(item, NoOffer) else replace(item, words=mark + beside if beside else "")
        for item, beside in zip(items, joined, strict=True)
    ]


def _pieces(items: Sequence[Item], rest: str) -> list[str]:
    """The texts before, between and behind the items."""
    ends = [0, *(item.end for item in items)]
    starts = [*(item.start for item in items), len(rest)]
    pieces = [rest[end:start] for end, start in zip(ends, starts, strict=True)]
    for place, item in enumerate(items):
        if isinstance(item, ShortLink):
            pieces[place] = _CODE_BEFORE.sub("", pieces[place])
            pieces[place + 1] = _CODE_BEHIND.sub("", pieces[place + 1], count=1)
        start = pieces[place].rfind("\n") + 1
        pieces[place] = pieces[place][:start] + _NUMBERING.sub("", pieces[place][start:])
    plain = [_BLANK.sub("\n", _SHARED.sub(" ", piece)) for piece in pieces]
    return [_LEFT_OVER.sub(" ", piece) for piece in plain] if any(map(_SHARED.search, pieces)) else plain
