"""Small JSON files beside the service: how far each database has got, and who was forgotten, if one is put back."""

import fcntl
import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.failures import StorageFailed


class SmallFile:
    """A file with one JSON object, mode 0600; several processes may change it.

    What nobody could find out anew is `dear`: its place on the disk is sure before it counts, and a file that cannot be
    read is an error, which otherwise is an empty one.
    """

    def __init__(self, path: Path, *, dear: bool = False) -> None:
        self.path, self._dear = path, dear

    def read(self) -> dict[str, Any]:
        """What it holds; nothing if there is no file. If it is dear, raises OSError or ValueError."""
        try:
            content = json.loads(self.path.read_bytes())
            if not isinstance(content, dict):
                raise ValueError("no object")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            if self._dear:
                raise
            return {}
        return content

    def change(self, to: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        """Replace what it holds by what `to` makes of that. Raises OSError; ValueError as `read`."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            self._replace(json.dumps(to(self.read())).encode())
            if self._dear:
                os.fsync(folder)
        finally:
            os.close(folder)

    def _replace(self, content: bytes) -> None:
        ready = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            os.write(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        ready.replace(self.path)


class ErasedFile:
    """Telegram's numbers of those who were forgotten, by database name, each with the moment of their last erasure."""

    def __init__(self, path: Path) -> None:
        self._file = SmallFile(path, dear=True)

    def read(self, database: str) -> dict[int, datetime]:
        """Who was forgotten in this database, and when (UTC). Raises StorageFailed if it cannot be read."""
        try:
            people = self._file.read().get(database, {})
            return {int(number): datetime.fromisoformat(at) for number, at in people.items()}
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


KEPT = 8
"""How many databases are remembered, the newest last."""

Mark = dict[str, Any]


class HighWaterFile:
    """The stored marks of databases, by database name; several processes may write the same file."""

    def __init__(self, path: Path) -> None:
        self._file = SmallFile(path)

    def read(self, database: str) -> Mark | None:
        """The mark of this database; None if there is none or it cannot be read."""
        mark = self._file.read().get(database)
        return mark if isinstance(mark, dict) else None

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
