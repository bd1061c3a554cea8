"""The file of a SQLite database: readable for this user only, and locked by one process."""

import fcntl
import os
from pathlib import Path

from storage.failures import DatabaseBusy, StorageFailed
from storage.sound_file import lock_of

_HEAD = b"SQLite format 3\0"
"""How files written by SQLite begin; a new file is empty."""
CUT_OFF = ".swapping"
"""A marker beside a database while its file is there without its own log."""


class SqliteFile:
    """The database file and the lock beside it, held until it is given up."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: int | None = None

    def take(self, *, restoring: bool = False) -> None:
        """Take the lock; create the folder and the file if they are missing.

        Raises StorageFailed if a restore was interrupted: the file is then old, and only `restoring` may continue.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_foreign()
            self._lock_it()
            if not restoring:
                self._refuse_half()
            self._make_private()
        except OSError as error:
            self.give_up()
            raise StorageFailed(f"{self.path} cannot be written: {error.strerror}.") from error

    def give_up(self) -> None:
        """Release the lock for the next process; a second call does nothing."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _lock_it(self) -> None:
        self._lock = os.open(lock_of(self.path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.give_up()
            raise DatabaseBusy(f"{self.path} is in use by another process. Stop that one first.") from None

    def _refuse_half(self) -> None:
        if self.path.with_name(self.path.name + CUT_OFF).exists():
            self.give_up()
            raise StorageFailed(f"A restore of {self.path} was cut off. Type it again: caigou restore FILE")

    def _refuse_foreign(self) -> None:
        if self.path.exists() and not self.path.is_file():
            raise StorageFailed(f"{self.path} is no file. Name another one by DATABASE_URL.")

    def _make_private(self) -> None:
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        # A file that is no database of ours keeps its permissions.
        if self.path.stat().st_mode & 0o077 and _may_be_sqlite(self.path):
            self.path.chmod(0o600)


def _may_be_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(len(_HEAD))
    return head in (b"", _HEAD)
