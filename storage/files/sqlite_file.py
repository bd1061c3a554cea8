"""The file of a SQLite database: readable for this user only, and locked by one process, whatever name it comes by."""

import fcntl
import os
from pathlib import Path

from storage.failures import DatabaseBusy, StorageFailed
from storage.files.sound_file import lock_of

_HEAD = b"SQLite format 3\0"
"""How files written by SQLite begin; a new file is empty."""
CUT_OFF = ".swapping"
"""A marker beside a database while its file is there without its own log."""


class SqliteFile:
    """The database file and the lock beside it, held until it is given up.

    The file itself is locked as well, since it may be moved away from its lock. A second name on the disk is refused:
    SQLite looks for the log of a file by its name, and would not see there what was written last under the other one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: list[int] = []

    def take(self, *, restoring: bool = False) -> None:
        """Take the lock; create the folder and the file if they are missing.

        Raises StorageFailed if a restore was interrupted: the file is then old, and only `restoring` may continue.
        """
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.path.exists() and not self.path.is_file():
                raise StorageFailed(f"{self.path} is no file. Name another one by DATABASE_URL.")
            self._lock(lock_of(self.path))
            if not restoring:
                self._refuse_half_or_second_name()
            self._lock(self.path)
            # A file that is no database of ours keeps its permissions.
            if self.path.stat().st_mode & 0o077 and _may_be_sqlite(self.path):
                self.path.chmod(0o600)
        except OSError as error:
            self.give_up()
            raise StorageFailed(f"{self.path} cannot be written: {error.strerror}.") from error

    def give_up(self) -> None:
        """Release the locks for the next process; a second call does nothing."""
        while self._held:
            os.close(self._held.pop())

    def _lock(self, path: Path) -> None:
        held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._held.append(held)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.give_up()
            raise DatabaseBusy(f"{self.path} is in use by another process. Stop that one first.") from None

    def _refuse_half_or_second_name(self) -> None:
        sentence = ""
        if self.path.with_name(self.path.name + CUT_OFF).exists():
            sentence = f"A restore of {self.path} was cut off. Type it again: caigou restore FILE"
        elif self.path.exists() and (names := self.path.stat().st_nlink) > 1:
            sentence = (
                f"{self.path} has {names} names on this disk (hard links), and by each of them a bot would buy what "
                "another has bought. Delete the names that the bot did not run on; all are listed by: "
                f"find / -xdev -samefile {self.path}"
            )
        if sentence:
            self.give_up()
            raise StorageFailed(sentence)


def _may_be_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_HEAD)) in (b"", _HEAD)
