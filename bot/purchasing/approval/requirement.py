"""What a request needs: its steps, its requester and total, its deadlines (UTC; working hours are the team's)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.policy import ApprovalStep, Policy
from bot.purchasing.approval.team import Team
from bot.purchasing.money import NOTHING, Fen

_DAY = timedelta(days=1)


class Due(StrEnum):
    """What happens to a pending request as time passes, each at most once."""

    REMIND = "remind"
    ESCALATE = "escalate"
    EXPIRE = "expire"


@dataclass(frozen=True)
class Deadlines:
    """The times of one pending request (UTC); a time after its expiry is left out."""

    expire_at: datetime
    remind_at: datetime | None = None
    escalate_at: datetime | None = None

    def moments(self) -> tuple[tuple[datetime, Due], ...]:
        """What happens when, in order."""
        known = ((self.remind_at, Due.REMIND), (self.escalate_at, Due.ESCALATE), (self.expire_at, Due.EXPIRE))
        return tuple(sorted(((at, due) for at, due in known if at is not None), key=lambda each: each[0]))

    def expired(self, now: datetime) -> bool:
        return now >= self.expire_at

    def escalated(self, at: datetime) -> bool:
        return self.escalate_at is not None and at >= self.escalate_at


def timetable(policy: Policy, team: Team, asked_at: datetime) -> Deadlines:
    """The deadlines of a request that its approvers were asked about at `asked_at`."""
    expire_at = asked_at + policy.expire
    return Deadlines(
        expire_at=expire_at,
        remind_at=_before(expire_at, policy.remind, team, asked_at),
        escalate_at=_before(expire_at, policy.escalate.after if policy.escalate else None, team, asked_at),
    )


def due(times: Deadlines, done: frozenset[Due], now: datetime) -> tuple[Due, ...]:
    """What is due and not done yet; an expiry replaces everything else."""
    if times.expired(now):
        return () if Due.EXPIRE in done else (Due.EXPIRE,)
    return tuple(each for at, each in times.moments() if at <= now and each not in done)


def next_at(times: Deadlines, done: frozenset[Due], now: datetime) -> datetime | None:
    """When to look at the request again; `now` if something is due, None if nothing is left."""
    if due(times, done, now):
        return now
    return next((at for at, each in times.moments() if at > now and each not in done), None)


def after_working(team: Team, start: datetime, span: timedelta) -> datetime:
    """The moment (UTC) at which `span` of working time has passed since `start`."""
    day, left = team.today(start), span
    while True:
        window = team.working_window(day)
        if window is not None:
            begins = max(window[0], start)
            if begins + left <= window[1]:
                return begins + left
            left -= max(window[1] - begins, timedelta())
        day += _DAY


def working_time(team: Team, start: datetime, end: datetime) -> timedelta:
    """How much working time lies between two moments (UTC)."""
    day, found = team.today(start), timedelta()
    while day <= team.today(end):
        window = team.working_window(day)
        if window is not None:
            found += max(min(window[1], end) - max(window[0], start), timedelta())
        day += _DAY
    return found


def _before(expire_at: datetime, span: timedelta | None, team: Team, asked_at: datetime) -> datetime | None:
    if span is None:
        return None
    at = after_working(team, asked_at, span)
    return at if at < expire_at else None


Steps = tuple[ApprovalStep, ...]


class Instead(StrEnum):
    """Who decides from the beginning in place of those who asked or added a line, if too few others remain."""

    ESCALATION = "escalation"
    """The people of the rules' escalation."""
    ADMINS = "admins"


@dataclass(frozen=True)
class Needs:
    """The steps of one request in order, and who may decide beside them after an escalation."""

    requester_id: int
    total: Fen
    steps: tuple[ApprovalStep, ...]
    times: Deadlines
    escalate_to: tuple[int, ...] = ()
    anew_at: datetime | None = None
    """When stricter rules were applied to it after it was asked for (UTC)."""
    beside: Fen = NOTHING
    """The total (fen) of earlier requests that count together with it."""
    contributors: frozenset[int] = frozenset()
    """Who added a line to it beside its requester."""
    instead: Instead | None = None

    @property
    def excluded(self) -> frozenset[int]:
        """Who never decides on it: its requester, and everybody who added a line to it."""
        return self.contributors | {self.requester_id}

    @property
    def measure(self) -> Fen:
        """The total (fen) that it is judged by, and that a decider's limit must reach."""
        return Fen(self.total + self.beside)

    def of_part(self, total: Fen) -> "Needs":
        """What a part of that total (fen) needed: the same, since it was judged by the sum of all parts.

        Whoever added a line to the whole decides on none of its parts: the votes on the whole are votes on each.
        """
        return replace(self, total=total, beside=Fen(self.measure - total))

    def __post_init__(self) -> None:
        """Raises ValueError if there are no steps: that would be an approval that nobody gave."""
        if not self.steps:
            raise ValueError("what needs nobody is automatic")


def asks_less(new: Steps, old: Steps) -> bool:
    """Whether it cannot be shown that the new steps ask the same people, in the same order, for at least as many."""
    if len(new) < len(old):
        return True
    return not all(_as_strict(*each) for each in zip(new, old, strict=False))


def _as_strict(new: ApprovalStep, old: ApprovalStep) -> bool:
    """Whether a step asks the same people for at least as many; "all" may be as few as one person."""
    if (new.role, new.people) != (old.role, old.people):
        return False
    if old.count == 1 or new.count == old.count:
        return True
    return new.count is not None and old.count is not None and new.count > old.count
