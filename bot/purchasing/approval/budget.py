"""What a team and each person may still spend this month, and whether the last-resort caps hold; fen and UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.purchasing.approval.policy import Allowance, Policy
from bot.purchasing.approval.team import Team
from bot.purchasing.money import Fen

HOUR = timedelta(hours=1)
NOTHING = Fen(0)


@dataclass(frozen=True)
class Outlay:
    """Money of one request: committed when it was approved, spent when it was paid; `at` decides its month."""

    person_id: int
    amount: Fen
    at: datetime
    spent: bool = False


@dataclass(frozen=True)
class SpentOrder:
    """One order that was placed: when, and its total in fen."""

    at: datetime
    amount: Fen


@dataclass(frozen=True)
class MonthSoFar:
    """The month so far of the team (`person_id` None) or of a person; fen."""

    person_id: int | None = None
    committed: Fen = NOTHING
    spent: Fen = NOTHING


@dataclass(frozen=True)
class Usage:
    """What a request is measured by: the month of the team and of its requester, and the orders placed lately."""

    team: MonthSoFar = field(default_factory=MonthSoFar)
    person: MonthSoFar = field(default_factory=MonthSoFar)
    last_hour: int = 0
    """Orders placed in the last 60 minutes."""
    today: Fen = NOTHING
    """Placed on this day in the team's zone, fen."""


@dataclass(frozen=True)
class BudgetStanding:
    """One budget with a request in it: `left` (fen) is what remains after it and may be negative."""

    account: MonthSoFar
    allowance: Allowance
    this: Fen

    @property
    def used(self) -> Fen:
        return Fen(self.account.committed + self.account.spent)

    @property
    def left(self) -> int:
        return self.allowance.amount - self.used - self.this

    @property
    def over(self) -> bool:
        return self.left < 0

    @property
    def stops(self) -> bool:
        return self.over and self.allowance.stop


def month_of(team: Team, now: datetime) -> tuple[datetime, datetime]:
    """The month of the team's calendar around a moment: its first moment and that of the next one, UTC."""
    first = team.today(now).replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _midnight(team, first), _midnight(team, following)


def day_of(team: Team, now: datetime) -> tuple[datetime, datetime]:
    """The team's day around a moment: its first moment and that of the next one, UTC."""
    today = team.today(now)
    return _midnight(team, today), _midnight(team, today + timedelta(days=1))


def _midnight(team: Team, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=team.zone).astimezone(UTC)


def usage(
    team: Team, requester_id: int, outlays: Iterable[Outlay], placed: Iterable[SpentOrder], now: datetime
) -> Usage:
    """The measure of a request from what the ledger knows; the request itself is not among the outlays."""
    begins, ends = month_of(team, now)
    month = [each for each in outlays if begins <= each.at < ends]
    morning, midnight = day_of(team, now)
    orders = list(placed)
    return Usage(
        team=_account(None, month),
        person=_account(requester_id, [each for each in month if each.person_id == requester_id]),
        # What another clock placed a moment ahead of this one counts as well.
        last_hour=sum(now - HOUR < each.at for each in orders),
        today=Fen(sum(each.amount for each in orders if morning <= each.at < midnight)),
    )


def counts_less(
    team: Team, other: Team, outlays: Sequence[Outlay], placed: Sequence[SpentOrder], now: datetime
) -> bool:
    """Whether the other's day or month has begun later, so that money which counts for the team would not for it."""
    before, after = (usage(each, 0, outlays, placed, now) for each in (team, other))
    months = [each.team.committed + each.team.spent for each in (before, after)]
    return after.today < before.today or months[1] < months[0]


def _account(person_id: int | None, outlays: list[Outlay]) -> MonthSoFar:
    committed = sum(each.amount for each in outlays if not each.spent)
    return MonthSoFar(person_id, Fen(committed), Fen(sum(each.amount for each in outlays if each.spent)))


def standings(policy: Policy, requester_id: int, total: Fen, used: Usage) -> tuple[BudgetStanding, ...]:
    """The budgets that a request falls into, the team's first; for the card and for the judgement."""
    pairs = ((used.team, policy.budgets.team), (used.person, policy.budgets.of(requester_id)))
    return tuple(BudgetStanding(account, each, total) for account, each in pairs if each is not None)


def over_cap(policy: Policy, total: Fen, used: Usage) -> str | None:
    """Which cap an order placed now would break: `order`, `day` or `hour`; None where none."""
    caps = policy.caps
    if caps.order is not None and total > caps.order:
        return "order"
    if caps.day is not None and used.today + total > caps.day:
        return "day"
    if caps.hour is not None and used.last_hour + 1 > caps.hour:
        return "hour"
    return None
