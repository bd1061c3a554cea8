"""What happens in teams: to their people, rules and settings, to proposals, and to who is in the group."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Final, TypeVar

from bot.purchasing.approval.team import Member, Role
from bot.purchasing.events.base import Audience, Event, RequestEvent, Tell, own
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.notices.approvals import NotCountedNotice, TeamClosedNotice
from bot.purchasing.notices.base import Called, request_facts
from bot.purchasing.notices.changes import AddedChange, InvitedChange, JoinedChange, TeamChange, TogetherChange
from bot.purchasing.notices.teams import (
    AboutTeam,
    AwayNotice,
    BackInGroupNotice,
    BackNotice,
    ForeignGroupNotice,
    LeftGroupNotice,
    MemberForgottenNotice,
    NotThereNotice,
    ProposalOverNotice,
    TeamChangedNotice,
    TeamDroppedNotice,
    TeamOpenedNotice,
    TeamProposedNotice,
)
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.purchase import Place

_PERSON = (("person", "person_id"),)
_Told = TypeVar("_Told", AboutTeam, TeamChange)


def _for_group(team: OurTeam, notice: AboutTeam, at: datetime) -> Tell:
    """A notice for the team's group, told once for each content and moment."""
    assert team.chat_id is not None, "a stored team has its group"
    notice = _told_apart(team, replace(notice, team_id=team.id, title=team.title))
    if isinstance(notice, TeamChangedNotice):
        notice = replace(notice, change=_told_apart(team, notice.change))
    digest = hashlib.sha256(repr(notice).encode()).hexdigest()[:16]
    return Tell(notice, Place(team.chat_id), f"{notice.kind}:{team.id}:{at.isoformat()}:{digest}")


def _told_apart(team: OurTeam, told: _Told) -> _Told:
    """The team's people by names that cannot be taken for another member's."""
    known, names = {each.person_id for each in team.members}, {each.name for each in fields(told)}
    ids = {name: getattr(told, f"{name}_id") for name in ("by", "person", "delegate") if f"{name}_id" in names}
    named: dict[str, Any] = {name: team.known_as(each) for name, each in ids.items() if each in known}
    return replace(told, **named)


class TeamEvent(Event, facts="team policy_version"):
    """Something that happened to a team, which is `our_team` since then."""

    our_team: OurTeam
    at: datetime

    @property
    def team(self) -> int:
        return self.our_team.id

    @property
    def policy_version(self) -> int:
        return self.our_team.policy_version

    def group_notice(self) -> AboutTeam | None:
        """What the team's group hears."""
        return None

    def tells(self) -> Iterator[Tell]:
        if (notice := self.group_notice()) is not None:
            yield _for_group(self.our_team, notice, self.at)


class TeamOpened(TeamEvent, kind="team_opened", facts="chat_id title"):
    """A group became a team; `title` is the group's as Telegram gave it."""

    by: str
    chat_id: int
    title: str

    def group_notice(self) -> AboutTeam:
        return TeamOpenedNotice(by=self.by, by_id=self.actor)


class MemberJoined(TeamEvent, kind="team_joined", facts="invited_by person_id role roles", personal=_PERSON):
    """Somebody came by an invitation."""

    change: JoinedChange
    invited_by: int

    def entry_facts(self) -> dict[str, Any]:
        team = {"team": self.team, "policy_version": self.policy_version, "invited_by": self.invited_by}
        return team | vars(self.change)

    def group_notice(self) -> AboutTeam:
        return TeamChangedNotice(change=self.change, by=self.change.person, by_id=self.actor)


class TeamChanged(TeamEvent, facts="alone proposal proposed_by"):
    """An admin changed the team, or gave the second word on a proposal; each kind of change is a class below.

    The journal keeps the change as it is told, or in other words (`recorded`).
    """

    change: TeamChange
    recorded: TeamChange | None = None
    by: str
    alone: bool = False
    proposal: int | None = None
    proposed_by: int | None = None
    told_by_proposal: bool = False
    """Whether the message in the group that asked for the second word tells it."""

    def entry_facts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in TeamChanged.plain} | vars(self.recorded or self.change)

    def group_notice(self) -> AboutTeam | None:
        if self.told_by_proposal:
            return None
        another = self.proposed_by if self.proposed_by != self.actor else None
        return TeamChangedNotice(
            change=self.change, by=self.by, by_id=self.actor, alone=self.alone,
            proposed_by=self.our_team.known_as(another) if another is not None else None,
        )  # fmt: skip


