"""Creates the connections to SQLite and PostgreSQL, with the settings that durability needs, and checks these."""

import math
import os
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, NullPool, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import LRUCache

from storage.engine.sqlite_driver import BEGIN, BEGIN_TO_WRITE, BUSY_MS, DRIVER
from storage.engine.sqlite_driver import Connection as Held
from storage.failures import StorageFailed

READERS = 4

CACHE_KIB = 512
"""How much of the file a connection may cache, in KiB; the system caches the rest once for all connections."""

# What each pragma is set to, and the value it must read back as.
PRAGMAS = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "busy_timeout": (str(BUSY_MS), BUSY_MS),
    # What was emptied or deleted is overwritten: else it would stand in free pages, and in every copy of them.
    "secure_delete": ("ON", 1),
}

LINK_SILENCE = "8s"
ANSWER_SECONDS = 10.0
"""How long to wait for the server's answer; a server that can be reached gives up a statement before that."""

REST_SECONDS = 1.0
"""A connection used this recently counts as alive; if it is not, its work is repeated as after any lost connection."""

POSTGRES_SETTINGS = {
    "timezone": "UTC",
    "default_transaction_isolation": "read committed",
    "synchronous_commit": "on",
    "lock_timeout": "5s",
    # A process that hangs inside a transaction blocks others no longer than its claims would. If it hangs in the middle
    # of sending a statement it would block them for ever; then another process's link ends it.
    "statement_timeout": "8s",
    "idle_in_transaction_session_timeout": "8s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


COMPILED: LRUCache[Any, Any] = LRUCache(500)
"""Statements compiled for SQLite, shared by all connections, writing or reading."""

_SQLITE = {"isolation_level": None, "timeout": 5, "factory": Held, "check_same_thread": False}


def address(url: str) -> URL:
    """The address of a database as a user writes it, with our driver and that driver's options.

    Raises StorageFailed.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StorageFailed("DATABASE_URL is no address: write sqlite:///data/caigou.db or postgresql://…") from None
    kind = parsed.drivername.split("+")[0]
    if kind == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise StorageFailed("DATABASE_URL names no file: write sqlite:///data/caigou.db")
        return URL.create(DRIVER, database=str(Path(parsed.database).resolve()))
    if kind in ("postgresql", "postgres"):
        mode = parsed.query.get("sslmode")
        spelled = parsed.difference_update_query(["sslmode"]).set(drivername="postgresql+asyncpg")
        return spelled if mode is None else spelled.update_query_dict({"ssl": mode})
    raise StorageFailed(f"DATABASE_URL says {kind}: this program works with sqlite and postgresql.")


def for_migration(url: URL) -> AsyncEngine:
    """One connection at a time, which begins no transaction by itself."""
    if url.get_backend_name() == "sqlite":
        return create_async_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=_SQLITE)
    patient = {"application_name": "caigou", "idle_in_transaction_session_timeout": "0"}
    settings = {"server_settings": patient, "timeout": 10}
    return create_async_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=settings)


def for_sqlite(url: URL, *, writes: bool) -> AsyncEngine:
    """The one connection that writes, or the few that only read."""
    size = 1 if writes else READERS
    engine = create_async_engine(
        url,
        hide_parameters=True,
        pool_size=size,
        max_overflow=0,
        execution_options={"compiled_cache": COMPILED},
        # The driver begins no transaction by itself: it would begin late and deferred, and fail instead of waiting.
        connect_args=_SQLITE,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _set(connection: Any, _record: object) -> None:
        set_pragmas(connection, writes=writes)
        connection.begin = BEGIN_TO_WRITE if writes else BEGIN

    return engine


def for_postgres(url: URL) -> AsyncEngine:
    """A pool whose connections give up waiting rather than block others."""
    named = {"application_name": f"caigou {os.getpid()}"}
    settings = {"server_settings": POSTGRES_SETTINGS | named, "timeout": 10, "command_timeout": ANSWER_SECONDS}
    engine = create_async_engine(url, hide_parameters=True, pool_size=5, max_overflow=5, connect_args=settings)
    _ask_the_rested(engine.sync_engine)
    return engine


def _ask_the_rested(engine: Engine) -> None:
    """Ping a connection that was idle for a while before it is used; a ping takes as long as a small query."""

    @event.listens_for(engine, "checkin")
    def _rests(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _ask(connection: Any, record: ConnectionPoolEntry, _held: object) -> None:
        if time.monotonic() - record.info.get("rests", math.inf) < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def for_link(url: URL) -> AsyncEngine:
    """One connection outside every pool; the server ends it after a long silence. Needs PostgreSQL 14 or newer."""
    named = {"idle_session_timeout": LINK_SILENCE, "application_name": f"caigou link {os.getpid()}"}
    settings = {"server_settings": POSTGRES_SETTINGS | named, "timeout": 5}
    return create_async_engine(
        url, hide_parameters=True, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args=settings
    )


def set_pragmas(connection: Any, *, writes: bool) -> None:
    """Set the pragmas that durability and integrity need, and read them back.

    Raises StorageFailed if one has no effect.
    """
    cursor = connection.cursor()
    for pragma, (value, expected) in PRAGMAS.items():
        cursor.execute(f"PRAGMA {pragma}={value}")
        cursor.execute(f"PRAGMA {pragma}")
        found = cursor.fetchone()[0]
        if found != expected:
            raise StorageFailed(
                f"SQLite keeps {pragma} at {found} instead of {expected}. Put the database on a local disk."
            )
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    if not writes:
        cursor.execute("PRAGMA query_only=ON")
    cursor.close()
