"""The account of calls: how often 1688 was asked and for what, what was confirmed for it, and when calls are short.

1688 counts calls: some solutions must confirm so many yuan of purchases for each call, and an app may have a limit a
day. Its days are those of China.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from bot.purchasing.money import NOTHING, Fen

CHINA = timezone(timedelta(hours=8))
"""1688's local time: UTC+8 all year."""
ENOUGH_TO_JUDGE = 1000
"""Calls of a month from which on yuan for each call say something: what is bought is confirmed days later."""


class CallKind(StrEnum):
    """What a call was for."""

    PRODUCTS = "products"
    ORDERING = "ordering"
    PAYING = "paying"
    ORDERS = "orders"
    PARCELS = "parcels"
    OTHER = "other"


class Shortage(StrEnum):
    """Which limit calls are short of."""

    DAY = "day"
    YUAN = "yuan"


@dataclass(frozen=True)
class CallLimits:
    """Calls a day, and fen that are to be confirmed for each call; 0 is no limit."""

    day: int = 0
    fen_each: Fen = NOTHING


NO_LIMITS = CallLimits()


@dataclass(frozen=True)
class CallReport:
    """Calls by kind today and this month (China's), and the orders confirmed as received this month."""

    now: datetime
    today: Mapping[CallKind, int] = field(default_factory=dict)
    month: Mapping[CallKind, int] = field(default_factory=dict)
    confirmed: Fen = NOTHING
    confirmed_orders: int = 0
    limits: CallLimits = NO_LIMITS
    thrifty: frozenset[Shortage] = frozenset()
    """Of what calls are so short that what can wait is asked less often."""

    @property
    def calls_today(self) -> int:
        return sum(self.today.values())

    @property
    def calls_month(self) -> int:
        return sum(self.month.values())

    @property
    def forecast(self) -> int:
        """How many calls this month will have at its end, if it goes on like this; its first hour counts as one."""
        local = self.now.astimezone(CHINA)
        days = calendar.monthrange(local.year, local.month)[1]
        over = max((self.now - month_begins(self.now)) // timedelta(seconds=1), 3600)
        return self.calls_month * days * 24 * 3600 // over

    @property
    def fen_each(self) -> Fen | None:
        """How many fen were confirmed for each call; None before the first."""
        return Fen(self.confirmed // self.calls_month) if self.calls_month else None

    def short(self, day: int, yuan: int) -> frozenset[Shortage]:
        """Which limits are closer than that: per cent of the day's calls, per cent of the yuan wanted."""
        found = set()
        if self.limits.day and self.calls_today * 100 >= self.limits.day * day:
            found.add(Shortage.DAY)
        judged = self.limits.fen_each and self.calls_month >= ENOUGH_TO_JUDGE
        if judged and self.confirmed * 100 < self.limits.fen_each * self.calls_month * yuan:
            found.add(Shortage.YUAN)
        return frozenset(found)

    @property
    def warned(self) -> frozenset[Shortage]:
        """What is worth a warning."""
        return self.short(day=70, yuan=150)

    @property
    def now_thrifty(self) -> frozenset[Shortage]:
        """Of what calls are too short now; who was thrifty stays so until it is clearly better."""
        return self.short(day=85, yuan=120) | (self.short(day=85, yuan=130) & self.thrifty)


def day_in_china(now: datetime) -> date:
    return now.astimezone(CHINA).date()


def month_begins(now: datetime) -> datetime:
    """When China's month began (UTC)."""
    return now.astimezone(CHINA).replace(day=1, hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
