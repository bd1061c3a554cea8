"""What is paid for and not in: its age, whose it is, and what a page promised of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.money import Fen
from bot.purchasing.person import Person
from bot.purchasing.tracking.alarms import AlarmDays
from bot.purchasing.tracking.awaited import longest_promise
from tests.cards.samples import NOW
from tests.cards.stuck_samples import awaited


@pytest.mark.parametrize(
    ("written", "hours"),
    [(["48 h"], 48), (["24 h", "72 h"], 72), ([], None), (["48 h", ""], None), ([""], None), (["two days"], None)],
)
def test_an_order_is_promised_for_the_latest_of_its_pages_if_each_promises(
    written: list[str], hours: int | None
) -> None:
    assert longest_promise(written) == (None if hours is None else timedelta(hours=hours))


@pytest.mark.parametrize(("days", "age"), [(0, 1), (7, 1), (8, 2), (15, 2), (16, 3), (30, 3), (31, 4), (400, 4)])
def test_an_age_ends_with_its_last_day(days: int, age: int) -> None:
    assert awaited("1042", days).age == age


def test_days_are_those_of_beijing() -> None:
    late_evening = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)
    for minutes, days in ((0, 0), (1, 1)):
        assert awaited("1042", 0).judged(AlarmDays(), None, late_evening + timedelta(minutes=minutes)).days == days


def test_an_order_without_a_time_of_payment_is_as_old_as_itself() -> None:
    paid = awaited("1042", 9)
    on_account = replace(paid, order=replace(paid.order, paid_at=None))
    assert on_account.judged(AlarmDays(), None, NOW + timedelta(days=3)).days == 3


def test_what_is_stuck_is_judged_by_when_1688_last_told_of_it() -> None:
    paid = awaited("1042", 9)
    assert [each.kind for each in paid.judged(AlarmDays(), NOW, NOW).alarms] == [AlarmKind.NOT_SHIPPED]
    assert paid.judged(AlarmDays(not_shipped=10), NOW, NOW).alarms == ()
    assert paid.judged(AlarmDays(), NOW - timedelta(days=8), NOW).alarms == (), "nobody asked since"


def test_an_order_is_found_by_words_of_its_sellers_or_requesters_name() -> None:
    order = awaited("1", 3, seller="杭州 ＡＢＣ", by=Person(7, "Борис", "ru"))
    assert [order.is_of(words) for words in ("", "abc", "杭州", "бОРИС", "Anna")] == [True, True, True, True, False]


def test_what_came_back_is_not_out_any_more() -> None:
    paid = awaited("1042", 9)
    for refunded, out in ((0, 1_286_800), (286_800, 1_000_000), (2_000_000, 0)):
        assert replace(paid, order=replace(paid.order, refunded=Fen(refunded))).out == out
