"""What of an order is stuck: by days of Beijing's calendar, and only by what 1688 told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.claims import ClaimKind, ClaimState, Pieces
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import LineState, OrderLine, OrderState, ReadBackState, RefundState
from bot.purchasing.tracking.alarms import Alarm, AlarmDays, alarms_of, days_between
from tests.purchasing.balances import claim

DAY = timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
"""11 o'clock in Beijing."""
ORDER = Order(
    "1", 1, OrderState.PAID, RefundState.NONE, "", Fen(100), Fen(0), Fen(0), "", "", 0, ReadBackState.AGREED,
    placed_at=FRIDAY - DAY, paid_at=FRIDAY,
)  # fmt: skip
USUAL, K = AlarmDays(), ArrivalKind


def stuck(order: Order, after: timedelta, promised: timedelta | None = None) -> list[tuple[str, int, int]]:
    """What is stuck so long after the payment, as kind, days and level."""
    found = alarms_of(order, promised, USUAL, FRIDAY + after)
    return [(each.kind.value, each.days, each.level(USUAL, each.seen_at)) for each in found]


def shipped(
    *, signed: bool = False, last_step_at: datetime | None = None, sent_at: datetime | None = FRIDAY,
    traced_at: datetime | None = FRIDAY + 30 * DAY,
) -> Order:  # fmt: skip
    """A shipped order whose parcel left on Friday."""
    sent = ShippedParcel("LP1", "YT1", "YTO", "", signed, sent_at, last_step_at=last_step_at, traced_at=traced_at)
    return replace(ORDER, state=OrderState.SHIPPED, parcels=(sent,))


@pytest.mark.parametrize(
    ("days", "level"), [(3, 0), (4, 1), (7, 1), (8, 2), (15, 2), (16, 3), (32, 4)],
)  # fmt: skip
def test_what_is_not_shipped_gets_worse_each_time_after_twice_as_many_days(days: int, level: int) -> None:
    assert stuck(ORDER, days * DAY) == ([("not_shipped", days, level)] if level else [])


def test_days_are_those_of_beijing_and_weekends_count() -> None:
    """Paid on a Friday, it is stuck from the Tuesday on that begins at 16:00 UTC."""
    midnight = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert days_between(FRIDAY, midnight - timedelta(seconds=1)) == 3
    assert stuck(ORDER, midnight - FRIDAY - timedelta(seconds=1)) == []
    assert stuck(ORDER, midnight - FRIDAY) == [("not_shipped", 4, 1)]


def test_a_promise_shorter_than_the_days_is_late_as_soon_as_it_is_over() -> None:
    two = 2 * DAY
    assert stuck(ORDER, two, two) == []
    assert stuck(ORDER, two + timedelta(seconds=1), two) == [("late", 0, 1)]
    assert stuck(ORDER, 6 * DAY, two) == [("late", 4, 2)]


def test_a_promise_longer_than_the_days_is_asked_about_all_the_same_and_then_late() -> None:
    assert stuck(ORDER, 5 * DAY, 7 * DAY) == [("not_shipped", 5, 1)]
    assert stuck(ORDER, 8 * DAY, 7 * DAY) == [("late", 1, 1)]


def test_what_is_shipped_in_part_is_late_and_no_more() -> None:
    part = replace(ORDER, state=OrderState.PART_SHIPPED)
    assert stuck(part, 9 * DAY) == []
    assert stuck(part, 9 * DAY, 2 * DAY) == [("late", 7, 2)]


def test_an_order_on_account_counts_from_when_it_was_placed() -> None:
    assert stuck(replace(ORDER, paid_at=None), 3 * DAY) == [("not_shipped", 4, 1)]


