"""What can break on our own side while a call is on the wire: the database, the disk, the process, the loop."""

import asyncio
import os
import resource
import sqlite3
from contextlib import closing

import asyncpg

from tests.torture import virtual
from tests.torture.stage import Stage

SECONDS = 10.0


async def lock(stage: Stage) -> None:
    """Another hand holds the database for ten seconds."""
    if stage.server is None:
        with closing(sqlite3.connect(stage.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(SECONDS)
            other.execute("ROLLBACK")
        return
    other = await asyncpg.connect(stage.url)
    try:
        async with other.transaction():
            await other.execute("LOCK TABLE attempt, request, outbox IN ACCESS EXCLUSIVE MODE")
            await asyncio.sleep(SECONDS)
    finally:
        await other.close()


async def fill(stage: Stage) -> None:
    """No file of this process can grow for ten seconds: the kernel refuses each write beyond what is there."""
    _, hard = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in stage.database.parent.iterdir() if path.suffix != ".lock")
    log = stage.database.with_name(f"{stage.database.name}-wal")
    os.truncate(log, log.stat().st_size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(largest, log.stat().st_size), hard))
    try:
        await asyncio.sleep(SECONDS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


async def freeze(stage: Stage) -> None:
    """The database can be read and not be written for ten seconds."""
    if stage.server is None:
        await _query_only(stage, "ON")
        await asyncio.sleep(SECONDS)
        await _query_only(stage, "OFF")
        return
    name = stage.url.rsplit("/", 1)[-1]
    for value in ("on", "off"):
        stage.server.psql("postgres", f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")
        stage.server.psql(
            "postgres", f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        await asyncio.sleep(SECONDS)


async def _query_only(stage: Stage, value: str) -> None:
    async with stage.tenant.house.database._writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute_fetchall(f"PRAGMA query_only={value}")


async def kill(stage: Stage) -> None:
    """The process is gone from one instruction to the next, and a new one begins."""
    await stage.crash()


async def restart(stage: Stage) -> None:
    """The bot is told to stop, and started again."""
    await stage.tenant.restart()


async def block(stage: Stage) -> None:
    """Nothing runs in the bot's loop for five seconds."""
    virtual.here().jump(5)


async def bounce(stage: Stage) -> None:
    """The database server is stopped and started."""
    assert stage.server is not None
    await asyncio.to_thread(stage.server.restart)
