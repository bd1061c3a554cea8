"""A disk that loses a page of a SQLite file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path


def decay(path: Path) -> None:
    """The disk loses the page of parcels and tells nobody: size and time of the file stay."""
    before = path.stat()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'parcel'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 64)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
