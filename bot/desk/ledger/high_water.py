"""How far a database has got (its high water): its own name, the newest journal entry, the newest attempt."""

import secrets
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import func, select

from bot.desk.ledger.facts import DATABASE, DatabaseName, FactRepository
from bot.desk.ledger.journal import JournalRepository
from bot.desk.ledger.mapper import Repository, Transaction
from storage.queries.read_rows import Scalars, columns
from storage.tables import AttemptRow

_HIGHEST_ATTEMPT = Scalars(select(func.max(columns(AttemptRow).id)))


@dataclass(frozen=True)
class HighWaterMark:
    """How far a database has got at least; `since` is when its present history began (ISO, UTC)."""

    database: str
    since: str
    entry: int
    hash: str
    attempt: int
    timeline: str = ""
    """The timeline of a PostgreSQL server; it only grows."""
    anew: bool = False
    """Whether its hash is one of now; one that an earlier release stored may be from before the conversion."""

    def after(self, entry: int, hash: str, attempt: int) -> "HighWaterMark":
        """The mark after one more commit; commits may be reported in any order."""
        further = replace(self, attempt=max(self.attempt, attempt))
        return replace(further, entry=entry, hash=hash) if entry > self.entry else further

    def is_before(self, kept: dict[str, Any]) -> bool:
        """Whether another process knows a later state of the same database, by the mark that it stored."""
        other = read_mark(self.database, kept)
        return other is not None and (self.since, self.entry) < (other.since, other.entry)

    def dump(self) -> dict[str, Any]:
        """The form that the file beside the service stores."""
        return {name: value for name, value in asdict(self).items() if name != "database"}


def read_mark(database: str, kept: dict[str, Any]) -> HighWaterMark | None:
    """Read a stored mark; None if it has another form."""
    try:
        mark = HighWaterMark(database, **kept)
    except TypeError:
        return None
    texts, numbers = (mark.since, mark.hash, mark.timeline), (mark.entry, mark.attempt)
    right = all(isinstance(each, str) for each in texts) and all(isinstance(each, int) for each in numbers)
    return mark if right and isinstance(mark.anew, bool) else None


class HighWaterRepository(Repository):
    """Loads and records how far the database has got, in one transaction."""

    def __init__(self, transaction: Transaction, facts: FactRepository, journal: JournalRepository) -> None:
        super().__init__(transaction)
        self._facts, self._journal = facts, journal

    async def database(self) -> DatabaseName:
        """The database's own name, and when its present history began; both empty while it has none."""
        return await self._facts.get(DATABASE) or DatabaseName("", "")

    async def name_it(self) -> str:
        """The database's own name; it is created on the first call."""
        return (await self.database()).id or await self._begin(secrets.token_hex(16))

    async def begin_anew(self) -> None:
        """Begin a new history: marks of the one before no longer apply."""
        await self._begin((await self.database()).id or secrets.token_hex(16))

    async def _begin(self, name: str) -> str:
        await self._facts.put(DATABASE, DatabaseName(name, self._now.isoformat()))
        return name

    async def mark(self) -> HighWaterMark:
        """How far it has got; the database must have its name already."""
        database = await self.database()
        assert database.id, "it has its name"
        entry, hash = await self._journal.head()
        return HighWaterMark(database.id, database.since, entry, hash, await self._highest_attempt(), anew=True)

    async def lacks(self, mark: HighWaterMark) -> bool:
        """Whether the database lacks something that the mark remembers: it went back in time."""
        there = await self._journal.hash_at(mark.entry)
        if mark.hash != there and (
            mark.anew or not there or not await self._journal.had_before_conversion(mark.entry, mark.hash)
        ):
            return True
        return await self._highest_attempt() < mark.attempt

    async def _highest_attempt(self) -> int:
        """The number of the newest attempt; 0 before the first."""
        return await _HIGHEST_ATTEMPT.first(self._session) or 0
