"""Finds the text for a key in a person's language; libraries do the plurals and numbers."""

import logging
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

from bot.purchasing.languages import known

_COUNT = re.compile(r"(\{ \$(?:n|days|percent|looks|needed) \}|¥|\b1) (?=[^\W\d_]|%|\{ \$(?:currency|rate) \})")
"""A number before what it counts, and a sign before its amount: no line breaks between them."""
_LOG = logging.getLogger(__name__)
_PARSER = FluentParser(with_spans=False)
"""Drops places in the file: they are two fifths of the memory that the catalogues take."""


def say(language: str, key: str, **facts: object) -> str:
    """The text of `key`; whole numbers are grouped and counted as the language does it."""
    chosen = known(language)
    found = _written(chosen, key, facts)
    if found is None and chosen != "en":
        _LOG.error("no text %s in %s", key, chosen)
        found = _written("en", key, facts)
    if found is None:
        _LOG.error("no text %s", key)
    return key if found is None else found


def has(key: str) -> bool:
    """Whether there is a text for a key that comes from outside the catalogues."""
    return catalogue("en").has_message(key)


@cache
def catalogue(language: str) -> FluentBundle:
    """The parsed catalogue of one of LANGUAGES."""
    bundle = FluentBundle([language], use_isolating=False)
    for name in (language, f"{language}-team", f"{language}-sku"):
        source = _COUNT.sub("\\1\u00a0", Path(__file__).with_name(f"{name}.ftl").read_text("utf-8"))
        bundle.add_resource(_PARSER.parse(source))
    return bundle


def _written(language: str, key: str, facts: Mapping[str, object]) -> str | None:
    bundle = catalogue(language)
    if not bundle.has_message(key):
        return None
    pattern = bundle.get_message(key).value
    if pattern is None:
        return None
    written, errors = bundle.format_pattern(pattern, {name: _native(value) for name, value in facts.items()})
    if errors:
        _LOG.error("text %s in %s: %s", key, language, "; ".join(map(str, errors)))
    return str(written)


def _native(value: object) -> str | int | Decimal:
    return value if isinstance(value, int | Decimal | str) and not isinstance(value, bool) else str(value)
