"""What is paid for and not in: its age, whose it is, and what a page promised of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.requests.purchase import Person
from bot.purchasing.tracking.alarms import AlarmDays, AlarmKind
from bot.purchasing.tracking.awaited import EVERY_AGE, ONLY_STUCK, Heap, heap, heaps, judged, longest_promise
from tests.cards import stuck_samples as s
from tests.cards.samples import NOW

BORIS = Person(7, "Борис", "ru")


@pytest.mark.parametrize(
    ("written", "hours"),
    [(("48 h",), 48), (("24 h", "72 h"), 72), ((), None), (("48 h", ""), None), (("",), None), (("two days",), None)],
)
def test_an_order_is_promised_for_the_latest_of_its_pages_if_each_promises(written: object, hours: int | None) -> None:
    assert longest_promise(written) == (None if hours is None else timedelta(hours=hours))  # type: ignore[arg-type]  # as stored


@pytest.mark.parametrize(("days", "age"), [(0, 1), (7, 1), (8, 2), (15, 2), (16, 3), (30, 3), (31, 4), (400, 4)])
def test_an_age_ends_with_its_last_day(days: int, age: int) -> None:
    assert s.judged("1042", days).age == age


def test_days_are_those_of_beijing() -> None:
    paid = s.awaited("1042", 0)
    late_evening = datetime(2026, 11, 24, 15, 59, tzinfo=UTC)
    order = judged(paid, AlarmDays(), None, late_evening)
    assert (order.days, judged(paid, AlarmDays(), None, late_evening + timedelta(minutes=1)).days) == (0, 1)


def test_what_is_stuck_is_judged_by_when_1688_last_told_of_it() -> None:
    paid = s.awaited("1042", 9)
    assert [each.kind for each in judged(paid, AlarmDays(), NOW, NOW).alarms] == [AlarmKind.NOT_SHIPPED]
    assert judged(paid, AlarmDays(not_shipped=10), NOW, NOW).alarms == ()
    assert judged(paid, AlarmDays(), NOW - timedelta(days=8), NOW).alarms == (), "nobody asked since"


def test_somebody_chooses_an_age_or_what_is_stuck_and_a_name() -> None:
    mine, stuck = s.judged("1", 3, seller="杭州某某"), s.judged("2", 9, AlarmKind.FROZEN, by=BORIS)
    assert [each.fits(EVERY_AGE, "") for each in (mine, stuck)] == [True, True]
    assert [each.fits(1, "") for each in (mine, stuck)] == [True, False]
    assert [each.fits(ONLY_STUCK, "") for each in (mine, stuck)] == [False, True]
    assert [each.fits(EVERY_AGE, "w杭州") for each in (mine, stuck)] == [True, False]
    assert [each.fits(EVERY_AGE, "wбОРИС") for each in (mine, stuck)] == [False, True]
    assert [each.fits(EVERY_AGE, "p7") for each in (mine, stuck)] == [False, True]
    assert [each.fits(EVERY_AGE, mine.mark("s")) for each in (mine, stuck)] == [True, False]
    assert not stuck.fits(1, "p7"), "both are meant"
    assert not any(each.fits(EVERY_AGE, "?") for each in (mine, stuck))


def test_sums_are_of_what_did_not_come_back_the_dearest_first() -> None:
    dear, cheap = s.judged("1", 3, seller="A"), s.judged("2", 3, seller="B")
    assert heap([dear, cheap]) == Heap(2, Fen(2_573_600))
    assert [(each.name, each.count) for each in heaps([cheap, dear, s.judged("3", 1, seller="A")], "s")] == [
        ("A", 2), ("B", 1),
    ]  # fmt: skip
    assert [each.mark for each in heaps([dear, s.judged("3", 1, by=BORIS)], "p")] == ["p4711", "p7"]
