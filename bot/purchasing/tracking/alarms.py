"""Decides what of an order is stuck: its money is out, and nothing has happened for too long.

Days are days of the calendar in Beijing, weekends included. Of a time when 1688 was not asked
nothing is concluded.

A case is its kind, parcel and `since`; it is told again only once twice, then four times as many
days went by: people mute a bot that repeats itself. The time that counts is not now but when 1688
last told (`seen_at`), so that an outage makes nothing stuck. The table keeps both times and no
level: each reader has days of their own. *Not shipped* gives way to *later than promised* if the
page promises a time, so that no order is two cases for one reason. Working days were rejected: a
festival is no reason that a buyer accepts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.calls import day_in_china
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import OrderState, ParcelChange, RefundState
from bot.purchasing.tracking.paid_back import running, stage_at

WARNED_BEFORE = timedelta(hours=24)
"""How long before 1688 ends a refund that waits for us this is told."""


@dataclass(frozen=True)
class AlarmForm:
    """How an alarm of one kind is told."""

    to_requester: bool = False
    """Whether who asked hears it in private, also if they asked in a group."""
    typed: str = ""
    """What is typed to choose its days, and is stored; empty if it has none of its own."""
    offered: tuple[int, ...] = ()
    """The days that buttons offer for it."""


ALARM_FORMS: Mapping[AlarmKind, AlarmForm] = {
    AlarmKind.NOT_SHIPPED: AlarmForm(typed="ship", offered=(2, 3, 4, 7)),
    AlarmKind.LATE: AlarmForm(to_requester=True),
    AlarmKind.NO_SCAN: AlarmForm(typed="scan", offered=(2, 3, 4, 7)),
    AlarmKind.FROZEN: AlarmForm(to_requester=True, typed="frozen", offered=(3, 4, 5, 7)),
    AlarmKind.NOT_COUNTED: AlarmForm(to_requester=True, typed="count", offered=(2, 4)),
    AlarmKind.SHORT: AlarmForm(to_requester=True, typed="short", offered=(2, 4)),
    AlarmKind.REFUND_WAITS: AlarmForm(to_requester=True),
}
"""One with days of its own has them in `ChosenDays` and `AlarmDays`, by the value of its kind."""


@dataclass(frozen=True, kw_only=True)
class ChosenDays:
    """After how many days somebody wants each of them told; None: as usual."""

    not_shipped: int | None = None
    no_scan: int | None = None
    frozen: int | None = None
    not_counted: int | None = None
    short: int | None = None


@dataclass(frozen=True)
class AlarmDays:
    """After how many days each of them is told."""

    not_shipped: int = 4
    no_scan: int = 3
    frozen: int = 5
    not_counted: int = 2
    short: int = 2

    def of(self, kind: AlarmKind) -> int:
        """After how many days this is told; what is late at once, and again after as many as what is not shipped."""
        return self.not_shipped if kind is AlarmKind.LATE else int(getattr(self, kind.value))


@dataclass(frozen=True)
class Alarm:
    """One thing that is stuck `since` then (UTC), as far as 1688 had told by `seen_at`.

    `parcel` is the number at 1688 of the parcel, or the refund, that it is about; empty if of the order.
    """

    kind: AlarmKind
    since: datetime
    seen_at: datetime
    parcel: str = ""

    @property
    def days(self) -> int:
        return days_between(self.since, self.seen_at)

    def level(self, limits: AlarmDays, at: datetime | None) -> int:
        """How bad it is, or was at another moment: the same case is told again only at a higher level.

        0 before the limit, 1 from there on, 2 from twice the limit on, 3 from four times; what is late begins with 1.
        """
        if at is None or at <= self.since:
            return 0
        if self.kind is AlarmKind.REFUND_WAITS:
            return 1
        begins = 1 if self.kind is AlarmKind.LATE else 0
        return begins + (days_between(self.since, at) // limits.of(self.kind)).bit_length()


def alarms_of(
    order: Order,
    promised: timedelta | None,
    limits: AlarmDays,
    seen_at: datetime | None,
    counts_since: datetime | None = None,
    now: datetime | None = None,
) -> Iterator[Alarm]:
    """What is stuck of an order.

    `promised` is the time to shipment on the product's page, None if there is none; `seen_at` is when 1688 last told
    how the order stands (UTC). While its money is on the way back, and once all of it came back, nothing is.
    `counts_since` is when its team first counted what arrived, None if it never did. That the time of a refund ends is
    true `now` (UTC) whatever 1688 told since it named that time.
    """
    for refund in running(order):
        ends = refund.ends_at
        if now is not None and ends is not None and stage_at(refund).ours and ends - WARNED_BEFORE < now < ends:
            yield Alarm(AlarmKind.REFUND_WAITS, ends - WARNED_BEFORE, now, refund.refund_id)
    if seen_at is None or order.refund_runs or 0 < order.total <= order.refunded:
        return
    every = (*_waits(order, promised, seen_at), *_arrived(order, counts_since, seen_at))
    yield from (each for each in every if each.level(limits, each.seen_at))


def _arrived(order: Order, counts_since: datetime | None, seen_at: datetime) -> Iterator[Alarm]:
    """What came and is not counted, and what was counted and is not as it was ordered."""
    for parcel in _uncounted(order):
        signed = parcel.signed_at
        if signed is not None and counts_since is not None and signed >= counts_since:
            yield Alarm(AlarmKind.NOT_COUNTED, signed, seen_at, parcel.logistics_id)
    if order.counted_at is not None and is_short(order):
        yield Alarm(AlarmKind.SHORT, order.counted_at, seen_at)


def _uncounted(order: Order) -> Iterator[ShippedParcel]:
    """The parcels that nobody counted, of those that 1688 still shows."""
    return (each for each in order.parcels if each.counted_at is None and each.status != ParcelChange.GONE.value)


def is_short(order: Order) -> bool:
    """Whether pieces lack whose money nobody claimed: what came is bad, or no parcel can bring what did not come.

    What somebody closed short is known. Whoever opened a refund on the site, or saw one close, knows what lacks.
    """
    if order.holding is not None and order.holding.kind.of_refund:
        return False  # it waits for a second word, or may have been sent
    if order.refund is RefundState.CLOSED or any(claim.from_site for claim in order.claims):
        return False
    waits = order.state is OrderState.PART_SHIPPED or any(_uncounted(order))
    counts = order.counts
    for entry_id, line in order.balance.lines.items():
        if not line.open:
            continue
        pieces = line.first
        bad = pieces.damaged > 0 or pieces.wrong > 0
        if bad or (pieces.missing and counts[entry_id].open and not waits):
            return True
    return False


def _waits(order: Order, promised: timedelta | None, seen_at: datetime) -> Iterator[Alarm]:
    """What is waited for, however short a time."""
    paid = order.bought_at
    if order.state in (OrderState.PAID, OrderState.PART_SHIPPED) and promised is not None and seen_at > paid + promised:
        yield Alarm(AlarmKind.LATE, paid + promised, seen_at)
    elif order.state is OrderState.PAID:
        yield Alarm(AlarmKind.NOT_SHIPPED, paid, seen_at)
    if order.state not in (OrderState.PART_SHIPPED, OrderState.SHIPPED):
        return
    for parcel in order.parcels:
        if parcel.signed or parcel.counted_at is not None or parcel.traced_at is None:
            continue
        # That the order is over is told by the order alone.
        told_at = min(parcel.traced_at, seen_at)
        if parcel.last_step_at is not None:
            yield Alarm(AlarmKind.FROZEN, parcel.last_step_at, told_at, parcel.logistics_id)
        elif parcel.sent_at is not None:
            yield Alarm(AlarmKind.NO_SCAN, parcel.sent_at, told_at, parcel.logistics_id)


def days_between(earlier: datetime, later: datetime) -> int:
    """How many days of Beijing's calendar lie between two moments."""
    return (day_in_china(later) - day_in_china(earlier)).days
