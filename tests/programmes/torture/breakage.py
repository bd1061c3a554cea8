"""What can break on our own side while a call is on the wire: the database, the disk, the process, the loop."""

import asyncio
import os
import resource
import sqlite3
from contextlib import closing

import asyncpg

from tests.programmes.torture import virtual
from tests.programmes.torture.virtual_stage import Stage

SECONDS = 10.0
LONG = 40.0
"""More than a process goes on trying to record an answer on a server."""
NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
DO $$ DECLARE named text; BEGIN
  FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TRIGGER no_room BEFORE INSERT OR UPDATE OR DELETE ON %I EXECUTE FUNCTION no_room()', named);
  END LOOP;
END $$"""


async def lock(stage: Stage, seconds: float = SECONDS) -> None:
    """Another hand holds the database for ten seconds."""
    if stage.server is None:
        with closing(sqlite3.connect(stage.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await _passes(stage, seconds)
            other.execute("ROLLBACK")
        return
    other = await asyncpg.connect(stage.url)
    try:
        async with other.transaction():
            await other.execute("LOCK TABLE attempt, request, outbox IN ACCESS EXCLUSIVE MODE")
            await _passes(stage, seconds)
    finally:
        await other.close()


async def lock_long(stage: Stage) -> None:
    """Another hand holds the database for longer than anybody waits for it."""
    await lock(stage, LONG)


async def fill(stage: Stage) -> None:
    """No file of this process can grow for ten seconds: the kernel refuses each write beyond what is there.

    On a server a trigger says for longer, as every write does on a full disk, that there is no room (SQLSTATE 53100):
    a real one would still take what fits into the pages that are there.
    """
    if stage.server is not None:
        await _no_room(stage)
        return
    _, hard = limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in stage.database.parent.iterdir() if path.suffix != ".lock")
    log = stage.database.with_name(f"{stage.database.name}-wal")
    os.truncate(log, log.stat().st_size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(largest, log.stat().st_size), hard))
    try:
        await _passes(stage)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


async def _no_room(stage: Stage) -> None:
    other = await asyncpg.connect(stage.url)
    try:
        await other.execute(NO_ROOM)
        await _passes(stage, LONG)
    finally:
        await other.execute("DROP FUNCTION no_room CASCADE")
        await other.close()


async def _passes(stage: Stage, seconds: float = SECONDS) -> None:
    """So much time goes by; at its end it is seen whether submitting is held."""
    await asyncio.sleep(seconds)
    stage.held = not stage.tenant.house.desk.create_call.may_place.is_set()


async def freeze(stage: Stage) -> None:
    """The database can be read and not be written for ten seconds."""
    if stage.server is None:
        await _query_only(stage, "ON")
        await _passes(stage)
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
    async with stage.tenant.house.ledger.database._writer.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA query_only={value}")


async def kill(stage: Stage) -> None:
    """The process is gone from one instruction to the next, and a new one begins."""
    await stage.crash()


async def restart(stage: Stage) -> None:
    """The bot is told to stop, and started again."""
    await stage.tenant.restart()


async def cancel(stage: Stage) -> None:
    """Every task of the bot is cancelled where it stands, and a new bot begins."""
    await stage.cancel()


async def block(stage: Stage) -> None:
    """Nothing runs in the bot's loop for five seconds."""
    virtual.here().jump(5)


async def bounce(stage: Stage) -> None:
    """The database server is stopped and started."""
    assert stage.server is not None
    await asyncio.to_thread(stage.server.restart)
