"""The book's section on how far the database has come: its own name, the newest entry of the journal, the attempts."""

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from storage import journal, people, tables
from storage.write_rows import put

DATABASE = "database"
"""The fact that names the database, and says since when it lives its present life (a quarantine begins another)."""


@dataclass(frozen=True)
class HighWaterMark:
    """How far a database had come at least: `since` is when its present life began (ISO, UTC)."""

    database: str
    since: str
    entry: int
    hash: str
    attempt: int
    timeline: str = ""
    """Of a PostgreSQL server; it only grows."""

    def after(self, entry: int, hash: str, attempt: int) -> "HighWaterMark":
        """The same database one commit later; commits may be heard of in another order."""
        further = replace(self, attempt=max(self.attempt, attempt))
        return replace(further, entry=entry, hash=hash) if entry > self.entry else further

    def is_before(self, kept: dict[str, Any]) -> bool:
        """Whether another process knows more of the same database, by what it kept."""
        other = read_mark(self.database, kept)
        return other is not None and (self.since, self.entry) < (other.since, other.entry)

    def dump(self) -> dict[str, Any]:
        """As the file beside the service keeps it."""
        return {name: value for name, value in asdict(self).items() if name != "database"}


def read_mark(database: str, kept: dict[str, Any]) -> HighWaterMark | None:
    """A mark as it was kept; None where it has another form."""
    try:
        found = HighWaterMark(database, **kept)
    except TypeError:
        return None
    texts, numbers = (found.since, found.hash, found.timeline), (found.entry, found.attempt)
    right = all(isinstance(each, str) for each in texts) and all(isinstance(each, int) for each in numbers)
    return found if right else None


class HighWaterLedger:
    """How far the database has come, in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def name_it(self) -> str:
        """The database's own name, given once."""
        kept = await self._fact()
        return str(kept["id"]) if kept else await self._put(secrets.token_hex(16))

    async def begin_anew(self) -> None:
        """From now on it lives another life: what was remembered of the one before says nothing any more."""
        kept = await self._fact()
        await self._put(kept["id"] if kept else secrets.token_hex(16))

    async def mark(self) -> HighWaterMark:
        """How far it has come; it has its name."""
        kept = await self._fact()
        entry, hash = await journal.newest(self._session)
        return HighWaterMark(kept["id"], kept["since"], entry, hash, await journal.highest_attempt(self._session))

    async def lives_since(self) -> str:
        """Since when it lives its present life (ISO, UTC); empty while it has no name."""
        kept = await self._fact()
        return kept["since"] if kept else ""

    async def lacks(self, mark: HighWaterMark) -> bool:
        """Whether what is remembered of this life is not there."""
        there = await journal.hash_at(self._session, mark.entry)
        return (there or "") != mark.hash or await journal.highest_attempt(self._session) < mark.attempt

    async def _fact(self) -> Any:
        return await people.fact(self._session, DATABASE)

    async def _put(self, name: str) -> str:
        value = {"id": name, "since": self._now.isoformat()}
        await put(self._session, tables.FactRow, {"name": DATABASE}, {"value": value, "updated_at": self._now})
        return name
