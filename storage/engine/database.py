"""Opens the database, checked and migrated, or fails; then one writer at a time, with readers beside it."""

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import URL, event, func, inspect, select, text
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import engines, revisions
from storage.failures import (
    CROWDED,
    DAMAGED,
    OPTIONS,
    UNREACHABLE,
    DatabaseDamaged,
    NestedTransaction,
    StorageFailed,
    explain,
)
from storage.files import backup, sound_file
from storage.files.sqlite_file import SqliteFile
from storage.queries.order_words import WITHOUT_SCRAPS
from storage.shielded import to_the_end

COPIES_KEPT = 3
LOOKS = "looks"
"""Marks a session that only reads."""
MIGRATION_LOCK = 1688_00
PATIENCE = 30.0  # seconds that a writer waits for its turn; work that takes longer is a fault
# The first eight digits of the current WAL file's name; a failover begins another timeline.
_TIMELINE: Any = select(func.left(func.pg_walfile_name(func.pg_current_wal_lsn()), 8))

SYNCHRONOUS = ("sync", "quorum")
# The columns are empty for a user who may not see other users' sessions.
_STANDBYS = text("SELECT application_name, sync_state FROM pg_stat_replication ORDER BY pid")
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"

# Alembic keeps its state in module globals: only one migration at a time in a process.
_MIGRATING: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standby:
    """A connected standby of a PostgreSQL server; `synchronous` is None if this user may not see it.

    One that is not synchronous may lag behind committed data.
    """

    name: str
    synchronous: bool | None


