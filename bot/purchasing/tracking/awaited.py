"""Orders whose money is out and whose goods are not in: since when, whose they are, and what is stuck of them."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.approval.team import folded
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.requests.purchase import Order, Person, Place
from bot.purchasing.tracking.alarms import Alarm, AlarmDays, alarms_of, days_between

_HOURS = re.compile(r"(\d{1,3}) h", re.ASCII)


@dataclass(frozen=True)
class AwaitedOrder:
    """Such an order, with the head of its purchase: its `name` (1042/2), the `place` that it was asked for in, whose.

    `team` is the team's title and `team_chat_id` its group; `promised` the time to shipment on the pages of its goods.
    """

    order: Order
    name: str
    place: Place
    requester: Person
    team_id: int | None
    team: str
    team_chat_id: int | None
    promised: timedelta | None

    @property
    def paid_at(self) -> datetime:
        """When it was paid (UTC); an order on account has no time of payment."""
        return self.order.paid_at or self.order.placed_at


def longest_promise(written: Iterable[str]) -> timedelta | None:
    """The longest of the times to shipment as offers have them (`48 h`); None unless each page promises one."""
    found = [_HOURS.fullmatch(each) for each in written]
    hours = [int(each[1]) for each in found if each is not None]
    return timedelta(hours=max(hours)) if hours and len(hours) == len(found) else None


AGES = (7, 15, 30)
"""The last day of each age but the oldest, in days since the payment."""
EVERY_AGE, ONLY_STUCK = 0, len(AGES) + 2
"""Between them stand the numbers of the ages, from 1."""
SELLER, PERSON, WORDS = "s", "p", "w"
"""How what somebody chose begins: a seller's mark, a person's number, or words of a name."""


@dataclass(frozen=True)
class JudgedOrder:
    """An order with the days since its payment, and with what is stuck of it."""

    awaited: AwaitedOrder
    days: int
    alarms: tuple[Alarm, ...]

    @property
    def age(self) -> int:
        """The number of its age, from 1."""
        return bisect_left(AGES, self.days) + 1

    @property
    def out(self) -> Fen:
        """What was paid for it and did not come back."""
        return Fen(max(0, self.awaited.order.total - self.awaited.order.refunded))

    def fits(self, age: int, whose: str) -> bool:
        """Whether it is of this age, and of whom somebody chose (empty: of anybody)."""
        if age not in (EVERY_AGE, self.age) and not (age == ONLY_STUCK and self.alarms):
            return False
        kind, wanted = whose[:1], whose[1:]
        if kind == WORDS:
            names = (self.awaited.order.seller, self.awaited.requester.name)
            return any(folded(wanted) in folded(name) for name in names)
        return not kind or self.mark(kind) == whose

    def mark(self, kind: str) -> str:
        """What stands for its seller, or for who asked for it, on a button."""
        if kind == PERSON:
            return f"{PERSON}{self.awaited.requester.id}"
        return SELLER + hashlib.sha256(self.awaited.order.seller.encode()).hexdigest()[:10]

    def name(self, kind: str) -> str:
        """The name of its seller, or of who asked for it."""
        return self.awaited.requester.name if kind == PERSON else self.awaited.order.seller


@dataclass(frozen=True)
class Heap:
    """Several orders together: how many, and what was paid for them; `mark` and `name` if they are somebody's."""

    count: int
    out: Fen
    mark: str = ""
    name: str = ""


def judged(awaited: AwaitedOrder, limits: AlarmDays, seen_at: datetime | None, now: datetime) -> JudgedOrder:
    """The order as it is `now`, if 1688 last told `seen_at` how it stands."""
    alarms = tuple(alarms_of(awaited.order, awaited.promised, limits, seen_at))
    return JudgedOrder(awaited, days_between(awaited.paid_at, now), alarms)


def heap(orders: Iterable[JudgedOrder], mark: str = "", name: str = "") -> Heap:
    """These together."""
    every = list(orders)
    return Heap(len(every), sum_fen(each.out for each in every), mark, name)


def heaps(orders: Iterable[JudgedOrder], kind: str) -> tuple[Heap, ...]:
    """Those of each seller or person together, the dearest first."""
    by_mark = dict[str, list[JudgedOrder]]()
    for each in orders:
        by_mark.setdefault(each.mark(kind), []).append(each)
    found = (heap(theirs, mark, theirs[0].name(kind)) for mark, theirs in by_mark.items())
    return tuple(sorted(found, key=lambda each: (-each.out, each.mark)))
