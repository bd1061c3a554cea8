"""Erasures in the database: who is to be forgotten, who was, and whom a name at the terminal means."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.text import one_line
from storage.queries import erasing, people
from storage.queries.write_rows import add_if_new, change
from storage.tables import ErasureRow

WANTED, BEGUN, REST, DONE, REFUSED = "wanted", "begun", "rest", "done", "refused"


@dataclass(frozen=True)
class Erasure:
    """One erasure; `asked_at` (UTC) is what it is known by, in the database and outside."""

    person_id: int
    asked_at: datetime
    by: str
    """`self`, `terminal` or `restored`."""
    state: str


@dataclass(frozen=True)
class Acquaintance:
    """Somebody who is known, as the terminal shows them."""

    person_id: int
    name: str


class ErasureLedger:
    """Loads and records erasures in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def find(self, person_id: int, asked_at: datetime) -> Erasure | None:
        return _value(await erasing.erasure(self._session, person_id, asked_at))

    async def latest(self, person_id: int) -> Erasure | None:
        return _value(await erasing.latest_erasure(self._session, person_id))

    async def due(self) -> tuple[Erasure, ...]:
        """Those that are not over and whose turn it is, oldest first."""
        found = (_value(row) for row in await erasing.due_erasures(self._session, self._now))
        return tuple(each for each in found if each is not None)

    async def forgotten(self) -> dict[int, datetime]:
        """Everybody of whom nothing is left but what goes on, with the moment of their last erasure."""
        return {row.person_id: row.asked_at for row in await erasing.carried_out(self._session)}

    async def add(self, erasure: Erasure) -> bool:
        """Record it, for now; False if it is there already."""
        return await add_if_new(
            self._session, ErasureRow, person_id=erasure.person_id, asked_at=erasure.asked_at, by=erasure.by,
            state=erasure.state, next_at=self._now,
        )  # fmt: skip

    async def move(self, erasure: Erasure, state: str, next_at: datetime | None) -> bool:
        """Move it on; False if somebody else did meanwhile."""
        values = {"state": state, "next_at": next_at, "ended_at": self._now if next_at is None else None}
        key = {"person_id": erasure.person_id, "asked_at": erasure.asked_at, "state": erasure.state}
        return await change(self._session, ErasureRow, key, values) == 1

    async def called(self, who: str) -> tuple[Acquaintance, ...]:
        """Everybody who is meant by a number, a username after an @, or a whole name."""
        if who.isascii() and who.isdigit():
            row = await people.person(self._session, int(who)) if len(who) < _DIGITS else None
            return () if row is None else (Acquaintance(row.id, row.name),)
        found, after = list[Acquaintance](), _LOWEST
        while page := await erasing.people_after(self._session, after):
            found += [Acquaintance(row.id, row.name) for row in page if _is_called(row.name, row.username, who)]
            after = page[-1].id
        return tuple(found)


_DIGITS, _LOWEST = 19, -(1 << 62)


def _is_called(name: str, username: str, who: str) -> bool:
    if who.startswith("@"):
        return bool(username) and username.casefold() == who[1:].casefold()
    return name != FORMER and one_line(name).casefold() == one_line(who).casefold()


def _value(row: ErasureRow | None) -> Erasure | None:
    return None if row is None else Erasure(row.person_id, row.asked_at, row.by, row.state)
