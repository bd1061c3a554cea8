"""Reads the journal, and what was bought, for use outside the bot, while a bot may run."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import tzinfo

from bot.clock import SystemClock
from bot.desk.ledger.facts import DRY_RUN
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.restore_cleanup import read_mark
from bot.desk.operations.audit import Head
from bot.desk.shared.judged_orders import judged_orders
from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.settings import Settings
from bot.wiring.build import MEMORY, beside
from storage.engine.database import Database
from storage.failures import StorageFailed
from storage.files.small_file import HighWaterFile


def opened(settings: Settings) -> AbstractAsyncContextManager[Database]:
    """The database beside a running bot, which this changes nothing of."""
    return Database.opened(settings.database, look_only=True)


@asynccontextmanager
async def reader(settings: Settings) -> AsyncIterator[Ledger]:
    """The ledger to read from. Raises StorageFailed if the database cannot be opened, or is an older one."""
    async with opened(settings) as database:
        if not await database.up_to_date():
            raise StorageFailed("The database is of an earlier version: start the bot once, then type this again.")
        yield Ledger(database, SystemClock())


async def usual_zone(ledger: Ledger) -> tzinfo:
    """The zone of the only team, else Shanghai's."""
    async with ledger.read() as uow:
        teams = await uow.teams.all_open()
        return zone_of(teams[0].time_zone if len(teams) == 1 else SHANGHAI)


async def head(ledger: Ledger) -> tuple[int, str, bool]:
    """Number and hash of the newest entry, 0 and empty before the first; whether all of it is a dry run's."""
    async with ledger.read() as uow:
        return *await uow.journal.head(), await uow.facts.get(DRY_RUN) is True


async def awaited(settings: Settings) -> tuple[AwaitedOrder, ...]:
    """What is paid for and not in, of all teams, each judged by what its team chose. Raises as `reader`."""
    async with reader(settings) as ledger, ledger.read() as uow:
        return await judged_orders(uow)


async def remembered(ledger: Ledger) -> Head | None:
    """The newest entry that the file beside the service remembers of the present history.

    None if nothing is remembered, or only what was before the present history began.
    """
    async with ledger.read() as uow:
        history = await uow.high_water.database()
    stored = await asyncio.to_thread(HighWaterFile(beside(ledger.database, MEMORY)).read, history.id)
    mark = read_mark(history.id, stored) if stored else None
    if mark is None or mark.since < history.since or not mark.entry:
        return None
    return Head(mark.hash, mark.entry, mark.anew)
