"""What can become different in a team, as it is told and journaled: before and after, by kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, dataclass_transform

from bot.purchasing.money import Fen
from bot.purchasing.notices.base import Called

CHANGES: "dict[str, type[TeamChange]]" = {}
"""Every change of a team, by its word."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class TeamChange:
    """One change; `what` is the word that proposals, journal and texts know it by."""

    what: ClassVar[str]
    plain: ClassVar[frozenset[str]] = frozenset()
    """As an event has it, of the entry that the change has in the journal."""
    personal: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init_subclass__(cls, what: str = "", facts: str = "", personal: tuple[tuple[str, str], ...] = ()) -> None:
        """Register a change; `facts` are those of its fields that are nobody's own."""
        cls.plain, cls.personal = cls.plain | {*facts.split()}, cls.personal + personal
        dataclass(frozen=True, kw_only=True)(cls)
        if what:
            cls.what = what
            CHANGES[what] = cls

    @property
    def registered_facts(self) -> set[str]:
        """The names of its facts that are registered, plain or personal."""
        return {*self.plain, *(where.partition(".")[0] for where, _ in self.personal)}

    def entry_facts(self) -> dict[str, Any]:
        """Its facts as the journal keeps them."""
        return vars(self)


class OfMember(TeamChange, facts="person_id", personal=(("person", "person_id"),)):
    """A change of one member."""

    person: str = ""
    person_id: int = 0


class RolesChange(OfMember, what="roles", facts="before after"):
    """Other roles."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class LimitChange(OfMember, what="limit", facts="before after"):
    """How much they may approve (fen); None is any sum."""

    before: Fen | None = None
    after: Fen | None = None


class RemovedChange(OfMember, what="removed", facts="before"):
    """They leave, with the roles that they had."""

    before: tuple[str, ...] = ()


class JoinedChange(OfMember, what="joined", facts="role roles"):
    """They came by an invitation to `role`, and hold `roles` now."""

    role: str = ""
    roles: tuple[str, ...] = ()


class AddedChange(TeamChange, what="added", facts="people role", personal=(("people.*.name", "people.*.id"),)):
    """People whom an admin picked."""

    people: tuple[Called, ...] = ()
    role: str = ""

    def entry_facts(self) -> dict[str, Any]:
        return vars(self) | {"people": [vars(each) for each in self.people]}


class InvitedChange(TeamChange, what="invited", facts="role until"):
    """A way in for one person, until then (UTC)."""

    role: str = ""
    until: datetime | None = None

    def entry_facts(self) -> dict[str, Any]:
        return vars(self) | {"until": self.until and self.until.isoformat().replace("+00:00", "Z")}


class PolicyChange(TeamChange, what="policy", facts="version before after"):
    """Other rules, as lines of text; `version` is the number of the new ones."""

    version: int | None = None
    before: str = ""
    after: str = ""


class TogetherChange(PolicyChange, what="together"):
    """An update of the bot added the line by which pieces count together."""


class SettingChange(TeamChange, facts="before after"):
    """A setting that is one text, or empty."""

    before: str = ""
    after: str = ""


class LanguageChange(SettingChange, what="language"):
    """Another language of the group's cards."""


class ZoneChange(SettingChange, what="zone"):
    """Another time zone."""


class MarkChange(SettingChange, what="mark"):
    """Another mark in the notes to sellers, or none."""


class TopicTagChange(SettingChange, what="tag"):
    """Another tag of what is asked for in a topic of the group or in all of it, or none."""


class RateChange(TeamChange, what="rate", facts="currency before after date"):
    """Another rate, as typed; `before` names currency and rate, None if there was none. `date` is an ISO day."""

    currency: str = ""
    before: str | None = None
    after: str = ""
    date: str = ""


class ClosedChange(TeamChange, what="closed", facts="open"):
    """The team is closed; `open` requests end with it."""

    open: int = 0


class ResumedChange(TeamChange, what="resumed", facts="reason"):
    """Buying goes on after a pause for this reason; it concerns all teams."""

    reason: str = ""
