"""A desk without a market: a ledger on a new database, a clock that is set by hand, and a team with its people."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.desk.away import Aways
from bot.desk.changes import Changes
from bot.desk.ledger.ledger import Ledger
from bot.desk.membership import kinds
from bot.desk.people import People
from bot.desk.policy import Policies, changed_policy
from bot.desk.teams import Teams
from bot.purchasing.approval.team import Role
from bot.purchasing.purchase import Cause, Person, Place
from bot.purchasing.teams import Changed, OurTeam, Proposed
from storage.database import Database

GROUP = -1001
ANNA, BORIS, CHEN, DARIA = (Person(n, name, "en") for n, name in ((1, "Anna"), (2, "Boris"), (3, "Chen"), (4, "Daria")))
"""Anna is the admin of the settings."""


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 2, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def pass_time(self, **spans: float) -> None:
        self.time += timedelta(**spans)

    async def sleep(self, seconds: float) -> None:
        self.pass_time(seconds=seconds)


class Office:
    """The verbs on teams, and what the tests look at."""

    def __init__(self, database: Database, admins: frozenset[int]) -> None:
        self.database, self.clock = database, HandClock()
        self.ledger = Ledger(database, self.clock)
        self.ledger.admins = admins
        codes = count(1)
        changes = Changes(self.ledger, {**kinds(lambda: f"code-{next(codes)}"), "policy": changed_policy})
        self.people = People(self.ledger, admins)
        self.teams, self.policy = Teams(self.ledger, changes), Policies(self.ledger, changes)
        self.away = Aways(self.ledger)
        self._updates = count(1)

    def cause(self) -> Cause:
        return Cause(7, next(self._updates))

    async def meet(self, *people: Person) -> None:
        for each in people:
            await self.people.remember(each, Place(each.id), "private", "")

    async def agreed(self, result: Changed | Proposed, by: Person = ANNA) -> Changed:
        """Say the second word where one is needed: the only admin's, ten minutes later."""
        if isinstance(result, Changed):
            return result
        self.clock.pass_time(minutes=10)
        return await self.teams.second(by, result.id, None)

    async def give(self, team: OurTeam, person: Person, *roles: Role) -> None:
        """Somebody joins by invitations, one for each role."""
        for role in roles:
            done = await self.agreed(await self.teams.invite(ANNA, team.id, role, None))
            await self.teams.join(person, done.code, None)

    async def team(self, team_id: int = 1) -> OurTeam:
        found = await self.teams.get(team_id)
        assert found is not None
        return found

    async def posted(self, kind: str = "", chat: int = GROUP) -> list[dict[str, Any]]:
        """What is owed to a chat, oldest first."""
        async with self.ledger.look() as book:
            due = await book.session.exec(_outbox())
        return [row.payload for row in due.all() if row.chat_id == chat and kind in ("", row.kind)]

    async def journal(self) -> list[tuple[str, dict[str, Any]]]:
        async with self.ledger.look() as book:
            rows = await book.session.exec(_events())
        return [(row.kind, row.facts) for row in rows.all()]


def _outbox() -> Any:
    from sqlmodel import select

    from storage.tables import Outbox

    return select(Outbox).order_by(Outbox.id)


def _events() -> Any:
    from sqlmodel import select

    from storage.tables import Event

    return select(Event).order_by(Event.id)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "caigou.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite:///{path}")
    yield opened
    await opened.close()


@pytest.fixture
def office(database: Database) -> Office:
    """One admin in the settings: Anna."""
    return Office(database, frozenset({ANNA.id}))


@pytest.fixture
async def team(office: Office) -> OurTeam:
    """Anna's team, with nobody else in it."""
    await office.meet(ANNA, BORIS, CHEN, DARIA)
    return await office.teams.here(ANNA, GROUP, "Buyers", None)


@pytest.fixture
def shell(path: Path, database: Database) -> Callable[[str], list[Any]]:
    """The database as a hand with a SQL shell reads it."""

    def ask(sql: str) -> list[Any]:
        connection = sqlite3.connect(path)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    return ask
