"""The sandbox's clock: real time plus skipped time, and timers that fall due."""

import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class WorldClock:
    """Runs with real time; `advance` skips ahead and runs the timers that fall due, each at its own time."""

    def __init__(self, start: datetime | None = None) -> None:
        self._base = start or datetime.now(UTC)
        self._since = time.monotonic()
        self._held: datetime | None = None
        self._timers: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        """The sandbox's time, UTC."""
        if self._held is not None:
            return self._held
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        """Run `what` once the sandbox's time has reached `when`."""
        heapq.heappush(self._timers, (when, next(self._order), what))

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        """Run `what` in so many seconds of the sandbox's time."""
        self.at(self.now() + timedelta(seconds=seconds), what)

    def run_due(self) -> None:
        """Run the timers that are due now; each sees the time that it was set for as the present."""
        target = self.now()
        try:
            while self._timers and self._timers[0][0] <= target:
                when, _, what = heapq.heappop(self._timers)
                self._held = when
                what()
        finally:
            self._held = None

    def advance(self, seconds: float) -> None:
        """Skip ahead by `seconds` and run the timers that fall due before returning. Raises ValueError if negative."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        self._base += timedelta(seconds=seconds)
        self.run_due()


class BooksClock(WorldClock):
    """The clock of 1688's books: so far `apart` from the sandbox's, ahead of it if that is positive."""

    def __init__(self, sandbox: WorldClock) -> None:
        self._sandbox = sandbox
        self.apart = timedelta()

    def now(self) -> datetime:
        """The time in 1688's books, UTC."""
        return self._sandbox.now() + self.apart

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        """Run `what` once the books' time has reached `when`."""
        self._sandbox.at(when - self.apart, what)

    def run_due(self) -> None:
        """Run the timers that are due now."""
        self._sandbox.run_due()

    def advance(self, seconds: float) -> None:
        """Skip ahead by `seconds`, as the sandbox's clock does. Raises ValueError if negative."""
        self._sandbox.advance(seconds)
