"""Runs periodic work with APScheduler, one row for each tick (`wiring/timetable.py`). It stores nothing."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TimetableRow:
    """One piece of periodic work: its name, how often it runs (seconds), and what it does."""

    name: str
    seconds: float
    what: Callable[[], Awaitable[None]]


class _Steady(tzinfo):
    """The time zone of the timetable, in which it is always what the monotonic clock counts.

    APScheduler reads the time only as `datetime.now(zone)`, which asks the zone for it. Nothing else may convert a time
    into this zone, as APScheduler's own triggers do.
    """

    def fromutc(self, _: datetime) -> datetime:
        return datetime.min.replace(tzinfo=self) + timedelta(days=365 * 2000, seconds=time.monotonic())

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(0)

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _: datetime | None) -> str:
        return "steady"


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires every so many seconds; what was missed is made up for by one run. The first comes earlier by `part`.

    If all rows ran at the same moment, whoever presses a button then would wait for all of them.
    """

    def __init__(self, seconds: float, part: float = 0.0) -> None:
        self._interval, self._first = timedelta(seconds=seconds), timedelta(seconds=seconds * (1 - part))

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next time in the rhythm of the times before."""
        if previous_fire_time is None:
            return now + self._first
        return now + self._interval - (now - previous_fire_time) % self._interval


class Timetable:
    """Runs the rows; a poke runs a row at once, and a poke while the row runs is not lost."""

    def __init__(
        self, rows: Sequence[TimetableRow], well: Callable[[str], None], ill: Callable[[str, str], None]
    ) -> None:
        self._rows, self._well, self._ill = rows, well, ill
        self._wanted = {row.name: asyncio.Event() for row in rows}
        self._tasks: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(
            timezone=_Steady(), job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def poke(self, name: str) -> None:
        """Run this row now, or again if it is running."""
        self._wanted[name].set()

    def start(self) -> None:
        """Run every row once at once, then by its interval and by pokes."""
        for number, row in enumerate(self._rows):
            self._tasks.append(asyncio.create_task(self._run(row), name=f"job {row.name}"))
            trigger = Every(row.seconds, number / len(self._rows))
            self._scheduler.add_job(self._due, trigger, args=(row.name,), id=row.name)
            self.poke(row.name)
        self._scheduler.start()

    async def stop(self, within: float = 45.0) -> None:
        """End the ticks; running work may take up to `within` seconds."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def _due(self, name: str) -> None:
        """Poke from a coroutine, which runs in the event loop's thread; a plain function would run in another one."""
        self.poke(name)

    async def _run(self, row: TimetableRow) -> None:
        wanted = self._wanted[row.name]
        while True:
            await wanted.wait()
            wanted.clear()
            try:
                await row.what()
            except Exception as error:
                log.exception("tick %s failed", row.name)
                self._ill(row.name, f"{type(error).__name__}: {error}"[:200])
            else:
                self._well(row.name)
