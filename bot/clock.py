"""The one clock: handed in by wiring, never imported for its time below it."""

import asyncio
import statistics
from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time (UTC) and waits; whoever needs either takes one as an argument."""

    def now(self) -> datetime:
        """This moment, UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of real time."""
        ...


class SystemClock:
    """The machine's own clock, shifted where it follows a pretend world's."""

    def __init__(self) -> None:
        self._offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def follow(self, now: str) -> None:
        """From now on the time is as another clock told it (ISO 8601)."""
        self._offset = datetime.fromisoformat(now).astimezone(UTC) - datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class OtherClocks:
    """What the services we talk to believe the time is, by the `Date` of their answers."""

    TRIED = 3
    """So many answers count together: the middle one, so that a single slow or odd one says nothing."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heard: dict[str, deque[float]] = {}

    def heard(self, whose: str, date: str) -> None:
        """An answer came just now with this header; one without a readable date says nothing."""
        theirs = _read(date)
        if theirs is None:
            return
        known = self._heard.setdefault(whose, deque(maxlen=self.TRIED))
        known.append((theirs - self._clock.now()).total_seconds())

    def apart(self) -> dict[str, timedelta]:
        """How far each is ahead of ours (negative: behind), for those who have answered often enough."""
        full = {whose: known for whose, known in self._heard.items() if len(known) == self.TRIED}
        return {whose: timedelta(seconds=round(statistics.median(known))) for whose, known in full.items()}


def _read(date: str) -> datetime | None:
    """A date of HTTP, UTC; None if it is none."""
    try:
        read = parsedate_to_datetime(date)
    except (TypeError, ValueError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
