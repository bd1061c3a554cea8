"""Journal entries for tests, of a kind that the register of events knows, without what really happened."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from bot.purchasing import events
from bot.purchasing.events.base import Event, Personal
from bot.purchasing.events.teams import MemberJoined, TeamChanged
from bot.purchasing.notices.changes import CHANGES, JoinedChange, ResumedChange, TogetherChange


def register() -> list[type[Event]]:
    """Every class of events in the modules of the register."""
    for module in pkgutil.iter_modules(events.__path__, f"{events.__name__}."):
        importlib.import_module(module.name)
    found = {each for each in _below(Event) if each.__module__.startswith(f"{events.__name__}.")}
    return sorted(found, key=lambda each: (each.__module__, each.__name__))


def _below(kind: type[Event]) -> Iterator[type[Event]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def entries() -> Iterator[tuple[str, frozenset[str], Personal]]:
    """Each kind of entry that an event or a change of a team has, with its facts, plain and personal."""
    yield from ((each.kind, each.plain, each.personal) for each in register() if each.kind)
    for change in CHANGES.values():
        event = MemberJoined if change is JoinedChange else TeamChanged
        if change not in (TogetherChange, ResumedChange):  # they have events of their own
            yield f"team_{change.what}", event.plain | change.plain, change.personal


def journaled(kind: str, *, actor: int | None = None, order_id: str | None = None, **facts: Any) -> Event:
    """An event with an entry of this kind, whose personal facts are those of its classes."""
    of_kind = [(facts_of_it, whose) for named, facts_of_it, whose in entries() if named == kind]
    plain, personal = (frozenset().union(*each) for each in zip(*of_kind, strict=True)) if of_kind else ((), ())
    named = {"entry_facts": lambda _: dict(facts)}
    made: Any = type(
        "Journaled", (Event,), named, kind=kind, facts=" ".join(sorted(plain)), personal=tuple(sorted(personal))
    )
    event: Event = made(actor=actor, order_id=order_id)
    return event
