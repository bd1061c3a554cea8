"""The rate limit for calls of one app: a token bucket, first come, first served."""

import math
import time
from collections.abc import Callable

from bot.clock import Clock


class Throttle:
    """A token bucket: `rate` calls a second, up to `burst` at once at first; a rate of 0 means no limit.

    `among` returns how many such limits share the rate now.
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
        """Wait for the next turn."""
        seconds = self.take()
        if seconds > 0:
            await self._clock.sleep(seconds)
