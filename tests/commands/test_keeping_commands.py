"""`caigou backup`, `restore` and `migrate-to`, as a person at a terminal types them."""

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from storage.files import packing, room
from tests import migrated_databases


@pytest.fixture
def database(folder: Path, write_env: Any) -> Path:
    """A migrated database with one person in it, named by the settings."""
    path = folder / "data" / "caigou.db"
    write_env(DATABASE_URL=f"sqlite:///{path}")
    asyncio.run(migrated_databases.put(path))
    with closing(sqlite3.connect(path)) as connection, connection:
        columns = "id, name, username, language, reachable, seen_at"
        connection.execute(f"INSERT INTO person ({columns}) VALUES (1, 'Ann', '', 'en', 1, 1)")
    return path


def facts(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, value FROM fact"))


def test_backup_says_what_is_in_the_copy(database: Path, folder: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db"]) == 0
    assert "whole, for you alone" in capsys.readouterr().out
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600


def test_backup_leaves_a_foreign_file_alone(database: Path, folder: Path, capsys: Any) -> None:
    (folder / "notes.txt").write_text("mine")
    assert main(["backup", "notes.txt"]) == 1
    assert "is no copy of this database" in capsys.readouterr().err
    assert (folder / "notes.txt").read_text() == "mine"


def test_backup_of_postgresql_names_pg_dump(write_env: Any, capsys: Any) -> None:
    write_env(DATABASE_URL="postgresql://somebody@127.0.0.1/caigou")
    assert main(["backup", "copy.db"]) == 1
    assert "pg_dump" in capsys.readouterr().err


def test_restore_begins_a_quarantine_and_keeps_the_other_database(database: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db"]) == 0
    assert main(["restore", "copy.db"]) == 0
    told = capsys.readouterr().out
    assert "Buying is stopped" in told
    assert "numbered from #1000" in told
    assert {"quarantine", "pause"} <= facts(database).keys()
    (kept,) = database.parent.glob("caigou.db.replaced-*")
    assert "quarantine" not in facts(kept)


def test_restore_wants_a_copy_that_is_one(database: Path, folder: Path, capsys: Any) -> None:
    (folder / "x").write_text("nothing of the kind")
    before = database.read_bytes()
    assert main(["restore", "x"]) == 1
    assert main(["restore", "none.db"]) == 1
    assert main(["restore"]) == 2
    assert database.read_bytes() == before
    assert "is no copy of this program's database" in capsys.readouterr().err


def test_restore_of_a_copy_of_0_2_0_brings_it_up_to_date(database: Path, folder: Path) -> None:
    from tests.programmes.torture.r10_migrations import older

    older(folder / "old.db", "0036")
    assert main(["restore", "old.db"]) == 0
    assert "quarantine" in facts(database)


def test_migrate_to_moves_everything_once_and_no_bot_starts_on_the_old_file(
    database: Path, postgres_url: str, capsys: Any
) -> None:
    assert main(["migrate-to", postgres_url]) == 0
    told = capsys.readouterr().out
    assert "person" in told
    assert "DATABASE_URL=" in told
    assert postgres_url not in told
    assert "moved_to" in facts(database)
    assert "quarantine" not in facts(database)
    assert main(["migrate-to", postgres_url]) == 1
    assert "was moved to PostgreSQL" in capsys.readouterr().err


def test_migrate_to_wants_an_empty_postgresql(database: Path, folder: Path, capsys: Any) -> None:
    assert main(["migrate-to", f"sqlite:///{folder / 'other.db'}"]) == 1
    assert "Name a PostgreSQL database" in capsys.readouterr().err
    assert "moved_to" not in facts(database)


def test_doctor_shows_the_quarantine_and_what_is_left(database: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db"]) == 0
    assert main(["restore", "copy.db"]) == 0
    capsys.readouterr()
    main(["doctor"])
    told = capsys.readouterr().out
    assert "quarantine: restored; 1688's order list is not read" in told
    assert "buying: paused" in told


def test_migrate_to_without_a_database_makes_none_and_says_where_it_looked(
    write_env: Any, folder: Path, capsys: Any
) -> None:
    write_env()
    assert main(["migrate-to", "postgresql://u:p@127.0.0.1:1/d"]) == 1
    assert "There is no database at" in capsys.readouterr().err
    assert not (folder / "data").exists()


def test_backup_packs_a_copy_whose_name_says_so_and_restore_takes_it(database: Path, folder: Path, capsys: Any) -> None:
    assert main(["backup", "copy.db.zst"]) == 0
    assert "whole, for you alone" in capsys.readouterr().out
    assert (folder / "copy.db.zst").stat().st_mode & 0o777 == 0o600
    assert packing.is_packed(folder / "copy.db.zst")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM person")
    assert main(["restore", "copy.db.zst"]) == 0
    assert "Buying is stopped" in capsys.readouterr().out
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("Ann",)]
    assert database.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in database.parent.iterdir() if "restoring" in path.name] == []


def test_restore_takes_a_packed_copy_by_whatever_name(database: Path, folder: Path) -> None:
    assert main(["backup", "copy.db.zst"]) == 0
    (folder / "copy.db.zst").rename(folder / "carried-back")
    assert main(["restore", "carried-back"]) == 0


@pytest.mark.parametrize("spoil", [lambda kept: kept[:-7], lambda kept: kept[:2000] + b"?" + kept[2001:]])
def test_restore_refuses_a_packed_copy_that_was_cut_off_or_changed(
    database: Path, folder: Path, capsys: Any, spoil: Any
) -> None:
    assert main(["backup", "copy.db.zst"]) == 0
    (folder / "copy.db.zst").write_bytes(spoil((folder / "copy.db.zst").read_bytes()))
    before = database.read_bytes()
    assert main(["restore", "copy.db.zst"]) == 1
    assert "copy.db.zst is damaged: it was cut off or changed" in capsys.readouterr().err
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir() if "restoring" in path.name] == []


def test_restore_refuses_a_packed_file_that_holds_something_else(database: Path, folder: Path, capsys: Any) -> None:
    (folder / "notes").write_text("mine")
    packing.pack(folder / "notes", folder / "notes.zst")
    assert main(["restore", "notes.zst"]) == 1
    assert "is no copy of this program's database" in capsys.readouterr().err


def test_restore_says_how_much_room_a_packed_copy_takes(
    database: Path, folder: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["backup", "copy.db.zst"]) == 0
    monkeypatch.setattr(room, "free_at", lambda _: room.SPARE)
    assert main(["restore", "copy.db.zst"]) == 1
    assert "There is no room for a copy" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["caigou-2026-11-24T070000.db.zst", "caigou-2026-11-24T070000.db"])
def test_doctor_reads_the_newest_copy_packed_or_plain_and_says_if_it_is_damaged(
    database: Path, capsys: Any, name: str
) -> None:
    copy = database.with_name("backups") / name
    assert main(["backup", str(copy)]) == 0
    main(["doctor"])
    told = capsys.readouterr().out
    assert f"newest copy: {name}, " in told
    assert re.search(r"disk: [\d.]+ [MG]B free, a copy of the database takes", told)
    content = copy.read_bytes()
    copy.write_bytes(content[: len(content) // 2])  # the last page alone may be of an empty table, and hold nothing
    assert main(["doctor"]) == 1
    assert re.search(r"failed +newest copy: .*is damaged", capsys.readouterr().out)


def test_doctor_of_postgresql_says_whose_work_copies_are(write_env: Any, capsys: Any) -> None:
    write_env(DATABASE_URL="postgresql://somebody@127.0.0.1:1/caigou")
    main(["doctor"])
    told = capsys.readouterr().out
    assert "free for the bot's own files; copies, and the room for them, are the work of PostgreSQL's server" in told
    assert "newest copy" not in told
