"""A small JSON file beside the service: replaced as a whole, by one writer at a time."""

import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


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
            found = json.loads(self.path.read_bytes())
            if not isinstance(found, dict):
                raise ValueError("no object")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            if self._dear:
                raise
            return {}
        return found

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
