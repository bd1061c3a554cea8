"""SQLite without a thread between: a statement takes microseconds where it stands, only a wait or a flush goes aside.

The usual asynchronous driver hands every statement, and every reading of its rows, to a thread and back: some 0.1 ms
each time, two hundred times for one press of a button. Here statements run where they are; what can take long (waiting
for the write lock, flushing a commit to the disk) runs in a thread, and the program goes on meanwhile.
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
"""So long SQLite waits for another program's lock."""
_ASIDE = ThreadPoolExecutor(max_workers=4, thread_name_prefix="sqlite")


class Cursor(sqlite3.Cursor):
    """A cursor with the one thing more that SQLAlchemy asks of those that are used from an event loop."""

    async def _async_soft_close(self) -> None:
        """Nothing waits behind it."""


class Connection(sqlite3.Connection):
    """A connection that says how its transactions begin, and ends one before it closes."""

    begin = ""
    """BEGIN or BEGIN_TO_WRITE; nothing where whoever opened it begins by himself."""

    def cursor(self, factory: Any = Cursor) -> Any:
        return super().cursor(factory)

    def took_the_lock(self) -> bool:
        """Begin to write where nobody else does, which takes no thread and no time; False where one must wait."""
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
        """Close; work that was given up would else keep the transaction, and its lock, alive."""
        if self.in_transaction:
            self.rollback()
        super().close()


class Direct(SQLiteDialect_pysqlite):
    """SQLAlchemy's own SQLite, to be used from one event loop.

    One is as good as another, so that what was compiled for one is found again for all.
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
    # Nobody may touch the connection while a thread holds it.
    await_only(to_the_end(asyncio.get_running_loop().run_in_executor(_ASIDE, work)))


registry.register("sqlite.direct", "storage.sqlite_driver", "Direct")
