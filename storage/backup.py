"""Copies of a SQLite database in use: made in one step, checked, readable only by this user, old ones deleted."""

import asyncio
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from storage.failures import DatabaseDamaged, StorageFailed, explain
from storage.shielded import to_the_end

HOURLY = 48
DAILY = 30
COPY_CACHE_KIB = 256

_NAME = re.compile(r"caigou-(\d{4}-\d\d-\d\d)T\d{6}\.db")
_OUR_TABLES = frozenset({"alembic_version", "attempt", "request"})


async def copy(database: Path, target: Path) -> dict[str, int]:
    """Copy a database while others write to it, and check the copy; returns the number of rows of each table.

    If the caller is cancelled it still waits for the end: the thread has the database open until then.
    """
    return await to_the_end(asyncio.to_thread(copy_now, database, target))


def copy_now(database: Path, target: Path) -> dict[str, int]:
    """The same as `copy`, in the caller's thread. `target` is replaced only by a copy that passed the check."""
    if not database.is_file():
        raise StorageFailed(f"There is no database at {database}.")
    if target.exists():
        _require_copy(database, target)
    unfinished = target.with_name(target.name + ".part")
    with _explained():
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            expected = _pour(database, unfinished)
            _compare(verify(unfinished), expected)
            _put_in_place(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
    return expected


def verify(database: Path) -> dict[str, int]:
    """Check a whole database; returns the number of rows of each table. Raises DatabaseDamaged."""
    with _explained(), _open(database, "ro") as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
        if answers != ["ok"]:
            raise DatabaseDamaged(f"{database} is damaged: {answers[0]}")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DatabaseDamaged(f"{database} is damaged: it has rows that refer to missing ones")
        return _count(connection)


def is_ours(path: Path) -> bool:
    """Whether a file is a database of this program, of any version; it is only read."""
    try:
        with _open(path, "ro") as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.Error:
        return False
    return tables >= _OUR_TABLES


def name_at(moment: datetime) -> str:
    """The file name for a copy made at this time."""
    return f"caigou-{moment:%Y-%m-%dT%H%M%S}.db"


def prune(folder: Path, *, hourly: int = HOURLY, daily: int = DAILY) -> list[Path]:
    """Keep the newest copies in a folder and the newest of each of the last days; returns those deleted."""
    copies = sorted((path for path in folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)
    newest_of_day: dict[str, Path] = {}
    for path in copies:
        newest_of_day.setdefault(path.name.split("T")[0], path)
    kept = {*copies[:hourly], *list(newest_of_day.values())[:daily]}
    return _drop(path for path in copies if path not in kept)


def keep_newest(copies: Iterable[Path], keep: int) -> list[Path]:
    """Delete all but the copies written last; returns those deleted."""
    by_age = sorted(copies, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    return _drop(by_age[keep:])


def _require_copy(database: Path, target: Path) -> None:
    """Raise StorageFailed unless the target is an older copy: nothing else may be overwritten."""
    if target.samefile(database):
        raise StorageFailed("A copy cannot take the place of the database that it is of.")
    if not target.is_file() or not is_ours(target):
        raise StorageFailed(f"{target} is there and is no copy of this database; it was left alone. Name another file.")


def _pour(database: Path, target: Path) -> dict[str, int]:
    with _open(database, "rw") as source, _open(target, "rw") as copied:
        # The transaction keeps one state of the database for the count and for the copy.
        source.execute("BEGIN")
        expected = _count(source)
        # In one step: between steps, every write by somebody else would restart the copy.
        source.backup(copied, pages=-1)
        source.execute("ROLLBACK")
        # One file, without a -wal file beside it; opening it for work sets WAL again.
        copied.execute("PRAGMA journal_mode=DELETE")
    return expected


def _compare(found: dict[str, int], expected: dict[str, int]) -> None:
    if found != expected:
        raise DatabaseDamaged("The copy does not have the rows of the database, and was dropped.")


def _put_in_place(unfinished: Path, target: Path) -> None:
    flush(unfinished)
    unfinished.replace(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Flush a file, or the entries of a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _count(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a name out of the catalogue
        for (name,) in tables
    }


def _drop(paths: Iterable[Path]) -> list[Path]:
    dropped = list(paths)
    for path in dropped:
        path.unlink()
    return dropped


@contextmanager
def _open(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
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
