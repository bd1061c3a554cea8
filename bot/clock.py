"""The one clock: handed in by wiring, never imported for its time below it."""

import asyncio
from datetime import UTC, datetime, timedelta
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
