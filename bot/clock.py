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
    """The machine's own clock, shifted by `offset` where it follows a pretend world's."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
