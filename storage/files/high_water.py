"""A small file beside the service that stores how far each database has got, to notice one that went back in time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.failures import StorageFailed
from storage.files.small_file import SmallFile

KEPT = 8
"""How many databases are remembered, the newest last."""

Mark = dict[str, Any]


class HighWaterFile:
    """The stored marks of databases, by database name; several processes may write the same file."""

    def __init__(self, path: Path) -> None:
        self._file = SmallFile(path)

    def read(self, database: str) -> Mark | None:
        """The mark of this database; None if there is none or it cannot be read."""
        found = self._file.read().get(database)
        return found if isinstance(found, dict) else None

    def keep(self, database: str, mark: Mark, is_newer: Callable[[Mark], bool]) -> None:
        """Store a mark, unless `is_newer` says that another process stored a newer one. Raises StorageFailed.

        The file has mode 0600 and is replaced as a whole.
        """

        def kept(marks: dict[str, Any]) -> dict[str, Any]:
            before = marks.pop(database, None)
            theirs = isinstance(before, dict) and is_newer(before)
            return dict(list({**marks, database: before if theirs else mark}.items())[-KEPT:])

        try:
            self._file.change(kept)
        except OSError as error:
            raise StorageFailed(
                f"{self._file.path} cannot be written ({error.strerror}): whether the database went back in time is "
                "seen by 1688's order list alone."
            ) from error
