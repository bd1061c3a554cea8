"""`caigou audit` proves the journal of a database that lies there, names what was changed, and hands it out."""

import asyncio
import csv
import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.person import Cause
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.journaled import journaled

NEEDED = {"TELEGRAM_TOKEN": "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"}
Spoil = Callable[[str], None]


async def write_a_journal(path: Path) -> None:
    database = await migrated_databases.opened(path)
    clock = HandClock(datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC))
    ledger = Ledger(database, clock)
    for number in range(5):
        async with ledger.change(Cause(7, number)) as uow:
            await uow.record(journaled("refused", actor=1, reason=f"=HYPERLINK({number}) “采购”", code=10**15))
    await database.close()
    assert clock.waits == []


@pytest.fixture
def path(folder: Path, write_env: Callable[..., Path]) -> Path:
    """A database with five entries, and the settings that name it."""
    place = folder / "data" / "caigou.db"
    asyncio.run(write_a_journal(place))
    write_env(DATABASE_URL=f"sqlite:///{place}", **NEEDED)
    return place


@pytest.fixture
def spoil(path: Path) -> Spoil:
    """Change the journal as somebody with the file in his hands would."""

    def change(statement: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            connection.execute(statement)

    return change


@pytest.mark.usefixtures("path")
def test_a_journal_as_it_was_written_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "verify"]) == 0
    assert capsys.readouterr().out.startswith("5 entries, each following the one before. The last is 5:")


@pytest.mark.threat("T28")
@pytest.mark.parametrize(("statement", "number"), [
    ("UPDATE event SET facts = replace(facts, '“', '\"')  WHERE id = 3", 3),
    ("UPDATE event SET facts = 'x' || facts WHERE id = 2", 2),
    ("UPDATE event SET kind = 'resumed' WHERE id = 1", 1),
    ("UPDATE event SET actor_id = 2 WHERE id = 5", 5),
    ("UPDATE event SET at = at + 1 WHERE id = 4", 4),
    ("UPDATE event SET at = 'soon' WHERE id = 4", 4),
    ("UPDATE event SET update_id = NULL WHERE id = 4", 4),
    ("UPDATE event SET hash = CAST(x'ff' || substr(hash, 2) AS TEXT) WHERE id = 2", 2),
    ("UPDATE event SET hash = replace(hash, substr(hash, 1, 8), '00000000') WHERE id = 2", 2),
    ("DELETE FROM event WHERE id = 3", 4),
    ("DELETE FROM event WHERE id = 1", 2),
    ("UPDATE event SET id = 9 WHERE id = 2", 3),
])  # fmt: skip
def test_the_first_entry_that_was_changed_is_named(
    spoil: Spoil, capsys: pytest.CaptureFixture[str], statement: str, number: int
) -> None:
    spoil(statement)
    assert cli.main(["audit", "verify"]) == 1
    assert capsys.readouterr().err.startswith(f"Entry {number} of the journal is broken: ")


@pytest.mark.usefixtures("path")
def test_json_lines_hold_every_entry(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "export"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["id"] for each in entries] == [1, 2, 3, 4, 5]
    assert entries[0]["facts"] == {"reason": "=HYPERLINK(0) “采购”", "code": 10**15}
    assert entries[0]["at"] == "2026-11-24T09:00:00.123456+00:00"
    assert [each["previous"] for each in entries[1:]] == [each["hash"] for each in entries[:-1]]


@pytest.mark.threat("T18")
@pytest.mark.usefixtures("path")
def test_a_spreadsheet_s_file_is_its_owner_s_and_runs_nothing(folder: Path) -> None:
    target = folder / "journal.csv"
    assert cli.main(["audit", "export", "--format", "csv", "--to", str(target)]) == 0
    assert target.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "-", "@"))]
    assert json.loads(rows[4]["facts"])["reason"].startswith("=HYPERLINK(4)")


@pytest.mark.usefixtures("path")
def test_a_file_that_is_there_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder / "journal.csv"
    target.write_text("mine", encoding="utf-8")
    assert cli.main(["audit", "export", "--to", str(target)]) == 1
    assert "journal.csv" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_spoilt_entry_is_handed_out_as_far_as_it_can_be_read(
    spoil: Spoil, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil("UPDATE event SET hash = CAST(x'ff' || substr(hash, 2) AS TEXT) WHERE id = 2")
    assert cli.main(["audit", "export"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["id"] for each in entries] == [1, 2, 3, 4, 5]
    assert entries[1] == {"id": 2}


def test_a_database_that_is_not_there_is_one_sentence(
    write_env: Callable[..., Path], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_env(DATABASE_URL=f"sqlite:///{folder}/none.db", **NEEDED)
    assert cli.main(["audit", "verify"]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not (folder / "none.db").exists()


def test_another_word_than_verify_or_export_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "burn"]) == 2
    assert "verify" in capsys.readouterr().err


def test_a_database_of_an_earlier_version_is_no_broken_journal(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0036'")
        connection.commit()
    for words in (["audit", "verify"], ["audit", "export"]):
        assert cli.main(words) == 1
        assert capsys.readouterr().err.startswith("The database is of an earlier version")
