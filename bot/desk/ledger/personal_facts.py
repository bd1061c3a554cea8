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

_PERSON = (("person", "person_id"),)
_WROTE_REASON, _WROTE_TEXT = (("reason", ACTOR),), (("text", ACTOR),)
PERSONAL: dict[str, tuple[tuple[str, str], ...]] = {
    "away": (("by", "by_id"), ("delegate", "delegate_id")),
    "back_in_group": _PERSON,
    "left_group": _PERSON,
    "notify": (("chosen", ACTOR),),
    "paused": _WROTE_REASON,
    "team_added": (("people.*.name", "people.*.id"),),
    "team_joined": _PERSON,
    "team_limit": _PERSON,
    "team_proposed": (
        ("change.people.*.name", "change.people.*.id"),
        ("change.people.*.language", "change.people.*.id"),
    ),
    "team_removed": _PERSON,
    "team_roles": _PERSON,
    "told_seller": _WROTE_TEXT,
}
"""By kind of entry: where the fact stands, and where the id of the person whose it is (`*` is each item of a list).

A fact without that person stays as it is: the reason of a pause that nobody asked for is the program's.
"""

_SECOND = "alone proposal proposed_by"
_TEAM = f"team policy_version {_SECOND}"
PLAIN: dict[str, str] = {
    "away": "team policy_version by_id first last delegate_id",
    "back": "team policy_version",
    "back_in_group": "team policy_version person_id",
    "cancelled": "reason before after",
    "clock_apart": "whose seconds",
    "clock_right": "",
    "conflict": "orders reason",
    "differs": "otherwise",
    "drafts_dropped": "numbers",
    "drifted": "fields",
    "finished": "before after",
    "forget_asked": "person_id by",
    "forgotten": "person_id asked_at",
    "found": "orders",
    "ghost": "reference",
    "in_doubt": "reason",
    "journal_anchored": "key number before",
    "journal_gap": "first last hash",
    "left_group": "team policy_version person_id",
    "letter_again": "letter received",
    "letter_read": "letter received",
    "list_ended": "team offers",
    "needs_person": "looks",
    "not_counted": "why",
    "not_sent": "reason",
    "opened": "offer quantity team offers left_out_of order",
    "paid": "before after",
    "part_shipped": "before after",
    "placed": "orders",
    "placed_outside": "reference",
    "price_asked": "agreed total snapshot policy needs",
    "price_back": "agreed total",
    "price_changed": "before after",
    "price_paid": "agreed total",
    "quarantine": "why since resting set_aside",
    "quarantine_over": "why since",
    "received": "before after",
    "refund_asked": "before after",
    "refund_closed": "before after",
    "refund_done": "before after",
    "refused": "code reason",
    "rests": "orders",
    "resumed": _SECOND,
    "shipped": "before after",
    "submitting": "epoch",
    "swept": "since ghosts outside resting",
    "team_added": f"{_TEAM} people role",
    "team_closed": f"{_TEAM} open",
    "team_dropped": "team proposal what why",
    "team_invited": f"{_TEAM} role until",
    "team_joined": "team policy_version invited_by person_id role roles",
    "team_language": f"{_TEAM} before after",
    "team_left": "team policy_version person_id",
    "team_limit": f"{_TEAM} person_id before after",
    "team_notify": "team policy_version chosen",
    "team_opened": "team chat_id title policy_version",
    "team_policy": f"{_TEAM} version why before after",
    "team_proposed": "team proposal what base policy_version change",
    "team_rate": f"{_TEAM} currency before after date",
    "team_removed": f"{_TEAM} person_id before",
    "team_roles": f"{_TEAM} person_id before after",
    "team_zone": f"{_TEAM} before after",
    "thrifty": "why",
    "unknown_word": "word",
    "unrecorded": "reason orders",
    "verdict": "verdict alone",
    "withdrawn": "snapshot",
}
"""By kind of entry: the facts that are nobody's own: ids, sums, hashes, codes, rules, names of goods and sellers."""


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


def places(kind: str, facts: Mapping[str, Any]) -> Personal:
    known = PERSONAL.get(kind, ())
    decided = {*PLAIN.get(kind, "").split(), *(field.partition(".")[0] for field, _ in known)}
    return (*known, *((name, ACTOR) for name in facts if name not in decided))


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
