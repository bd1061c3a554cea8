"""Connections of the pool that the server ended meanwhile: found before they are used, or at their first word."""

import asyncio
from collections.abc import AsyncIterator
from unittest.mock import Mock

import pytest
from sqlalchemy import text

from storage.engine import engines
from storage.engine.database import Database
from storage.failures import StorageFailed
from tests.postgres import Postgres


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(migrated_url)
    yield opened
    await opened.close()


async def asked(database: Database) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(text("SELECT 1")))


async def cut(postgres: Postgres, url: str) -> None:
    """The server ends every connection to the database, and they are gone."""
    name = url.rsplit("/", 1)[-1]
    ended = f"pg_stat_activity WHERE datname = '{name}'"
    await asyncio.to_thread(postgres.psql, "postgres", f"SELECT pg_terminate_backend(pid, 5000) FROM {ended}")


async def test_one_that_rested_is_asked_first_and_replaced(
    database: Database, postgres: Postgres, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 0)
    assert await asked(database) == 1
    await cut(postgres, migrated_url)
    assert await asked(database) == 1


async def test_one_that_was_used_just_now_is_not_asked(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 60)
    await asked(database)
    monkeypatch.setattr(database._writer.dialect, "do_ping", Mock(side_effect=AssertionError("it was asked")))
    assert await asked(database) == 1


async def test_one_that_was_cut_just_now_is_given_up_at_its_first_word_and_so_are_the_others(
    database: Database, postgres: Postgres, migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "REST_SECONDS", 60)
    await asyncio.gather(*(asked(database) for _ in range(3)))
    await cut(postgres, migrated_url)
    with pytest.raises(StorageFailed):
        await asked(database)
    assert [await asked(database) for _ in range(3)] == [1, 1, 1]