def test_a_parcel_that_no_carrier_scanned_and_one_that_stands_still() -> None:
    assert stuck(shipped(), 2 * DAY) == []
    assert stuck(shipped(), 3 * DAY) == [("no_scan", 3, 1)]
    moved = shipped(last_step_at=FRIDAY + DAY)
    assert stuck(moved, 5 * DAY) == []
    assert stuck(moved, 6 * DAY) == [("frozen", 5, 1)]
    assert stuck(moved, 11 * DAY) == [("frozen", 10, 2)]
    [alarm] = alarms_of(moved, None, USUAL, FRIDAY + 6 * DAY)
    assert (alarm.parcel, alarm.since) == ("LP1", FRIDAY + DAY)


def test_what_is_signed_for_is_not_stuck_and_one_never_asked_about_neither() -> None:
    assert stuck(shipped(signed=True), 9 * DAY) == []
    assert stuck(shipped(traced_at=None), 9 * DAY) == []
    assert stuck(shipped(sent_at=None), 9 * DAY) == []


def test_of_a_time_in_which_1688_did_not_tell_nothing_is_concluded() -> None:
    """A trace of the second day tells nothing of the ninth, nor does a new trace of an order that nobody looked at."""
    assert stuck(shipped(traced_at=FRIDAY + 2 * DAY), 9 * DAY) == []
    assert stuck(shipped(traced_at=FRIDAY + 9 * DAY), 2 * DAY) == []
    assert list(alarms_of(ORDER, None, USUAL, None)) == []


def test_money_on_its_way_back_and_money_that_is_back_is_not_stuck() -> None:
    asked = replace(ORDER, refund=RefundState.ASKED, claims=(claim(1, goods=10),))
    done = replace(ORDER, refund=RefundState.DONE, refunded=Fen(100))
    assert stuck(asked, 9 * DAY) == stuck(done, 9 * DAY) == []
    assert stuck(replace(done, refunded=Fen(40)), 9 * DAY) == [("not_shipped", 9, 2)]
    assert stuck(replace(ORDER, total=Fen(0)), 9 * DAY) == [("not_shipped", 9, 2)], "its sum is not known yet"


@pytest.mark.parametrize("state", [S for S in OrderState if S not in (OrderState.PAID, OrderState.PART_SHIPPED)])
def test_only_what_is_paid_and_not_in_is_late(state: OrderState) -> None:
    assert stuck(replace(ORDER, state=state), 9 * DAY, DAY) == []


def test_how_bad_it_was_when_it_was_told_is_known_by_the_moment() -> None:
    alarm = Alarm(AlarmKind.LATE, FRIDAY, FRIDAY + 5 * DAY)
    assert [alarm.level(USUAL, FRIDAY + each) for each in (-DAY, 0 * DAY, DAY, 4 * DAY, 8 * DAY)] == [0, 0, 1, 2, 3]
    assert alarm.level(USUAL, None) == 0, "it was never told"
    assert alarm.level(AlarmDays(not_shipped=2), alarm.seen_at) == 3, (
        "who wants it told after fewer days is told more often"
    )


def arrived(*parcels: ShippedParcel, **values: Any) -> Order:
    """An order of 10 pieces in these parcels."""
    line = OrderLine("600000000001", None, 10, entry_id="E1")
    return replace(ORDER, state=OrderState.SHIPPED, lines=(line,), parcels=parcels, **values)


def signed(number: str, counted_at: datetime | None = None) -> ShippedParcel:
    return ShippedParcel(number, "YT1", "YTO", "SIGN", True, signed_at=FRIDAY, counted_at=counted_at)


def count(*happened: tuple[ArrivalKind, int]) -> tuple[Arrival, ...]:
    return tuple(Arrival(n, "E1", kind, pieces, FRIDAY, f"k{n}", 1) for n, (kind, pieces) in enumerate(happened, 1))


def of_arrivals(order: Order, days: int, counts_since: datetime | None = FRIDAY) -> list[tuple[str, str]]:
    found = alarms_of(order, None, USUAL, FRIDAY + days * DAY, counts_since)
    return [(each.kind.value, each.parcel) for each in found]


