"""Databases as earlier releases left them, as SQLite dumps them; the `.json` beside a dump says what is what in it.

* `left_by_0_1_0`: what the bot of 0.1.0 wrote while its scenes were played. Its revision is one of before the baseline.
* `left_by_0_1_0_through_0_2_0`: in the same file the desk of 0.1.0 had another team, whose rules nobody touched since,
  votes that wait, attempts in doubt, ready and being sent, and messages that were not sent. 0.2.0 brought it up.
* `left_by_0_2_0`: what the desk of 0.2.0 wrote with a key of the journal: requests, attempts and orders in every state,
  counts, refunds that run, are paid, closed or unclear, votes, and messages due, on their way, sent and given up.

`requests` and `orders` are numbers by what they stand for, `memory` what the file beside the database remembered.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BEFORE_THE_BASELINE = "left_by_0_1_0"
THROUGH_0_2_0 = "left_by_0_1_0_through_0_2_0"
BY_0_2_0 = "left_by_0_2_0"
KEY = "9f1e6b0d7c2a48534e61b7d0c9f2a3856d14e7b8091a2c3d4e5f60718293a4b5"
"""The key of the journal of `left_by_0_2_0`."""


def put_left(path: Path, name: str) -> Path:
    """One of them as a file, whose folder is made."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript((FOLDER / f"{name}.sql").read_text("utf-8"))
    path.chmod(0o600)
    return path


def known_of(name: str) -> dict[str, Any]:
    """What is what in it."""
    known: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return known


def dumped(path: Path) -> list[str]:
    """All that stands in a file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return list(database.iterdump())


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in the order of their columns; what only SQLite uses is left out."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        tables = database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'order_words*'"
        ).fetchall()
        return {
            table: [dict(row) for row in database.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2')]
            if table != "alembic_version"
            else []
            for (table,) in tables
        }
