"""Work that is cancelled while it waits for the database leaves no lock behind, and holds nobody else up."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import make_url

from bot.sandbox.patience import PATIENCE, within
from storage.engine.database import Database
from tests.storage.sql import sql


async def test_a_database_opens_again_at_once_although_its_last_work_was_cancelled_while_it_waited(url: str) -> None:
    first = await Database.open(url)

    async def work() -> None:
        async with first.transaction() as session:
            await sql(session, "SELECT 1")

    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        task = asyncio.create_task(work())
        for _ in range(50):
            await asyncio.sleep(0)  # the loop turns although the lock is another's
        assert not task.done()
        task.cancel()
        other.execute("ROLLBACK")
        with pytest.raises(asyncio.CancelledError) as kept:  # its frames hold the cursor, as a log record would
            await task
    await first.close()
    async with within(PATIENCE, "the lock is free"):
        second = await Database.open(url)
    async with second.transaction() as session:
        assert (await sql(session, "SELECT 1")).scalar_one() == 1
    await second.close()
    assert kept.value.__traceback__ is not None
