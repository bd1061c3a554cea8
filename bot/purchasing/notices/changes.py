"""What can become different in a team, as it is told and journaled: before and after, by kind."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.purchasing.money import Fen
from bot.purchasing.notices.base import Called


@dataclass(frozen=True, kw_only=True)
class TeamChange:
    """One change; `what` is the word that proposals, journal and texts know it by."""

    what: ClassVar[str]


@dataclass(frozen=True, kw_only=True)
class OfMember(TeamChange):
    """A change of one member."""

    person: str = ""
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class RolesChange(OfMember):
    """Other roles."""

    what: ClassVar = "roles"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LimitChange(OfMember):
    """How much they may approve (fen); None is any sum."""

    what: ClassVar = "limit"
    before: Fen | None = None
    after: Fen | None = None


@dataclass(frozen=True, kw_only=True)
class RemovedChange(OfMember):
    """They leave, with the roles that they had."""

    what: ClassVar = "removed"
    before: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class JoinedChange(OfMember):
    """They came by an invitation to `role`, and hold `roles` now."""

    what: ClassVar = "joined"
    role: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddedChange(TeamChange):
    """People whom an admin picked."""

    what: ClassVar = "added"
    people: tuple[Called, ...] = ()
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class InvitedChange(TeamChange):
    """A way in for one person, until then (UTC)."""

    what: ClassVar = "invited"
    role: str = ""
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PolicyChange(TeamChange):
    """Other rules, as lines of text; `version` is the number of the new ones."""

    what: ClassVar = "policy"
    version: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class TogetherChange(PolicyChange):
    """An update of the bot added the line by which pieces count together."""

    what: ClassVar = "together"


@dataclass(frozen=True, kw_only=True)
class LanguageChange(TeamChange):
    """Another language of the group's cards."""

    what: ClassVar = "language"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class ZoneChange(TeamChange):
    """Another time zone."""

    what: ClassVar = "zone"
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class RateChange(TeamChange):
    """Another rate, as typed; `before` names currency and rate, None if there was none. `date` is an ISO day."""

    what: ClassVar = "rate"
    currency: str = ""
    before: str | None = None
    after: str = ""
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosedChange(TeamChange):
    """The team is closed; `open` requests end with it."""

    what: ClassVar = "closed"
    open: int = 0


@dataclass(frozen=True, kw_only=True)
class ResumedChange(TeamChange):
    """Buying goes on after a pause for this reason; it concerns all teams."""

    what: ClassVar = "resumed"
    reason: str = ""


CHANGES: dict[str, type[TeamChange]] = {
    each.what: each
    for each in (
        RolesChange, LimitChange, RemovedChange, JoinedChange, AddedChange, InvitedChange, PolicyChange,
        TogetherChange, LanguageChange, ZoneChange, RateChange, ClosedChange, ResumedChange,
    )
}  # fmt: skip
