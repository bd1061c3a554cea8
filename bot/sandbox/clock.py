"""The one clock of the pretend world: real time plus what was skipped, and what falls due on the way."""

import heapq
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class WorldClock:
    """Flows with real time; `advance` skips ahead and runs what falls due, each at its own moment."""

    def __init__(self, start: datetime | None = None) -> None:
        self._base = start or datetime.now(UTC)
        self._since = time.monotonic()
        self._held: datetime | None = None
        self._timers: list[tuple[datetime, int, Callable[[], None]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        """The world's time, UTC."""
        if self._held is not None:
            return self._held
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def at(self, when: datetime, what: Callable[[], None]) -> None:
        """Run `what` once the world's time has reached `when`."""
        heapq.heappush(self._timers, (when, next(self._order), what))

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        """Run `what` in so many seconds of the world's time."""
        self.at(self.now() + timedelta(seconds=seconds), what)

    def run_due(self) -> None:
        """Run what is due now; a timer sees the moment that it was set for as the present."""
        target = self.now()
        try:
            while self._timers and self._timers[0][0] <= target:
                when, _, what = heapq.heappop(self._timers)
                self._held = when
                what()
        finally:
            self._held = None

    def advance(self, seconds: float) -> None:
        """Skip ahead by `seconds` (not negative) and run what falls due before returning."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        self._base += timedelta(seconds=seconds)
        self.run_due()
