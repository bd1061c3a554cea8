"""A separate PostgreSQL connection: hears what work other processes leave, and holds a lock that ends with it."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.engine import engines
from storage.failures import UNREACHABLE, StorageFailed
from storage.queries.leases import shared

CHANNEL = "caigou"

POLLING_LOCK = 1688_05
"""The process that holds this lock polls Telegram for updates."""
LIVING_LOCK = 1688_06
"""Every bot holds this lock shared; a process that needs the database alone takes it exclusively."""
ANSWER_SECONDS = 3.0
STALLED_SECONDS = 8
"""As long as the server lets a session be idle in a transaction; no claim is shorter."""

_LIVING = """SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted
    AND mode = 'ShareLock' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
# A process that hangs has lost its link, but could still write over its other connections.
_CONNECTED = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND application_name LIKE 'caigou %' AND pid <> pg_backend_pid()"""
# Between a statement and its values the server waits for the client, in state `active`, and neither of its own limits
# applies: a process frozen there would hold its locks for ever (measured with PostgreSQL 15).
_STALLED = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()
    AND usename = current_user AND application_name LIKE 'caigou %' AND state = 'active'
    AND wait_event = 'ClientRead' AND clock_timestamp() - query_start > make_interval(secs => $1)"""

Heard = Callable[[str, list[str]], None]
"""Called with the process that left work and the kinds of work."""


class Link:
    """A connection that lives as long as it is pinged: the server ends a silent session, and its lock with it."""

    def __init__(self, url: str, heard: Heard) -> None:
        self._engine = engines.for_link(engines.address(url))
        self._heard = heard
        self._connection: AsyncConnection | None = None
        self._driver: Any = None
        self._one = asyncio.Lock()

    async def open(self) -> None:
        """Connect again and listen. Raises StorageFailed if the server does not answer."""
        await self.close()
        try:
            async with asyncio.timeout(ANSWER_SECONDS * 3):
                self._connection = await self._engine.connect()
                raw = await self._connection.get_raw_connection()
                driver: Any = raw.driver_connection
                await driver.add_listener(CHANNEL, self._rang)
                self._driver = driver
        except Exception as error:  # whatever the reason, opening is tried again
            await self.close()
            raise StorageFailed(UNREACHABLE) from error

    async def ping(self) -> None:
        """Check that the server still has this session. Raises StorageFailed if not; then its locks are released."""
        await self._asked("SELECT true")

    async def try_lock(self, number: int) -> bool:
        """Whether the lock is ours now; it stays ours while this connection lives."""
        return bool(await self._asked(f"SELECT pg_try_advisory_lock({number:d})"))

    async def live(self) -> int:
        """Count as one of the bots on this database while this connection lives; returns their number.

        Call it once. Raises StorageFailed while a process has the database alone.
        """
        if not await self._asked(f"SELECT pg_try_advisory_lock_shared({LIVING_LOCK:d})"):
            raise StorageFailed("This database is being restored or moved now. Start the bot once that is done.")
        return await self.living()

    async def living(self) -> int:
        """How many bots there are on this database, with this one; asking keeps the connection alive."""
        return max(1, int(await self._asked(_LIVING, LIVING_LOCK)))

    async def end_stalled(self) -> int:
        """End sessions of bots that hang in the middle of sending a statement; returns how many."""
        return int(await self._asked(_STALLED, STALLED_SECONDS))

    async def alone(self) -> bool:
        """Whether the database is now ours alone: no other bot is linked or connected."""
        return await self.try_lock(LIVING_LOCK) and not await self._asked(_CONNECTED)

    async def close(self) -> None:
        """Close the connection and release its locks."""
        driver, self._driver = self._driver, None
        connection, self._connection = self._connection, None
        if driver is not None:
            driver.terminate()
        if connection is not None:
            await connection.invalidate()
            await connection.close()

    async def _asked(self, statement: str, *values: int) -> Any:
        driver = self._driver
        if driver is None:
            raise StorageFailed(UNREACHABLE)
        try:
            async with self._one, asyncio.timeout(ANSWER_SECONDS):
                return await driver.fetchval(statement, *values)
        except Exception as error:  # a connection that fails once holds no lock any more
            if self._driver is driver:
                await self.close()
            raise StorageFailed(UNREACHABLE) from error

    def _rang(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        owner, *works = payload.split(" ")
        self._heard(owner, works)


async def ring(session: AsyncSession, owner: str, works: Iterable[str]) -> None:
    """Tell every process that listens which work is left, once this transaction commits; a tick finds what is lost.

    On SQLite there is nobody to tell.
    """
    if shared(session):
        await session.exec(select(func.pg_notify(CHANNEL, f"{owner} {' '.join(sorted(works))}")))
