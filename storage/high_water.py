"""A small file beside the service that stores how far each database has got, to notice one that went back in time."""

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.failures import StorageFailed

KEPT = 8
"""How many databases are remembered, the newest last."""

Mark = dict[str, Any]


class HighWaterFile:
    """The stored marks of databases, by database name; several processes may write the same file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, database: str) -> Mark | None:
        """The mark of this database; None if there is none or it cannot be read."""
        found = self._marks().get(database)
        return found if isinstance(found, dict) else None

    def keep(self, database: str, mark: Mark, is_newer: Callable[[Mark], bool]) -> None:
        """Store a mark, unless `is_newer` says that another process stored a newer one. Raises StorageFailed.

        The file has mode 0600 and is replaced as a whole.
        """
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder = os.open(self._path.parent, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                marks = self._marks()
                before = marks.pop(database, None)
                theirs = isinstance(before, dict) and is_newer(before)
                self._replace({**marks, database: before if theirs else mark})
            finally:
                os.close(folder)
        except OSError as error:
            raise StorageFailed(
                f"{self._path} cannot be written ({error.strerror}): whether the database went back in time is seen "
                "by 1688's order list alone."
            ) from error

    def _marks(self) -> dict[str, Any]:
        try:
            marks = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return marks if isinstance(marks, dict) else {}

    def _replace(self, marks: dict[str, Any]) -> None:
        newest = dict(list(marks.items())[-KEPT:])
        ready = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, json.dumps(newest).encode())
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        ready.replace(self._path)
