"""The journal as a hash chain: what of an entry is hashed with the hash before it, and how a hash is anchored.

An anchor is an HMAC under a key that the database never holds, so that whoever writes there cannot make the chain anew.

A personal fact is a name, what somebody wrote, or what somebody chose for themselves. It stands in `journal_personal`;
the entry holds a salted digest of it, so that it can be erased there without a change of the entry.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.purchasing.events.base import ACTOR, Personal

SEALED = "sealed"
"""A personal fact of an entry is replaced by an object with this one key, whose value is its salted digest."""
CONVERTED = "journal_converted"
"""The entry that tells that personal facts were taken out of all entries before it, which changed their hashes."""
HASHED = ("at", "kind", "actor_id", "request_id", "attempt_id", "order_id", "bot_id", "update_id")
"""What is hashed of an entry beside its facts, under these names without `_id`."""
VERSION = "journal1"
"""Part of what keys are derived by: another way of anchoring takes another word."""


@dataclass(frozen=True)
class BrokenBefore:
    """The first entry that was not as it was written before a conversion, and how many there were."""

    entry: int
    faults: int


@dataclass(frozen=True)
class PersonalValue:
    """What stands beside the journal for a field of an entry: its JSON as text, and the salt of its digest (hex)."""

    event_id: int
    field: str
    value: str
    salt: str


@dataclass(frozen=True)
class Entry:
    """One entry as stored; `facts` is its JSON as text, so that even an entry with broken facts can be named."""

    id: int
    at: datetime
    kind: str
    actor_id: int | None
    request_id: int | None
    attempt_id: int | None
    order_id: str | None
    facts: str
    bot_id: int | None
    update_id: int | None
    previous: str
    hash: str
    anchor: str | None = None
    """The HMAC of its hash under the key of the journal."""
    personal: tuple[PersonalValue, ...] = ()
    hash_before: str | None = None
    """The hash that it had before personal facts were taken out of old entries; None if none is kept."""

    def expected_hash(self) -> str:
        """The hash that it must have. Raises ValueError if its facts are no JSON."""
        told = {name: getattr(self, name) for name in HASHED}
        return hash_of(self.previous, told | {"facts": json.loads(self.facts)})


@dataclass(frozen=True)
class Unreadable:
    """An entry that the database cannot return."""

    id: int


def canonical(value: Any) -> str:
    """The one way to write a JSON value for a digest."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def digest_of(salt: str, value: Any) -> str:
    """SHA-256 over the salt (hex) and a value, as hex: tells nothing about a value that can be guessed."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(value).encode()).hexdigest()


def hash_of(previous: str, entry: Mapping[str, Any]) -> str:
    """SHA-256 over the previous entry's hash and an entry (HASHED and `facts`) in canonical JSON, as hex."""
    told = {name.removesuffix("_id"): value for name, value in entry.items()} | {"at": entry["at"].isoformat()}
    return hashlib.sha256((previous + canonical(told)).encode()).hexdigest()


class JournalKey:
    """Makes and checks anchors. `id` names the key and tells nothing about it."""

    def __init__(self, key: str) -> None:
        self._anchoring = _derived(key, "anchor")
        self.id = _derived(key, "id")[:8].hex()

    def anchor(self, hash: str) -> str:
        """The anchor of the entry with this hash: HMAC-SHA256, hex. The hash covers every entry before it."""
        return hmac.new(self._anchoring, hash.encode(), hashlib.sha256).hexdigest()

    def fits(self, hash: str, anchor: str | None) -> bool:
        """Whether that is the anchor of the entry with this hash."""
        return anchor is not None and hmac.compare_digest(self.anchor(hash).encode(), anchor.encode())


def _derived(key: str, use: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"caigou {VERSION} {use}".encode()).derive(bytes.fromhex(key))


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
