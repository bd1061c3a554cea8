"""Takes what is personal out of the journal's old entries, as revision 0024 knew them, and chains them anew.

The hashes that entries had would confirm a guessed name for ever, so they lie beside the journal and can be erased;
their digest is salted for the same reason. Later changes of what is personal do not belong here: entries since then are
sealed as they are written.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, column, select, table, text
from sqlalchemy.exc import DBAPIError

AT_ONCE = 2000
SEVERAL = 0
"""Whose a text is that names several people: the rules of a team, before they named people by number."""
_ACTOR = "actor"
_PERSON = (("person", "person_id"),)
_PERSONAL: dict[str, tuple[tuple[str, str], ...]] = {
    "answer": (("text", _ACTOR),),
    "away": (("by", "by_id"), ("delegate", "delegate_id")),
    "back_in_group": _PERSON,
    "declined": (("reason", _ACTOR),),
    "left_group": _PERSON,
    "notify": (("chosen", _ACTOR),),
    "paused": (("reason", _ACTOR),),
    "question": (("text", _ACTOR),),
    "team_added": (("people.*.name", "people.*.id"),),
    "team_joined": _PERSON,
    "team_limit": _PERSON,
    "team_policy": (("after", ""), ("before", "")),
    "team_proposed": (
        ("change.people.*.name", "change.people.*.id"),
        ("change.people.*.language", "change.people.*.id"),
    ),
    "team_removed": _PERSON,
    "team_roles": _PERSON,
    "told_seller": (("text", _ACTOR),),
    "voted": (("reason", _ACTOR),),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EVENT = table(
    "event",
    *(column(each) for each in (
        "id", "at", "kind", "actor_id", "request_id", "attempt_id", "order_id", "facts", "bot_id", "update_id",
        "previous", "hash",
    )),
)  # fmt: skip
_id = _EVENT.c.id
_NEXT = select(_EVENT).where(_id > bindparam("after")).order_by(_id)
_NUMBERS = select(_id).where(_id > bindparam("after")).order_by(_id)
_ONE = select(_EVENT).where(_id == bindparam("id"))
_CHANGE = text("UPDATE event SET facts = :facts, previous = :previous, hash = :hash WHERE id = :id")
_BESIDE = text(
    "INSERT INTO journal_personal (event_id, field, person_id, value, salt)"
    " VALUES (:event_id, :field, :person_id, :value, :salt)"
)
_BEFORE = text("INSERT INTO journal_before (event_id, hash) VALUES (:event_id, :hash)")
_LAST = text(
    "INSERT INTO event (at, kind, facts, previous, hash) VALUES (:at, 'journal_converted', :facts, :previous, :hash)"
)
_NUMBER = text("SELECT id FROM event WHERE hash = :hash")
_NOW = {
    "sqlite": "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000",
    "postgresql": "SELECT CAST(extract(epoch FROM now()) * 1000 AS BIGINT) * 1000",
}


@dataclass
class _Chain:
    """How far it has got: the last hash as it was and as it is, and what was found wrong on the way."""

    entries: int = 0
    sealed: int = 0
    changed: int = 0
    """Entries that have another hash than before."""
    number: int = 0
    was: str | None = ""
    """None if the last entry cannot be read."""
    now: str = ""
    faults: int = 0
    broken: dict[str, Any] | None = None
    """The first entry that was not as it was written, and the kind of fault."""
    every: Any = field(default_factory=hashlib.sha256)
    """Over all hashes as they were."""

    def faulty(self, number: int, kind: str) -> None:
        self.faults += 1
        self.broken = self.broken or {"entry": number, "fault": kind}


@dataclass
class _Work:
    """What is written for a page of entries: they themselves, and what stands beside them."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    beside: list[dict[str, Any]] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        for statement, rows in ((_CHANGE, self.changes), (_BESIDE, self.beside), (_BEFORE, self.before)):
            if rows:
                connection.execute(statement, rows)


def convert(connection: Connection) -> None:
    """Convert every entry, and journal that. An entry that was not as it was written stays so, and is named."""
    chain = _Chain()
    while rows := _page(connection, chain.number):
        work = _Work()
        for row in rows:
            _follow(chain, row, work)
        work.write(connection)
    if chain.entries:
        _journal(connection, chain)


def _page(connection: Connection, after: int) -> list[dict[str, Any]]:
    try:
        return [dict(row._mapping) for row in connection.execute(_NEXT.limit(AT_ONCE), {"after": after})]
    except (DBAPIError, ValueError):
        numbers = connection.execute(_NUMBERS.limit(AT_ONCE), {"after": after}).scalars().all()
        return [_one(connection, number) for number in numbers]


def _one(connection: Connection, number: int) -> dict[str, Any]:
    try:
        return dict(connection.execute(_ONE, {"id": number}).one()._mapping)
    except (DBAPIError, ValueError):
        return {"id": number}


