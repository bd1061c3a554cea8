"""Members of every earlier database come through as people who are in their group, and that one left is kept."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role
from bot.purchasing.people.teams import Left
from storage.engine import revisions
from storage.engine.database import Database
from tests import migrated_databases
from tests.postgres import told

EARLIER = revisions.revisions()[:-1]
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
ADMIN = 3
ROWS = (
    "INSERT INTO person (id, name, username, language, reachable, seen_at) VALUES (1, 'Ann', '', 'en', true, 0)",
    "INSERT INTO team (id, chat_id, title, language, time_zone, currency, policy_version, active, created_at)"
    " VALUES (5, -1001, 'Buyers', 'en', 'Asia/Shanghai', '', 1, true, 0)",
    "INSERT INTO member (team_id, person_id, roles, limit_fen, active, version, since)"
    " VALUES (5, 1, 'approver,buyer', 100, true, 7, 0)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    (tmp_path / "data").mkdir(mode=0o700)
    return f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"


async def older(address: str, revision: str) -> None:
    """A database of that revision, with a member in it."""
    await migrated_databases.put_older(address, revision)
    if address.startswith("sqlite"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)) as hand:
            for row in ROWS:
                hand.execute(row)
    else:
        told(address, ";".join(ROWS))


async def known(database: Database) -> Any:
    async with database.reading() as session:
        team = await UnitOfWork(session, NOW, None).teams.get(5)
    assert team is not None
    return team


@pytest.mark.parametrize(("address", "revision"), migrated_databases.of_each_kind(EARLIER), indirect=["address"])
async def test_members_of_an_earlier_database_are_in_their_group(address: str, revision: str) -> None:
    await older(address, revision)
    database = await Database.open(address)
    (ann,) = (await known(database)).members
    assert (ann.name, ann.roles, ann.limit, ann.active, ann.rests) == (
        "Ann", {Role.APPROVER, Role.BUYER}, 100, True, False,
    )  # fmt: skip
    async with database.transaction() as session:
        await UnitOfWork(session, NOW, None).teams.put_left(5, 1, Left(NOW, 2**40))
    (ann,) = (await known(database)).members
    assert (ann.roles, ann.rests) == ({Role.APPROVER, Role.BUYER}, True)
    async with database.transaction() as session:
        teams = UnitOfWork(session, NOW, None).teams
        assert await teams.left(5, 1) == Left(NOW, 2**40)
        await teams.put_left(5, 1, None)
        assert await teams.left(5, 1) is None
        assert await teams.member_version(5, 1) == 7
    await database.close()


async def test_an_admin_of_the_settings_has_a_row_of_his_own_once_he_left(tmp_path: Path) -> None:
    database = await migrated_databases.opened(tmp_path / "caigou.db")
    with closing(sqlite3.connect(tmp_path / "caigou.db", isolation_level=None)) as hand:
        for row in (*ROWS, ROWS[0].replace("1, 'Ann'", "3, 'Owner'")):
            hand.execute(row)
    async with database.transaction() as session:
        teams = UnitOfWork(session, NOW, None, frozenset({ADMIN})).teams
        await teams.put_left(5, ADMIN, Left(NOW))
        team = await teams.get(5)
        assert team is not None
        owner = team.member(ADMIN)
        assert owner is not None
        assert (set(owner.roles), owner.active, owner.rests, owner.by_settings) == ({Role.ADMIN}, True, True, True)
        assert not await teams.is_member(ADMIN)
    await database.close()
