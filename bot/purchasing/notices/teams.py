"""Notices about teams and their people, told in the team's group and to its admins; moments are UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.base import Called, Notice
from bot.purchasing.notices.changes import TeamChange


@dataclass(frozen=True, kw_only=True)
class AboutTeam(Notice):
    """A notice about one team."""

    team_id: int | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ByMember(AboutTeam):
    """A notice about a team, and about what one of its members did."""

    by: str = ""
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TeamOpenedNotice(ByMember):
    """The group is a team now."""

    kind: ClassVar = NoticeKind("team_opened", NotifyTopic.TEAM, may_be_off=True)


@dataclass(frozen=True, kw_only=True)
class TeamChangedNotice(ByMember):
    """Something of the team is other than before.

    `proposed_by` names another admin who proposed it; `alone` if the only admin said it twice.
    """

    kind: ClassVar = NoticeKind("team_changed", NotifyTopic.TEAM, may_be_off=True)
    change: TeamChange
    proposed_by: str | None = None
    alone: bool = False


@dataclass(frozen=True, kw_only=True)
class TeamProposedNotice(ByMember):
    """A change that loosens waits for its second word.

    Its only admin may press again from `second_from` on; None if it takes another admin.
    """

    kind: ClassVar = NoticeKind("team_proposed", NotifyTopic.TEAM)
    change: TeamChange
    proposal_id: int
    second_from: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ProposalOverNotice(TeamProposedNotice):
    """The last look of a proposal in its chat: it says how it ended, and keeps no button.

    `how` is `agreed`, `turned-down`, `team-closed`, `restored`, or the key of the refusal that says why it is void.
    """

    kind: ClassVar = NoticeKind("proposal_over", NotifyTopic.TEAM)
    how: str = ""
    settled_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListEndedNotice(AboutTeam):
    """Nothing changed on the list of the team for long, so it is empty now; it had `line_count` lines."""

    kind: ClassVar = NoticeKind("list_ended", NotifyTopic.TEAM)
    line_count: int = 0


@dataclass(frozen=True, kw_only=True)
class TeamDroppedNotice(ByMember):
    """A proposal was turned down; `what` is its kind of change."""

    kind: ClassVar = NoticeKind("team_dropped", NotifyTopic.TEAM, may_be_off=True)
    proposal_id: int
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class AwayNotice(ByMember):
    """An approver is away on these days, both included; `delegate` decides meanwhile."""

    kind: ClassVar = NoticeKind("away", NotifyTopic.TEAM, may_be_off=True)
    first: date
    last: date
    delegate: str | None = None
    delegate_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BackNotice(ByMember):
    """They are back."""

    kind: ClassVar = NoticeKind("back", NotifyTopic.TEAM, may_be_off=True)


@dataclass(frozen=True, kw_only=True)
class LeftGroupNotice(AboutTeam):
    """A member is not in the team's group any more and their roles rest.

    `waiting` requests wait for a decision; `asks` if they are a requester; `keeps` if the settings make them an admin.
    """

    kind: ClassVar = NoticeKind("left_group", NotifyTopic.TEAM)
    person: str = ""
    person_id: int | None = None
    waiting: int = 0
    asks: bool = False
    keeps: bool = False


@dataclass(frozen=True, kw_only=True)
class MemberForgottenNotice(AboutTeam):
    """A member was forgotten and is in the team no more; nobody is named."""

    kind: ClassVar = NoticeKind("member_forgotten", NotifyTopic.TEAM)


@dataclass(frozen=True, kw_only=True)
class BackInGroupNotice(AboutTeam):
    """They are in it again and their roles hold."""

    kind: ClassVar = NoticeKind("back_in_group", NotifyTopic.TEAM, may_be_off=True)
    person: str = ""
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NotThereNotice(AboutTeam):
    """Told to the admins: who could decide and is not in the team's group."""

    kind: ClassVar = NoticeKind("not_there", NotifyTopic.TEAM, alarm=True)
    people: tuple[Called, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForeignGroupNotice(Notice):
    """Told to the admins: the bot left a group that nobody of ours brought it into."""

    kind: ClassVar = NoticeKind("foreign_group", NotifyTopic.TEAM, alarm=True)
    title: str = ""
    chat_id: int = 0
    by: str = ""
