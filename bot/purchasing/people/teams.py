"""A team as the ledger loads it: its title, policy version, absences, invitations and proposals, without rows."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.purchasing.approval.delegation import Days, Delegation
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.notices.changes import TeamChange


@dataclass(frozen=True)
class OurTeam(Team):
    """A team with its group's title and the version of the policy in force; a `closed` one buys nothing.

    `counts_since` is when somebody first counted what arrived.
    """

    title: str = ""
    policy_version: int = 0
    closed: bool = False
    mark: str = ""
    """Stands in each note to a seller."""
    counts_since: datetime | None = None


@dataclass(frozen=True)
class Absence(Days):
    """Days on which somebody is away; `to` decides in their place."""

    id: int
    team_id: int
    by: int
    to: int | None
    first: date
    last: date
    made_at: datetime
    ended_at: datetime | None = None

    @property
    def delegation(self) -> Delegation | None:
        """The right to decide that it gives; None if nobody decides in their place."""
        if self.to is None:
            return None
        return Delegation(self.by, self.to, self.first, self.last, self.made_at, self.ended_at)


@dataclass(frozen=True)
class Left:
    """Since when somebody is known not to be in the team's group (UTC), and by which update, if one said so."""

    at: datetime
    update_id: int | None = None


@dataclass(frozen=True)
class ListedFor:
    """Whose list it is, of which teams it shows everything that was asked for, and of which their own alone.

    None for `teams` is all of them, None among them are purchases without a team.
    """

    reader: int
    teams: tuple[int | None, ...] | None
    own: tuple[int, ...] = ()


@dataclass(frozen=True)
class Invitation:
    """An invitation into a team for one person; only that person gets the code."""

    team_id: int
    role: Role
    made_by: int
    expires_at: datetime
    used_by: int | None = None


@dataclass(frozen=True)
class Proposal:
    """A change that loosens and waits for its second word; without a team it concerns all teams.

    `change` holds JSON values: whom and what it would change; `base` is the version that it was made for.
    """

    id: int
    team_id: int | None
    kind: str
    change: dict[str, object]
    base: int
    made_by: int
    made_at: datetime


@dataclass(frozen=True)
class Proposed:
    """It is recorded and posted; another admin's word applies it, or the only admin's own from `from_when` (UTC) on."""

    id: int
    kind: str
    from_when: datetime | None


@dataclass(frozen=True)
class Changed:
    """It is applied; `code` is that of an invitation, `alone` means that the only admin said it twice."""

    team: OurTeam
    kind: str
    alone: bool = False
    code: str = ""
    change: TeamChange | None = None
