"""Opens units of work: a transaction for a change, a lighter one for reading; wakes workers after a commit."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import Clock, ClockDoubt, OtherClocks
from bot.desk.ledger.facts import WRITTEN_AT
from bot.desk.ledger.journal_chain import JournalKey
from bot.desk.ledger.kept_words import KeptWords
from bot.desk.ledger.restore_cleanup import HighWaterMark, read_mark
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.holds import BuyingHold, KeyState
from bot.purchasing.person import Cause
from storage.engine.database import Database
from storage.failures import NestedTransaction, StorageFailed
from storage.files.small_file import ErasedFile, HighWaterFile
from storage.queries import leases

SERVER_ASKED = 5.0
"""Seconds after which the server of a shared database is asked for its time again."""
TOLERATED = timedelta(seconds=2)
"""Clocks are put back by this much all the time; nobody notices a wait that long."""
STAMPED_EVERY = timedelta(minutes=1)
"""How far the clock goes before the next write has the database remember it, in case it is put back later."""

log = logging.getLogger(__name__)


class AlreadyDone(Exception):
    """The update that started this verb has already had its effect."""


def why_not(error: Exception) -> str:
    """What a person can do about a failed database; of other errors only the kind, since the text may hold secrets."""
    return str(error) if isinstance(error, StorageFailed) else type(error).__name__


class Work(StrEnum):
    """Kinds of work that a commit can leave behind; whoever does such work is woken at once."""

    MESSAGES = "messages"
    ATTEMPTS = "attempts"
    ORDERS = "orders"
    APPROVALS = "approvals"
    UPDATES = "updates"
    OLD_UPDATES = "old_updates"
    """Updates recorded long ago that should be run now."""
    PARCELS = "parcels"
    PEOPLE = "people"
    """Somebody was forgotten: what is remembered of people is read anew."""
    SLOW = "slow"
    """Slow work that became due earlier."""


WAITS = (Work.MESSAGES, Work.ATTEMPTS, Work.ORDERS, Work.PARCELS, Work.APPROVALS, Work.SLOW)
"""Work that may wait for a later time."""


@dataclass(frozen=True)
class Sharing:
    """How long what a process has in hand is its own."""

    order_lease: timedelta
    """For an order on the wire; if others would take it over it is short, and renewed."""
    message_lease: timedelta
    """The same for a message. Alone it is longer than any try takes, since the chat is silent meanwhile."""
    update_lease: timedelta | None
    """For an update, renewed while it waits or runs; None if nobody else could have it."""
    record_tries: int
    """How often the answer to a create call is recorded: a server that restarts takes it later, our own disk does not.
    """


SOLE_PROCESS = Sharing(
    order_lease=timedelta(seconds=60),
    message_lease=timedelta(seconds=90),
    update_lease=None,
    record_tries=1,
)
SEVERAL_PROCESSES = Sharing(
    order_lease=timedelta(seconds=10),
    message_lease=timedelta(seconds=10),
    update_lease=timedelta(seconds=9),
    record_tries=30,
)


class Ledger:
    """The desk's access to the database: takes and returns values, never rows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.database, self.clock = database, clock
        self.sharing = SEVERAL_PROCESSES if database.dialect == "postgresql" else SOLE_PROCESS
        """How the desk shares the database."""
        self.admins: frozenset[int] = frozenset()
        """The people whom the settings make admins of every team."""
        self.owner = ""
        """Names this process in its claims, among the processes that share the database."""
        self.memory: HighWaterFile | None = None
        """The file outside the database that stores how far it has got."""
        self.erased: ErasedFile | None = None
        """The file outside the database that stores who was forgotten."""
        self.mark: HighWaterMark | None = None
        """How far the database has got at least, as far as this process knows; None before the first check."""
        self.key: JournalKey | None = None
        """The key of the journal that this process was given."""
        self.key_state = KeyState.NONE
        """How that key and the journal stood when they were last compared."""
        self.others = OtherClocks(clock)
        """What time it is for other services."""
        self.words = KeptWords()
        self._server: tuple[datetime, float, float] | None = None
        self.seen: tuple[datetime, float] | None = None
        """The time at which this program was last at work, and the steady seconds then."""
        self.written_at: datetime | None = None
        """The time that the database remembers; None where no bot runs, which alone has it remembered."""
        self._went_back = False
        self.own_holds: list[Callable[[], BuyingHold | None]] = []
        """What holds buying back in this process alone, each as long as it does."""
        self._kept: HighWaterMark | None = None
        self._wakers: dict[Work, list[Callable[[], None]]] = {work: [] for work in Work}

    @property
    def shared(self) -> bool:
        """Whether other processes may work on this database too, so that what is due is claimed before it is done.

        If not, what this process remembers is as it is, and what was in hand when it began was left by one that ended.
        """
        return self.sharing is SEVERAL_PROCESSES

    async def ask_time(self, session: AsyncSession) -> None:
        """If processes share the database, ask its server for the time; all they write and compare goes by that."""
        if self.shared:
            server = await leases.server_time(session)
            self._server = self.clock.shifted(server), self.clock.steady(), time.monotonic()

    def doubt(self) -> ClockDoubt | None:
        """Why this process's clock is not believed, so that it must not buy; None if nothing contradicts it."""
        return self.others.doubt(self._present() - self.clock.now())

    @property
    def sure_of_time(self) -> bool:
        """Whether a service confirmed this process's clock, and nothing contradicts it: only then is anything old."""
        return self.others.confirmed and self.doubt() is None

    def _present(self) -> datetime:
        """The time that everything is written and compared by, UTC."""
        if self._server is None:
            return self.clock.now()
        at, steady, _ = self._server
        return at + timedelta(seconds=self.clock.steady() - steady)

    async def _now(self) -> datetime:
        """The present time. Every unit of work asks for it, so that the first one notices if the clock went back."""
        if self.shared and (self._server is None or time.monotonic() - self._server[2] > SERVER_ASKED):
            async with self.database.reading() as session:
                await self.ask_time(session)
        now, steady = self._present(), self.clock.steady()
        if self.seen is not None:
            before, then = self.seen
            self._went_back |= before + timedelta(seconds=max(0.0, steady - then)) - now > TOLERATED
        self.seen = now, steady
        return now

    async def recall(self, database: str) -> HighWaterMark | None:
        """The mark stored outside for the database of this name; None if there is none."""
        kept = await asyncio.to_thread(self.memory.read, database) if self.memory else None
        return read_mark(database, kept) if kept else None

    async def remember(self) -> None:
        """Store outside the database how far it has got. Raises StorageFailed."""
        mark = self.mark
        if self.memory is None or mark is None or mark == self._kept:
            return
        await asyncio.to_thread(self.memory.keep, mark.database, mark.dump(), mark.is_before)
        self._kept = mark

    async def erased_outside(self, database: str) -> dict[int, datetime]:
        """Who was forgotten in the database of this name, and when (UTC). Raises StorageFailed."""
        return await asyncio.to_thread(self.erased.read, database) if self.erased else {}

    async def keep_erased(self, database: str, people: Mapping[int, datetime]) -> None:
        """Store outside the database that somebody was forgotten. Raises StorageFailed."""
        if self.erased is not None:
            await asyncio.to_thread(self.erased.keep, database, people)

    async def rewrite(self) -> str:
        """Write a SQLite file anew, so that its free space tells nothing; returns why it could not be, else nothing."""
        try:
            await self.database.rewrite()
        except StorageFailed as fault:
            return str(fault)
        return ""

    def when_left(self, work: Work, wake: Callable[[], None]) -> None:
        """Call `wake` after each commit that left such work."""
        self._wakers[work].append(wake)

    @asynccontextmanager
    async def change(self, cause: Cause | None = None) -> AsyncIterator[UnitOfWork]:
        """One write transaction; notes that its update takes effect. Raises AlreadyDone if it took effect before."""
        now = await self._now()
        async with self.database.transaction() as session:
            uow, went_back = self._unit(session, now, cause), self._went_back
            if went_back:
                log.warning("the clock went back; what waits for a later time is looked at now")
                await uow.restore.bring_forward()
                uow.left.update(WAITS)
            stamps = self.written_at is not None and (went_back or now - self.written_at > STAMPED_EVERY)
            if stamps:
                await uow.facts.put(WRITTEN_AT, now)
            if cause is not None and not await uow.inbox.act(cause):
                raise AlreadyDone
            yield uow
            await uow.close()
        self._went_back &= not went_back
        self.written_at = now if stamps else self.written_at
        if self.mark is not None and uow.newest is not None:
            self.mark = self.mark.after(*uow.newest, uow.attempts.opened)
        self.wake(uow.left)

    async def claim(self, take: Callable[[UnitOfWork], Awaitable[object]]) -> bool:
        """Whether `take` claims something for this process; at once and without a word if nobody else could have it."""
        if not self.shared:
            return True
        async with self.change() as uow:
            return bool(await take(uow))

    def wake(self, works: Iterable[str]) -> None:
        """Wake whoever does such work; it was left here or by another process on the database."""
        for work in works:
            for wake in self._wakers[Work(work)]:
                wake()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        """One read transaction; it does not wait for writers."""
        now = await self._now()
        if self._went_back:
            with suppress(StorageFailed, NestedTransaction):  # then the next unit of work tries it
                async with self.change():
                    pass
        async with self.database.reading() as session:
            yield self._unit(session, now)

    def _unit(self, session: AsyncSession, now: datetime, cause: Cause | None = None) -> UnitOfWork:
        of_this_process = self.doubt(), self.own_holds, self.words
        return UnitOfWork(session, now, cause, self.admins, self.owner, self.key, self.key_state, *of_this_process)
