"""Notices about teams and their people, told in the team's group and to its admins; moments are UTC."""

from datetime import date, datetime

from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import Called, Notice, ToldStandstill
from bot.purchasing.notices.changes import TeamChange


class AboutTeam(Notice):
    """A notice about one team."""

    team_id: int | None = None
    title: str = ""


class ByMember(AboutTeam):
    """A notice about a team, and about what one of its members did."""

    by: str = ""
    by_id: int | None = None


class TeamOpenedNotice(ByMember, kind="team_opened", topic=NotifyTopic.TEAM, may_be_off=True):
    """The group is a team now."""


class TeamChangedNotice(ByMember, kind="team_changed", topic=NotifyTopic.TEAM, may_be_off=True):
    """Something of the team is other than before.

    `proposed_by` names another admin who proposed it; `alone` if the only admin said it twice.
    """

    change: TeamChange
    proposed_by: str | None = None
    alone: bool = False


class TeamProposedNotice(ByMember, kind="team_proposed", topic=NotifyTopic.TEAM):
    """A change that loosens waits for its second word.

    Its only admin may press again from `second_from` on; None if it takes another admin.
    """

    change: TeamChange
    proposal_id: int
    second_from: datetime | None = None


class ProposalOverNotice(TeamProposedNotice, kind="proposal_over", topic=NotifyTopic.TEAM):
    """The last look of a proposal in its chat: it says how it ended, and keeps no button.

    `how` is `agreed`, `turned-down`, `team-closed`, `restored`, or the key of the refusal that says why it is void.
    """

    how: str = ""
    settled_by: str | None = None


class ListEndedNotice(AboutTeam, kind="list_ended", topic=NotifyTopic.TEAM):
    """Nothing changed on the list of the team for long, so it is empty now; it had `line_count` lines."""

    line_count: int = 0


class TeamDroppedNotice(ByMember, kind="team_dropped", topic=NotifyTopic.TEAM, may_be_off=True):
    """A proposal was turned down; `what` is its kind of change."""

    proposal_id: int
    what: str = ""


class AwayNotice(ByMember, kind="away", topic=NotifyTopic.TEAM, may_be_off=True):
    """An approver is away on these days, both included; `delegate` decides meanwhile."""

    first: date
    last: date
    delegate: str | None = None
    delegate_id: int | None = None


class BackNotice(ByMember, kind="back", topic=NotifyTopic.TEAM, may_be_off=True):
    """They are back."""


class LeftGroupNotice(AboutTeam, kind="left_group", topic=NotifyTopic.TEAM):
    """A member is not in the team's group any more and their roles rest.

    `waiting` requests wait for a decision; `asks` if they are a requester; `keeps` if the settings make them an admin.
    """

    person: str = ""
    person_id: int | None = None
    waiting: int = 0
    asks: bool = False
    keeps: bool = False


class MemberForgottenNotice(AboutTeam, kind="member_forgotten", topic=NotifyTopic.TEAM):
    """A member was forgotten and is in the team no more; nobody is named."""


class BackInGroupNotice(AboutTeam, kind="back_in_group", topic=NotifyTopic.TEAM, may_be_off=True):
    """They are in it again and their roles hold."""

    person: str = ""
    person_id: int | None = None


class NotThereNotice(AboutTeam, kind="not_there", topic=NotifyTopic.TEAM, alarm=True):
    """Told to the admins: who could decide and is not in the team's group."""

    people: tuple[Called, ...] = ()


class StandstillNotice(AboutTeam, kind="standstill", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """Told to the admins: what of the team cannot go on for one cause; a press makes one of `could_buy` the buyer.

    `is_away` if its reader is away, whose return may be enough.
    """

    standstills: tuple[ToldStandstill, ...] = ()
    could_buy: tuple[Called, ...] = ()
    is_away: bool = False

    @property
    def things(self) -> tuple[str, ...]:
        """Of which team it tells, and what cannot go on."""
        return (self.title, *sorted({each.what for each in self.standstills}))


class ForeignGroupNotice(Notice, kind="foreign_group", topic=NotifyTopic.TEAM, alarm=True):
    """Told to the admins: the bot left a group that nobody of ours brought it into."""

    title: str = ""
    chat_id: int = 0
    by: str = ""
