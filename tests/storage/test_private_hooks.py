"""What storage takes from SQLAlchemy beyond its documented face is still there; pyproject.toml bounds the release."""

import inspect
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import AsyncAdaptedQueuePool, exc, literal, select, util
from sqlalchemy.connectors import asyncio as connectors
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import default, interfaces
from sqlalchemy.ext.asyncio import result
from sqlalchemy.util import concurrency

from storage.engine import engines
from storage.engine.sqlite_driver import Connection, Cursor, Direct

HOOKS: list[tuple[Any, str, str]] = [
    (connectors.AsyncAdapt_dbapi_cursor, "_async_soft_close",
     "A cursor is closed in another way: give storage.engine.sqlite_driver.Cursor the method that is awaited instead."),
    (concurrency, "await_only",
     "A driver waits by another name: storage.engine.sqlite_driver._aside waits so for the lock and the flush."),
    (SQLiteDialect_pysqlite, "do_begin",
     "Transactions begin elsewhere: storage.engine.sqlite_driver.Direct must say BEGIN IMMEDIATE where that is now."),
    (SQLiteDialect_pysqlite, "do_commit",
     "Commits are made elsewhere: storage.engine.sqlite_driver.Direct must flush in a thread where that is now."),
    (SQLiteDialect_pysqlite, "get_pool_class",
     "The pool is chosen elsewhere: storage.engine.sqlite_driver.Direct needs one that waits in the event loop."),
    (SQLiteDialect_pysqlite, "get_driver_connection",
     "The driver's connection is asked for otherwise: storage.engine.database and .move_to_postgresql need it."),
    (default.DefaultDialect, "is_async",
     "A dialect says otherwise that it is for an event loop: set that in storage.engine.sqlite_driver.Direct."),
    (default.DefaultDialect, "do_ping",
     "A connection is asked otherwise whether it lives: storage.engine.engines._ask_the_rested asks."),
    (interfaces.Dialect, "loaded_dbapi",
     "The driver's errors are found elsewhere: storage.engine.engines._ask_the_rested catches them."),
    (exc, "InvalidatePoolError",
     "A dead connection is reported otherwise: storage.engine.engines._ask_the_rested has all of them replaced by it."),
    (util, "LRUCache",
     "The cache of compiled statements has another class: storage.engine.engines.COMPILED is one for all connections."),
]  # fmt: skip


@pytest.mark.parametrize(("holder", "name", "sentence"), HOOKS, ids=[name for _, name, _ in HOOKS])
def test_a_hook_of_sqlalchemy_is_still_there(holder: Any, name: str, sentence: str) -> None:
    assert hasattr(holder, name), f"SQLAlchemy {sqlalchemy.__version__} has no {name} any more. {sentence}"


def test_a_result_still_closes_its_cursor_by_the_name_that_ours_has() -> None:
    assert "cursor._async_soft_close()" in inspect.getsource(result), (
        f"SQLAlchemy {sqlalchemy.__version__} closes cursors otherwise: sqlite_driver.Cursor must follow."
    )
    assert inspect.iscoroutinefunction(Cursor._async_soft_close)


def test_our_dialect_is_still_asked_for_its_pool() -> None:
    pool = Direct.get_pool_class(sqlalchemy.make_url("sqlite+direct:///x"))
    assert pool is AsyncAdaptedQueuePool, (
        "storage.engine.sqlite_driver.Direct must give a pool that waits in the event loop."
    )


async def test_a_statement_is_still_compiled_into_the_cache_that_is_ours(tmp_path: Path) -> None:
    before = len(engines.COMPILED)
    engine = engines.for_sqlite(engines.address(f"sqlite:///{tmp_path / 'a.db'}"), writes=True)
    async with engine.begin() as connection:
        held = (await connection.get_raw_connection()).driver_connection
        await connection.run_sync(lambda asked: asked.execute(select(literal(1).label("hook"))))
    await engine.dispose()
    assert isinstance(held, Connection), (
        "SQLAlchemy opens connections otherwise: storage.engine.engines says their class."
    )
    assert len(engines.COMPILED) > before, (
        "The execution option `compiled_cache` says nothing any more: find what is heeded now, or each connection "
        "compiles every statement again (storage.engine.engines.for_sqlite)."
    )