class Database:
    """An open database. Only one process at a time can open a SQLite file for writing."""

    def __init__(
        self,
        place: SqliteFile | None,
        writer: AsyncEngine,
        reader: AsyncEngine,
        *,
        look_only: bool = False,
        beside: bool = False,
        unchecked: bool = False,
    ) -> None:
        self._place, self._writer, self._reader, self._look_only = place, writer, reader, look_only
        self._unchecked = place.path if place and unchecked else None
        self._is_guest = look_only or beside
        self._checking: asyncio.Future[str] | None = None
        self._is_sound = not unchecked
        self.cuts = 0
        """How often a connection was lost; after that the database may return an older state than before."""
        event.listen(writer.sync_engine, "invalidate", self._cut)
        self._turn = asyncio.Lock()
        self._writing: set[asyncio.Task[Any]] = set()
        self._for_writing = async_sessionmaker(writer, class_=AsyncSession, expire_on_commit=False)
        self._for_reading = async_sessionmaker(
            reader, class_=AsyncSession, expire_on_commit=False, autoflush=False, info={LOOKS: True}
        )

    @classmethod
    async def open(
        cls, url: str, *, look_only: bool = False, beside: bool = False, trusting: bool = False
    ) -> "Database":
        """Open a database; create or migrate it if needed. Raises StorageFailed.

        `look_only` reads beside the process that has the database: no lock, no migration, no writing. `beside` may
        write a line there for that process, which knows nothing of it before it looks. `trusting` opens a SQLite file
        that is as its last stop left it, and needs no migration, without checking it first: `sound` must be called.
        """
        where = engines.address(url)
        if where.get_backend_name() == "sqlite":
            return await cls._open_sqlite(where, look_only=look_only, beside=beside, trusting=trusting)
        async with _explained():
            await _bring_up_to_date(where, migrate=not look_only)
        engine = engines.for_postgres(where)
        reader = engine.execution_options(postgresql_readonly=True)
        return cls(None, engine, reader, look_only=look_only)

    @classmethod
    @asynccontextmanager
    async def opened(cls, url: str, *, look_only: bool = False, beside: bool = False) -> AsyncIterator["Database"]:
        """The same, for as long as the context is open."""
        database = await cls.open(url, look_only=look_only, beside=beside)
        try:
            yield database
        finally:
            await database.close()

    @classmethod
    async def _open_sqlite(cls, url: URL, *, look_only: bool, beside: bool, trusting: bool) -> "Database":
        place, guest = SqliteFile(Path(url.database or "")), look_only or beside
        if not guest:
            await asyncio.to_thread(place.take)
        try:
            trusted = trusting and sound_file.is_as_left(place.path)
            if trusted:
                sound_file.doubt(place.path)
            else:
                await asyncio.to_thread(_check, place.path)
            async with _explained():
                await _bring_up_to_date(url, migrate=not guest, unchecked=trusted)
        except BaseException:
            place.give_up()
            raise
        writer, reader = engines.for_sqlite(url, writes=True), engines.for_sqlite(url, writes=False)
        database = cls(place, writer, reader, look_only=look_only, beside=beside, unchecked=trusted)
        try:
            async with database.reading(), nullcontext() if look_only else database.transaction():
                pass  # connecting checks the settings: do it now, not at the first purchase
        except BaseException:
            await database.close()
            raise
        return database

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._writer.dialect.name

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return self._place.path if self._place else None

    async def up_to_date(self) -> bool:
        """Whether it has the tables of this program; one that was opened to be looked at alone may be older."""
        async with self._reader.connect() as connection:
            return await connection.run_sync(revisions.current) == revisions.newest()

    async def timeline(self) -> str:
        """The timeline that a PostgreSQL server writes; empty on SQLite, or if the server does not tell it."""
        if self.dialect != "postgresql":
            return ""
        try:
            async with self.reading() as session:
                return str((await session.exec(_TIMELINE)).one()[0])
        except DBAPIError:
            log.info("the server does not tell its timeline")
            return ""

    async def standbys(self) -> tuple[Standby, ...]:
        """The standbys of a PostgreSQL server; none on SQLite."""
        if self.dialect != "postgresql":
            return ()
        async with self.reading() as session:
            rows = await (await session.connection()).execute(_STANDBYS)
            return tuple(Standby(name or "", None if state is None else state in SYNCHRONOUS) for name, state in rows)

    def _cut(self, *_: object) -> None:
        self.cuts += 1

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """One write transaction: committed at the end, rolled back after any exception; on SQLite one at a time.

        Raises NestedTransaction, StorageFailed.
        """
        task = asyncio.current_task()
        if task is None or task in self._writing:
            raise NestedTransaction("a task has one write transaction at a time")
        if self._look_only:
            raise StorageFailed("This database was opened only to look at it.")
        async with self._my_turn():
            self._writing.add(task)
            try:
                async with _session(self._for_writing) as session:
                    yield session
                    await to_the_end(session.commit())
            finally:
                self._writing.discard(task)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A read-only session beside the writer.

        On SQLite it sees one state of the database, on PostgreSQL each statement sees the latest state.
        """
        async with _session(self._for_reading) as session:
            yield session

    async def sound(self) -> None:
        """Check the file beside the work if it was opened without; all who call wait for the same check.

        Raises StorageFailed, DatabaseDamaged.
        """
        if self._unchecked is None:
            return
        if self._checking is None:
            self._checking = asyncio.wrap_future(sound_file.beside(self._unchecked))
        with _said_of(self._unchecked):
            _refuse_unsound(self._unchecked, await asyncio.shield(self._checking))
        self._is_sound = True

    async def empty_log(self) -> None:
        """Write the log of a SQLite file into the file, and empty it as far as nobody reads there."""
        if self._place:
            async with self._my_turn(), _explained():
                await _run(self._writer, CHECKPOINT)

    async def rewrite(self) -> None:
        """Write a SQLite file anew, without the scraps of old content that splits of its pages left in free space.

        It takes seconds for a large file, and as much room again. Raises StorageFailed.
        """
        if self._place:
            async with self._my_turn(), _explained():
                await _run(self._writer, WITHOUT_SCRAPS)
                await _run(self._writer, "VACUUM")
                await _run(self._writer, CHECKPOINT)

    async def close(self) -> None:
        """Write the log into the database file and release it for the next process."""
        try:
            await self._reader.dispose()
            if not self._is_guest:
                await self.empty_log()
        finally:
            await self._writer.dispose()
            if self._place:
                try:
                    if not self._is_guest and self._is_sound:
                        # The next start need not check it first if nothing happens to it meanwhile.
                        sound_file.leave(self._place.path)
                except OSError as error:
                    log.info("the next start checks the database first: %s", error.strerror)
                finally:
                    self._place.give_up()

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        """Nobody else writes to a SQLite file meanwhile."""
        if self._place is None:
            yield
            return
        if self._turn.locked():
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._turn.acquire()
            except TimeoutError:
                raise StorageFailed(f"Other work held the database for {PATIENCE:.0f} seconds.") from None
        else:
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()


@asynccontextmanager
async def _session(sessions: async_sessionmaker[AsyncSession]) -> AsyncIterator[AsyncSession]:
    session = sessions()
    async with _explained():
        try:
            await _connected(session.connection())
            yield session
        except TimeoutError as error:
            # Not even a rollback could be sent over the connection of a server that does not answer.
            await to_the_end(session.invalidate())
            raise StorageFailed(UNREACHABLE) from error
        finally:
            await to_the_end(session.close())


@asynccontextmanager
async def _explained() -> AsyncIterator[None]:
    try:
        yield
    except DBAPIError as error:
        failure = explain(error)
        if failure is None:
            raise
        raise failure from error


async def _connected(connecting: Awaitable[T]) -> T:
    try:
        return await connecting
    except NoneFree as error:
        raise StorageFailed(CROWDED) from error
    except OSError as error:
        raise StorageFailed(UNREACHABLE) from error
    except (TypeError, ValueError, OverflowError) as error:  # the driver rejects an option in the address
        raise StorageFailed(OPTIONS) from error
    except InterfaceError as error:
        raise explain(error) or StorageFailed(OPTIONS) from error


async def _bring_up_to_date(url: URL, *, migrate: bool, unchecked: bool = False) -> None:
    engine = engines.for_migration(url)
    try:
        async with aclosing(await _connected(engine.connect())) as connection:
            if migrate and url.get_backend_name() != "sqlite":
                # Several processes may start at once: the first one migrates, the others find it done.
                await connection.exec_driver_sql(f"SELECT pg_advisory_lock({MIGRATION_LOCK:d})")
                await connection.rollback()
            version = await connection.run_sync(revisions.current)
            filled = bool(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
            await connection.rollback()
            if not migrate or version == revisions.newest():
                return
            if filled and url.get_backend_name() == "sqlite":
                await _copy_before(Path(url.database or ""), unchecked=unchecked)
            async with _MIGRATING.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
                try:
                    await connection.run_sync(revisions.upgrade)
                except DBAPIError as error:
                    sentence = f"The migration failed and was undone: {error.orig}."
                    raise explain(error) or StorageFailed(sentence) from error
    finally:
        await engine.dispose()


async def _copy_before(path: Path, *, unchecked: bool) -> None:
    if unchecked:
        await asyncio.to_thread(_check, path)
    prefix = f"{path.name}.before-"
    await backup.copy(path, path.with_name(prefix + revisions.newest()))
    copies = [entry for entry in path.parent.iterdir() if entry.name.startswith(prefix)]
    backup.drop(sorted(copies, key=lambda copy: (copy.stat().st_mtime_ns, copy.name))[:-COPIES_KEPT])


def _check(path: Path) -> None:
    with _said_of(path):
        _refuse_unsound(path, sound_file.check(path))


def _refuse_unsound(path: Path, answer: str) -> None:
    if answer != "ok":
        raise DatabaseDamaged(f"{path}: {DAMAGED} ({answer})")


@contextmanager
def _said_of(path: Path) -> Iterator[None]:
    """Say what a failed check means for this file."""
    try:
        yield
    except sqlite3.Error as error:
        failure = explain(error)
        if isinstance(failure, DatabaseDamaged):
            raise DatabaseDamaged(f"{path}: {DAMAGED}") from error
        raise failure or StorageFailed(f"{path} cannot be opened: {error}.") from error


async def _run(engine: AsyncEngine, statement: str) -> None:
    """Run a statement outside of every transaction, in a thread."""
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        try:
            await asyncio.to_thread(lambda: driver.execute(statement).fetchall())
        except sqlite3.Error as error:
            raise explain(error) or StorageFailed(f"{statement} was not done: {error}.") from error
