"""Decides what of an order is stuck: its money is out, and nothing has happened for too long.

Days are days of the calendar in Beijing, weekends included. Of a time when 1688 was not asked nothing is concluded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.order import OrderState, RefundState
from bot.purchasing.requests.purchase import Order


class AlarmKind(StrEnum):
    """In which way an order is stuck."""

    NOT_SHIPPED = "not_shipped"
    """Paid, and not shipped."""
    LATE = "late"
    """Not shipped whole within the time that the product's page promised."""
    NO_SCAN = "no_scan"
    """A parcel was sent, and no carrier has scanned it."""
    FROZEN = "frozen"
    """The trace of a parcel has no new step."""


@dataclass(frozen=True)
class AlarmDays:
    """After how many days each of them is told."""

    not_shipped: int = 4
    no_scan: int = 3
    frozen: int = 5


@dataclass(frozen=True)
class Alarm:
    """One thing that is stuck `since` then (UTC), for so many days; `parcel` is its number at 1688 if it is about one.

    The same case is told again only at a higher `level`: each time after twice as many days.
    """

    kind: AlarmKind
    since: datetime
    days: int
    level: int
    parcel: str = ""


def alarms_of(order: Order, promised: timedelta | None, limits: AlarmDays, seen_at: datetime | None) -> Iterator[Alarm]:
    """What is stuck of an order.

    `promised` is the time to shipment on the product's page, None if there is none; `seen_at` is when 1688 last told
    how the order stands (UTC). While its money is on the way back, and once all of it came back, nothing is.
    """
    if order.refund is RefundState.ASKED or order.refunded >= order.total:
        return
    paid, waits = order.paid_at or order.placed_at, order.state in (OrderState.PAID, OrderState.PART_SHIPPED)
    if waits and seen_at is not None and promised is not None and seen_at > paid + promised:
        since = paid + promised
        late = days_between(since, seen_at)
        yield Alarm(AlarmKind.LATE, since, late, 1 + _level(late, limits.not_shipped))
    elif order.state is OrderState.PAID and seen_at is not None:
        yield from _told(AlarmKind.NOT_SHIPPED, paid, seen_at, limits.not_shipped)
    if order.state not in (OrderState.PART_SHIPPED, OrderState.SHIPPED):
        return
    for parcel in order.parcels:
        if parcel.signed or parcel.traced_at is None:
            continue
        if parcel.last_step_at is not None:
            frozen = (AlarmKind.FROZEN, parcel.last_step_at, parcel.traced_at, limits.frozen)
            yield from _told(*frozen, parcel.logistics_id)
        elif parcel.sent_at is not None:
            unscanned = (AlarmKind.NO_SCAN, parcel.sent_at, parcel.traced_at, limits.no_scan)
            yield from _told(*unscanned, parcel.logistics_id)


def days_between(earlier: datetime, later: datetime) -> int:
    """How many days of Beijing's calendar lie between two moments."""
    beijing = zone_of(SHANGHAI)
    return (later.astimezone(beijing).date() - earlier.astimezone(beijing).date()).days


def _told(kind: AlarmKind, since: datetime, seen_at: datetime, limit: int, parcel: str = "") -> Iterator[Alarm]:
    days = days_between(since, seen_at)
    if level := _level(days, limit):
        yield Alarm(kind, since, days, level, parcel)


def _level(days: int, limit: int) -> int:
    """0 before the limit, 1 from there on, 2 from twice the limit on, 3 from four times."""
    return (days // limit).bit_length() if days > 0 else 0
