"""Own SKUs and the offers that they are bought as: the variants and pieces of what was asked for, and typed sources."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.purchasing.choice import Choice
from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.match_variant import match_variant
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import AskedSku, Source, read_ratio
from bot.purchasing.snapshot import Line
from bot.purchasing.text import is_reordered, one_line


def choice_by(offer: Offer, asked: AskedSku) -> Choice:
    """The choice that a code makes of its offer; a variant that does not fit is asked for. Lots come later."""
    source, own = asked.source, (asked,)
    if source.spec_id:
        return Choice.of(asked.pieces, source.spec_id, own=own)
    fitting = match_variant(offer, source.variant) if source.variant else ()
    if not source.variant and len(offer.skus) == 1:
        fitting = offer.skus
    if len(fitting) != 1:
        return Choice.of(asked.pieces, wanted=source.variant if offer.skus else "", own=own)
    return Choice.of(asked.pieces, fitting[0].spec_id, own=own)


def placed(choice: Choice) -> tuple[AskedSku, ...]:
    """Its own SKUs, each with the variant that is bought for it."""
    only = choice.spec_id
    if only is None:
        return choice.own
    return tuple(
        each if each.source.spec_id else replace(each, source=replace(each.source, spec_id=only)) for each in choice.own
    )


def in_whole_lots(offer: Offer, choice: Choice) -> Choice:
    """The choice with the pieces of each variant that a code asked for raised to whole lots; said twice it is once."""
    lot, ours = offer.lot or 1, {each.source.spec_id for each in choice.own if each.count}
    if not ours or lot < 2:
        return choice
    raised = [
        replace(each, quantity=_raised(each.quantity, lot))
        if each.quantity is not None and (not choice.several or each.spec_id in ours)
        else each
        for each in choice.pieces
    ]
    return replace(choice, pieces=tuple(raised))


def _raised(pieces: int, lot: int) -> int:
    return -(-pieces // lot) * lot


@dataclass(frozen=True)
class Reckoned:
    """How the pieces of a choice came about from its codes.

    `wanted` pieces were asked for by codes, `bought` are bought of those variants; `lots` tells that the difference is
    the raise to whole lots, and that nobody changed the pieces since.
    """

    wanted: int
    bought: int
    lots: bool


def reckoned(offer: Offer, choice: Choice) -> Reckoned:
    """The pieces that were asked for by codes, and those that are bought of their variants."""
    wanted: Counter[str] = Counter()
    for each in (own for own in placed(choice) if own.count):
        wanted[each.source.spec_id if choice.several else ""] += each.pieces
    counted = choice.counted if choice.several else {"": choice.quantity or 0}
    lot = offer.lot or 1
    lots = all(counted.get(spec) == _raised(pieces, lot) for spec, pieces in wanted.items())
    return Reckoned(wanted.total(), sum(counted.get(spec, 0) for spec in wanted), lots)


def another_variant(choice: Choice, asked: AskedSku) -> bool:
    """Whether somebody chose another variant than the one that the code means."""
    specs = {each.spec_id for each in choice.pieces if each.spec_id}
    return bool(asked.count and asked.source.spec_id and specs) and asked.source.spec_id not in specs


def bought_by(choice: Choice, lines: Iterable[Line]) -> tuple[AskedSku, ...]:
    """The own SKUs of a choice that are bought by these lines of its offer; one whose variant is open is by any."""
    specs = {line.spec_id or "" for line in lines}
    if not choice.several:
        return choice.own if (choice.spec_id or "") in specs else ()
    return tuple(each for each in choice.own if each.source.spec_id in specs | {""})


_TIMES = re.compile(r"(?:^|\s)[x×хX✕✖*]\s?(\S+)\s*\Z")
"""The ratio at the end: `x5`. Anything that stands there instead of a number is a wrong ratio, and no words."""
_NUMBERISH = re.compile(r"[-+.,]?[0-9]\S*")


@dataclass(frozen=True)
class TypedRatio:
    """The text before a ratio, and the ratio: None if none was typed, 0 if what was typed is none."""

    rest: str
    ratio: int | None


def typed_ratio(text: str) -> TypedRatio:
    """Split `<link> white M x5` before its ratio."""
    match = _TIMES.search(text)
    if match is None or not _NUMBERISH.match(match[1]):
        return TypedRatio(text, None)
    return TypedRatio(text[: match.start()].rstrip(), read_ratio(match[1]) or 0)


def source_of(offer: Offer, words: str, sku_id: str | None) -> Source | str:
    """The source that a link with the words beside it names; the words that are no single variant of the offer.

    Without words it is the variant of the link, or the only one, or none: then it is chosen whenever it is bought.
    """
    if is_reordered(words):
        return one_line(words)
    asked = asked_for(offer, words)
    if asked.several or asked.unread or asked.quantity is not None or len(asked.skus) > 1:
        return one_line(words)
    skus = asked.skus or tuple(sku for sku in offer.skus if sku_id and sku.sku_id == sku_id)
    if not skus and len(offer.skus) == 1:
        skus = offer.skus
    found = next((sku for sku in skus if sku.spec_id), None)
    return Source(offer.offer_id, found.spec_id, found.label) if found else Source(offer.offer_id)
