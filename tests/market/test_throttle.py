"""The limit on calls: fair, steady, and without drift."""

from collections.abc import Callable
from typing import Any

from bot.market.throttle import WATCH_WAITS, Throttle, watching
from tests.fakes.clock import HandClock


class Ticker:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_calls_are_spread_by_the_rate(clock: Any) -> None:
    throttle = Throttle(4, clock, monotonic=Ticker())
    assert [throttle.take() for _ in range(4)] == [0.0, 0.25, 0.5, 0.75]


def test_the_first_calls_may_come_at_once(clock: Any) -> None:
    throttle = Throttle(4, clock, burst=3, monotonic=Ticker())
    assert [throttle.take() for _ in range(5)] == [0.0, 0.0, 0.0, 0.25, 0.5]


def test_a_pause_gives_back_no_more_than_the_burst(clock: Any) -> None:
    ticker = Ticker()
    throttle = Throttle(2, clock, burst=2, monotonic=ticker)
    for _ in range(4):
        throttle.take()
    ticker.seconds += 3600
    assert [throttle.take() for _ in range(4)] == [0.0, 0.0, 0.5, 1.0]


def test_a_rate_of_zero_is_no_limit(clock: Any) -> None:
    throttle = Throttle(0, clock, monotonic=Ticker())
    assert {throttle.take() for _ in range(100)} == {0.0}


async def test_waiting_uses_the_clock_that_was_handed_in(clock: Any) -> None:
    throttle = Throttle(2, clock, monotonic=Ticker())
    for _ in range(3):
        await throttle.turn()
    assert clock.waits == [0.5, 1.0]


def test_a_rate_is_divided_among_those_who_share_it_now(clock: Any) -> None:
    sharing = [2]
    throttle = Throttle(4, clock, monotonic=Ticker(), among=lambda: sharing[0])
    assert [throttle.take() for _ in range(3)] == [0.0, 0.5, 1.0]
    sharing[0] = 1
    assert [throttle.take() for _ in range(3)] == [1.5, 1.75, 2.0]


class Moving(HandClock):
    """A clock whose sleep lets the time pass that the throttle reads; `meanwhile` happens in each sleep."""

    def __init__(self, ticker: Ticker) -> None:
        super().__init__()
        self.ticker = ticker
        self.meanwhile: Callable[[], object] = lambda: None

    async def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 6))
        self.ticker.seconds += seconds
        self.meanwhile()


async def test_a_watch_leaves_half_of_the_burst_to_people() -> None:
    ticker = Ticker()
    clock = Moving(ticker)
    throttle = Throttle(4, clock, burst=9, monotonic=ticker)
    with watching():
        for _ in range(8):
            await throttle.turn()
    assert clock.waits == [0.25, 0.25, 0.25]
    assert [throttle.take() for _ in range(6)] == [0.0, 0.0, 0.0, 0.0, 0.25, 0.5]


async def test_people_who_come_while_a_watch_waits_go_before_it() -> None:
    ticker = Ticker()
    clock = Moving(ticker)
    throttle = Throttle(1, clock, burst=3, monotonic=ticker)
    came = iter(range(2))
    clock.meanwhile = lambda: throttle.take() if next(came, None) is not None else None
    throttle.take()
    throttle.take()
    with watching():
        await throttle.turn()
    assert clock.waits == [1.0, 1.0, 1.0]


async def test_a_watch_is_not_kept_waiting_for_ever_by_people() -> None:
    ticker = Ticker()
    clock = Moving(ticker)
    throttle = Throttle(1, clock, burst=3, monotonic=ticker)
    clock.meanwhile = throttle.take
    for _ in range(3):
        throttle.take()
    with watching():
        await throttle.turn()
    assert WATCH_WAITS <= ticker.seconds - 100 < WATCH_WAITS * 2 + 5
