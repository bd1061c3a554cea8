"""Reads what somebody types to keep an own SKU: its source with the words beside the link, and its ratio."""

import re
from dataclasses import dataclass

from bot.purchasing.offers.asked_for import asked_for
from bot.purchasing.offers.offer import Offer
from bot.purchasing.own_sku import Source, read_ratio
from bot.purchasing.own_skus.own_sku_pieces import source_in
from bot.purchasing.text import is_reordered, one_line

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
    found = _TIMES.search(text)
    if found is None or not _NUMBERISH.match(found[1]):
        return TypedRatio(text, None)
    return TypedRatio(text[: found.start()].rstrip(), read_ratio(found[1]) or 0)


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
    return source_in(offer, skus[0].spec_id if skus else "")
