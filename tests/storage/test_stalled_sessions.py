"""A process frozen half way through saying a statement: the server waits for its next word, and no limit of it runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.clock import SystemClock
from bot.desk.ledger.ledger import Ledger
from bot.wiring.replicas import ProcessCount, Replica
from storage.engine import listen_connection
from storage.engine.database import Database
from storage.engine.listen_connection import Link
from storage.failures import StorageFailed
from storage.queries import leases
from tests.postgres import asked


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    """That of a process that lives."""
    opened = await Database.open(migrated_url)
    yield opened
    await opened.close()


@pytest.fixture
async def living(migrated_url: str) -> AsyncIterator[Link]:
    """Its link."""
    opened = Link(migrated_url, lambda owner, works: None)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is half way through a statement counts as frozen at once."""
    monkeypatch.setattr(listen_connection, "STALLED_SECONDS", 0)


async def hold_the_chat(session: AsyncSession) -> None:
    await leases.lock(session, leases.CHAT, "-100")


@asynccontextmanager
async def another_holds_it(url: str, *, half_way: bool) -> AsyncIterator[None]:
    """Another process holds the chat; half way it has said a statement whose values never come."""
    database = await Database.open(url)
    try:
        async with database.transaction() as session:
            await hold_the_chat(session)
            if half_way:
                raw = await (await session.connection()).get_raw_connection()
                assert raw.driver_connection is not None
                await raw.driver_connection.prepare("SELECT 1688")
            yield
    finally:
        await database.close()


async def taken_from_it(database: Database, url: str) -> None:
    async with another_holds_it(url, half_way=True), database.transaction() as session:
        await hold_the_chat(session)


def held(url: str) -> bool:
    here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
    ours = f"locktype = 'advisory' AND objsubid = 2 AND database = {here}"
    return asked(url, f"SELECT count(*) FROM pg_locks WHERE {ours}") == [(1,)]


@pytest.mark.usefixtures("hasty")
async def test_what_it_holds_a_process_that_lives_may_have_and_the_one_that_wakes_writes_nothing(
    database: Database, migrated_url: str
) -> None:
    clock = SystemClock()
    replica = Replica(migrated_url, Ledger(database, clock), clock, (), ProcessCount())
    async with replica.sharing():
        with pytest.raises(StorageFailed, match="server"):
            await taken_from_it(database, migrated_url)


async def test_one_that_is_only_just_saying_a_statement_is_left_alone(living: Link, migrated_url: str) -> None:
    async with another_holds_it(migrated_url, half_way=True):
        assert await living.end_stalled() == 0
        assert held(migrated_url)


@pytest.mark.usefixtures("hasty")
async def test_one_between_two_statements_is_left_to_the_server_s_own_limit(living: Link, migrated_url: str) -> None:
    async with another_holds_it(migrated_url, half_way=False):
        assert await living.end_stalled() == 0
        assert held(migrated_url)
