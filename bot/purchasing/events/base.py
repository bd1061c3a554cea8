"""What an event is: a value that says what happened, registered with what follows: journal entry, notices, cards.

A class of events is one row of the register. It names its kind of journal entry, which of its fields are facts of that
entry and which of those are personal, its notices and who hears them, and whether the request's cards are drawn anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from typing import Any, ClassVar, Final, NamedTuple, dataclass_transform

from bot.purchasing.notices.base import Notice, RequestFacts, request_facts
from bot.purchasing.requests.purchase import Attempt, Place, Request


class Audience(Enum):
    """Who hears of an event; the ledger finds the chats."""

    ASKED = auto()
    """The chat in which the request was asked for."""
    GROUP = auto()
    """The chat in which the request is decided."""
    GROUP_BESIDE = auto()
    """The same, if it is another chat than the one in which the request was asked for."""
    PAYERS = auto()
    """The team's buyers in private, or its group if none of them can be reached; not where it is told as ASKED."""
    REQUESTER = auto()
    """Who asked, in private, if that was in a group and they can be reached; a buyer hears it as such, and once."""
    OWNERS = auto()
    """The admins of the settings."""
    OWNERS_BESIDE = auto()
    """Those of them who do not hear it as ASKED or as PAYERS."""
    ADMINS = auto()
    """They and the admins of every team."""
    OTHERS = auto()
    """Every team's group, and in private the buyers who can be reached; none of the ADMINS."""
    EVERYBODY = auto()
    """The ADMINS and the OTHERS."""


class Tell(NamedTuple):
    """One notice of an event: for an audience, a place, or several chats; told once for each `dedupe`.

    `dedupe` is the whole key for the places ASKED and GROUP and for a place that is given; for all others the number of
    each chat is added to it.
    """

    notice: Notice
    to: Audience | Place | frozenset[int]
    dedupe: str
    by_card: bool = False
    """Whether this time a group reads it on the request's card, if not always."""

    @property
    def told_by_card(self) -> bool:
        return self.by_card or self.notice.told_by_card


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
    """The kind of its journal entry; empty if it has none."""
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
