"""Replaces the database with a copy: prepared beside it, swapped in one step, and nothing is deleted."""

import itertools
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from storage.failures import StorageFailed
from storage.files import backup
from storage.files.sqlite_file import CUT_OFF

LOG, SHARED = "-wal", "-shm"


class Swap:
    """A file prepared beside the database that then takes its place; the caller holds the database's lock."""

    def __init__(self, database: Path, aside: str) -> None:
        self._database = database
        self.ready = database.with_name(f"{database.name}.restoring")
        """Where the copy is prepared; whatever an earlier try left there is deleted."""
        self.aside = _free(database.with_name(f"{database.name}.replaced-{aside}"))
        """Where the present database is kept."""

    def prepare(self, source: Path, refuse: Callable[[Path, Path], None]) -> dict[str, int]:
        """Put a checked copy of `source`, packed or plain, where it can be worked on; returns its rows by table.

        `refuse` may raise about the file and what it is named, before a plain one is copied. Raises StorageFailed.
        """
        if not source.is_file():
            raise StorageFailed(f"There is no copy at {source}.")
        if not backup.is_packed(source):
            _require_ours(source, source)
            refuse(source, source)
            self.drop()
            backup.verify(source)
            return backup.copy_now(source, self.ready)
        self.drop()
        backup.unpack(source, self.ready)
        _require_ours(source, self.ready)
        refuse(self.ready, source)
        rows = backup.verify(self.ready)
        backup.flush(self.ready)
        return rows

    def drop(self) -> None:
        """Delete what was prepared and not used."""
        for path in self.ready.parent.glob(f"{self.ready.name}*"):
            path.unlink()

    def replace(self) -> Path | None:
        """Replace the database with what is ready; returns where the old one is now, None if there was none."""
        cut_off = self._beside(CUT_OFF)
        try:
            _fold(self.ready)
            old = self._keep(cut_off)
            self.ready.replace(self._database)
            backup.flush(self._database.parent)
            cut_off.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFailed(f"The copy could not take its place: {error.strerror}.") from error
        return old

    def _beside(self, suffix: str) -> Path:
        return self._database.with_name(self._database.name + suffix)

    def _keep(self, cut_off: Path) -> Path | None:
        """Give the present file a second name, so that there is no moment without a database.

        Its log is written into it first: beside the new file it would be taken for the new file's log.
        """
        if not self._database.exists() or not self._database.stat().st_size:
            return None
        with suppress(sqlite3.Error):  # a damaged file is kept as it is
            _fold(self._database)
        os.link(self._database, self.aside)
        left = [suffix for suffix in (LOG, SHARED) if self._beside(suffix).exists()]
        if left:  # until the new file is in place, this one lacks the last writes: nobody may start on it
            cut_off.touch(0o600)
            backup.flush(self._database.parent)
        for suffix in left:
            self._beside(suffix).replace(self.aside.with_name(self.aside.name + suffix))
        backup.flush(self._database.parent)
        return self.aside


def _require_ours(source: Path, database: Path) -> None:
    if not backup.is_ours(database):
        raise StorageFailed(f"{source} is no copy of this program's database.")


def _fold(path: Path) -> None:
    """Make it one file, without a log beside it."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")


def _free(path: Path) -> Path:
    """This name, or the next one that is not in use: two restores may happen within one second."""
    names = (path if number == 1 else path.with_name(f"{path.name}-{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())
