"""Two desks on one database, as two processes have them: on PostgreSQL each with its own connections and clock."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.engine.database import Database
from tests import migrated_databases
from tests.postgres import Postgres
from tests.races.pair import Pair, seated


@asynccontextmanager
async def both_at(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """The database, open for each of the two."""
    first = migrated_databases.entered(url)
    second = first if first.path else migrated_databases.entered(url)
    try:
        yield first, second
    finally:
        await first.close()
        if second is not first:
            await second.close()


@pytest.fixture(params=["sqlite", "postgresql"])
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Pair]:
    """Both sit at the same team's affairs; on SQLite they share the one process that there may be."""
    postgres: Postgres | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    if postgres:
        url = await migrated_databases.put_on(postgres)
    else:
        url = await migrated_databases.put(tmp_path / "data" / "caigou.db")
    async with both_at(url) as (first, second):
        yield await seated(first, second, random.Random(request.node.name))
