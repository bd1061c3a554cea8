"""Copies of a database in use: whole, private, checked, and packed if their name says so."""

import asyncio
import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from storage.engine.database import Database
from storage.failures import DatabaseDamaged, StorageFailed
from storage.files import backup, packing, room
from tests.storage.sql import sql


async def put(database: Database, name: str) -> None:
    async with database.transaction() as session:
        await sql(session, "INSERT INTO fact (name, value, updated_at) VALUES (:name, '1', 0)", name=name)


def add(closed: Path, name: str) -> None:
    """A row in a database that nobody has open."""
    with closing(sqlite3.connect(closed)) as connection, connection:
        connection.execute("INSERT INTO fact (name, value, updated_at) VALUES (?, '1', 0)", (name,))


@pytest.fixture
async def filled(database: Database) -> Database:
    for name in ("a", "b", "c"):
        await put(database, name)
    return database


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "one.db"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return tmp_path / "copies" / "one.db.zst"


class Filling:
    """A file on a disk that takes so many writes less one."""

    def __init__(self, file: Any, writes: int) -> None:
        self._file, self._left = file, writes

    def write(self, piece: bytes) -> int:
        self._left -= bool(piece)
        if not self._left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._file.write(piece))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def flipped(content: bytes) -> bytes:
    """The same with one bit in its middle turned."""
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 1
    return bytes(changed)


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


@pytest.mark.threat("T28")
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


def test_a_packed_copy_is_one_file_for_one_user_alone_and_smaller_than_what_it_holds(
    closed: Path, packed: Path
) -> None:
    backup.copy_now(closed, packed)
    assert modes(packed.parent) == {"copies": 0o700, "one.db.zst": 0o600}
    assert packed.stat().st_size * 4 < packing.size_inside(packed)


def test_a_packed_copy_holds_the_database_and_can_be_unpacked(closed: Path, packed: Path, tmp_path: Path) -> None:
    add(closed, "a")
    counts = backup.copy_now(closed, packed)
    backup.unpack(packed, tmp_path / "unpacked.db")
    assert backup.verify(tmp_path / "unpacked.db") == counts
    assert facts(tmp_path / "unpacked.db") == ["a"]
    assert modes(tmp_path)["unpacked.db"] == 0o600


def test_a_packed_copy_replaces_an_older_one_and_nothing_else(closed: Path, packed: Path, tmp_path: Path) -> None:
    backup.copy_now(closed, packed)
    first = packed.read_bytes()
    add(closed, "d")
    backup.copy_now(closed, packed)
    assert packed.read_bytes() != first
    (tmp_path / "notes").write_text("mine" * 1000)
    packing.pack(tmp_path / "notes", tmp_path / "notes.zst")
    mine = (tmp_path / "notes.zst").read_bytes()
    with pytest.raises(StorageFailed, match="is no copy of this database"):
        backup.copy_now(closed, tmp_path / "notes.zst")
    assert (tmp_path / "notes.zst").read_bytes() == mine
    assert [name for name in modes(tmp_path) if name.endswith(".part")] == []


@pytest.mark.threat("T28")
@pytest.mark.parametrize("spoil", [lambda kept: kept[:-1], lambda kept: kept[: len(kept) // 2], flipped])
def test_a_packed_copy_that_was_cut_off_or_changed_is_found_out_and_named(
    closed: Path, packed: Path, tmp_path: Path, spoil: Any
) -> None:
    backup.copy_now(closed, packed)
    backup.verify_copy(packed)
    packed.write_bytes(spoil(packed.read_bytes()))
    with pytest.raises(DatabaseDamaged, match=r"one\.db\.zst is damaged: it was cut off or changed"):
        backup.verify_copy(packed)
    with pytest.raises(DatabaseDamaged, match="is damaged"):
        backup.unpack(packed, tmp_path / "unpacked.db")


def test_a_plain_copy_that_was_changed_is_found_out(closed: Path) -> None:
    backup.verify_copy(closed)
    content = bytearray(closed.read_bytes())
    content[4096:8192] = bytes(4096)
    closed.write_bytes(bytes(content))
    with pytest.raises(DatabaseDamaged):
        backup.verify_copy(closed)


def test_the_library_that_packs_is_loaded_where_something_is_packed_and_not_at_the_start() -> None:
    loads = "import sys, storage.files.backup, storage.files.restoring"
    told = f"{loads}; print(sorted(name for name in sys.modules if 'zstd' in name))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("writes", [1, 2])
def test_a_disk_that_fills_up_while_a_copy_is_packed_leaves_nothing_behind(
    closed: Path, packed: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    backup.copy_now(closed, packed)
    before = packed.read_bytes()
    add(closed, "d")
    real = packing.new_file

    @contextmanager
    def small_disk(new: Path) -> Iterator[Any]:
        with real(new) as file:
            yield Filling(file, writes) if new.name.endswith(".packed.part") else file

    monkeypatch.setattr(packing, "new_file", small_disk)
    with pytest.raises(StorageFailed, match="could not be copied: No space left on device"):
        backup.copy_now(closed, packed)
    assert packed.read_bytes() == before
    assert modes(packed.parent).keys() == {"copies", "one.db.zst"}


def test_a_packed_copy_that_reads_back_otherwise_is_dropped(
    closed: Path, packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "_pieces", lambda _: iter([b"something else"]))
    with pytest.raises(DatabaseDamaged, match="does not hold what was packed"):
        backup.copy_now(closed, packed)
    assert modes(packed.parent).keys() == {"copies"}


@pytest.mark.parametrize("name", ["one.db", "one.db.zst"])
def test_without_room_a_copy_is_not_begun_and_the_sentence_says_how_much_it_takes(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    wanted = room.needed(closed, packed=name.endswith(".zst"))
    monkeypatch.setattr(room, "free_at", lambda _: wanted - 1)
    with pytest.raises(StorageFailed, match=r"There is no room for a copy: it takes \d+ MB, \d+ MB are free"):
        backup.copy_now(closed, tmp_path / "copies" / name)
    assert not (tmp_path / "copies").exists()
    monkeypatch.setattr(room, "free_at", lambda _: wanted)
    backup.copy_now(closed, tmp_path / "copies" / name)


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
        connection.execute(
            "INSERT INTO refund (refund_id, order_id, state, word, amount_fen, paid_fen)"
            " VALUES ('R', 'no such order', 'asked', '', 1, 0)"
        )
    with pytest.raises(DatabaseDamaged, match="refer to missing"):
        backup.verify(closed)


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
