"""One fair limit for everything an app asks of 1688: who asks first is served first."""

import math
import time
from collections.abc import Callable

from bot.clock import Clock


class Throttle:
    """A token bucket: `rate` calls a second, at first `burst` at once; a rate of 0 sets no limit.

    `among` is how many such limits share the rate at the moment.
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
        """Take the next turn without waiting for it; answers how many seconds away it is."""
        now = self._monotonic()
        turn = max(self._free_at, now - self._slack)
        self._free_at = turn + self._one * self._among()
        return max(0.0, turn - now)

    async def turn(self) -> None:
        """Wait for the next turn."""
        seconds = self.take()
        if seconds > 0:
            await self._clock.sleep(seconds)