def test_what_is_signed_for_waits_two_days_for_its_count_once_its_team_counts() -> None:
    order = arrived(signed("LP1"), signed("LP2", counted_at=FRIDAY))
    assert of_arrivals(order, 1) == []
    assert of_arrivals(order, 2) == [("not_counted", "LP1")]
    assert of_arrivals(order, 2, counts_since=None) == [], "a team that never counts is not told to"
    assert of_arrivals(order, 2, counts_since=FRIDAY + DAY) == [], "nor of what came before its first count"


@pytest.mark.parametrize(
    ("happened", "short"),
    [
        (((K.GOOD, 10),), False),
        (((K.GOOD, 8),), True),
        (((K.GOOD, 8), (K.DAMAGED, 2)), True),
        (((K.GOOD, 8), (K.CLOSED, 2)), False),
        (((K.GOOD, 8), (K.CANCELLED, 2)), False),
    ],
)
def test_what_came_short_or_damaged_is_told_two_days_after_its_count(
    happened: tuple[tuple[ArrivalKind, int], ...], short: bool
) -> None:
    order = arrived(signed("LP1", counted_at=FRIDAY), arrivals=count(*happened), counted_at=FRIDAY)
    assert of_arrivals(order, 1) == []
    assert of_arrivals(order, 2) == ([("short", "")] if short else [])
    assert of_arrivals(replace(order, refund=RefundState.CLOSED), 2) == [], "something was asked"
    asked = Errand(1, ErrandKind.REFUND, ErrandState.WAITS, 0, 1, FRIDAY)
    assert of_arrivals(replace(order, errands=(asked,)), 2) == [], "somebody has to agree to it"
    asked = replace(asked, state=ErrandState.REFUSED)
    assert of_arrivals(replace(order, errands=(asked,)), 2) == ([("short", "")] if short else [])


@pytest.mark.parametrize(
    ("state", "short"), [(ClaimState.OPEN, False), (ClaimState.PAID, False), (ClaimState.CLOSED, True)]
)
@pytest.mark.parametrize("back", [False, True])
def test_what_is_claimed_does_not_come_short(state: ClaimState, back: bool, short: bool) -> None:
    happened = count((K.GOOD, 8), (K.DAMAGED, 2))
    asked = claim(1, state=state, pieces={"E1": Pieces(damaged=2)}, errand_id=5, back=back, sent_back=back)
    order = arrived(signed("LP1", FRIDAY), arrivals=happened, counted_at=FRIDAY, claims=(asked,))
    assert of_arrivals(order, 2) == ([("short", "")] if short else [])


def test_whoever_opened_a_refund_on_the_site_knows_what_lacks() -> None:
    unknown = claim(1, ClaimKind.UNKNOWN, ClaimState.PAID, goods=1, entries=("E1",))
    order = arrived(signed("LP1", FRIDAY), arrivals=count((K.GOOD, 8)), counted_at=FRIDAY)
    assert of_arrivals(order, 2) == [("short", "")]
    for site in (unknown, replace(unknown, kind=ClaimKind.COMPENSATION), replace(unknown, state=ClaimState.CLOSED)):
        assert of_arrivals(replace(order, claims=(site,)), 2) == []
    gone = replace(order, lines=(replace(order.lines[0], state=LineState.REFUNDED),))
    assert of_arrivals(gone, 2) == []


def test_what_another_parcel_may_bring_is_not_missing() -> None:
    order = arrived(signed("LP1", FRIDAY), signed("LP2"), arrivals=count((K.GOOD, 8)), counted_at=FRIDAY)
    assert of_arrivals(order, 2, counts_since=None) == []
    partly = replace(order, state=OrderState.PART_SHIPPED, parcels=order.parcels[:1])
    assert of_arrivals(partly, 2) == []
    assert of_arrivals(replace(partly, arrivals=count((K.DAMAGED, 1))), 2) == [("short", "")]


def test_a_parcel_that_was_counted_is_not_frozen() -> None:
    order = shipped(last_step_at=FRIDAY)
    counted = replace(order, parcels=tuple(replace(each, counted_at=FRIDAY) for each in order.parcels))
    assert (stuck(order, 6 * DAY), stuck(counted, 6 * DAY)) == ([("frozen", 6, 1)], [])