class RolesChanged(TeamChanged, kind="team_roles", facts="person_id before after", personal=_PERSON):
    """A member holds other roles."""


class LimitChanged(TeamChanged, kind="team_limit", facts="person_id before after", personal=_PERSON):
    """A member may approve another sum."""


class MemberRemoved(TeamChanged, kind="team_removed", facts="person_id before", personal=_PERSON):
    """A member was removed."""


class PeopleAdded(TeamChanged, kind="team_added", facts="people role", personal=(("people.*.name", "people.*.id"),)):
    """People whom an admin picked got a role."""

    change: AddedChange

    def entry_facts(self) -> dict[str, Any]:
        return super().entry_facts() | {"people": [vars(each) for each in self.change.people]}


class Invited(TeamChanged, kind="team_invited", facts="role until"):
    """An invitation was made."""

    change: InvitedChange

    def entry_facts(self) -> dict[str, Any]:
        until = self.change.until
        return super().entry_facts() | {"until": until and until.isoformat().replace("+00:00", "Z")}


class RulesChanged(TeamChanged, kind="team_policy", facts="version before after"):
    """Another version of the rules holds."""


class LanguageChanged(TeamChanged, kind="team_language", facts="before after"):
    """The group's cards have another language."""


class ZoneChanged(TeamChanged, kind="team_zone", facts="before after"):
    """The team has another time zone."""


class RateChanged(TeamChanged, kind="team_rate", facts="currency before after date"):
    """The team has another currency or rate."""


class TeamClosed(TeamChanged, kind="team_closed", facts="open"):
    """The team was closed."""


TEAM_CHANGES: Final[dict[str, type[TeamChanged]]] = {
    each.kind: each
    for each in (
        RolesChanged, LimitChanged, MemberRemoved, PeopleAdded, Invited, RulesChanged, LanguageChanged, ZoneChanged,
        RateChanged, TeamClosed,
    )
}  # fmt: skip
"""By their kinds of entry."""


class RulesBroughtUp(TeamEvent, kind="team_policy", facts="why before after"):
    """An update of the bot added a line to the rules; the journal has them (`before`, `after`) without names."""

    change: TogetherChange
    before: str
    after: str
    why: str = "update"

    def group_notice(self) -> AboutTeam:
        return TeamChangedNotice(change=self.change)


class RequestEndedWithTeam(RequestEvent, kind="cancelled", facts="reason", redraws=True):
    """A request ended, which is given as it was before: its team was closed."""

    by: str
    reason: ClosedReason = ClosedReason.TEAM_CLOSED

    def tells(self) -> Iterator[Tell]:
        if self.request.state is not RequestState.DRAFT:
            notice = TeamClosedNotice(about=request_facts(self.request), by=self.by)
            yield Tell(notice, Audience.ASKED, f"team_closed:{self.request.id}")


class LeftToOwners(RequestEvent, redraws=True):
    """The team was closed while it was asked for a higher price: the admins of the settings agree to it or not."""


class WentAway(
    TeamEvent,
    kind="away",
    facts="by_id first last delegate_id",
    personal=(("by", "by_id"), ("delegate", "delegate_id")),
):
    """An approver is away from the `first` day to the `last`."""

    by: str
    by_id: int
    first: date
    last: date
    delegate: str | None
    delegate_id: int | None

    def entry_facts(self) -> dict[str, Any]:
        return super().entry_facts() | {"first": self.first.isoformat(), "last": self.last.isoformat()}

    def group_notice(self) -> AboutTeam:
        return AwayNotice(
            by=self.by, by_id=self.by_id, first=self.first, last=self.last, delegate=self.delegate,
            delegate_id=self.delegate_id,
        )  # fmt: skip


class CameBack(TeamEvent, kind="back"):
    """Somebody ended their absences."""

    by: str

    def group_notice(self) -> AboutTeam:
        return BackNotice(by=self.by, by_id=self.actor)


class MemberEvent(TeamEvent, facts="person_id"):
    """Something that happened to one member."""

    member: Member

    @property
    def person(self) -> str:
        return self.member.name

    @property
    def person_id(self) -> int:
        return self.member.person_id


class MemberForgotten(MemberEvent, kind="team_left"):
    """Somebody was forgotten, and is in the team no more; the group hears no name."""

    def group_notice(self) -> AboutTeam:
        return MemberForgottenNotice()


class FoundOutside(MemberEvent, kind="left_group", personal=_PERSON):
    """A check found that a member is not in the group, so their roles rest."""


