"""`caigou forget`, as a person at a terminal types it, without a bot beside it."""

import asyncio
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.purchasing.people.forgotten import FORMER
from tests import migrated_databases

PEOPLE = ((11, "Ann Lee"), (12, "Bo"), (13, "Bo"), (14, "Olga"))


@pytest.fixture
def database(folder: Path, write_env: Any) -> Path:
    """A database with four people, one of them an admin of the settings, named by the settings."""
    path = folder / "data" / "caigou.db"
    write_env(DATABASE_URL=f"sqlite:///{path}", TELEGRAM_ADMINS="14")
    asyncio.run(migrated_databases.put(path))
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "id, name, username, language, reachable, seen_at"
        name = json.dumps({"id": "a" * 32, "since": "2026-11-24T00:00:00+00:00"})  # as its first start gives it
        connection.execute("INSERT INTO fact VALUES ('database', ?, 1)", (name,))
        for number, name in PEOPLE:
            connection.execute(f"INSERT INTO person ({columns}) VALUES (?, ?, '', 'en', 1, 1)", (number, name))
    return path


def names(path: Path) -> dict[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT id, name FROM person"))


def test_somebody_is_forgotten_by_number(database: Path, capsys: Any) -> None:
    assert main(["forget", "11", "--yes"]) == 0
    assert names(database) == dict(PEOPLE) | {11: FORMER}
    assert "400 days" in capsys.readouterr().out
    assert b"Ann Lee" not in database.read_bytes()


def test_somebody_is_forgotten_by_their_whole_name_in_any_case(database: Path) -> None:
    assert main(["forget", "ann lee", "--yes"]) == 0
    assert names(database)[11] == FORMER


def test_who_is_forgotten_is_remembered_outside_by_number_and_for_the_owner_alone(database: Path) -> None:
    assert main(["forget", "11", "--yes"]) == 0
    beside = database.with_name("erased.json")
    (listed,) = json.loads(beside.read_text()).values()
    assert list(listed) == ["11"]
    assert beside.stat().st_mode & 0o777 == 0o600
    assert "Ann" not in beside.read_text()


@pytest.mark.threat("T58")
def test_a_name_of_two_people_names_their_numbers_and_forgets_nobody(database: Path, capsys: Any) -> None:
    assert main(["forget", "Bo", "--yes"]) == 2
    told = capsys.readouterr().err
    assert "12" in told
    assert "13" in told
    assert names(database) == dict(PEOPLE)


@pytest.mark.parametrize("who", ["Nobody", "99", "@nobody", "Ann", "9" * 30, FORMER])
def test_somebody_unknown_is_nobody(database: Path, capsys: Any, who: str) -> None:
    assert main(["forget", who, "--yes"]) == 2
    assert "Nobody is known as" in capsys.readouterr().err
    assert names(database) == dict(PEOPLE)


def test_an_admin_of_the_settings_is_taken_out_there_first(database: Path, capsys: Any) -> None:
    assert main(["forget", "14", "--yes"]) == 1
    assert "TELEGRAM_ADMINS" in capsys.readouterr().err
    assert names(database) == dict(PEOPLE)


def test_without_a_terminal_and_without_yes_nobody_is_forgotten(database: Path, capsys: Any) -> None:
    assert main(["forget", "11"]) == 1
    assert "--yes" in capsys.readouterr().err
    assert names(database) == dict(PEOPLE)


@pytest.mark.parametrize(("typed", "gone"), [("yes", True), ("y", True), ("no", False), ("", False)])
def test_a_person_at_the_terminal_is_asked(database: Path, monkeypatch: Any, typed: str, gone: bool) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("bot.cli.ask", lambda prompt, hidden=False: typed)
    assert main(["forget", "11"]) == (0 if gone else 1)
    assert (names(database)[11] == FORMER) is gone


def test_a_database_that_is_not_there_is_not_made(folder: Path, write_env: Any, capsys: Any) -> None:
    write_env(DATABASE_URL=f"sqlite:///{folder}/none/caigou.db")
    assert main(["forget", "11", "--yes"]) == 1
    assert "There is no database" in capsys.readouterr().err
    assert not (folder / "none").exists()


@pytest.mark.threat("T60")
def test_a_list_outside_that_cannot_be_read_stops_a_restore(database: Path, folder: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db"]) == 0
    database.with_name("erased.json").write_text("{")
    before = database.read_bytes()
    assert main(["restore", "copy.db"]) == 1
    assert "cannot be read" in capsys.readouterr().err
    assert database.read_bytes() == before


def test_a_restore_forgets_again_who_was_forgotten_after_the_copy(database: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db"]) == 0
    assert main(["forget", "11", "--yes"]) == 0
    assert main(["restore", "copy.db"]) == 0
    assert "forgotten again: 1" in capsys.readouterr().out
    assert names(database)[11] == FORMER
    assert b"Ann Lee" not in database.read_bytes()
