"""What the database itself refuses of teams, and how they are loaded."""

import sqlite3
from typing import Any

import pytest

from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.approval.team import Role
from storage.engine.database import Database
from storage.tables import MemberRow, PersonRow, TeamRow
from tests.statements import Statements, counted

HAND = {"made_by": 1, "created_at": 1}


@pytest.fixture
def seated(insert: Any) -> Any:
    """Ann and Bo are in a team."""
    insert("person", id=1, name="Ann")
    insert("person", id=2, name="Bo")
    insert("team", id=5, chat_id=-1001, time_zone="Asia/Shanghai", policy_version=1)
    insert("member", team_id=5, person_id=1, roles="admin")
    return insert


@pytest.mark.parametrize(("table", "values", "why"), [
    ("team", {"chat_id": -1001}, r"UNIQUE constraint failed: team\.chat_id"),
    ("member", {"team_id": 5, "person_id": 1}, r"UNIQUE constraint failed: member\.team_id"),
    ("member", {"team_id": 6, "person_id": 2}, "FOREIGN KEY"),
    ("member", {"team_id": 5, "person_id": 3}, "FOREIGN KEY"),
    ("member", {"team_id": 5, "person_id": 2, "limit_fen": -1}, "limit_not_negative"),
    ("policy", {"team_id": 6, "version": 1}, "FOREIGN KEY"),
    ("invitation", {"code_sha256": "a", "team_id": 5, "role": "owner"}, "role_known"),
    ("invitation", {"code_sha256": "a", "team_id": 5, "role": "buyer", "used_by": 9}, "FOREIGN KEY"),
    ("away", {"team_id": 5, "person_id": 1, "delegate_id": 1, "from_day": "a", "until_day": "b"}, "not_to_oneself"),
    ("away", {"team_id": 5, "person_id": 1, "from_day": "2026-11-25", "until_day": "2026-11-24"}, "days_forward"),
    ("question", {"request_id": 77, "asker_id": 1}, "FOREIGN KEY"),
    ("proposal", {"team_id": 5, "outcome": "perhaps"}, "outcome_known"),
    ("request", {"requester_id": 1, "state": "draft", "team_id": 6}, "FOREIGN KEY"),
])  # fmt: skip
def test_a_row_that_cannot_be_is_refused(seated: Any, table: str, values: dict[str, Any], why: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=why):
        seated(table, **values)


def test_a_version_of_the_rules_is_written_once(seated: Any) -> None:
    seated("policy", team_id=5, version=1, rules="{}", **HAND)
    seated("policy", team_id=5, version=2, rules="{}", **HAND)
    with pytest.raises(sqlite3.IntegrityError, match=r"policy\.version"):
        seated("policy", team_id=5, version=2, rules="{}", **HAND)


@pytest.mark.usefixtures("seated")
def test_a_team_with_members_and_a_member_with_a_name_stay(plain: sqlite3.Connection) -> None:
    for table, number in (("team", 5), ("person", 1)):
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            plain.execute(f"DELETE FROM {table} WHERE id = ?", (number,))


async def test_roles_and_amounts_come_back_as_they_were_stored(database: Database) -> None:
    moment = _moment()
    async with database.transaction() as session:
        session.add(PersonRow(id=2**40, name="Ann", seen_at=moment))
        session.add(TeamRow(id=1, chat_id=-(2**40), time_zone="Asia/Shanghai", policy_version=1, created_at=moment))
        await session.flush()
        session.add(MemberRow(team_id=1, person_id=2**40, roles="admin,buyer", limit_fen=10**12, since=moment))
    async with database.reading() as session:
        row = await session.get(MemberRow, (1, 2**40))
    assert row is not None
    assert (row.roles, row.limit_fen, row.version, row.since) == ("admin,buyer", 10**12, 1, moment)


def _moment() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 24, 1, 2, 3, 456789, tzinfo=UTC)


async def test_all_teams_of_somebody_are_loaded_at_once_each_with_its_own_people(database: Database) -> None:
    moment, owner = _moment(), 9
    async with database.transaction() as session:
        for person, name in ((1, "Ann"), (2, "Boris"), (3, "Chen"), (owner, "Owner")):
            session.add(PersonRow(id=person, name=name, seen_at=moment))
        for team, active in ((1, True), (2, True), (3, False), (4, True)):
            session.add(
                TeamRow(id=team, chat_id=-team, active=active, time_zone="UTC", policy_version=1, created_at=moment)
            )
        await session.flush()
        for team, person in ((2, 1), (2, 2), (1, 1), (3, 1), (4, 3)):
            session.add(MemberRow(team_id=team, person_id=person, roles="buyer", since=moment))
        for team, person in ((1, owner), (4, 1)):
            session.add(MemberRow(team_id=team, person_id=person, roles="buyer", active=False, since=moment))
    async with database.reading() as session:
        teams = UnitOfWork(session, moment, None, frozenset({owner, 10})).teams
        with counted(Statements()) as asked:
            hers = await teams.of_person(1)
        assert len(asked.every) == 2
        assert [(each.id, [(one.person_id, one.name) for one in each.members]) for each in hers] == [
            (1, [(1, "Ann"), (owner, "Owner"), (10, "10")]),
            (2, [(1, "Ann"), (2, "Boris"), (owner, "Owner"), (10, "10")]),
        ]
        assert hers == (await teams.get(1), await teams.get(2))
        assert [each.roles for each in hers[0].members] == [{Role.BUYER}, {Role.ADMIN}, {Role.ADMIN}]
        assert [each.id for each in await teams.all_open()] == [1, 2, 4]
        assert await teams.of_person(owner) == await teams.all_open()
        assert await teams.of_person(4) == ()
        assert [await teams.is_member(each) for each in (1, 2, 3, 4, owner)] == [True, True, True, False, False]
