"""Finds the text for a key in a person's language; libraries do the plurals and numbers."""

import logging
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser

from bot.purchasing.text import known_language

_COUNT = re.compile(r"(\{ \$(?:n|days|percent|looks|needed) \}|¥|\b1) (?=[^\W\d_]|%|\{ \$(?:currency|rate) \})")
"""A number before what it counts, and a sign before its amount: no line breaks between them."""
_ENTRY = re.compile(r"^(?P<key>[a-z][\w-]*) *=.*(?:\n(?![^\s}]).*)*", re.MULTILINE)
"""A text with its key and the indented lines that follow."""
_LOG = logging.getLogger(__name__)
_PARSER = FluentParser(with_spans=False)
"""Drops places in the file: they are two fifths of the memory that a text takes."""


class Catalogue:
    """The texts of one language. Each is parsed when it is first said: all at once take 0.07 s and 3 MiB a language."""

    def __init__(self, language: str, source: str) -> None:
        self._bundle = FluentBundle([language], use_isolating=False)
        self._unread = {found["key"]: found[0] for found in _ENTRY.finditer(_COUNT.sub("\\1\u00a0", source))}

    def __contains__(self, key: str) -> bool:
        return key in self._unread or self._bundle.has_message(key)

    def write(self, key: str, facts: Mapping[str, object]) -> tuple[str, list[Exception]]:
        """The text of `key` with these facts, and what is wrong with it. Raises KeyError."""
        if unread := self._unread.get(key):
            self._bundle.add_resource(_PARSER.parse(unread))
            self._unread.pop(key, None)  # only now: another thread may want the same text
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        native = {
            name: value if isinstance(value, int | Decimal | str) and not isinstance(value, bool) else str(value)
            for name, value in facts.items()
        }
        written, errors = self._bundle.format_pattern(pattern, native)
        return str(written), errors


def say(language: str, key: str, **facts: object) -> str:
    """The text of `key`; whole numbers are grouped and counted as the language does it."""
    chosen = known_language(language)
    written = _written(chosen, key, facts)
    if written is None and chosen != "en":
        _LOG.error("no text %s in %s", key, chosen)
        written = _written("en", key, facts)
    if written is None:
        _LOG.error("no text %s", key)
    return key if written is None else written


def has(key: str) -> bool:
    """Whether there is a text for a key that comes from outside the catalogues."""
    return key in catalogue("en")


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of LANGUAGES."""
    files = sorted(Path(__file__).parent.glob(f"{language}*.ftl"))
    return Catalogue(language, "\n".join(each.read_text("utf-8") for each in files))


def _written(language: str, key: str, facts: Mapping[str, object]) -> str | None:
    try:
        written, errors = catalogue(language).write(key, facts)
    except KeyError:
        return None
    if errors:
        _LOG.error("text %s in %s: %s", key, language, "; ".join(map(str, errors)))
    return written
