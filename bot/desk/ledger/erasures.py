"""Erasures in the database: who is to be forgotten, who was, and whom a name at the terminal means."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.mapper import Mapper, Stored
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.text import one_line
from storage.queries.read_rows import Rows, columns, given
from storage.queries.write_rows import add_if_new, change
from storage.tables import ErasureRow, PersonRow
from storage.tables.base import Moment

WANTED, BEGUN, REST, DONE, REFUSED = "wanted", "begun", "rest", "done", "refused"
PAGE = 1000
_DIGITS, _LOWEST = 19, -(1 << 62)


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


_ERASURES = Mapper(Erasure, ErasureRow)
_ACQUAINTANCES = Mapper(Acquaintance, PersonRow, person_id=Stored("id"))
_erasure, _person = columns(ErasureRow), columns(PersonRow)
_ONE = _ERASURES.query(_erasure.person_id == given("person"), _erasure.asked_at == given("at", Moment))
_DUE = _ERASURES.query(_erasure.next_at <= given("now", Moment), order=(_erasure.asked_at, _erasure.person_id))
_CARRIED_OUT = _ERASURES.query(_erasure.state.in_((REST, DONE)), order=(_erasure.asked_at,))
_ACQUAINTANCE = _ACQUAINTANCES.query(_person.id == given("person"))
_PEOPLE_AFTER = Rows(PersonRow, _person.id > given("after"), order=(_person.id,), limit=PAGE)


class ErasureRepository:
    """Loads and records erasures in one transaction."""

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session, self._now = session, now

    async def find(self, person_id: int, asked_at: datetime) -> Erasure | None:
        return await _ONE.first(self._session, person=person_id, at=asked_at)

    async def due(self) -> tuple[Erasure, ...]:
        """Those that are not over and whose turn it is, oldest first."""
        return await _DUE.all(self._session, now=self._now)

    async def forgotten(self) -> dict[int, datetime]:
        """Everybody of whom nothing is left but what goes on, with the moment of their last erasure."""
        return {each.person_id: each.asked_at for each in await _CARRIED_OUT.all(self._session)}

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
            return await _ACQUAINTANCE.all(self._session, person=int(who)) if len(who) < _DIGITS else ()
        found, after = list[Acquaintance](), _LOWEST
        while page := await _PEOPLE_AFTER.all(self._session, after=after):
            found += [_ACQUAINTANCES.value(row) for row in page if _is_called(row.name, row.username, who)]
            after = page[-1].id
        return tuple(found)


def _is_called(name: str, username: str, who: str) -> bool:
    if who.startswith("@"):
        return bool(username) and username.casefold() == who[1:].casefold()
    return name != FORMER and one_line(name).casefold() == one_line(who).casefold()
