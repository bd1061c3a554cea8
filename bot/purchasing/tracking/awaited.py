"""Orders whose money is out and whose goods are not in: since when, whose they are, and what is stuck of them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.purchasing.approval.team import folded
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.notices.operations import MorningNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.requests.request import Request
from bot.purchasing.tracking.alarms import Alarm, AlarmDays, alarms_of, days_between

AGES = (7, 15, 30)
"""The last day of each age but the oldest, in days since the payment."""
_HOURS = re.compile(r"(\d{1,3}) h", re.ASCII)


@dataclass(frozen=True)
class AwaitedOrder:
    """Such an order, with the request that it is of; `team` is the team's title and `team_chat_id` its group.

    `counts_since` is when the team first counted what arrived.

    Once it was judged, `days` are those since its payment, and `alarms` what is stuck of it.
    """

    order: Order
    request: Request
    team: str
    team_chat_id: int | None
    days: int = 0
    alarms: tuple[Alarm, ...] = ()
    counts_since: datetime | None = None
    told: datetime | None = None
    """When 1688 last told how it stands (UTC), as it was judged."""

    @property
    def name(self) -> str:
        """The number of its request as people read it (1042/2)."""
        return self.request.name

    @property
    def promised(self) -> timedelta | None:
        """The longest of the times to shipment on the pages of its goods; None unless each page promises one."""
        pages = {each.offer.offer_id: each.offer.ship_within for each in self.request.asked}
        bought = pages.keys() & {each.offer_id for each in self.order.lines} or pages.keys()
        return longest_promise(pages[each] for each in bought)

    @property
    def is_in(self) -> bool:
        """Whether all of its pieces were counted."""
        return self.order.counted_at is not None and not self.order.count.missing

    @property
    def out(self) -> Fen:
        """What was paid for it and did not come back."""
        return Fen(max(0, self.order.total - self.order.refunded))

    @property
    def age(self) -> int:
        """The number of its age, from 1."""
        return bisect_left(AGES, self.days) + 1

    def is_of(self, words: str) -> bool:
        """Whether its seller, or who asked for it, has a name with these words."""
        return any(folded(words) in folded(name) for name in (self.order.seller, self.request.requester.name))

    def judged(self, limits: AlarmDays, seen_at: datetime | None, now: datetime) -> "AwaitedOrder":
        """The same as it is `now`, if 1688 last told `seen_at` how it stands (UTC)."""
        alarms = tuple(alarms_of(self.order, self.promised, limits, seen_at, self.counts_since, now))
        return replace(self, days=days_between(self.order.bought_at, now), alarms=alarms, told=seen_at)


def morning_of(theirs: Iterable[AwaitedOrder], tonight: datetime, votes: int, *, pays: bool) -> MorningNotice | None:
    """What somebody is told in the morning of their orders, judged ones, and of so many votes; None if that is nothing.

    An unpaid order of which nobody knows how long it can be paid is to be paid before `tonight`.
    """
    every = list(theirs)
    unpaid = [each for each in every if each.order.state is OrderState.TO_PAY]
    wanted = [each for each in unpaid if each.order.pay_by is None or each.order.pay_by <= tonight]
    due = [each.order.total for each in wanted]
    stuck = Counter(kind.value for each in every for kind in {alarm.kind for alarm in each.alarms})
    running = sum(each.order.refund_runs for each in every)
    if not (due or stuck or running or votes):
        return None
    return MorningNotice(
        to_pay=len(due), total=sum_fen(due), stuck=dict(sorted(stuck.items())), running=running, votes=votes,
        pays=pays, told=told_of(every), to_pay_told=told_of(wanted),
    )  # fmt: skip


def told_of(every: Iterable[AwaitedOrder]) -> datetime | None:
    """As of when 1688 told how these orders stand, judged ones; None if there is none, or it never did."""
    return min((each.told for each in every if each.told is not None), default=None)


def longest_promise(written: Iterable[str]) -> timedelta | None:
    """The longest of the times to shipment as offers have them (`48 h`); None unless each page promises one."""
    found = [_HOURS.fullmatch(each) for each in written]
    hours = [int(each[1]) for each in found if each is not None]
    return timedelta(hours=max(hours)) if hours and len(hours) == len(found) else None
