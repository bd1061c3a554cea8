"""Two desks on one database, as two processes have them: on PostgreSQL each with its own connections and clock."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from storage.engine.database import Database
from tests import migrated_databases
from tests.postgres import Postgres
from tests.races.pair import Pair, seated


@pytest.fixture(params=["sqlite", "postgresql"])
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Pair]:
    """Both sit at the same team's affairs; on SQLite they share the one process that there may be."""
    postgres: Postgres | None = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    if postgres:
        url = await migrated_databases.put_on(postgres)
    else:
        url = await migrated_databases.put(tmp_path / "data" / "caigou.db")
    async with AsyncExitStack() as stack:
        first = await Database.open(url)
        stack.push_async_callback(first.close)
        second = first
        if postgres:
            second = await Database.open(url)
            stack.push_async_callback(second.close)
        yield await seated(first, second, random.Random(request.node.name))
