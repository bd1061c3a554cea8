"""Checks whether a SQLite file is sound; the check may be begun early, while everything else is still being loaded."""

import sqlite3
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from threading import Thread

_begun: dict[Path, "Future[str]"] = {}


def check(path: Path) -> str:
    """`ok`, or what is damaged; the result of a check that was begun before. Raises sqlite3.Error."""
    begun = _begun.pop(path.absolute(), None)
    return begun.result() if begun is not None else _checked(path.absolute())


def begin(path: Path) -> None:
    """Begin to check a file that is there, in a thread of its own."""
    if not path.exists():
        return
    found: Future[str] = Future()
    _begun[path.absolute()] = found
    Thread(target=_into, args=(path.absolute(), found), name="check", daemon=True).start()


def _into(path: Path, found: "Future[str]") -> None:
    try:
        found.set_result(_checked(path))
    except Exception as error:  # whoever waits for the result must hear of it
        found.set_exception(error)


def _checked(path: Path) -> str:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=5)) as connection:
        connection.execute("PRAGMA mmap_size = 2147483648")  # a large file is checked a quarter faster
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