def _follow(chain: _Chain, row: dict[str, Any], work: _Work) -> None:
    chain.entries, chain.number = chain.entries + 1, row["id"]
    if "hash" not in row:
        chain.faulty(row["id"], "unreadable")
        chain.was, chain.now = None, ""
        return
    follows = row["previous"] == chain.was
    if not follows:
        chain.faulty(row["id"], "chain")
    previous = chain.now if follows else row["previous"]
    content = _content(row)
    sound = content is not None and _hash_of(row["previous"], content) == row["hash"]
    if follows and not sound:
        chain.faulty(row["id"], "content")
    taken = list(_taken(row, content)) if content is not None else []
    new = _hash_of(previous, content) if sound and content is not None else row["hash"]
    chain.was, chain.now, chain.sealed = row["hash"], new, chain.sealed + len(taken)
    chain.every.update(str(row["hash"]).encode())
    work.beside += taken
    if taken or (previous, new) != (row["previous"], row["hash"]):
        facts = _stored(content["facts"]) if taken and content is not None else row["facts"]
        work.changes.append({"id": row["id"], "facts": facts, "previous": previous, "hash": new})
    if new != row["hash"]:
        chain.changed += 1
        work.before.append({"event_id": row["id"], "hash": row["hash"]})


def _content(row: dict[str, Any]) -> dict[str, Any] | None:
    """What is hashed of an entry, together with the hash before; None if it cannot be read."""
    try:
        at = (_EPOCH + timedelta(microseconds=row["at"])).isoformat()
        facts = json.loads(row["facts"])
    except (TypeError, ValueError, OverflowError):
        return None
    return {
        "at": at, "kind": row["kind"], "actor": row["actor_id"], "request": row["request_id"],
        "attempt": row["attempt_id"], "order": row["order_id"], "facts": facts, "bot": row["bot_id"],
        "update": row["update_id"],
    }  # fmt: skip


def _taken(row: dict[str, Any], content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Take the personal facts out of an entry, and leave their digests there."""
    facts = content["facts"]
    for path, subject in _PERSONAL.get(row["kind"], ()):
        for exact, whose in _exact(facts, path, subject):
            value, owner = _at(facts, exact), _owner(row, facts, whose)
            if not isinstance(owner, int) or value in (None, "", {}, []):
                continue
            if owner == SEVERAL and "@" not in str(value):
                continue
            sealed, salt = _sealed(value)
            _put(facts, exact, sealed)
            yield _personal(row["id"], exact, owner, value, salt)


def _sealed(value: Any) -> tuple[dict[str, str], str]:
    """What stands in an entry for a value, and the salt that lies beside it."""
    salt = secrets.token_hex(32)
    return {"sealed": hashlib.sha256(bytes.fromhex(salt) + _canonical(value).encode()).hexdigest()}, salt


def _personal(number: int, exact: str, owner: int, value: Any, salt: str) -> dict[str, Any]:
    return {"event_id": number, "field": exact, "person_id": owner, "value": _stored(value), "salt": salt}


def _owner(row: dict[str, Any], facts: Any, whose: str) -> Any:
    if not whose:
        return SEVERAL
    return row["actor_id"] if whose == _ACTOR else _at(facts, whose)


def _exact(facts: Any, path: str, subject: str) -> Iterator[tuple[str, str]]:
    before, star, after = path.partition("*")
    if not star:
        yield path, subject
        return
    items = _at(facts, before.rstrip("."))
    for place in range(len(items) if isinstance(items, list) else 0):
        yield from _exact(facts, f"{before}{place}{after}", subject.replace("*", str(place), 1))


def _at(facts: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(facts, dict):
            facts = facts.get(step)
        elif isinstance(facts, list) and int(step) < len(facts):
            facts = facts[int(step)]
        else:
            return None
    return facts


def _put(facts: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    inner = _at(facts, ".".join(way)) if way else facts
    inner[int(last) if isinstance(inner, list) else last] = value


def _journal(connection: Connection, chain: _Chain) -> None:
    """Add the entry that tells of the conversion: where the chain ended, and what was wrong with it.

    The digest over the hashes of before is sealed, as several people's: it goes with the first who is forgotten.
    """
    hashes, salt = _sealed(chain.every.hexdigest())
    at = connection.execute(text(_NOW[connection.dialect.name])).scalar_one()
    facts = {
        "entries": chain.entries, "number": chain.number, "changed": chain.changed, "hashes": hashes,
        "sealed": chain.sealed, "faults": chain.faults, "broken": chain.broken,
    }  # fmt: skip
    row = dict.fromkeys(("actor_id", "request_id", "attempt_id", "order_id", "bot_id", "update_id"))
    content = _content(row | {"at": at, "kind": "journal_converted", "facts": _stored(facts)})
    values = {"at": at, "facts": _stored(facts), "previous": chain.now, "hash": _hash_of(chain.now, content)}
    connection.execute(_LAST, values)
    number = connection.execute(_NUMBER, {"hash": values["hash"]}).scalar_one()
    connection.execute(_BESIDE, [_personal(number, "hashes", SEVERAL, chain.every.hexdigest(), salt)])


def _hash_of(previous: Any, content: dict[str, Any] | None) -> str:
    return hashlib.sha256((str(previous) + _canonical(content)).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True)


def _stored(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