class LeftGroup(FoundOutside):
    """Telegram said that a member left the group, in which so many requests wait for a decision."""

    waiting: int

    def group_notice(self) -> AboutTeam:
        return LeftGroupNotice(
            person=self.person, person_id=self.person_id, waiting=self.waiting,
            asks=Role.REQUESTER in self.member.roles, keeps=self.member.by_settings,
        )  # fmt: skip


class BackInGroup(MemberEvent, kind="back_in_group", personal=_PERSON):
    """A member is in the group again, so their roles hold."""

    def group_notice(self) -> AboutTeam:
        return BackInGroupNotice(person=self.person, person_id=self.person_id)


class DecidersOutside(TeamEvent):
    """A check found that these people, who could decide, are not in the group; `chats` hear it."""

    people: tuple[Called, ...]
    chats: frozenset[int]

    def tells(self) -> Iterator[Tell]:
        notice = NotThereNotice(team_id=self.team, title=self.our_team.title, people=self.people)
        yield Tell(notice, self.chats, f"not_there:{self.team}:{self.at.isoformat()}")


class DecisionNotCounted(Event, kind="not_counted", facts="why"):
    """Telegram did not say whether somebody is in the group, so their decision on this request was not kept."""

    number: int
    by: str
    place: Place
    at: datetime
    why: str = "no-answer"

    @property
    def request_id(self) -> int:
        return self.number

    def tells(self) -> Iterator[Tell]:
        notice = NotCountedNotice(number=self.number, by=self.by)
        yield Tell(notice, self.place, f"not_counted:{self.number}:{self.actor}:{self.at.isoformat()}")


class BroughtIntoForeignGroup(Event):
    """Somebody without the right brought the bot into a group, in this update of Telegram's."""

    chat_id: int
    title: str
    by: str
    bot_id: int
    update_id: int
    admins: frozenset[int]
    """Those of the settings, who hear it."""

    def tells(self) -> Iterator[Tell]:
        notice = ForeignGroupNotice(chat_id=self.chat_id, title=self.title, by=self.by)
        yield Tell(notice, self.admins, f"foreign_group:{self.bot_id}:{self.update_id}")


class NotifyChosen(Event, kind="notify", personal=own("chosen")):
    """Somebody chose which messages they get."""

    chosen: Mapping[str, object]


class TeamNotifyChosen(TeamEvent, kind="team_notify", facts="chosen"):
    """An admin chose which messages the team's people get by default."""

    chosen: Mapping[str, object]


class SecondWordAsked(Event, kind="team_proposed", facts="team proposal what base"):
    """A change that loosens waits for its second word, for which `chats` are asked."""

    team: int | None
    proposal: int
    what: str
    base: int
    notice: TeamProposedNotice
    chats: frozenset[int]

    def tells(self) -> Iterator[Tell]:
        yield Tell(self.notice, self.chats, f"proposed:{self.proposal}")


class ChangeProposed(
    SecondWordAsked,
    facts="policy_version change",
    personal=(("change.people.*.name", "change.people.*.id"), ("change.people.*.language", "change.people.*.id")),
):
    """A change of one team was proposed."""

    policy_version: int
    change: Mapping[str, Any]


class ProposalDropped(Event, kind="team_dropped", facts="team proposal what"):
    """A proposal was turned down; its group hears it if it was about one team."""

    team: int | None
    proposal: int
    what: str
    by: str
    our_team: OurTeam | None
    at: datetime

    def tells(self) -> Iterator[Tell]:
        if self.our_team is not None:
            notice = TeamDroppedNotice(proposal_id=self.proposal, what=self.what, by=self.by, by_id=self.actor)
            yield _for_group(self.our_team, notice, self.at)


class ProposalVoid(Event, kind="team_dropped", facts="team proposal what why"):
    """A proposal cannot take effect any more."""

    team: int | None
    proposal: int
    what: str
    why: str


class ProposalOver(Event):
    """A proposal ended: what asked for its second word says how, in the place of its buttons."""

    proposal: int
    messages: Mapping[int, TeamProposedNotice]
    """By the chat in which it asks."""
    how: str
    settled_by: str | None

    def tells(self) -> Iterator[Tell]:
        for chat_id, message in self.messages.items():
            notice = ProposalOverNotice(**vars(message), how=self.how, settled_by=self.settled_by)
            yield Tell(notice, Place(chat_id), f"over:{self.proposal}:{chat_id}")
