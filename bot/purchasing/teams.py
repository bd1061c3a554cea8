"""A team as the ledger remembers it: its title and rules' version, and what hangs on it; values, never rows."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.purchasing.approval.delegation import Delegation, in_force
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.notices.changes import TeamChange


@dataclass(frozen=True)
class OurTeam(Team):
    """A team with its group's title and the version of the rules that hold; `closed` ones buy nothing."""

    title: str = ""
    policy_version: int = 0
    closed: bool = False


@dataclass(frozen=True)
class Absence:
    """Days (first and last included, in the team's zone) on which somebody is away; `to` decides in his place."""

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
        """The right that it gives away; None where nobody decides in his place."""
        if self.to is None:
            return None
        return Delegation(self.by, self.to, self.first, self.last, self.made_at, self.ended_at)

    def holds(self, team: Team, at: datetime) -> bool:
        """Whether he is away at a moment."""
        return in_force(self, team, at)


@dataclass(frozen=True)
class Left:
    """Since when somebody is known not to be in his team's group (UTC), and by which update, where one told it."""

    at: datetime
    update_id: int | None = None


@dataclass(frozen=True)
class Invitation:
    """A way into a team for one person; its code is known only to whoever got it."""

    team_id: int
    role: Role
    made_by: int
    expires_at: datetime
    used_by: int | None = None


@dataclass(frozen=True)
class Proposal:
    """A change that loosens and waits for its second word; without a team it concerns all of them.

    `change` are JSON values: whom and what it would change; `base` is the version of that.
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
    """It is recorded and posted; another admin's word makes it true, or the only admin's own from `from_when` on."""

    id: int
    kind: str
    from_when: datetime | None


@dataclass(frozen=True)
class Changed:
    """It is true now; `code` is that of an invitation, `alone` that the only admin said it twice."""

    team: OurTeam
    kind: str
    alone: bool = False
    code: str = ""
    change: TeamChange | None = None
