"""Care of the database: copies on demand, restore from a copy, move to PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.desk.ledger.facts import MOVED_TO
from bot.desk.ledger.journal_chain import JournalKey
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import AnchorTrail, Proof, pages
from bot.desk.operations.begin_quarantine import Begun, begin_quarantine
from bot.desk.operations.forgetting import Forgetting
from bot.desk.operations.journal_keeper import JournalKeeper, anchor_anew
from bot.desk.shared.people import People
from bot.desk.shared.quarantine import MOVED, RESTORED
from bot.settings import Settings
from bot.wiring.early import file_of
from bot.wiring.replicas import PING_SECONDS
from storage import failures
from storage.engine import move_to_postgresql, revisions
from storage.engine.database import Database
from storage.engine.listen_connection import Link
from storage.files import backup
from storage.files.restoring import Swap
from storage.files.small_file import ErasedFile
from storage.files.sqlite_file import SqliteFile

StorageFailed = failures.StorageFailed
"""What all of this may raise, for the commands, which may not import the storage."""
ERASED = "erased.json"
"""The file beside the database that knows who was forgotten."""
BESIDE_A_SERVER = Path("data/caigou.db")
"""Where the database would be if it were a file; files beside the database go to this folder."""
TRIES, BETWEEN = 12, 0.25
"""How often, and how many seconds apart, to check that no bot is connected: an ended connection still shows briefly."""


@dataclass(frozen=True)
class Restored:
    """The result of a restore: rows by table, where the old database is kept, and how the quarantine began."""

    rows: dict[str, int]
    kept: Path | None
    begun: Begun


@dataclass(frozen=True)
class DatabaseMoved:
    """The result of a move: what each table holds in PostgreSQL, and how the quarantine began there."""

    tables: dict[str, move_to_postgresql.Totals]
    entries: int
    """The entries of the journal, each verified."""
    begun: Begun


def key_of(settings: Settings) -> JournalKey | None:
    """The key of the journal; None if none is set."""
    return JournalKey(settings.journal_key.get_secret_value()) if settings.journal_key is not None else None


def place_of(database: Database) -> Path:
    """The database, or where it would be if it were a file."""
    return database.path or BESIDE_A_SERVER


def ledger_of(database: Database, settings: Settings, clock: Clock) -> Ledger:
    """The ledger that knows the admins, the key of its journal, and the file of who was forgotten."""
    ledger = Ledger(database, clock)
    ledger.admins, ledger.key = settings.telegram_admins, key_of(settings)
    ledger.erased = ErasedFile(place_of(database).with_name(ERASED))
    return ledger


async def copy_to(settings: Settings, target: Path) -> dict[str, int]:
    """Copy the database while a bot may run; returns its rows by table. Raises StorageFailed."""
    return await backup.copy(_file(settings, f"pg_dump --format=custom --file={target} DATABASE_URL"), target)


async def put_back(settings: Settings, source: Path, clock: Clock | None = None) -> Restored:
    """Replace the database with a copy, in quarantine; the bot must be stopped.

    The old file is kept. Raises StorageFailed.
    """
    clock = clock or SystemClock()
    path = _file(settings, f"pg_restore --dbname=DATABASE_URL {source}, then: caigou restore --after-pg-restore")
    place = SqliteFile(path)
    await asyncio.to_thread(place.take, restoring=True)
    swap = Swap(path, f"{clock.now():%Y-%m-%dT%H%M%S}")
    try:
        rows = await asyncio.to_thread(swap.prepare, source, revisions.require_known_in)
        begun = await _begin(f"sqlite:///{swap.ready}", settings, RESTORED, clock)
        kept = await asyncio.to_thread(swap.replace)
        return Restored(rows, kept, begun)
    finally:
        swap.drop()
        place.give_up()


async def after_pg_restore(settings: Settings) -> Begun:
    """Put a PostgreSQL database that pg_restore has just filled into quarantine; the bot must be stopped."""
    if file_of(settings.database) is not None:
        raise StorageFailed("This database is SQLite; name the copy instead: caigou restore FILE")
    async with nobody_runs(settings.database):
        return await _begin(settings.database, settings, RESTORED, SystemClock())


@asynccontextmanager
async def nobody_runs(url: str) -> AsyncIterator[None]:
    """Have a PostgreSQL database alone. Raises StorageFailed if any bot runs on it, with polling or webhook."""
    link = Link(url, lambda owner, works: None)

    async def hold() -> None:
        while True:  # the server ends a link that is silent
            await asyncio.sleep(PING_SECONDS)
            await link.ping()

    await link.open()
    held = asyncio.create_task(hold())
    try:
        for _ in range(TRIES):
            if await link.alone():
                break
            await asyncio.sleep(BETWEEN)
        else:
            raise StorageFailed("A bot runs on this database. Stop every one of them first, then type it again.")
        yield
        await link.ping()  # if the link was lost, we did not have the database alone
    finally:
        held.cancel()
        await asyncio.gather(held, return_exceptions=True)
        await link.close()


async def move_to(settings: Settings, url: str) -> DatabaseMoved:
    """Move the SQLite database to an empty PostgreSQL one, in quarantine.

    The bot must be stopped; the old file is kept. Raises StorageFailed.
    """
    clock, path = SystemClock(), _file(settings, "there is nothing to move")
    if not path.exists():
        raise StorageFailed(f"There is no database at {path}; go to the bot's own folder, or name it by DATABASE_URL.")
    move_to_postgresql.server(url)
    async with _opened(settings.database, settings, clock) as ledger:
        await refuse_moved(ledger)
        entries = await _proved(ledger)
        swap = Swap(path, "")
        try:
            await asyncio.to_thread(swap.prepare, path, revisions.require_known_in)
            begun = await _begin(f"sqlite:///{swap.ready}", settings, MOVED, clock)
            async with nobody_runs(url):
                tables = await move_to_postgresql.move(swap.ready, url)
                async with _opened(url, settings, clock) as there:
                    await _proved(there)
        finally:
            swap.drop()
        async with ledger.change() as uow:
            await uow.facts.put(MOVED_TO, clock.now())
    return DatabaseMoved(tables, entries, begun)


async def anchors_anew(settings: Settings) -> bool:
    """Anchor the journal with the key of the settings from now on; whether it had another one. Raises StorageFailed.

    The bot must be stopped.
    """
    alone = nullcontext() if file_of(settings.database) is not None else nobody_runs(settings.database)
    async with alone, _opened(settings.database, settings, SystemClock()) as ledger, ledger.change() as uow:
        return await anchor_anew(uow)


async def refuse_moved(ledger: Ledger) -> None:
    """Raise StorageFailed if the bot was moved to another database: on this one it would buy everything again."""
    async with ledger.read() as uow:
        moved = await uow.facts.get(MOVED_TO)
    if moved:
        raise StorageFailed(
            f"This database was moved to PostgreSQL on {moved:%d %b %Y}. "
            "Write its DATABASE_URL into .env; to go back, restore a copy."
        )


async def _begin(url: str, settings: Settings, why: str, clock: Clock) -> Begun:
    """Migrate a database, put it into quarantine, and forget again who was forgotten since it was copied."""
    async with _opened(url, settings, clock) as ledger:
        async with ledger.change() as uow:
            begun = await begin_quarantine(uow, why)
        forgetting = Forgetting(ledger, People(ledger, settings.telegram_admins))
        return replace(begun, forgotten=await forgetting.again())


async def _proved(ledger: Ledger) -> int:
    """How many entries the journal has. Raises DatabaseDamaged if one is not as it was written."""
    proof = Proof(trail=AnchorTrail(ledger.key))
    async with aclosing(pages(ledger)) as read:
        async for page in read:
            if not proof.follow(page):
                break
    proof.end()
    if proof.broken is not None:
        raise failures.DatabaseDamaged(f"Entry {proof.broken.id} of the journal is broken; see caigou audit verify.")
    return proof.entries


@asynccontextmanager
async def _opened(url: str, settings: Settings, clock: Clock) -> AsyncIterator[Ledger]:
    async with Database.opened(url) as database:
        ledger = ledger_of(database, settings, clock)
        await JournalKeeper(ledger).begin()
        yield ledger


def _file(settings: Settings, instead: str) -> Path:
    """The file of a SQLite database. Raises StorageFailed for PostgreSQL, saying what to do `instead`."""
    path = file_of(settings.database)
    if path is None:
        raise StorageFailed(f"This database is PostgreSQL's own work: {instead} (see docs/deploy.md).")
    return path
