"""The clocks of the tests: one that a test moves by hand, and one that follows a pretend world."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox.app import PretendWorld

TUESDAY = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
"""Noon in Shanghai, on a day on which everybody works."""


class HandClock:
    """Stands still until it is moved; a wait is over at once, moves it on, and is written down.

    It follows the hand that moves it; `wrong` is how far it is ahead of that, as a machine's clock that was set wrong.
    """

    def __init__(self, time: datetime = TUESDAY, wrong: timedelta = timedelta(0)) -> None:
        self.time, self.wrong = time, wrong
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time + self.wrong

    def steady(self) -> float:
        return self.time.timestamp()

    def shifted(self, _: datetime) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += timedelta(seconds=seconds)

    def on(self, **delta: float) -> None:
        """So much later, in the words of `timedelta`."""
        self.time += timedelta(**delta)

    def jumps(self, **delta: float) -> None:
        """Somebody puts it forward by so much; no time passes."""
        self.wrong += timedelta(**delta)


class WorldTime:
    """The time of a pretend world; whoever waits does so really, or makes the world's time pass if it `jumps`."""

    def __init__(self, world: PretendWorld, *, jumps: bool = False) -> None:
        self._world, self._jumps = world, jumps
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self._world.clock.now()

    def steady(self) -> float:
        return self._world.clock.now().timestamp()

    def shifted(self, _: datetime) -> datetime:
        return self._world.clock.now()

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        if self._jumps:
            self._world.clock.advance(seconds)
        else:
            await asyncio.sleep(seconds)
