"""What a team and each person may still spend this month, and whether the caps hold; money in fen, times in UTC."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.purchasing.approval.policy import Allowance, Policy
from bot.purchasing.approval.team import Team
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.snapshot import TagSums

OF_TAG = "tag "
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Outlay:
    """The money of one request: committed when approved, spent when paid; `at` decides which month it counts in."""

    person_id: int
    amount: Fen
    at: datetime
    spent: bool = False
    tags: TagSums = ()
    """What of the amount is for each tag, as `label` writes it."""


@dataclass(frozen=True)
class SpentOrder:
    """One order that was placed: when, and its total in fen."""

    at: datetime
    amount: Fen


@dataclass(frozen=True)
class MonthSoFar:
    """The current month of the team (`person_id` None), of a person or of a `tag`, in fen."""

    person_id: int | None = None
    committed: Fen = NOTHING
    spent: Fen = NOTHING
    tag: str = ""


@dataclass(frozen=True)
class Usage:
    """What a request is measured by: the month of the team and of its requester, and the orders placed lately."""

    team: MonthSoFar = field(default_factory=MonthSoFar)
    person: MonthSoFar = field(default_factory=MonthSoFar)
    last_hour: int = 0
    """Orders placed in the last 60 minutes."""
    today: Fen = NOTHING
    """Total of the orders placed today in the team's zone, in fen."""
    tags: tuple[MonthSoFar, ...] = ()
    """The month of each tag that something was bought for, as `label` writes it."""


@dataclass(frozen=True)
class BudgetStanding:
    """One budget with a request in it: `left` (fen) is what remains after the request; it may be negative."""

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

    @property
    def whose(self) -> str:
        """Whose budget it is, as obstacles name it: `team`, `person`, or the tag behind its word."""
        if self.account.tag:
            return f"{OF_TAG}{self.account.tag}"
        return "team" if self.account.person_id is None else "person"


def month_of(team: Team, now: datetime) -> tuple[datetime, datetime]:
    """The month in the team's zone that contains `now`: its first moment and that of the next month, in UTC."""
    first = team.today(now).replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _midnight(team, first), _midnight(team, following)


def day_of(team: Team, now: datetime) -> tuple[datetime, datetime]:
    """The day in the team's zone that contains `now`: its first moment and that of the next day, in UTC."""
    today = team.today(now)
    return _midnight(team, today), _midnight(team, today + timedelta(days=1))


def _midnight(team: Team, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=team.zone).astimezone(UTC)


def usage(
    team: Team, requester_id: int, outlays: Iterable[Outlay], placed: Iterable[SpentOrder], now: datetime
) -> Usage:
    """The usage for a request, from what the ledger knows; the request itself is not among the outlays."""
    begins, ends = month_of(team, now)
    month = [each for each in outlays if begins <= each.at < ends]
    morning, midnight = day_of(team, now)
    orders = list(placed)
    by_tag = defaultdict[str, list[Outlay]](list)
    for each in month:
        for tag, fen in each.tags:
            by_tag[tag].append(replace(each, amount=fen))
    return Usage(
        team=_account(None, month),
        person=_account(requester_id, [each for each in month if each.person_id == requester_id]),
        # Orders that another machine's clock placed a moment after `now` count as well.
        last_hour=sum(now - HOUR < each.at for each in orders),
        today=Fen(sum(each.amount for each in orders if morning <= each.at < midnight)),
        tags=tuple(replace(_account(None, theirs), tag=tag) for tag, theirs in sorted(by_tag.items())),
    )


def counts_less(
    team: Team, other: Team, outlays: Sequence[Outlay], placed: Sequence[SpentOrder], now: datetime
) -> bool:
    """Whether less money counts today or this month for `other` than for `team`, for example in another time zone."""
    before, after = (usage(each, 0, outlays, placed, now) for each in (team, other))
    months = [each.team.committed + each.team.spent for each in (before, after)]
    return after.today < before.today or months[1] < months[0]


def _account(person_id: int | None, outlays: list[Outlay]) -> MonthSoFar:
    committed = sum(each.amount for each in outlays if not each.spent)
    return MonthSoFar(person_id, Fen(committed), Fen(sum(each.amount for each in outlays if each.spent)))


def over_cap(policy: Policy, total: Fen, used: Usage) -> str | None:
    """The cap that an order placed now would break: `order`, `day` or `hour`; None if none."""
    caps = policy.caps
    if caps.order is not None and total > caps.order:
        return "order"
    if caps.day is not None and used.today + total > caps.day:
        return "day"
    if caps.hour is not None and used.last_hour + 1 > caps.hour:
        return "hour"
    return None
