"""Work that is cancelled in the middle of a statement leaves no lock behind."""

import asyncio

import pytest
from sqlalchemy import text

from storage.database import Database

SLOW = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT sum(i) FROM n")


async def test_a_database_opens_again_at_once_although_its_last_work_was_cancelled_in_a_statement(url: str) -> None:
    first = await Database.open(url)
    started = asyncio.Event()

    async def work() -> None:
        async with first.transaction() as session:
            started.set()
            await session.exec(SLOW)

    task = asyncio.create_task(work())
    await started.wait()
    for _ in range(20):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as kept:  # its frames hold the cursor, as a log record would
        await task
    await first.close()
    second = await asyncio.wait_for(Database.open(url), 3)
    async with second.transaction() as session:
        assert (await session.exec(text("SELECT 1"))).scalar_one() == 1
    await second.close()
    assert kept.value.__traceback__ is not None
