"""Opens the book: one transaction for a change, a lighter one for a look, and who is woken after a commit."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from enum import StrEnum

from bot.clock import Clock
from bot.desk.ledger.high_water import HighWaterMark, read_mark
from bot.desk.ledger.sharing import SEVERAL_PROCESSES, SOLE_PROCESS
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.purchase import Cause
from storage.database import Database, StorageFailed
from storage.high_water import HighWaterFile


class AlreadyDone(Exception):
    """The update that a verb was started by has had its effect before."""


def why_not(error: Exception) -> str:
    """What a person can do about a database that failed; of any other error only its kind, for it may tell secrets."""
    return str(error) if isinstance(error, StorageFailed) else type(error).__name__


class Work(StrEnum):
    """Work that a commit can leave for somebody, who is then woken at once."""

    MESSAGES = "messages"
    ATTEMPTS = "attempts"
    ORDERS = "orders"
    APPROVALS = "approvals"
    UPDATES = "updates"
    OLD_UPDATES = "old_updates"
    """Updates that were recorded long ago and shall be run now."""
    PARCELS = "parcels"
    SLOW = "slow"
    """Slow work that was brought forward."""


class Ledger:
    """The door to the database for the desk; values in, values out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self.clock = database, clock
        self.sharing = SEVERAL_PROCESSES if database.dialect == "postgresql" else SOLE_PROCESS
        """How the desk shares the database."""
        self.admins: frozenset[int] = frozenset()
        """The people whom the settings make admins of every team."""
        self.owner = ""
        """Names this process in what it claims, among those that share the database."""
        self.memory: HighWaterFile | None = None
        """Where it is remembered outside the database how far it has come."""
        self.mark: HighWaterMark | None = None
        """How far it had come at least, as this process knows; None until it looked."""
        self._kept: HighWaterMark | None = None
        self._acted: set[Cause] = set()
        self._wakers: dict[Work, list[Callable[[], None]]] = {work: [] for work in Work}

    @property
    def shared(self) -> bool:
        """Whether other processes may work on this database too."""
        return self.sharing is SEVERAL_PROCESSES

    @property
    def cuts(self) -> int:
        """How often a connection to the database was lost."""
        return self._database.cuts

    async def timeline(self) -> str:
        """Which history a PostgreSQL server writes; empty where that is not known."""
        return await self._database.timeline()

    async def recall(self, database: str) -> HighWaterMark | None:
        """What is remembered outside of the database that has this name; None where nothing is."""
        kept = await asyncio.to_thread(self.memory.read, database) if self.memory else None
        return read_mark(database, kept) if kept else None

    async def remember(self) -> None:
        """Remember outside the database how far it has come; StorageFailed if that is not possible."""
        mark = self.mark
        if self.memory is None or mark is None or mark == self._kept:
            return
        await asyncio.to_thread(self.memory.keep, mark.database, mark.dump(), mark.is_before)
        self._kept = mark

    def when_left(self, work: Work, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that left such work."""
        self._wakers[work].append(wake)

    @asynccontextmanager
    async def change(self, cause: Cause | None = None) -> AsyncIterator[UnitOfWork]:
        """One write transaction; the update that caused it is marked done in it. AlreadyDone where it was before."""
        async with self._database.transaction() as session:
            uow = UnitOfWork(session, self.clock.now(), cause, self.admins, self.owner)
            if cause is not None and not await uow.mark_done(cause):
                raise AlreadyDone
            yield uow
            await uow.close()
        if self.mark is not None and uow.newest is not None:
            self.mark = self.mark.after(*uow.newest, uow.attempts.opened)
        if cause is not None:
            self._acted.add(cause)
        self.wake(uow.left)

    @asynccontextmanager
    async def claiming(self) -> AsyncIterator[UnitOfWork]:
        """A transaction that claims what it finds; a look if nobody else could have it, since nothing is written."""
        async with self.change() if self.sharing.claims else self.look() as uow:
            yield uow

    async def claim(self, take: Callable[[UnitOfWork], Awaitable[object]]) -> bool:
        """Whether `take` claims something for this process; at once and without a word if nobody else could have it."""
        if not self.sharing.claims:
            return True
        async with self.change() as uow:
            return bool(await take(uow))

    def take_acted(self, cause: Cause) -> bool:
        """Whether a change of this process had this cause, and with it marked the update done; forgotten with it."""
        known = cause in self._acted
        self._acted.discard(cause)
        return known

    def wake(self, works: Iterable[str]) -> None:
        """Somebody left such work: here, or another process that shares the database."""
        for work in works:
            for wake in self._wakers[Work(work)]:
                wake()

    @asynccontextmanager
    async def look(self) -> AsyncIterator[UnitOfWork]:
        """One read transaction beside whatever is being written."""
        async with self._database.reading() as session:
            yield UnitOfWork(session, self.clock.now(), None, self.admins, self.owner)
