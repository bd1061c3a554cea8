"""Our database, read directly by SQL and never through the bot."""

import asyncio
import sqlite3
from contextlib import closing
from typing import Any

import asyncpg

Row = dict[str, Any]
TABLES = (
    "request",
    "order_line",
    "attempt",
    "remote_order",
    "ghost",
    "outbox",
    "inbox",
    "card",
    "event",
    "fact",
    "arrival",
    "errand",
    "refund",
)


class Ours:
    """The database at an address, whichever of the two kinds it is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._connection: asyncpg.Connection | None = None
        self._turn = asyncio.Lock()

    @property
    def sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def path(self) -> str:
        """The file, of a SQLite database."""
        return self.url.removeprefix("sqlite:///")

    async def rows(self, query: str) -> list[Row]:
        """What the database says."""
        if self.sqlite:
            return await asyncio.to_thread(self._from_sqlite, query)
        async with self._turn:
            if self._connection is None or self._connection.is_closed():
                self._connection = await asyncpg.connect(self.url)
            return [dict(each) for each in await self._connection.fetch(query)]

    async def value(self, query: str) -> Any:
        """The first column of the first row; None where there is none."""
        rows = await self.rows(query)
        return next(iter(rows[0].values())) if rows else None

    async def peek(self, query: str) -> list[Row]:
        """As `rows`, for those who ask again soon: nothing while the database cannot be read."""
        try:
            return await self.rows(query)
        except (sqlite3.Error, asyncpg.PostgresError, OSError):
            return []

    async def all(self) -> dict[str, list[Row]]:
        """Every table that the checker reads."""
        return {name: await self.rows(f"SELECT * FROM {name}") for name in TABLES}

    async def whole(self) -> bool:
        """Whether the file is sound and every foreign key leads somewhere; PostgreSQL holds both by itself."""
        if not self.sqlite:
            return True
        sound, strays = await self.rows("PRAGMA integrity_check"), await self.rows("PRAGMA foreign_key_check")
        return [list(row.values()) for row in sound] == [["ok"]] and strays == []

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    def _from_sqlite(self, query: str) -> list[Row]:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(each) for each in database.execute(query).fetchall()]
