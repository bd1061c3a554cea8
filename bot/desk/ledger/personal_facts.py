"""Which facts of journal entries are personal and whose, and how they are taken out of an entry and sealed.

A personal fact is a name, what somebody wrote, or what somebody chose for themselves. It stands in `journal_personal`;
the entry holds a salted digest of it, so that it can be erased there without a change of the entry.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.desk.ledger.journal_chain import SEALED, digest_of
from bot.purchasing.events.base import ACTOR, Personal


@dataclass(frozen=True)
class PersonalFact:
    """What was taken out of an entry: where it stood, whose it is, and what its digest was made with (hex)."""

    field: str
    person_id: int
    value: Any
    salt: str


def seal(
    personal: Personal, actor: int | None, facts: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[PersonalFact, ...]]:
    """The facts of a new entry with digests in the place of those that are `personal`, and what was taken out."""
    if not personal:
        return dict(facts), ()
    copied = json.loads(json.dumps(facts))  # lists and dictionaries of its own, as they will be stored
    taken = []
    for field, subject in personal:
        for exact, whose in _exact(copied, field, subject):
            owner = actor if whose == ACTOR else value_at(copied, whose)
            value = value_at(copied, exact)
            if isinstance(owner, int) and value not in (None, "", {}, []):
                taken.append(PersonalFact(exact, owner, value, secrets.token_hex(32)))
                put_at(copied, exact, {SEALED: digest_of(taken[-1].salt, value)})
    return copied, tuple(taken)


def _exact(facts: Any, field: str, subject: str) -> Iterator[tuple[str, str]]:
    """The same for each item of the list that `*` stands for; nothing if the facts hold no such field."""
    before, star, after = field.partition("*")
    if not star:
        if value_at(facts, field) is not None:
            yield field, subject
        return
    items = value_at(facts, before.rstrip("."))
    for place in range(len(items) if isinstance(items, list) else 0):
        yield from _exact(facts, f"{before}{place}{after}", subject.replace("*", str(place), 1))


def value_at(facts: Any, field: str) -> Any:
    """The value at a path of names and numbers; None if there is none."""
    for step in field.split("."):
        if isinstance(facts, dict):
            facts = facts.get(step)
        elif isinstance(facts, list) and step.isdecimal() and int(step) < len(facts):
            facts = facts[int(step)]
        else:
            return None
    return facts


def sealed_in(facts: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Every digest in the facts of an entry: its path, and the digest (hex)."""
    if isinstance(facts, dict) and facts.keys() == {SEALED} and isinstance(facts[SEALED], str):
        yield way, facts[SEALED]
        return
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(facts, dict | list):
        inner = facts.items() if isinstance(facts, dict) else enumerate(facts)
    for step, each in inner:
        yield from sealed_in(each, f"{way}.{step}" if way else str(step))


def put_at(facts: Any, field: str, value: Any) -> None:
    """Replace the value at a path that there is."""
    *way, last = field.split(".")
    inner = value_at(facts, ".".join(way)) if way else facts
    inner[int(last) if isinstance(inner, list) else last] = value
