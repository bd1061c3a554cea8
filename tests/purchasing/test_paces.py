"""How often 1688 is asked: quick if somebody waits for what may happen, slow if not, and all by one unit."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.purchasing.tracking.paces import Circumstances, WatchPaces

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PACES = WatchPaces()


@pytest.mark.parametrize(
    ("circumstances", "every"),
    [
        (Circumstances(), 12 * HOUR),
        (Circumstances(open=True), HOUR),
        (Circumstances(open=True, unshipped=True), 15 * MINUTE),
        (Circumstances(open=True, unshipped=True, soon=True), MINUTE),
        (Circumstances(soon=True), MINUTE),
        (Circumstances(open=True, soon=True, pushes=True), HOUR),
        (Circumstances(open=True, unshipped=True, pushes=True), HOUR),
        (Circumstances(pushes=True), 12 * HOUR),
    ],
    ids=str,
)
def test_the_list_is_read_as_often_as_what_is_open_wants(circumstances: Circumstances, every: timedelta) -> None:
    assert PACES.of_list(circumstances) == every


def test_calls_that_are_short_slow_all_but_what_is_to_be_paid_placed_or_in_doubt() -> None:
    assert PACES.of_list(Circumstances(open=True, soon=True, thrifty=True)) == MINUTE
    assert PACES.of_list(Circumstances(open=True, soon=True, pushes=True, thrifty=True)) == HOUR
    assert PACES.of_list(Circumstances(open=True, unshipped=True, thrifty=True)) == HOUR
    assert PACES.of_list(Circumstances(open=True, thrifty=True)) == 4 * HOUR
    assert PACES.of_trace(Circumstances(thrifty=True)) == 32 * HOUR


def test_a_trace_is_asked_for_three_times_a_day_and_once_if_pushes_work() -> None:
    assert PACES.of_trace(Circumstances()) == 8 * HOUR
    assert PACES.of_trace(Circumstances(pushes=True)) == 24 * HOUR


def test_looks_at_something_that_rests_grow_up_to_half_a_day() -> None:
    looks = [PACES.of_own_look(step) for step in range(100)]
    assert looks[:6] == [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR]
    assert set(looks[5:]) == {12 * HOUR}


def test_whoever_sets_two_seconds_gets_all_of_it_thirty_times_quicker() -> None:
    quick = WatchPaces(timedelta(seconds=2))
    for circumstances in (Circumstances(*each) for each in product((False, True), repeat=5)):
        assert quick.of_list(circumstances) * 30 == PACES.of_list(circumstances)
        assert quick.of_trace(circumstances) * 30 == PACES.of_trace(circumstances)
        assert quick.of_missed_pushes(circumstances) * 30 == PACES.of_missed_pushes(circumstances)
    assert quick.of_sweep() * 30 == PACES.of_sweep() == 15 * MINUTE
    assert quick.of_daily() * 30 == PACES.of_daily() == 24 * HOUR
    assert quick.after_failure() * 30 == PACES.after_failure() == HOUR


def test_missed_pushes_are_never_asked_for_more_often_than_each_hour() -> None:
    for circumstances in (Circumstances(*each) for each in product((False, True), repeat=5)):
        assert PACES.of_missed_pushes(circumstances) == max(HOUR, PACES.of_list(circumstances))


@pytest.mark.parametrize(
    ("heard", "missed", "work"),
    [
        (None, None, False),
        (timedelta(minutes=1), None, True),
        (timedelta(hours=24), None, True),
        (timedelta(hours=24, seconds=1), None, False),
        (timedelta(minutes=5), timedelta(minutes=1), False),
        (timedelta(minutes=5), timedelta(minutes=5), False),
        (timedelta(minutes=1), timedelta(minutes=5), True),
    ],
)
def test_pushes_work_if_one_came_lately_and_none_was_missed_since(
    heard: timedelta | None, missed: timedelta | None, work: bool
) -> None:
    ago = [None if each is None else NOW - each for each in (heard, missed)]
    assert PACES.pushes_work(ago[0], ago[1], NOW) is work


def test_a_push_is_missed_only_once_it_had_time_to_come() -> None:
    assert not PACES.was_missed(None, NOW)
    assert not PACES.was_missed(NOW - 2 * MINUTE, NOW)
    assert PACES.was_missed(NOW - 2 * MINUTE - timedelta(seconds=1), NOW)
