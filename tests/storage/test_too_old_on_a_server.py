"""A PostgreSQL database from before 0.2.0 is refused in its own sentence, also by what reads a standby of it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.patience import until
from bot.settings import of_world
from bot.wiring.database_care import after_pg_restore
from storage.engine import move_to_postgresql
from storage.engine.database import Database
from storage.failures import DatabaseTooNew, DatabaseTooOld, StorageFailed
from tests import migrated_databases
from tests.postgres import Postgres, asked, told

LAST_BEFORE = "0035"
LOST = "INSERT INTO fact (name, value, updated_at) VALUES ('a', '1', 0)"


def become_of(url: str, revision: str) -> None:
    """A database says that it is of this revision."""
    told(url, f"UPDATE alembic_version SET version_num = '{revision}'")


def left(url: str) -> list[tuple[Any, ...]]:
    """What a refusal must leave as it is: the revision, and which facts are there."""
    return asked(url, "SELECT version_num AS said FROM alembic_version UNION ALL SELECT name FROM fact")


@pytest.fixture
def old(migrated_url: str) -> str:
    """Such a database, with something in it."""
    told(migrated_url, LOST)
    become_of(migrated_url, LAST_BEFORE)
    return migrated_url


@pytest.mark.parametrize("look_only", [False, True])
async def test_it_is_neither_opened_nor_looked_at(old: str, look_only: bool) -> None:
    with pytest.raises(DatabaseTooOld, match=r"revision 0035, from before release 0\.2\.0.* Install release 0\.2\.0"):
        await Database.open(old, look_only=look_only)
    assert left(old) == [(LAST_BEFORE,), ("a",)]


async def test_after_pg_restore_no_quarantine_begins_in_it(old: str) -> None:
    with pytest.raises(DatabaseTooOld):
        await after_pg_restore(of_world({"DATABASE_URL": old, "TELEGRAM_ADMINS": "1"}))
    assert left(old) == [(LAST_BEFORE,), ("a",)]


@pytest.mark.parametrize("revision", [LAST_BEFORE, "9999"])
async def test_empty_tables_of_another_version_take_no_move(migrated_url: str, tmp_path: Path, revision: str) -> None:
    await migrated_databases.put(tmp_path / "data" / "caigou.db")
    become_of(migrated_url, revision)
    with pytest.raises(StorageFailed, match="empty tables of another version of this program"):
        await move_to_postgresql.move(tmp_path / "data" / "caigou.db", migrated_url)
    assert left(migrated_url) == [(revision,)]


@pytest.mark.parametrize(("revision", "refusal"), [(LAST_BEFORE, DatabaseTooOld), ("9999", DatabaseTooNew)])
async def test_a_file_of_another_version_is_not_moved(
    migrated_url: str, closed: Path, plain: Any, revision: str, refusal: type[StorageFailed]
) -> None:
    plain.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    with pytest.raises(refusal, match=rf"caigou\.db is of revision {revision}"):
        await move_to_postgresql.move(closed, migrated_url)


async def test_a_standby_of_it_is_refused_before_and_after_it_takes_over(tmp_path: Path) -> None:
    primary = await asyncio.to_thread(Postgres.start, tmp_path)
    standby: Postgres | None = None
    try:
        url = await migrated_databases.put_on(primary)
        become_of(url, LAST_BEFORE)
        standby = await asyncio.to_thread(Postgres.behind, primary, primary.port, tmp_path)
        of_standby = standby.url(url.rpartition("/")[2])
        for look_only in (True, False):
            with pytest.raises(DatabaseTooOld):
                await Database.open(of_standby, look_only=look_only)
        await asyncio.to_thread(primary.kill)
        await asyncio.to_thread(standby.promote)

        async def writes() -> bool:
            return asked(of_standby, "SELECT pg_is_in_recovery() AS follows") == [(False,)]

        await until(writes, "the standby took over")
        with pytest.raises(DatabaseTooOld):
            await Database.open(of_standby)
        assert left(of_standby) == [(LAST_BEFORE,)]
    finally:
        for server in filter(None, (standby, primary)):
            await asyncio.to_thread(server.stop)
