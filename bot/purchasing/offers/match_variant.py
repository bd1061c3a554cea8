"""Finds the variants of an offer that typed words can mean."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from bot.purchasing.offers.offer import Attribute, Offer, Sku
from bot.purchasing.offers.variant_words import meanings, with_phrases

_BETWEEN = str.maketrans("/,;，；、", "      ")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}\s?[^\W\d])")
"""A comma between digits is the decimal one if a unit follows: 1,5 м."""


def match_variant(offer: Offer, text: str) -> tuple[Sku, ...]:
    """The SKUs that a typed variant such as `white/M` or `白色 M` can mean; only the best match.

    The words may be those of any language: see `variant_words`.
    """
    words = _words(text)
    if not words:
        return ()
    exact = tuple(s for s in offer.skus if text.strip().casefold() in (s.label.casefold(), s.sku_id, s.spec_id))
    if exact:
        return exact
    told, together = _told(offer), _together(text)
    for said, fits in ((words, _is_named), (together, _is_meant), (words, _is_within), (together, _is_within)):
        found = tuple(sku for sku in offer.skus if _all_fit(said, sku, told, fits))
        if found:
            return found
    return ()


def names_exactly(offer: Offer, text: str) -> bool:
    """Whether each word is the whole value of one variant's attribute, so that none of them is a quantity."""
    told = _told(offer)
    return any(
        said and any(_all_fit(said, sku, told, _is_meant) for sku in offer.skus)
        for said in (_words(text), _together(text))
    )


Told = Mapping[str, frozenset[str]]
"""The seller's values with what 1688 told of them in other languages than the one that the offer was read in."""


def _told(offer: Offer) -> Told:
    found: dict[str, set[str]] = {}
    for words in offer.words:
        for value, told in words.values:
            found.setdefault(value, set()).add(told.casefold())
    return {value: frozenset(names) for value, names in found.items()}


def _words(text: str) -> list[str]:
    return text.casefold().translate(_BETWEEN).split()


def _together(text: str) -> list[str]:
    plain = _DECIMAL_COMMA.sub(".", text.casefold())
    return with_phrases(plain.translate(_BETWEEN))


def _all_fit(words: Iterable[str], sku: Sku, told: Told, fits: Callable[[str, frozenset[str]], bool]) -> bool:
    names = _names(sku.attributes)
    if told:
        names = names.union(*(told.get(each.value, frozenset()) for each in sku.attributes))
    return all(fits(word, names) for word in words)


@lru_cache(maxsize=8_192)
def _names(attributes: tuple[Attribute, ...]) -> frozenset[str]:
    return frozenset(v.casefold() for a in attributes for v in (a.value, a.value_translated) if v)


def _is_named(word: str, names: frozenset[str]) -> bool:
    return word in names


def _is_meant(word: str, names: frozenset[str]) -> bool:
    meant = meanings(word)
    return word in names or (bool(meant) and any(meant & meanings(name) for name in names))


def _is_within(word: str, names: frozenset[str]) -> bool:
    return any(_stands_in(word, name) for name in names) or _is_meant(word, names)


def _stands_in(word: str, name: str) -> bool:
    """Whether a word is part of a value; a number or a single letter only if it stands there by itself."""
    if word.isdigit():
        return re.search(rf"(?<!\d){re.escape(word)}(?!\d)", name) is not None
    if len(word) == 1 and word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", name) is not None
    return word in name
