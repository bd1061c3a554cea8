"""Journal entries for tests, of a kind that the register of events knows, without what really happened."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from bot.purchasing import events
from bot.purchasing.events.base import Event


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


def journaled(kind: str, *, actor: int | None = None, order_id: str | None = None, **facts: Any) -> Event:
    """An event with an entry of this kind, whose personal facts are those of its classes."""
    of_kind = [each for each in register() if each.kind == kind]
    personal, plain = (
        {each for event in of_kind for each in event.personal},
        {each for event in of_kind for each in event.plain},
    )
    named = {"entry_facts": lambda _: dict(facts)}
    made: Any = type(
        "Journaled", (Event,), named, kind=kind, facts=" ".join(sorted(plain)), personal=tuple(sorted(personal))
    )
    event: Event = made(actor=actor, order_id=order_id)
    return event
