"""A SQLite file under a running bot: put back as it was, and compared table by table."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NOTES = frozenset({"inbox", "outbox", "dialog", "card", "chat", "person", "token", "alembic_version", "to_index"})
"""Tables of what was heard, shown and owed; everything else is what an action may change, but the index of words."""
LOOKS = frozenset({"looked_at", "modified_at", "next_look_at", "look_step", "version", "pay"})
"""Columns of an order that looking at it renews."""


class Kept:
    """The file beside whoever has it open; use it while the bot rests."""

    def __init__(self, path: Path) -> None:
        self._live = sqlite3.connect(path, isolation_level=None)
        self._kept = sqlite3.connect(":memory:")
        tables = self._live.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        self._columns = {
            table: ", ".join(
                f'"{name}"' for name in self.columns(table) if table != "remote_order" or name not in LOOKS
            )
            for (table,) in tables
            if table not in NOTES and not table.startswith(("sqlite_", "order_words"))
        }

    def columns(self, table: str) -> list[str]:
        return [row[1] for row in self._live.execute(f"PRAGMA table_info({table})")]

    def forget(self) -> None:
        """Nothing was heard and nothing is owed."""
        self._live.execute("DELETE FROM inbox")
        self._live.execute("DELETE FROM outbox")

    def keep(self) -> None:
        """Remember the database as it is now."""
        self._live.backup(self._kept)

    def restore(self) -> None:
        """The database is again what `keep` saw."""
        self._kept.backup(self._live)

    def copy_to(self, path: Path) -> None:
        """What `keep` saw, as another file."""
        with sqlite3.connect(path) as copy:
            self._kept.backup(copy)
        copy.close()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._live.execute(query, values).fetchall()

    def write(self, query: str, rows: Sequence[Sequence[Any]]) -> None:
        self._live.executemany(query, rows)

    def fingerprint(self) -> dict[str, str]:
        """Everything that an action may change, table by table."""
        return {
            table: hashlib.sha256(repr(self.rows(f"SELECT {columns} FROM {table}")).encode()).hexdigest()[:16]
            for table, columns in self._columns.items()
        }

    def close(self) -> None:
        self._live.close()
        self._kept.close()
