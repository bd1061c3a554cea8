"""Finds the variants of an offer that typed words can mean."""

import re

from bot.purchasing.offer import Offer, Sku

_BETWEEN = str.maketrans("/,;，；、", "      ")


def match_variant(offer: Offer, text: str) -> tuple[Sku, ...]:
    """The SKUs that a typed variant such as `white/M` or `白色 M` can mean; only the best match."""
    words = _words(text)
    if not words:
        return ()
    exact = tuple(s for s in offer.skus if text.strip().casefold() in (s.label.casefold(), s.sku_id, s.spec_id))
    if exact:
        return exact
    whole = tuple(s for s in offer.skus if all(w in _names(s) for w in words))
    if whole:
        return whole
    return tuple(s for s in offer.skus if all(any(_stands_in(w, name) for name in _names(s)) for w in words))


def names_exactly(offer: Offer, text: str) -> bool:
    """Whether each word is the whole value of one variant's attribute, so that none of them is a quantity."""
    words = _words(text)
    return bool(words) and any(all(w in _names(sku) for w in words) for sku in offer.skus)


def _words(text: str) -> list[str]:
    return text.casefold().translate(_BETWEEN).split()


def _names(sku: Sku) -> set[str]:
    return {v.casefold() for a in sku.attributes for v in (a.value, a.value_translated) if v}


def _stands_in(word: str, name: str) -> bool:
    """Whether a word is part of a value; a number or a single letter only if it stands there by itself."""
    if word.isdigit():
        return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", name) is not None
    if len(word) == 1 and word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", name) is not None
    return word in name
