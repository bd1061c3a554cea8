"""How much room a disk has, and how much a copy of a database needs there, in bytes."""

import shutil
from pathlib import Path

from storage.failures import StorageFailed

SPARE = 8 << 20
"""What a copy leaves for the database itself, which grows meanwhile."""


def size_of(database: Path) -> int:
    """How large a SQLite database is, with what still stands in its log; 0 if there is none."""
    log = database.with_name(f"{database.name}-wal")
    return sum(path.stat().st_size for path in (database, log) if path.exists())


def needed(database: Path, *, packed: bool = True) -> int:
    """The room for one copy. A packed one is made beside a plain one, and a database may be one that packs badly."""
    return size_of(database) * (2 if packed else 1) + SPARE


def free_at(folder: Path) -> int:
    """What this user may still write on the disk of a folder, which need not be there yet. Raises OSError."""
    there = folder.absolute()
    while not there.exists():
        there = there.parent
    return shutil.disk_usage(there).free


def require(folder: Path, wanted: int) -> None:
    """Raise StorageFailed unless the disk of a folder has so much room."""
    free = free_at(folder)
    if free < wanted:
        raise StorageFailed(f"There is no room for a copy: it takes {said(wanted)}, {said(free)} are free on the disk.")


def said(size: int) -> str:
    """A size as people read it: 12 MB, 1.4 GB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(size, 0) / 1e6:.0f} MB"
