"""Takes a forgotten person's names and words out of stored values, and leaves everything else as it is."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.purchasing.approval.team import handle
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.approvals import AnswerNotice, DeclinedNotice, QuestionNotice
from bot.purchasing.notices.operations import PausedNotice
from bot.purchasing.notices.purchases import PlacedNotice
from bot.purchasing.text import one_line

FORMER = "\ufdd0"
"""Stands where a name was: a code point that Unicode gives to no character, so that nobody is called so."""
EXPORTED = "a former member"
"""The same in an export, whose columns are English."""


def exported(name: str) -> str:
    """A name as an export shows it."""
    return name.replace(FORMER, EXPORTED)


ERASED = "[erased]"
"""Stands where words were, in what was sent to 1688 and what came back."""
_LEAST = 2
"""A name of fewer characters is no name that could be told from other words."""
_WORDS_OF: dict[NoticeKind, dict[str, tuple[str, ...]]] = {
    DeclinedNotice.kind: {"by": ("reason",)},
    QuestionNotice.kind: {"by": ("text",)},
    AnswerNotice.kind: {"by": ("text",), "asker": ("question",)},
    PlacedNotice.kind: {"asked_by": ("why",)},
    PlacedNotice.kind_of_several: {"asked_by": ("why",)},
    PausedNotice.kind: {"by": ("reason",)},
}
"""A kind of message → the field with somebody's name → their own words beside it."""
_NOBODYS = frozenset({
    "title", "title_original", "variant", "variant_original", "unit", "unit_original", "words", "lines", "pay", "codes",
    "picture", "what", "how", "role", "roles", "hash", "verdict", "currency", "rate",
})  # fmt: skip
"""Fields that hold no name, whatever stands in them: goods may be called as people are."""


@dataclass(frozen=True)
class Forgotten:
    """Who is forgotten: Telegram's number, and every name that is known of them."""

    person_id: int
    names: frozenset[str] = field(default=frozenset())

    @cached_property
    def called(self) -> frozenset[str]:
        """Every form in which one of the names may be stored: as it is, on one line, after an @."""
        forms = (form for name in self.names for form in (name, one_line(name), handle(name)))
        return frozenset(form for form in forms if len(form) >= _LEAST and FORMER not in form)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest = sorted(self.called, key=lambda each: (-len(each), each))
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    @property
    def needles(self) -> tuple[str, ...]:
        """Texts of which one stands in every stored JSON that concerns this person."""
        forms = {form for name in self.called for form in (name, *_in_json(name))}
        return (str(self.person_id), *sorted(forms))

    def is_in(self, raw: str) -> bool:
        """Whether an update of Telegram, as JSON, is of them or names them."""
        try:
            return self._stands_in(json.loads(raw))
        except ValueError:
            return any(each in raw for each in self.needles)

    def _stands_in(self, value: Any) -> bool:
        if isinstance(value, str):
            return self._pattern is not None and self._pattern.search(value) is not None
        if isinstance(value, dict):
            return self.person_id in (value.get("id"), value.get("user_id")) or self._stands_in(list(value.values()))
        return isinstance(value, list) and any(map(self._stands_in, value))

    def without_names(self, text: str) -> str:
        """The text with the mark of a former member where a name stood."""
        return self._pattern.sub(FORMER, text) if self._pattern else text

    def without_person(self, value: Any) -> Any:
        """A JSON value without their names; `x` goes if `x_id` beside it is their number."""
        if isinstance(value, str):
            return self.without_names(value)
        if isinstance(value, list):
            return [self.without_person(each) for each in value]
        if isinstance(value, dict):
            return {name: self._field(value, name) for name in value}
        return value

    def message(self, kind: str, payload: Any) -> Any:
        """What a stored message of this kind says without their names, and without their words beside these."""
        if not isinstance(payload, dict):
            return payload
        shown = self.without_person(payload)
        for name, words in _WORDS_OF.get(NOTICE_KINDS[kind], {}).items():
            if FORMER in str(shown.get(name, "")):
                shown |= {word: "" for word in words if word in shown}
        return shown

    def _field(self, value: dict[str, Any], name: str) -> Any:
        if name in _NOBODYS:
            return value[name]
        theirs = value.get(f"{name}_id") == self.person_id
        listed = value.get("id") == self.person_id and name in ("name", "language")
        if (theirs or listed) and isinstance(value[name], str):
            return FORMER if name != "language" else ""
        return self.without_person(value[name])


def erase_words(text: str, words: Iterable[str]) -> str:
    """A stored text of the wire without these words, however JSON wrote them; every other byte stays."""
    for each in sorted(filter(None, words), key=len, reverse=True):
        for form in dict.fromkeys((each, *_in_json(each))):
            text = text.replace(form, ERASED)
    return text


def _in_json(words: str) -> tuple[str, ...]:
    """The words as JSON may hold them: plain or escaped, and once more inside a text of JSON."""
    once = [json.dumps(words, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True)]
    return (*once, *(json.dumps(each)[1:-1] for each in once))
