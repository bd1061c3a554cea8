"""Lets one process at a time do a piece of work, and runs slow periodic work.

When that last ran is kept in the database, so a restart neither repeats nor forgets it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from bot.desk.ledger.facts import RUN, Run
from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.unit_of_work import UnitOfWork

LASTS, RENEWED_EVERY = 10.0, 3.0
"""Seconds that a turn outlives its process, and between two renewals while the work goes on."""

log = logging.getLogger(__name__)

Pace = Callable[[UnitOfWork], Awaitable[timedelta | None]]
"""How much time lies between two runs, by what the database says now; None: only if somebody asks for a run."""


@asynccontextmanager
async def my_turn(ledger: Ledger, name: str) -> AsyncIterator[int | None]:
    """The epoch of the turn; None while another process has it.

    The turn ends with the work. If this process dies or stands still, it ends LASTS seconds after the last renewal.
    """
    if not ledger.shared:
        yield 1
        return
    async with ledger.change() as uow:
        epoch = await uow.leases.take(name, LASTS)
    if epoch is None:
        yield None
        return
    renewals = asyncio.create_task(_renew(ledger, name, epoch), name=f"turn {name}")
    try:
        yield epoch
    finally:
        renewals.cancel()
        await asyncio.wait({renewals})
        async with ledger.change() as uow:
            await uow.leases.give_back(name, epoch)


async def _renew(ledger: Ledger, name: str, epoch: int) -> None:
    """Keep the turn while its work goes on, until another process has taken it."""
    while True:
        await ledger.clock.sleep(RENEWED_EVERY)
        try:
            async with ledger.change() as uow:
                if not await uow.leases.renew(name, epoch, LASTS):
                    return
        except Exception:  # whatever it was, the work goes on; if no renewal succeeds, another process may begin it
            log.exception("the turn of %s could not be renewed; it is tried again", name)


class Periodic:
    """Runs `work` when its time has come; it is called often and acts seldom.

    `tick` is how often it is called: a run is up to half of that early, so that it is never a whole tick late. With
    `at_start` each process runs it once as soon as it is called.
    """

    def __init__(
        self, ledger: Ledger, name: str, pace: Pace | timedelta, work: Callable[[], Awaitable[None]], *,
        tick: timedelta = timedelta(0), at_start: bool = False,
    ) -> None:  # fmt: skip
        self._ledger, self._fact, self._pace, self._work = ledger, RUN.of(name), pace, work
        self._early, self._at_start = tick / 2, at_start

    async def run(self) -> None:
        """Do the work if it is due; it is due again only once it ended well. One process at a time does it."""
        if not (await self._due())[0]:
            return
        async with my_turn(self._ledger, self._fact.name) as mine:
            due, run, now = await self._due()
            if mine is None or not due:
                return
            await self._work()
            self._at_start = False
            async with self._ledger.change() as uow:
                asked = await uow.facts.get(self._fact)
                if asked == run:
                    await uow.facts.put(self._fact, Run(now))
                elif asked is not None:  # somebody asked for another run meanwhile
                    await uow.facts.put(self._fact, replace(asked, last=now))

    async def _due(self) -> tuple[bool, Run | None, datetime]:
        """Whether it is due, when it last ran, and the present time."""
        async with self._ledger.read() as uow:
            run, now = await uow.facts.get(self._fact), uow.now
            if self._at_start or run is None or run.last is None or run.is_wanted(now):
                return True, run, now
            every = self._pace if isinstance(self._pace, timedelta) else await self._pace(uow)
            soon = now + self._early
            return every is not None and (soon >= run.last + every or run.last > soon), run, now


async def bring_forward(uow: UnitOfWork, name: str, at: datetime | None = None) -> None:
    """Make this work due now or `at` a time, however long ago it ran; a run that began before does not count."""
    run = await uow.facts.get(RUN.of(name)) or Run()
    await uow.facts.put(RUN.of(name), replace(run, wanted=at or uow.now))
    uow.left.add(Work.SLOW)


async def last_run(uow: UnitOfWork, name: str) -> datetime | None:
    """When this work last began a run that ended well (UTC)."""
    run = await uow.facts.get(RUN.of(name))
    return run.last if run else None
