"""What was bought in a day, a week, a month, a year or from one day to another: the days, and the sums by group.

The days are those of a zone. An order belongs to the day of `bought_at`, with all that became of it since.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest

from bot.purchasing.approval.loosening import Rate
from bot.purchasing.approval.policy import label
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.orders.line_cost import CostLine, converted
from bot.purchasing.orders.tags import tag_mark

_DAILY, _WEEKLY = 31, 60 * 7
"""Up to so many days a bar is a day, up to so many a week; then a month."""
_ONE = timedelta(days=1)


class PeriodKind(StrEnum):
    """How long a period is, and where it begins: a week on Monday; a span has the days that somebody names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SPAN = "span"
    YEAR = "year"


class ReportGroup(StrEnum):
    """By what a report is divided."""

    TIME = "time"
    PERSON = "person"
    SELLER = "seller"
    TAG = "tag"
    OFFER = "offer"


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both among them."""

    kind: PeriodKind
    first: date
    last: date

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The day, week, month or year that this day is in."""
        match kind:
            case PeriodKind.WEEK:
                monday = day - day.weekday() * _ONE
                return cls(kind, monday, monday + 6 * _ONE)
            case PeriodKind.MONTH:
                first = day.replace(day=1)
                return cls(kind, first, (first + 31 * _ONE).replace(day=1) - _ONE)
            case PeriodKind.YEAR:
                return cls(kind, date(day.year, 1, 1), date(day.year, 12, 31))
        return cls(kind, day, day)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def before(self) -> "Period":
        """The one before, of the same kind."""
        if self.kind is PeriodKind.SPAN:
            return Period(self.kind, self.first - self.days * _ONE, self.first - _ONE)
        return Period.of(self.kind, self.first - _ONE)

    @property
    def after(self) -> "Period":
        """The one after, of the same kind."""
        if self.kind is PeriodKind.SPAN:
            return Period(self.kind, self.last + _ONE, self.last + self.days * _ONE)
        return Period.of(self.kind, self.last + _ONE)

    def compared(self, today: date) -> "Period":
        """What it is compared with: the one before, of which as many days as have begun of this one until today."""
        before, begun = self.before, (today - self.first).days
        if not 0 <= begun < self.days - 1:
            return before
        return Period(PeriodKind.SPAN, before.first, min(before.last, before.first + begun * _ONE))

    def bounds(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Its first moment, and that of the day after it (UTC)."""
        days = (self.first, self.last + _ONE)
        since, until = (datetime.combine(each, time.min, zone).astimezone(UTC) for each in days)
        return since, until

    def steps(self) -> tuple[date, ...]:
        """The first days of its bars: of each of its days, weeks or months."""
        step = PeriodKind.DAY
        if self.days > _DAILY:
            step = PeriodKind.WEEK if self.days <= _WEEKLY else PeriodKind.MONTH
        found, at = [self.first], Period.of(step, self.first).after.first
        while at <= self.last:
            found.append(at)
            at = Period.of(step, at).after.first
        return tuple(found)


@dataclass(frozen=True)
class ReportAsk:
    """What somebody wants to know: of which days, by what, and of which tag alone if one is named.

    A tag that ends in … is the beginning of one; with two blanks, which no tag has, and a mark behind it of that one.
    """

    period: Period
    group: ReportGroup = ReportGroup.TIME
    tag: str = ""


def is_of_tag(tag: str, wanted: str) -> bool:
    """Whether a tag is the one that is wanted, as ReportAsk has it; every tag is if none is wanted."""
    begins, _, mark = wanted.partition("  ")
    if begins.endswith("…"):
        return tag_mark(tag) == mark if mark else label(tag).startswith(label(begins[:-1]))
    return not wanted or label(tag) == label(wanted)


@dataclass
class ReportSums:
    """Sums of lines as they are added (fen); `ordered` is what was paid for them or is due."""

    ordered: Fen = NOTHING
    paid: Fen = NOTHING
    back: Fen = NOTHING
    other: Fen = NOTHING
    pieces: int = 0
    orders: int = 0

    @property
    def cost(self) -> Fen:
        """What was paid, less what came back, with other costs."""
        return Fen(self.paid - self.back + self.other)

    def add(self, line: CostLine) -> None:
        self.ordered = Fen(self.ordered + line.due + line.paid)
        self.paid = Fen(self.paid + line.paid)
        self.back = Fen(self.back + line.refunded)
        self.other = Fen(self.other + line.other)
        self.pieces += line.pieces


@dataclass
class ReportFold:
    """Adds up what was bought in a period, order by order; of what it was given it keeps the sums alone.

    `groups` are the costs by the key of each group, `names` how these are called; `bars` the costs by `steps`.
    """

    ask: ReportAsk
    period: Period
    zone: tzinfo
    sums: ReportSums = field(default_factory=ReportSums)
    groups: dict[str, Fen] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, Decimal] = field(default_factory=dict)
    """What all of it cost in each currency that a team had then."""
    unrated: bool = False
    """Whether something of it cost money when there was no rate."""
    told: datetime | None = None

    def __post_init__(self) -> None:
        self.steps: Sequence[date] = self.period.steps()
        self.bars = [NOTHING for _ in self.steps]

    def add(
        self,
        at: datetime,
        lines: Iterable[CostLine],
        named: Callable[[CostLine], tuple[str, str]],
        rate: Rate | None,
        told: datetime | None,
    ) -> None:
        """Add the lines of an order bought at that moment (UTC); `named` is a line's group, and how that is called.

        `told` is as of when 1688 told how it stands.
        """
        theirs = [each for each in lines if is_of_tag(each.tag, self.ask.tag)]
        if not theirs:
            return
        self.sums.orders += 1
        self.told = min((each for each in (self.told, told) if each is not None), default=None)
        bar = bisect_right(self.steps, at.astimezone(self.zone).date()) - 1
        for line in theirs:
            self.sums.add(line)
            self.bars[bar] = Fen(self.bars[bar] + line.cost)
            if rate is not None:
                self.foreign[rate.currency] = self.foreign.get(rate.currency, Decimal(0)) + converted([line], rate)
            elif line.cost:
                self.unrated = True
            if self.ask.group is not ReportGroup.TIME:
                key, name = named(line)
                self.groups[key] = Fen(self.groups.get(key, 0) + line.cost)
                self.names.setdefault(key, name)

    def first(self, most: int) -> list[tuple[str, Fen]]:
        """The keys of the groups that cost most, so many of them, each with its cost."""
        return nsmallest(most, self.groups.items(), key=lambda each: (-each[1], each[0]))
