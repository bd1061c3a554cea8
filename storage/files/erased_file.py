"""A small file beside the service that stores who was forgotten since when, for a database that is put back."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.failures import StorageFailed
from storage.files.small_file import SmallFile


class ErasedFile:
    """Telegram's numbers of those who were forgotten, by database name, each with the moment of their last erasure."""

    def __init__(self, path: Path) -> None:
        self._file = SmallFile(path, dear=True)

    def read(self, database: str) -> dict[int, datetime]:
        """Who was forgotten in this database, and when (UTC). Raises StorageFailed if it cannot be read."""
        try:
            found = self._file.read().get(database, {})
            return {int(number): datetime.fromisoformat(at) for number, at in found.items()}
        except (OSError, AttributeError, TypeError, ValueError) as error:
            raise StorageFailed(
                f"{self._file.path} cannot be read, and it alone knows who is to be forgotten again after a restore. "
                "Put it back from a copy; if it is moved away, it is made again of whom the database knows."
            ) from error

    def keep(self, database: str, people: Mapping[int, datetime]) -> None:
        """Add people, each with the moment by which their erasure is known. Raises StorageFailed."""
        moments = {str(person_id): asked_at.isoformat() for person_id, asked_at in people.items()}

        def added(every: dict[str, Any]) -> dict[str, Any]:
            return {**every, database: {**every.get(database, {}), **moments}}

        try:
            self._file.change(added)
        except (OSError, ValueError) as error:
            raise StorageFailed(
                f"{self._file.path} cannot be written: whoever is forgotten now would be there again after a restore. "
                "The erasure goes on by itself once it can."
            ) from error
