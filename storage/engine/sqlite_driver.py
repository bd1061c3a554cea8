"""A SQLAlchemy driver that runs SQLite statements in the event loop; only waits and commits use a thread.

The usual asynchronous driver hands every statement, and every read of its rows, to a thread and back: some 0.1 ms each
time, two hundred times for one press of a button. Here only what can take long (waiting for the write lock, flushing a
commit to the disk) runs in a thread, and the event loop goes on meanwhile.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util.concurrency import await_only

from storage.shielded import to_the_end

DRIVER = "sqlite+direct"
BEGIN, BEGIN_TO_WRITE = "BEGIN", "BEGIN IMMEDIATE"
BUSY_MS = 5000
"""How long SQLite waits for another program's lock, in milliseconds."""
_ASIDE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="sqlite")


class Cursor(sqlite3.Cursor):
    """A cursor with the one extra method that SQLAlchemy needs for use in an event loop."""

    async def _async_soft_close(self) -> None:
        """Does nothing: there is no pending work."""


class Connection(sqlite3.Connection):
    """A connection that knows how its transactions begin, and rolls back before it closes."""

    begin = ""
    """BEGIN or BEGIN_TO_WRITE; empty if whoever opened it begins transactions itself."""

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)

    def took_the_lock(self) -> bool:
        """Begin to write if nobody else does, which needs no thread; returns False if one must wait."""
        self.execute("PRAGMA busy_timeout=0")
        try:
            self.execute(BEGIN_TO_WRITE)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return False
        finally:
            self.execute(f"PRAGMA busy_timeout={BUSY_MS:d}")
        return True

    def close(self) -> None:
        """Roll back, then close; otherwise abandoned work would keep its transaction and lock."""
        if self.in_transaction:
            self.rollback()
        super().close()


class Direct(SQLiteDialect_pysqlite):
    """SQLAlchemy's own SQLite dialect, for use in one event loop.

    All instances are equal, so that statements compiled for one are reused for all.
    """

    driver = "direct"
    is_async = True
    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def get_pool_class(cls, url: Any) -> Any:
        return AsyncAdaptedQueuePool

    def get_driver_connection(self, connection: Any) -> Any:
        return connection

    def do_begin(self, dbapi_connection: Any) -> None:
        if dbapi_connection.begin == BEGIN:
            dbapi_connection.execute(BEGIN)
        elif dbapi_connection.begin == BEGIN_TO_WRITE and not dbapi_connection.took_the_lock():
            _aside(lambda: dbapi_connection.execute(BEGIN_TO_WRITE))

    def do_commit(self, dbapi_connection: Any) -> None:
        if dbapi_connection.in_transaction:
            _aside(dbapi_connection.commit)


def _aside(work: Callable[[], object]) -> None:
    # Nobody may use the connection while a thread does.
    await_only(to_the_end(asyncio.get_running_loop().run_in_executor(_ASIDE, work)))


registry.register("sqlite.direct", "storage.engine.sqlite_driver", "Direct")
