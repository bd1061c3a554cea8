"""The clock: the time and waiting, passed in as an argument, so that tests can replace it."""

import asyncio
import statistics
from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Protocol


class Clock(Protocol):
    """Tells the time (UTC) and waits; whoever needs either takes a Clock as an argument."""

    def now(self) -> datetime:
        """The present time, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of real time."""
        ...


class SystemClock:
    """The machine's clock; shifted if it follows a sandbox's clock."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def follow(self, now: str) -> None:
        """Set the time to what another clock told (ISO 8601), from now on."""
        self._offset = datetime.fromisoformat(now).astimezone(UTC) - datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class OtherClocks:
    """How far the clocks of other services are from ours, by the `Date` headers of their answers."""

    TRIED = 3
    """How many answers count: the median of them, so that a single slow or odd answer has no effect."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: dict[str, deque[float]] = {}

    def heard(self, whose: str, date: str) -> None:
        """Record the `Date` header of an answer that has just come; an unreadable one is ignored."""
        theirs = _read(date)
        if theirs is None:
            return
        known = self._heard.setdefault(whose, deque(maxlen=self.TRIED))
        known.append((theirs - self._clock.now()).total_seconds())

    def apart(self) -> dict[str, timedelta]:
        """How far each clock is ahead of ours (negative: behind), for services that answered often enough."""
        full = {whose: known for whose, known in self._heard.items() if len(known) == self.TRIED}
        return {whose: timedelta(seconds=round(statistics.median(known))) for whose, known in full.items()}


@lru_cache(4)
def _read(date: str) -> datetime | None:
    """The time in an HTTP date, UTC;

    None if it is none. Cached, because many answers of one second have the same date.
    """
    try:
        read = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
