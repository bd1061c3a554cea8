"""A word that is taken back stays as a row, and an older database of either kind comes to that with all it had."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.engine import engines, revisions
from storage.engine.database import Database
from tests import migrated_databases
from tests.programmes.torture import r10_migrations as r10

EARLIER = revisions.revisions()[:-1]
WORD = "INSERT INTO decision (request_id, requester_id, approver_id, verdict, snapshot_hash, reason, created_at)"
ONE = f"{WORD} VALUES (2, 2, 1, 'approve', 'h', '', 1)"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'caigou.db'}"
    return str(request.getfixturevalue("postgres").new_url())


async def done(connection: Any, statement: str) -> list[Any]:
    """The rows of a statement, if it has any; our SQLite driver waits for nothing, which `execute` would miss."""

    def run(each: Any) -> list[Any]:
        result = each.execute(text(statement))
        return list(result.all()) if result.returns_rows else []

    rows: list[Any] = await connection.run_sync(run)
    return rows


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Any]:
    """A connection like a hand's, whose statements stay."""
    engine = engines.for_migration(engines.address(url))
    if url.startswith("postgresql"):  # SQLite's driver begins nothing by itself
        engine = engine.execution_options(isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        if url.startswith("sqlite"):
            await done(connection, "PRAGMA foreign_keys=ON")
        yield connection
    await engine.dispose()


async def migrated(url: str, revision: str) -> tuple[Any, Any]:
    """A filled database of that revision becomes one of today; what it held before, and what of that it holds now."""
    await migrated_databases.put_older(url, revision)
    await r10.made(url, revision)
    async with connected(url) as connection:
        before, columns = await connection.run_sync(r10.content)
    del before["remote_order"], columns["remote_order"]  # 0039 marks the orders that somebody claimed of
    await (await Database.open(url)).close()
    async with connected(url) as connection:
        after, _ = await connection.run_sync(lambda each: r10.content(each, columns))
    return before, after


@pytest.mark.parametrize(("url", "revision"), migrated_databases.of_each_kind(EARLIER), indirect=["url"])
async def test_a_filled_database_of_every_earlier_revision_keeps_its_words_and_what_guards_them(
    url: str, revision: str
) -> None:
    before, after = await migrated(url, revision)
    assert len(before["decision"]) == r10.MANY
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
    async with connected(url) as hand:
        live = await done(hand, "SELECT count(*) FROM decision WHERE taken_back_at IS NULL")
        assert live == [(r10.MANY,)]
        for wrong in (
            f"{WORD} VALUES (2, 2, 2, 'approve', 'h', '', 1)",
            f"{WORD} VALUES (2, 2, 1, 'perhaps', 'h', '', 1)",
            f"{WORD} VALUES (2, 3, 1, 'approve', 'h', '', 1)",
            f"{WORD} VALUES (2, 2, 999, 'approve', 'h', '', 1)",
            f"{WORD} VALUES (2, 2, 3, 'decline', '', '', 1)",  # the word of the scene
        ):
            with pytest.raises(IntegrityError):
                await done(hand, wrong)
        for guarded in ("UPDATE request SET state = 'draft'", "UPDATE attempt SET state = 'ready'"):
            with pytest.raises(DBAPIError):
                await done(hand, guarded)


@pytest.mark.threat("T50")
async def test_a_person_has_one_live_word_on_a_content_and_those_that_he_took_back_beside_it(url: str) -> None:
    await migrated(url, EARLIER[-1])
    async with connected(url) as hand:
        for taken_back_at in (5, 6):
            await done(hand, ONE)
            with pytest.raises(IntegrityError):
                await done(hand, ONE)
            live = "snapshot_hash = 'h' AND taken_back_at IS NULL"
            await done(hand, f"UPDATE decision SET taken_back_at = {taken_back_at} WHERE {live}")
        await done(hand, ONE.replace("'approve'", "'decline'"))
        kept = "SELECT verdict, taken_back_at FROM decision WHERE snapshot_hash = 'h' ORDER BY id"
        assert await done(hand, kept) == [("approve", 5), ("approve", 6), ("decline", None)]
