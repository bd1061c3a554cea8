"""Copies of a database in use: whole, private, checked, and thinned out."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import backup
from storage.database import Database
from storage.failures import DatabaseDamaged, StorageFailed
from tests.storage.sql import sql


async def put(database: Database, name: str) -> None:
    async with database.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES (:name, '1', 0)", name=name)


@pytest.fixture
async def filled(database: Database) -> Database:
    for name in ("a", "b", "c"):
        await put(database, name)
    return database


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "one.db"


def facts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM fact ORDER BY name")]


def modes(folder: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_mode & 0o777 for entry in (folder, *folder.iterdir())}


async def test_a_copy_has_every_committed_row_although_the_bot_runs(filled: Database, path: Path, target: Path) -> None:
    counts = await backup.copy(path, target)
    await put(filled, "later")
    assert counts["fact"] == 3
    assert facts(target) == ["a", "b", "c"]


async def test_whoever_gives_up_a_copy_waits_until_nothing_of_it_holds_the_database(
    filled: Database, path: Path, target: Path
) -> None:
    copying = asyncio.create_task(backup.copy(path, target))
    await asyncio.sleep(0)
    copying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await copying
    assert [entry.name for entry in target.parent.iterdir()] == ["one.db"]
    await filled.close()
    assert not path.with_name(f"{path.name}-wal").exists()


async def test_a_copy_is_one_file_for_one_user_alone(filled: Database, path: Path, target: Path) -> None:
    await backup.copy(path, target)
    assert modes(target.parent) == {"copies": 0o700, "one.db": 0o600}


async def test_a_copy_opens_as_a_database(filled: Database, path: Path, target: Path) -> None:
    await backup.copy(path, target)
    opened = await Database.open(f"sqlite:///{target}")
    await put(opened, "d")
    await opened.close()
    assert facts(target) == ["a", "b", "c", "d"]


async def test_a_copy_leaves_out_what_is_not_committed(filled: Database, path: Path, target: Path) -> None:
    async with filled.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES ('open', '1', 0)")
        await backup.copy(path, target)
    assert facts(target) == ["a", "b", "c"]


async def test_copies_beside_a_busy_writer_are_each_one_state(filled: Database, path: Path, tmp_path: Path) -> None:
    done = asyncio.Event()

    async def write() -> int:
        number = 0
        while not done.is_set():
            await put(filled, f"n{number}")
            number += 1
        return number

    writer = asyncio.create_task(write())
    counts = [(await backup.copy(path, tmp_path / f"{n}.db"))["fact"] for n in range(5)]
    done.set()
    written = await writer
    assert counts == sorted(counts)
    assert counts[-1] <= 3 + written
    assert [len(facts(tmp_path / f"{n}.db")) for n in range(5)] == counts


async def test_a_copy_replaces_an_older_one(filled: Database, path: Path, target: Path) -> None:
    await backup.copy(path, target)
    await put(filled, "d")
    await backup.copy(path, target)
    assert facts(target) == ["a", "b", "c", "d"]


async def test_a_copy_that_is_not_whole_is_dropped_and_the_older_one_stays(
    filled: Database, path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await backup.copy(path, target)
    await put(filled, "d")
    monkeypatch.setattr(backup, "verify", lambda _: {"fact": 0})
    with pytest.raises(DatabaseDamaged, match="does not have the rows"):
        await backup.copy(path, target)
    assert facts(target) == ["a", "b", "c"]
    assert modes(target.parent).keys() == {"copies", "one.db"}


async def test_a_database_is_never_copied_onto_itself(filled: Database, path: Path) -> None:
    with pytest.raises(StorageFailed, match="cannot take the place"):
        await backup.copy(path, path)
    assert facts(path) == ["a", "b", "c"]


async def test_a_database_that_is_not_there_is_named(tmp_path: Path, target: Path) -> None:
    with pytest.raises(StorageFailed, match="There is no database at"):
        await backup.copy(tmp_path / "none.db", target)


async def test_a_folder_that_cannot_be_made_is_told(filled: Database, path: Path) -> None:
    with pytest.raises(StorageFailed, match="could not be copied"):
        await backup.copy(path, path / "below a file" / "copy.db")


def test_a_whole_database_is_found_whole(closed: Path) -> None:
    assert backup.verify(closed)["alembic_version"] == 1


def test_a_file_that_is_no_database_is_found_out(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(DatabaseDamaged):
        backup.verify(tmp_path / "x.db")


def test_a_row_that_refers_to_nothing_is_found_out(closed: Path) -> None:
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("INSERT INTO refund VALUES ('R', 'no such order', 'asked', '', 1, 0)")
    with pytest.raises(DatabaseDamaged, match="refer to missing"):
        backup.verify(closed)


def test_hours_are_kept_for_two_days_and_days_for_a_month(tmp_path: Path) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [start + timedelta(hours=n) for n in range(24 * 60)]
    for moment in made:
        (tmp_path / backup.name_at(moment)).touch()
    (tmp_path / "notes.txt").touch()
    backup.prune(tmp_path)
    hours = {backup.name_at(moment) for moment in made[-48:]}
    days = {backup.name_at(moment) for moment in made[23::24][-30:]}
    assert {entry.name for entry in tmp_path.iterdir()} == {*hours, *days, "notes.txt"}


def test_pruning_again_drops_nothing(tmp_path: Path) -> None:
    for day in range(40):
        (tmp_path / backup.name_at(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day))).touch()
    assert len(backup.prune(tmp_path, hourly=2, daily=5)) == 35
    assert backup.prune(tmp_path, hourly=2, daily=5) == []


@pytest.mark.parametrize("content", [b"", b"my accounts", b"SQLite format 3\x00"])
def test_a_file_that_is_no_copy_is_never_overwritten(closed: Path, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "accounts.db"
    other.write_bytes(content)
    with pytest.raises(StorageFailed, match="is no copy of this database"):
        backup.copy_now(closed, other)
    assert other.read_bytes() == content


def test_a_database_of_another_program_is_never_overwritten(closed: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection, connection:
        connection.execute("CREATE TABLE request (id)")
    with pytest.raises(StorageFailed, match="is no copy of this database"):
        backup.copy_now(closed, tmp_path / "x.db")
