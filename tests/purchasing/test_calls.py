"""The account of calls: China's days and months, the forecast, yuan for each call, and when calls are short."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.purchasing.calls import NO_LIMITS, CallKind, CallLimits, CallReport, Shortage, day_in_china, month_begins
from bot.purchasing.money import Fen

NOON = datetime(2026, 11, 16, 4, 0, tzinfo=UTC)
"""Noon of the 16th in Shanghai: 15.5 of November's 30 days are over."""
DAY, YUAN = frozenset({Shortage.DAY}), frozenset({Shortage.YUAN})


def report(
    today: int = 0,
    month: int = 0,
    confirmed: int = 0,
    limits: CallLimits = NO_LIMITS,
    thrifty: frozenset[Shortage] = frozenset(),
) -> CallReport:
    of_today, of_month = {CallKind.ORDERS: today}, {CallKind.ORDERS: month}
    return CallReport(NOON, of_today, of_month, Fen(confirmed), 1, limits, thrifty)


def test_a_day_and_a_month_are_those_of_china() -> None:
    late = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
    assert day_in_china(late).isoformat() == "2026-12-01"
    assert day_in_china(late - timedelta(seconds=1)).isoformat() == "2026-11-30"
    assert month_begins(late) == late
    assert month_begins(late - timedelta(seconds=1)) == datetime(2026, 10, 31, 16, 0, tzinfo=UTC)


def test_the_forecast_goes_on_like_the_month_so_far() -> None:
    assert report(month=3100).forecast == 6000


def test_in_the_first_minute_of_a_month_the_forecast_is_bounded() -> None:
    begins = CallReport(month_begins(NOON), month={CallKind.OTHER: 2})
    assert begins.forecast == 2 * 24 * 30


def test_yuan_for_each_call_is_what_was_confirmed_by_all_calls_of_the_month() -> None:
    assert report(month=3000, confirmed=1_000_00).fen_each == 33
    assert report().fen_each is None


@pytest.mark.parametrize(("today", "warned", "thrifty"), [(69, 0, 0), (70, 1, 0), (84, 1, 0), (85, 1, 1), (200, 1, 1)])
def test_a_day_s_calls_are_short_near_their_limit(today: int, warned: int, thrifty: int) -> None:
    judged = report(today, limits=CallLimits(day=100))
    assert judged.warned == (DAY if warned else frozenset())
    assert judged.now_thrifty == (DAY if thrifty else frozenset())


@pytest.mark.parametrize(
    ("confirmed", "warned", "thrifty"), [(75_000, 0, 0), (74_999, 1, 0), (60_000, 1, 0), (59_999, 1, 1), (0, 1, 1)]
)
def test_yuan_for_each_call_are_short_near_what_is_wanted(confirmed: int, warned: int, thrifty: int) -> None:
    judged = report(month=1000, confirmed=confirmed, limits=CallLimits(fen_each=Fen(50)))
    assert judged.warned == (YUAN if warned else frozenset())
    assert judged.now_thrifty == (YUAN if thrifty else frozenset())


def test_too_few_calls_say_nothing_of_yuan_for_each() -> None:
    assert not report(month=999, limits=CallLimits(fen_each=Fen(50))).warned


def test_whoever_was_thrifty_stays_so_until_it_is_clearly_better() -> None:
    limits = CallLimits(fen_each=Fen(50))
    assert report(month=1000, confirmed=64_999, limits=limits, thrifty=YUAN).now_thrifty == YUAN
    assert not report(month=1000, confirmed=65_000, limits=limits, thrifty=YUAN).now_thrifty


def test_without_limits_nothing_is_ever_short() -> None:
    judged = report(10**6, 10**7, 0)
    assert not judged.warned
    assert not judged.now_thrifty
