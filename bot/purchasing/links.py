"""Reads a pasted text: the offers and short links in it, in order, with their quantities."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.purchasing.classify_url import Item, NoOffer, OfferRef, Reason, ShortLink, refused
from bot.purchasing.find_urls import blanked, links_in, numbers_in, read_number
from bot.purchasing.match_quantities import agreed, counted, reading_of, with_quantities
from bot.purchasing.quantity import Reading, Said, Wrong, doubted, leading, mentions
from bot.purchasing.text import is_reordered, one_line, visible

MOST_LINKS = 20
"""The most links of one text that are read."""


@dataclass(frozen=True, slots=True)
class Found:
    """Everything in a text, in the order of the text; never empty."""

    items: tuple[Item, ...]

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


@dataclass(frozen=True, slots=True)
class Buy:
    """What `/buy` asks for; quantity and variant are None if they were not given."""

    item: OfferRef | ShortLink
    quantity: Said | None = None
    variant: str | None = None


_TITLE = re.compile(r"【[^【】\n]*】")
_SHARE_CODE = re.compile(r"\s*[A-Z]{2,3}[0-9]{3,5}(?!\S)")
_COMMAND_ID = re.compile(r"\s*([1-9][0-9]{8,12})(?![^\s,;])", re.ASCII)
_BETWEEN = " \t\n,;:"
_LONGEST_VARIANT = 200


def find(text: str) -> Found:
    """The offers, short links and rejected parts of a text; nothing is fetched, nothing is raised."""
    seen = _seen(text)
    links = links_in(seen)
    rest = blanked(seen, links)
    numbers = numbers_in(rest)
    rest = _TITLE.sub(lambda title: "\0" * len(title[0]), blanked(rest, numbers))
    anchors = sorted([*links, *(n for n in numbers if isinstance(n, OfferRef))], key=_start)
    found = with_quantities(anchors, rest, certain=not is_reordered(text))
    found += [number for number in numbers if isinstance(number, NoOffer)]
    items = _limited(_distinct(sorted(found, key=_start)), seen)
    return Found(tuple(items) or (_nothing_in(seen),))


def merge(found: Found, resolved: Mapping[str, OfferRef | NoOffer]) -> Found:
    """The same text after its short links (by their `url`) are resolved; quantities stay, duplicates are dropped."""
    return Found(tuple(_distinct(_opened(item, resolved) for item in found.items)))


def parse_buy(args: str) -> Buy | NoOffer | Wrong:
    """Read the arguments of `/buy`: an id or a link, then the quantity, then the variant in free words."""
    seen = _seen(args)
    item = _to_buy(seen)
    if isinstance(item, NoOffer):
        return item
    after = seen[item.end :]
    if isinstance(item, ShortLink):
        after = _SHARE_CODE.sub("", after, count=1)
    reading, words = _said(after.lstrip(_BETWEEN), seen[: item.start].strip(), item)
    if reading is not None and is_reordered(args):
        reading = doubted(reading)
    if isinstance(reading, Wrong):
        return reading
    variant = one_line(words).strip(_BETWEEN)[:_LONGEST_VARIANT].strip()
    return Buy(_uncounted(item), reading, variant or None)


def _to_buy(seen: str) -> OfferRef | ShortLink | NoOffer:
    """The one thing that `/buy` names; an id at the beginning was typed on purpose, so it is not `bare`."""
    if named := _COMMAND_ID.match(seen):
        item = read_number(named[1])
        return item if isinstance(item, NoOffer) else OfferRef(named[1], start=named.start(1), end=named.end())
    found = find(seen)
    wanted = [item for item in found.items if not isinstance(item, NoOffer)]
    if not wanted:
        return found.rejected[0]
    several = [item for item in wanted if isinstance(item, ShortLink) or not item.bare]
    return refused(Reason.TOO_MANY, seen) if len(several) > 1 else (several or wanted)[0]


def _uncounted(item: OfferRef | ShortLink) -> OfferRef | ShortLink:
    return replace(item, quantity=None, doubt=None)


def _said(after: str, before: str, item: OfferRef | ShortLink) -> tuple[Reading | None, str]:
    """The quantity of a `/buy`, and the words left for the variant."""
    if head := leading(after):
        return head.reading, after[head.end :]
    if before and (head := leading(before)) and head.end == len(before):
        return head.reading, after
    words = after
    for mention in reversed(list(mentions(after))):
        words = words[: mention.start] + " " + words[mention.end :]
    return reading_of(item), words


def _opened(item: Item, resolved: Mapping[str, OfferRef | NoOffer]) -> Item:
    target = resolved.get(item.url) if isinstance(item, ShortLink) else None
    if target is None:
        return item
    return counted(replace(target, start=item.start, end=item.end), reading_of(item))


def _distinct(items: Iterable[Item]) -> list[Item]:
    """The items without repetitions; two SKUs of one offer are two items."""
    kept: list[Item] = []
    places: dict[str, list[int]] = {}
    for item in items:
        same = places.setdefault(_name(item), [])
        place = next((i for i in same if _is_same(kept[i], item)), None)
        if place is None:
            same.append(len(kept))
            kept.append(item)
        else:
            kept[place] = _one_of(kept[place], item)
    return kept


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
    later = reading_of(second)
    return first if later is None else counted(first, agreed(reading_of(first), later))


def _limited(items: Sequence[Item], seen: str) -> list[Item]:
    """The first 20 links and the first 20 refusals; if there are more links, the next one becomes TOO_MANY."""
    kept: list[Item] = []
    counts: Counter[bool] = Counter()
    for item in items:
        is_refused = isinstance(item, NoOffer)
        counts[is_refused] += 1
        if counts[is_refused] <= MOST_LINKS:
            kept.append(item)
        elif not is_refused:
            over = refused(Reason.TOO_MANY, seen[item.start : item.end])
            return [*kept, replace(over, start=item.start, end=item.end)]
    return kept


def _seen(text: str) -> str:
    return visible(text).replace("：//", "://")


def _start(item: Item) -> int:
    return item.start


def _nothing_in(text: str) -> NoOffer:
    alone = text.strip()
    return refused(Reason.SITE_NAME if alone == "1688" else Reason.NOTHING, alone)
