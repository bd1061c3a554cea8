"""A desk without a market: a ledger on a new database, a clock that is set by hand, and a team with its people."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import select

from bot.desk.ledger.ledger import Ledger
from bot.desk.shared.pause import Switch
from bot.desk.shared.people import People
from bot.desk.shared.refusal import Refusal
from bot.desk.teams.away import Aways
from bot.desk.teams.policy import Policies
from bot.desk.teams.teams import Teams
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Changed, OurTeam, Proposed
from bot.purchasing.person import Act, Cause, Person, Place
from storage.engine.database import Database
from storage.tables import EventRow, OutboxRow
from tests import migrated_databases
from tests.desk.stored import told_of, why_of
from tests.fakes.clock import HandClock

GROUP = -1001
START = datetime(2026, 11, 24, 2, tzinfo=UTC)
"""A Tuesday, 10:00 in Shanghai."""
ANNA, BORIS, CHEN, DARIA, STRANGER = (
    Person(number, name, "en") for number, name in enumerate(("Anna", "Boris", "Chen", "Daria", "Mallory"), 1)
)


class Office:
    """The verbs on teams, and what the tests look at. Anna is the admin of the settings."""

    def __init__(self, database: Database) -> None:
        self.clock, self._updates = HandClock(START), count(1)
        self.ledger = Ledger(database, self.clock)
        self.teams = Teams(self.ledger)
        self.policy = Policies(self.ledger, self.teams)
        self.away = Aways(self.ledger)
        self.settings_admins(ANNA)

    def settings_admins(self, *people: Person) -> None:
        """What the settings say after a restart."""
        self.ledger.admins = frozenset(each.id for each in people)
        self.people = People(self.ledger, self.ledger.admins)
        self.switch = Switch(self.ledger)

    def cause(self) -> Cause:
        """Another update of Telegram."""
        return Cause(7, next(self._updates))

    def later(self, **spans: float) -> None:
        self.clock.time += timedelta(**spans)

    async def meet(self, *people: Person) -> None:
        for each in people:
            await self.people.remember(each, Place(each.id), "private", "")

    async def agreed(self, result: Changed | Proposed, by: Person = ANNA) -> Changed:
        """The second word where one is needed; Anna's own comes ten minutes later."""
        if isinstance(result, Changed):
            return result
        self.later(minutes=10)
        done = await self.teams.second(Act(by), result.id)
        assert done is not None
        return done

    async def join(self, person: Person, *roles: Role, agrees: Person = ANNA) -> None:
        """He presses one link of Anna's for each role."""
        for role in roles:
            done = await self.agreed(await self.teams.invite(Act(ANNA), 1, role), agrees)
            await self.teams.join(Act(person), done.code)

    async def team(self) -> OurTeam:
        async with self.ledger.read() as uow:
            return await uow.teams.get(1)

    async def roles(self, person: Person) -> set[str]:
        return {role.value for role in (await self.team()).roles_of(person.id)}

    async def told(self, kind: str, chat: int = GROUP) -> list[dict[str, Any]]:
        """The facts of what is owed to a chat, oldest first."""
        rows = await self._rows(OutboxRow)
        return [told_of(row.payload) for row in rows if row.chat_id == chat and row.kind == kind]

    async def journal(self, kind: str) -> list[Any]:
        """Entries of a kind, oldest first."""
        rows = await self._rows(EventRow)
        return [SimpleNamespace(actor=row.actor_id, **row.facts) for row in rows if row.kind == kind]

    async def _rows(self, table: Any) -> list[Any]:
        async with self.ledger.read() as uow:
            return list((await uow.session.exec(select(table).order_by(table.id))).all())

    async def refused(self, key: str, doing: Any) -> dict[str, object]:
        """A verb that must not act, and why; the facts."""
        with pytest.raises(Refusal) as caught:
            await doing
        assert caught.value.key == key
        return why_of(caught.value)


@pytest.fixture
async def empty(tmp_path: Any) -> AsyncIterator[Office]:
    """Nobody has a team yet; everybody has pressed Start."""
    database = await migrated_databases.opened(tmp_path / "data" / "caigou.db")
    office = Office(database)
    await office.meet(ANNA, BORIS, CHEN, DARIA, STRANGER)
    yield office
    await database.close()


@pytest.fixture
async def office(empty: Office) -> Office:
    """Anna's group is a team, with nobody else in it."""
    await empty.teams.here(Act(ANNA), GROUP, "Buyers")
    return empty


@pytest.fixture
async def two(office: Office) -> Office:
    """Boris is an admin, too."""
    await office.join(BORIS, Role.ADMIN)
    return office


@pytest.fixture
def who() -> Any:
    """The people, by their names."""
    return SimpleNamespace(anna=ANNA, boris=BORIS, chen=CHEN, daria=DARIA, stranger=STRANGER)
