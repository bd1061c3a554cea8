"""When a pending request is reminded of, escalated and expired; times in UTC, working hours are the team's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.team import Team

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
        known = (
            (self.remind_at, Due.REMIND),
            (self.escalate_at, Due.ESCALATE),
            (self.expire_at, Due.EXPIRE),
        )
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
