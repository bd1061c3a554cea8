"""What an event is: a value that says what happened, registered with what follows: journal entry, notices, cards.

What is told and leaves no entry is no event: `UnitOfWork.tell` owes it.

A class of events is one row of the register. It names its kind of journal entry, which of its fields are facts of that
entry and which of those are personal, its notices and who hears them, and whether the request's cards are drawn anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Final, dataclass_transform

from bot.purchasing.notices.audience import Tell
from bot.purchasing.notices.base import RequestFacts, request_facts
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.request import Request

ACTOR: Final = "actor"
"""Stands for the person who did it, instead of a fact that holds a person's id."""
Personal = tuple[tuple[str, str], ...]
"""Where a personal fact stands, and where the id of the person whose it is (`*` is each item of a list).

A fact without that person stays as it is: the reason of a pause that nobody asked for is the program's.
"""


def own(*facts: str) -> Personal:
    """Facts that the actor wrote or chose."""
    return tuple((each, ACTOR) for each in facts)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class _Registered:
    """What is registered of a class of events."""

    kind: ClassVar[str] = ""
    """The kind of its journal entry; empty for a class that others are made of."""
    plain: ClassVar[frozenset[str]] = frozenset()
    """The fields that are facts and nobody's own: ids, sums, hashes, codes, rules, names of goods and sellers."""
    personal: ClassVar[Personal] = ()
    """The facts that are somebody's own."""
    redraws: ClassVar[bool] = False
    """Whether the cards of its request are drawn anew."""

    def __init_subclass__(
        cls, kind: str | None = None, facts: str = "", personal: Personal = (), redraws: bool | None = None
    ) -> None:
        """Register a class of events; `facts` are names of its fields. What is not said is as in the class above it."""
        cls.kind = cls.kind if kind is None else kind
        cls.plain, cls.personal = cls.plain | {*facts.split()}, cls.personal + personal
        cls.redraws = cls.redraws if redraws is None else redraws
        dataclass(frozen=True, kw_only=True)(cls)


class Event(_Registered):
    """Something that happened, by `actor` if that is a person; about a request and its attempt or order, if any."""

    actor: int | None = None
    request: Request | None = None
    attempt: Attempt | None = None
    order_id: str | None = None

    @property
    def request_id(self) -> int | None:
        """The number of the request that it is about."""
        return self.request.id if self.request is not None else None

    @property
    def entry_kind(self) -> str:
        """The kind of its journal entry, if that depends on what happened."""
        return self.kind

    @property
    def registered_facts(self) -> list[str]:
        """The names of the facts that are registered, plain or personal."""
        return sorted({*self.plain, *(where.partition(".")[0] for where, _ in self.personal)})

    def entry_facts(self) -> dict[str, Any]:
        """The facts of its journal entry, days and moments among them in ISO form."""
        facts = {name: getattr(self, name) for name in self.registered_facts}
        return {name: each.isoformat() if isinstance(each, date) else each for name, each in facts.items()}

    def personal_facts(self, facts: Iterable[str]) -> Personal:
        """Which of the facts of its entry are personal; what is registered as nothing counts as the actor's own."""
        return self.personal + own(*(name for name in facts if name not in self.registered_facts))

    def tells(self, now: datetime) -> Iterable[Tell]:
        """Its notices, in the order in which they are told; it is recorded `now` (UTC)."""
        return ()


# `field()` takes back the default, so that an event without its subject cannot be made.
class RequestEvent(Event):
    """Something that happened to a request."""

    request: Request = field()

    @property
    def about(self) -> RequestFacts:
        return request_facts(self.request)


class AttemptEvent(RequestEvent):
    """Something that happened to an attempt of a request."""

    attempt: Attempt = field()
