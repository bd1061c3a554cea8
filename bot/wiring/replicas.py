"""One of several processes on a PostgreSQL database: hears what work others leave, polls Telegram, renews its claims.

On SQLite there is one process, which does everything and shares nothing.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.clock import Clock
from bot.desk.ledger.ledger import Ledger, Work
from storage.engine.listen_connection import POLLING_LOCK, Link
from storage.failures import StorageFailed

log = logging.getLogger(__name__)

PING_SECONDS = 2.0
"""Seconds between pings.

The server ends a link that is silent four times as long, so a process that hangs stops polling.
"""
SETTLING_SECONDS = 40.0
"""Longer than a getUpdates call that the process before us may have left at Telegram."""
RENEW_SECONDS = 3.0

Renew = Callable[[], Awaitable[None]]


class ProcessCount:
    """How many processes run on the database, this one included, as last heard."""

    def __init__(self) -> None:
        self._count = 1

    def count(self) -> int:
        return self._count

    def heard(self, count: int) -> None:
        """Take a new count: the processes divide the rate limits of Telegram and 1688 among them."""
        if count != self._count:
            log.info("processes on this database now: %d", count)
        self._count = count


class Replica:
    """One process among others. The only one, on SQLite, is none."""

    def __init__(
        self, url: str, ledger: Ledger, clock: Clock, claims: tuple[Renew, ...], process_count: ProcessCount
    ) -> None:
        self._ledger, self._clock, self._claims, self._process_count = ledger, clock, claims, process_count
        self._link = Link(url, self._heard)
        self._leading_since: float | None = None

    async def leads(self) -> bool:
        """Whether this process polls Telegram. Asks the server, since the lock may be lost."""
        if self._leading_since is None:
            return False
        try:
            await self._link.ping()
        except StorageFailed:
            self._resign()
            return False
        return self._leading_since is not None

    def settled(self) -> bool:
        """Whether it has polled for so long that no call of the process before can still be at Telegram."""
        since = self._leading_since
        return since is not None and time.monotonic() - since > SETTLING_SECONDS

    @asynccontextmanager
    async def sharing(self) -> AsyncIterator[None]:
        """Listen to the others and renew claims until the very end: what is finished then is still ours.

        Raises StorageFailed while a process has the database alone, to restore or to move it.
        """
        await self._join()
        tasks = [asyncio.create_task(self._linked(), name="link"), asyncio.create_task(self._renewing(), name="claims")]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._resign()
            await self._link.close()

    async def _linked(self) -> None:
        while True:
            try:
                while True:
                    await self._lead()
                    await self._clock.sleep(PING_SECONDS if self._leading_since is not None else PING_SECONDS / 2)
                    self._process_count.heard(await self._link.living())
                    if stalled := await self._link.end_stalled():
                        log.warning("ended %d sessions of a process that stands still", stalled)
            except StorageFailed as error:
                log.warning("no link to the other processes: %s", error)
            self._resign()
            await self._joined_again()

    async def _joined_again(self) -> None:
        while True:
            await self._clock.sleep(0.5)
            try:
                await self._join()
            except StorageFailed as error:
                log.warning("no link to the other processes: %s", error)
            else:
                self._ledger.wake(Work)  # for whatever was left while nobody listened
                return

    async def _join(self) -> None:
        """Open the link and count as a running process."""
        await self._link.open()
        self._process_count.heard(await self._link.live())

    async def _lead(self) -> None:
        if self._leading_since is None and await self._link.try_lock(POLLING_LOCK):
            self._leading_since = time.monotonic()
            log.info("this process asks Telegram for updates now")

    def _resign(self) -> None:
        if self._leading_since is not None:
            self._leading_since = None
            log.warning("this process asks Telegram for updates no more")

    def _heard(self, owner: str, works: list[str]) -> None:
        if owner != self._ledger.owner:
            self._ledger.wake(work for work in works if work in set(Work))

    async def _renewing(self) -> None:
        while True:
            await self._clock.sleep(RENEW_SECONDS)
            for renew in self._claims:
                try:
                    await renew()
                except Exception:  # the claim may end; then another process does the work
                    log.exception("a claim was not renewed")
