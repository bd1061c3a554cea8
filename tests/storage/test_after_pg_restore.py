"""After pg_restore a PostgreSQL database is put into quarantine, and never under a bot that runs."""

import asyncio
from typing import Any

import pytest

from bot.settings import Settings, of_world
from bot.wiring.keeping import after_pg_restore
from storage.database import Database, StorageFailed
from storage.link import POLLING_LOCK, Link
from tests.postgres import asked


def settings(url: str) -> Settings:
    return of_world({"DATABASE_URL": url, "TELEGRAM_ADMINS": "1"})


@pytest.fixture
def filled(postgres_url: str) -> str:
    """A database that pg_restore has just filled."""

    async def make() -> None:
        await (await Database.open(postgres_url)).close()

    asyncio.run(make())
    return postgres_url


def test_it_begins_in_quarantine_with_buying_stopped(filled: str) -> None:
    begun = asyncio.run(after_pg_restore(settings(filled)))
    assert begun.numbers_from == 1000
    facts = {row[0] for row in asked(filled, "SELECT name FROM fact")}
    assert {"quarantine", "pause", "restored_at"} <= facts
    assert asked(filled, "SELECT nextval(pg_get_serial_sequence('request', 'id'))") == [(1000,)]


def test_it_is_refused_in_a_sentence_while_a_bot_runs(filled: str) -> None:
    async def beside_a_bot() -> Any:
        link = Link(filled, lambda owner, works: None)
        await link.open()
        assert await link.try_lock(POLLING_LOCK)
        try:
            with pytest.raises(StorageFailed, match="Stop every one of them first"):
                await after_pg_restore(settings(filled))
        finally:
            await link.close()

    asyncio.run(beside_a_bot())
    assert asked(filled, "SELECT count(*) FROM fact WHERE name = 'quarantine'") == [(0,)]
    asyncio.run(after_pg_restore(settings(filled)))
