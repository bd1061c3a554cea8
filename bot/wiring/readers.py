"""Reads the journal, and what was bought, page by page, for use outside the bot, while a bot may run."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, tzinfo

from bot.clock import SystemClock
from bot.desk.ledger.facts import DRY_RUN
from bot.desk.ledger.journal_chain import Entry, Unreadable
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.restore_cleanup import read_mark
from bot.desk.operations import audit, exports
from bot.desk.operations.audit import Head
from bot.desk.operations.exporting import ExportedOrder, exported_pages
from bot.desk.tracking.order_list import judged_orders
from bot.purchasing.approval.team import SHANGHAI, zone_of
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.settings import Settings
from bot.wiring.build import MEMORY, beside
from storage.engine.database import Database
from storage.failures import StorageFailed
from storage.files.small_file import HighWaterFile


async def bought(
    settings: Settings, since: datetime | None, until: datetime | None
) -> AsyncGenerator[tuple[exports.Bought, ...], None]:
    """Every page, oldest attempt first. Raises StorageFailed if the database cannot be opened, or is an older one."""
    async with _up_to_date(settings) as database:
        async for page in exports.pages(Ledger(database, SystemClock()), since, until):
            yield page


async def exported(
    settings: Settings, since: datetime | None, until: datetime | None, tag: str
) -> AsyncGenerator[tuple[ExportedOrder, ...], None]:
    """Every page of what was bought then, with its costs, oldest first; of one tag if it is given. Raises as above."""
    async with _up_to_date(settings) as database:
        async for page in exported_pages(Ledger(database, SystemClock()), since, until, tag=tag):
            yield page


async def usual_zone(settings: Settings) -> tzinfo:
    """The zone of the only team, else Shanghai's. Raises as above."""
    async with _up_to_date(settings) as database, Ledger(database, SystemClock()).read() as uow:
        teams = await uow.teams.all_open()
        return zone_of(teams[0].time_zone if len(teams) == 1 else SHANGHAI)


async def journal(settings: Settings) -> AsyncGenerator[tuple[Entry | Unreadable, ...], None]:
    """Every page of the journal, oldest first. Raises as `bought`."""
    async with _up_to_date(settings) as database:
        async for page in audit.pages(Ledger(database, SystemClock())):
            yield page


async def head(settings: Settings) -> tuple[int, str, bool]:
    """Number and hash of the newest entry, 0 and empty before the first; whether all of it is a dry run's.

    Raises as `journal`.
    """
    async with _up_to_date(settings) as database, Ledger(database, SystemClock()).read() as uow:
        return *await uow.journal.head(), await uow.facts.get(DRY_RUN) is True


async def awaited(settings: Settings) -> tuple[AwaitedOrder, ...]:
    """What is paid for and not in, of all teams, each judged by what its team chose. Raises as `journal`."""
    async with _up_to_date(settings) as database, Ledger(database, SystemClock()).read() as uow:
        return await judged_orders(uow)


async def remembered(settings: Settings) -> Head | None:
    """The newest entry that the file beside the service remembers of the present history. Raises as `journal`.

    None if nothing is remembered, or only what was before the present history began.
    """
    async with _up_to_date(settings) as database:
        async with Ledger(database, SystemClock()).read() as uow:
            history = await uow.high_water.database()
        stored = await asyncio.to_thread(HighWaterFile(beside(database, MEMORY)).read, history.id)
    mark = read_mark(history.id, stored) if stored else None
    if mark is None or mark.since < history.since or not mark.entry:
        return None
    return Head(mark.hash, mark.entry, mark.anew)


def opened(settings: Settings) -> AbstractAsyncContextManager[Database]:
    """The database beside a running bot, which this changes nothing of."""
    return Database.opened(settings.database, look_only=True)


@asynccontextmanager
async def _up_to_date(settings: Settings) -> AsyncIterator[Database]:
    async with opened(settings) as database:
        if not await database.up_to_date():
            raise StorageFailed("The database is of an earlier version: start the bot once, then type this again.")
        yield database
