"""Runs periodic work with APScheduler, one row for each tick. It stores nothing: due work is in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TimetableRow:
    """One piece of periodic work: its name, how often it runs (seconds), and what it does."""

    name: str
    seconds: float
    what: Callable[[], Awaitable[None]]


def interval(seconds: float, part: float) -> IntervalTrigger:
    """A trigger for every so many seconds; the first time comes earlier by this part of the interval.

    If all rows ran at the same moment, whoever presses a button then would wait for all of them.
    """
    trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
    trigger.start_date -= timedelta(seconds=seconds * part)
    return trigger


class Timetable:
    """Runs the rows; a poke runs a row at once, and a poke while the row runs is not lost."""

    def __init__(
        self, rows: Sequence[TimetableRow], well: Callable[[str], None], ill: Callable[[str, str], None]
    ) -> None:
        self._rows, self._well, self._ill = rows, well, ill
        self._wanted = {row.name: asyncio.Event() for row in rows}
        self._tasks: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    def poke(self, name: str) -> None:
        """Run this row now, or again if it is running."""
        self._wanted[name].set()

    def start(self) -> None:
        """Run every row once at once, then by its interval and by pokes."""
        for number, row in enumerate(self._rows):
            self._tasks.append(asyncio.create_task(self._run(row), name=f"job {row.name}"))
            trigger = interval(row.seconds, number / len(self._rows))
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
