"""Copies of a SQLite database in use: made in one step, checked, packed, readable only by this user."""

import asyncio
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.failures import DatabaseDamaged, StorageFailed, explain
from storage.files import packing, room
from storage.shielded import to_the_end

COPY_CACHE_KIB = 256
_OUR_TABLES = frozenset({"alembic_version", "attempt", "request"})


async def copy(database: Path, target: Path) -> dict[str, int]:
    """Copy a database while others write to it, and check the copy; returns the number of rows of each table.

    It is packed with zstd if the name of `target` ends in .zst. If the caller is cancelled it still waits for the end:
    the thread has the database open until then. Raises StorageFailed, also if there is no room for it.
    """
    return await to_the_end(asyncio.to_thread(copy_now, database, target))


def copy_now(database: Path, target: Path) -> dict[str, int]:
    """The same as `copy`, in the caller's thread. `target` is replaced only by a copy that passed the check."""
    if not database.is_file():
        raise StorageFailed(f"There is no database at {database}.")
    if target.exists():
        _require_copy(database, target)
    plain, packed = (target.with_name(target.name + suffix) for suffix in (".part", ".packed.part"))
    with _explained():
        packs = target.suffix == packing.SUFFIX
        room.require(target.parent, room.needed(database, packed=packs))
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _drop_parts(plain, packed)
            with packing.new_file(plain):
                pass
            expected = _pour(database, plain)
            if verify(plain) != expected:
                raise DatabaseDamaged("The copy does not have the rows of the database, and was dropped.")
            if packs:
                packing.pack(plain, packed)
            ready = packed if packs else plain
            flush(ready)
            ready.replace(target)
            flush(target.parent)
        finally:
            _drop_parts(plain, packed)
    return expected


def unpack(source: Path, target: Path) -> None:
    """Write the database that a packed copy holds into a new file. Raises DatabaseDamaged, StorageFailed."""
    with _explained():
        room.require(target.parent, packing.size_inside(source) + room.SPARE)
        packing.unpack(source, target)


def is_packed(path: Path) -> bool:
    """Whether a copy is packed, whatever its name says. Raises StorageFailed."""
    with _explained():
        return packing.is_packed(path)


def verify_copy(path: Path) -> None:
    """Read a whole copy, packed or plain. Raises DatabaseDamaged if it is not as it was written.

    A packed one was a sound database when it was packed, and its checksum says whether it is still the same.
    """
    with _explained():
        if packing.is_packed(path):
            packing.check(path)
        else:
            verify(path)


def verify(database: Path) -> dict[str, int]:
    """Check a whole database; returns the number of rows of each table. Raises DatabaseDamaged."""
    with _explained(), opened(database, "ro") as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if answers != ["ok"]:
            raise DatabaseDamaged(f"{database} is damaged: {answers[0]}")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DatabaseDamaged(f"{database} is damaged: it has rows that refer to missing ones")
        return _count(connection)


def is_ours(path: Path) -> bool:
    """Whether a file is a database of this program, of any version; it is only read."""
    try:
        with opened(path, "ro") as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.Error:
        return False
    return tables >= _OUR_TABLES


def _require_copy(database: Path, target: Path) -> None:
    """Raise StorageFailed unless the target is an older copy, packed or plain: nothing else may be overwritten."""
    if target.samefile(database):
        raise StorageFailed("A copy cannot take the place of the database that it is of.")
    if not target.is_file() or not _holds_ours(target):
        raise StorageFailed(f"{target} is there and is no copy of this database; it was left alone. Name another file.")


def _holds_ours(target: Path) -> bool:
    with _explained():
        if not packing.is_packed(target):
            return is_ours(target)
        inside = target.with_name(f"{target.name}.inside.part")
        _drop_parts(inside)
        try:
            unpack(target, inside)
            return is_ours(inside)
        except DatabaseDamaged:
            return False
        finally:
            _drop_parts(inside)


def _drop_parts(*paths: Path) -> None:
    """Delete files of a copy that is not finished, with what SQLite puts beside them."""
    for path in paths:
        for beside in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + beside).unlink(missing_ok=True)


def _pour(database: Path, target: Path) -> dict[str, int]:
    with opened(database, "rw") as source, opened(target, "rw") as copied:
        # The transaction keeps one state of the database for the count and for the copy.
        source.execute("BEGIN")
        expected = _count(source)
        # What is cut off is dropped, and what is whole is flushed before it takes its place.
        copied.execute("PRAGMA synchronous=OFF")
        # In one step: between steps, every write by somebody else would restart the copy.
        source.backup(copied, pages=-1)
        source.execute("ROLLBACK")
        # One file, without a -wal file beside it; opening it for work sets WAL again.
        copied.execute("PRAGMA journal_mode=DELETE")
    return expected


def flush(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    ours = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    tables = connection.execute(ours).fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a name out of the catalogue
        for (name,) in tables
    }


def drop(paths: Iterable[Path]) -> list[Path]:
    """Delete files; returns them."""
    dropped = list(paths)
    for path in dropped:
        path.unlink()
    return dropped


@contextmanager
def opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A file of SQLite, to be read (`ro`) or written as well (`rw`), whoever else has it open."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=5)) as connection:
        # Pages read once need no cache, and a thread never returns memory that it once took.
        connection.execute(f"PRAGMA cache_size=-{COPY_CACHE_KIB}")
        yield connection


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise explain(error) or StorageFailed(f"The database could not be copied: {error}.") from error
    except OSError as error:
        raise StorageFailed(f"The database could not be copied: {error.strerror}.") from error
