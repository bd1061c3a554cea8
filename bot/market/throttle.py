"""The rate limit for calls of one app: a token bucket that lets people go before watches."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.clock import Clock

WATCH_WAITS = 30.0
"""The most seconds that a watch's call lets people's go before it."""
_watching: ContextVar[bool] = ContextVar("watching", default=False)


@contextmanager
def watching() -> Iterator[None]:
    """Nobody waits for the calls made inside: those that somebody waits for go before them."""
    token = _watching.set(True)
    try:
        yield
    finally:
        _watching.reset(token)


class Throttle:
    """A token bucket: `rate` calls a second, up to `burst` at once after a silence; a rate of 0 means no limit.

    A watch's calls leave half of the burst to people. `among` returns how many such limits share the rate now.
    """

    def __init__(
        self,
        rate: float,
        clock: Clock,
        burst: int = 1,
        monotonic: Callable[[], float] = time.monotonic,
        among: Callable[[], int] = lambda: 1,
    ) -> None:
        self._one = 1 / rate if rate > 0 else 0.0
        self._slack = self._one * max(0, burst - 1)
        self._clock, self._among = clock, among
        self._monotonic = monotonic
        self._free_at = -math.inf

    def take(self) -> float:
        """Take the next turn without waiting; returns in how many seconds it comes."""
        now = self._monotonic()
        turn = max(self._free_at, now - self._slack)
        self._free_at = turn + self._one * self._among()
        return max(0.0, turn - now)

    async def turn(self) -> None:
        """Wait for the next turn; a watch's call first waits until half of the burst is there."""
        if _watching.get():
            await self._let_people_go()
        seconds = self.take()
        if seconds > 0:
            await self._clock.sleep(seconds)

    async def _let_people_go(self) -> None:
        left = WATCH_WAITS
        while left > 0 and (wait := self._free_at + self._slack / 2 - self._monotonic()) > 0:
            wait = min(wait, left)
            left -= wait
            await self._clock.sleep(wait)
