"""What happens in teams: to their people, rules and settings, to proposals, and to who is in the group."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, TypeVar

from bot.purchasing.approval.team import Member, Role
from bot.purchasing.events.base import Event, Personal, RequestEvent, own
from bot.purchasing.lifecycle import ClosedReason, RequestState
from bot.purchasing.notices import approvals, changes, teams
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.person import Place

_PERSON = (("person", "person_id"),)
_Told = TypeVar("_Told", teams.AboutTeam, changes.TeamChange)


def _for_group(team: OurTeam, notice: teams.AboutTeam, at: datetime) -> Tell:
    """A notice for the team's group, told once for each content and moment."""
    assert team.chat_id is not None, "a stored team has its group"
    notice = _told_apart(team, replace(notice, team_id=team.id, title=team.title))
    if isinstance(notice, teams.TeamChangedNotice):
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

    @property
    def team(self) -> int:
        return self.our_team.id

    @property
    def policy_version(self) -> int:
        return self.our_team.policy_version

    def group_notice(self) -> teams.AboutTeam | None:
        """What the team's group hears."""
        return None

    def tells(self, now: datetime) -> Iterator[Tell]:
        if (notice := self.group_notice()) is not None:
            yield _for_group(self.our_team, notice, now)


class TeamOpened(TeamEvent, kind="team_opened", facts="chat_id title"):
    """A group became a team; `title` is the group's as Telegram gave it."""

    by: str
    chat_id: int
    title: str

    def group_notice(self) -> teams.AboutTeam:
        return teams.TeamOpenedNotice(by=self.by, by_id=self.actor)


class ChangeEvent(TeamEvent):
    """Something of a team is other than before; each kind of change says which of its own facts are whose."""

    change: changes.TeamChange
    recorded: changes.TeamChange | None = None
    """The change as the journal keeps it, if that is in other words than it is told."""

    @property
    def entry_kind(self) -> str:
        return f"team_{self.change.what}"

    @property
    def registered_facts(self) -> list[str]:
        return sorted({*super().registered_facts, *self.change.registered_facts})

    def entry_facts(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.plain} | (self.recorded or self.change).entry_facts()

    def personal_facts(self, facts: Iterable[str]) -> Personal:
        return self.change.personal + super().personal_facts(facts)


class MemberJoined(ChangeEvent, facts="invited_by"):
    """Somebody came by an invitation."""

    change: changes.JoinedChange
    invited_by: int

    def group_notice(self) -> teams.AboutTeam:
        return teams.TeamChangedNotice(change=self.change, by=self.change.person, by_id=self.actor)


class TeamChanged(ChangeEvent, facts="alone proposal proposed_by"):
    """An admin changed the team, or gave the second word on a proposal."""

    by: str
    alone: bool = False
    proposal: int | None = None
    proposed_by: int | None = None
    told_by_proposal: bool = False
    """Whether the message in the group that asked for the second word tells it."""

    def group_notice(self) -> teams.AboutTeam | None:
        if self.told_by_proposal:
            return None
        another = self.proposed_by if self.proposed_by != self.actor else None
        return teams.TeamChangedNotice(
            change=self.change, by=self.by, by_id=self.actor, alone=self.alone,
            proposed_by=self.our_team.known_as(another) if another is not None else None,
        )  # fmt: skip


class RulesBroughtUp(TeamEvent, kind="team_policy", facts="why before after"):
    """An update of the bot added a line to the rules; the journal has them (`before`, `after`) without names."""

    change: changes.TogetherChange
    before: str
    after: str
    why: str = "update"

    def group_notice(self) -> teams.AboutTeam:
        return teams.TeamChangedNotice(change=self.change)


class RequestEndedWithTeam(RequestEvent, kind="cancelled", facts="reason", redraws=True):
    """A request ended, which is given as it was before: its team was closed."""

    by: str
    reason: ClosedReason = ClosedReason.TEAM_CLOSED

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.request.state is not RequestState.DRAFT:
            notice = approvals.TeamClosedNotice(about=self.about, by=self.by)
            yield Tell(notice, Audience.ASKED, f"team_closed:{self.request.id}")


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

    def group_notice(self) -> teams.AboutTeam:
        return teams.AwayNotice(
            by=self.by, by_id=self.by_id, first=self.first, last=self.last, delegate=self.delegate,
            delegate_id=self.delegate_id,
        )  # fmt: skip


class CameBack(TeamEvent, kind="back"):
    """Somebody ended their absences."""

    by: str

    def group_notice(self) -> teams.AboutTeam:
        return teams.BackNotice(by=self.by, by_id=self.actor)


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

    def group_notice(self) -> teams.AboutTeam:
        return teams.MemberForgottenNotice()


class FoundOutside(MemberEvent, kind="left_group", personal=_PERSON):
    """A check found that a member is not in the group, so their roles rest."""


class LeftGroup(FoundOutside):
    """Telegram said that a member left the group, in which so many requests wait for a decision."""

    waiting: int

    def group_notice(self) -> teams.AboutTeam:
        return teams.LeftGroupNotice(
            person=self.person, person_id=self.person_id, waiting=self.waiting,
            asks=Role.REQUESTER in self.member.roles, keeps=self.member.by_settings,
        )  # fmt: skip


class BackInGroup(MemberEvent, kind="back_in_group", personal=_PERSON):
    """A member is in the group again, so their roles hold."""

    def group_notice(self) -> teams.AboutTeam:
        return teams.BackInGroupNotice(person=self.person, person_id=self.person_id)


class DecisionNotCounted(Event, kind="not_counted", facts="why"):
    """Telegram did not say whether somebody is in the group, so their decision on this request was not kept."""

    number: int
    by: str
    place: Place
    why: str = "no-answer"

    @property
    def request_id(self) -> int:
        return self.number

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = approvals.NotCountedNotice(number=self.number, by=self.by)
        yield Tell(notice, self.place, f"not_counted:{self.number}:{self.actor}:{now.isoformat()}")


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
    notice: teams.TeamProposedNotice
    chats: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
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

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.our_team is not None:
            notice = teams.TeamDroppedNotice(proposal_id=self.proposal, what=self.what, by=self.by, by_id=self.actor)
            yield _for_group(self.our_team, notice, now)


class ProposalVoid(Event, kind="team_dropped", facts="team proposal what why"):
    """A proposal cannot take effect any more."""

    team: int | None
    proposal: int
    what: str
    why: str
