"""The journal as a hash chain: which parts of an entry are hashed, together with the previous entry's hash."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

SEALED = "sealed"
"""A personal fact of an entry is replaced by an object with this one key, whose value is its salted digest."""


CONVERTED = "journal_converted"
"""The entry that tells that personal facts were taken out of all entries before it, which changed their hashes."""


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
        return hash_of(
            self.previous, at=self.at, kind=self.kind, actor=self.actor_id, request=self.request_id,
            attempt=self.attempt_id, order=self.order_id, facts=json.loads(self.facts), bot=self.bot_id,
            update=self.update_id,
        )  # fmt: skip


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


def hash_of(
    previous: str,
    *,
    at: datetime,
    kind: str,
    actor: int | None,
    request: int | None,
    attempt: int | None,
    order: str | None,
    facts: Any,
    bot: int | None,
    update: int | None,
) -> str:
    """SHA-256 over the previous entry's hash and this entry in canonical JSON, as hex."""
    content = {
        "at": at.isoformat(), "kind": kind, "actor": actor, "request": request, "attempt": attempt, "order": order,
        "facts": facts, "bot": bot, "update": update,
    }  # fmt: skip
    return hashlib.sha256((previous + canonical(content)).encode()).hexdigest()
