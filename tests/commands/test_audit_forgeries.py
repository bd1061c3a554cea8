"""Somebody who can write into the database cuts the journal's end off, or rewrites it and rebuilds the chain: found."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.desk.ledger.journal_chain import JournalKey, hash_of
from bot.desk.ledger.ledger import Ledger
from storage.files.small_file import HighWaterFile
from tests import migrated_databases
from tests.desk.conftest import ANNA, BORIS, Room
from tests.fakes.clock import HandClock
from tests.fakes.market import placed

NEEDED = {"TELEGRAM_TOKEN": "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"}
KEY = "0123456789abcdef" * 4
ORDERS = ["3301686771403780001", "3301686771403780002", "3301686771403780003"]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def fill(place: Path, key: str | None) -> None:
    """A database with three purchases that Anna and Boris confirmed, and with what is remembered beside it."""
    database = await migrated_databases.opened(place)
    ledger = Ledger(database, HandClock())
    ledger.key = JournalKey(key) if key else None
    ledger.memory = HighWaterFile(place.with_name("high-water.json"))
    room = Room(ledger, frozenset({ANNA.id, BORIS.id}), place.with_name("answers.log"))
    await room.desk.journal_keeper.begin()
    await room.started()
    for order_id in ORDERS:
        await room.sent(placed(order_id))
    await ledger.remember()
    await database.close()


class Files:
    """The database and what lies beside it, in the hands of somebody who has no key."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "data" / "caigou.db"
        self.memory = self.place.with_name("high-water.json")

    def run(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.place, isolation_level=None)) as connection:
            for (trigger,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {trigger}")
            for each in statements:
                connection.execute(each)

    def ask(self, query: str) -> list[Any]:
        with closing(sqlite3.connect(self.place)) as connection:
            return connection.execute(query).fetchall()

    def head(self) -> str:
        """The newest entry, as the bot tells it."""
        ((number, hash),) = self.ask("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1")
        return f"{number}:{hash}"

    def rebuild(self) -> None:
        """Give every entry the hash that it must have, as anybody can who knows how hashes are made."""
        rows = self.ask(
            "SELECT id, at, kind, actor_id, request_id, attempt_id, order_id, facts, bot_id, update_id FROM event"
            " ORDER BY id"
        )
        previous, hashes = "", []
        for number, at, kind, actor, request, attempt, order, facts, bot, update in rows:
            found = hash_of(previous, {
                "at": _EPOCH + timedelta(microseconds=at), "kind": kind, "actor": actor, "request": request,
                "attempt": attempt, "order": order, "facts": json.loads(facts), "bot": bot, "update": update,
            })  # fmt: skip
            hashes.append((previous, found, number))
            previous = found
        with closing(sqlite3.connect(self.place, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            connection.executemany("UPDATE event SET previous = 'x' || id, hash = 'y' || id WHERE id = ?",
                                   [(number,) for _, _, number in hashes])  # fmt: skip
            connection.executemany("UPDATE event SET previous = ?, hash = ? WHERE id = ?", hashes)
            connection.execute("COMMIT")


@pytest.fixture
def files(folder: Path, write_env: Callable[..., Path]) -> Files:
    """Three purchases, anchored; the key is in the settings."""
    found = Files(folder)
    asyncio.run(fill(found.place, KEY))
    write_env(DATABASE_URL=f"sqlite:///{found.place}", JOURNAL_KEY=KEY, **NEEDED)
    return found


def verify(*more: str) -> int:
    return cli.main(["audit", "verify", *more])


CHANGE_WHO = f"UPDATE event SET actor_id = {BORIS.id} WHERE id = (SELECT max(id) FROM event WHERE kind = 'confirmed')"


def test_what_nobody_touched_is_proved(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    entries = files.ask("SELECT count(*) FROM event")[0][0]
    assert verify("--head", files.head()) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{entries} entries, each as it was written. The last is {files.head()}\n")
    assert f"{entries} anchors were checked" in told
    assert "0 entries came after it" in told


@pytest.mark.threat("T57")
def test_the_end_that_was_cut_off_is_found_by_what_the_bot_remembers(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    newest = files.head().partition(":")[0]
    files.run("DELETE FROM event WHERE id > (SELECT max(id) FROM event WHERE kind = 'confirmed')")
    assert verify() == 1
    assert capsys.readouterr().err.startswith(f"The journal lacks entry {newest}, which the bot remembers")


@pytest.mark.threat("T57")
def test_the_end_that_was_cut_off_is_found_by_the_head_that_the_bot_told(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    told = files.head()
    files.memory.unlink()
    files.run("DELETE FROM event WHERE id > (SELECT max(id) FROM event WHERE kind = 'confirmed')")
    assert verify() == 0  # what is left is as it was written, and nobody here knows that there was more
    for head in (told, told.partition(":")[2]):
        assert verify("--head", head) == 1
        assert "No entry is the head that you named" in capsys.readouterr().err
    assert verify("--head", files.head()) == 0


@pytest.mark.threat("T57")
def test_another_name_under_a_consent_and_the_chain_rebuilt_is_found(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    files.run(CHANGE_WHO)
    files.rebuild()
    files.memory.unlink()
    ((number,),) = files.ask("SELECT max(id) FROM event WHERE kind = 'confirmed'")
    assert verify() == 1
    told = capsys.readouterr().err
    assert told.startswith(f"Entry {number} of the journal is broken: its anchor is not the one that it must have.")


@pytest.mark.threat("T57")
def test_a_chain_that_is_rebuilt_without_its_anchors_is_found(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    files.run(CHANGE_WHO, "UPDATE event SET anchor = NULL", "DELETE FROM event WHERE kind = 'journal_anchored'")
    files.rebuild()
    files.memory.unlink()
    assert verify() == 1
    assert "no entry is anchored" in capsys.readouterr().err


@pytest.mark.threat("T57")
def test_anchors_that_are_taken_from_the_end_alone_are_found(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    first = "(SELECT max(id) FROM event WHERE kind = 'confirmed')"
    files.run(CHANGE_WHO, f"UPDATE event SET anchor = NULL WHERE id >= {first}")
    files.rebuild()
    files.memory.unlink()
    assert verify() == 1
    assert "at the end carry no anchor" in capsys.readouterr().err


def test_a_forger_with_a_key_of_their_own_is_found(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    theirs = JournalKey("fedcba9876543210" * 4)
    files.run(CHANGE_WHO, f"UPDATE event SET facts = replace(facts, '{JournalKey(KEY).id}', '{theirs.id}')")
    files.rebuild()
    files.memory.unlink()
    files.run(
        *(
            f"UPDATE event SET anchor = '{theirs.anchor(hash)}' WHERE id = {number}"
            for number, hash in files.ask("SELECT id, hash FROM event")
        )
    )
    assert verify() == 1
    assert "made with another key than JOURNAL_KEY" in capsys.readouterr().err


@pytest.mark.usefixtures("files")
def test_an_auditor_without_the_key_is_told_what_was_not_checked(
    files: Files, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    write_env(DATABASE_URL=f"sqlite:///{files.place}", **NEEDED)
    assert verify() == 0
    told = capsys.readouterr().out
    assert "as it was written" not in told
    assert "Their anchors were not checked, since JOURNAL_KEY is not set here" in told


def test_a_head_from_before_stays_in_the_chain_and_what_came_since_is_counted(
    files: Files, capsys: pytest.CaptureFixture[str]
) -> None:
    ((number, hash),) = files.ask("SELECT id, hash FROM event WHERE id = 3")
    assert verify("--head", f"{number}:{hash}") == 0
    entries = files.ask("SELECT count(*) FROM event WHERE id > 3")[0][0]
    assert f"The head that you named is there; {entries} entries came after it." in capsys.readouterr().out
    assert verify("--head", f"4:{hash}") == 1
    assert verify("--head", "yesterday") == 2


def test_the_head_is_told_with_every_export(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["audit", "export"], ["export"]):
        assert cli.main(command) == 0
        assert f"The head of the journal: {files.head()}" in capsys.readouterr().err


def test_the_key_stands_nowhere_but_in_the_settings(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify() == cli.main(["audit", "export"]) == cli.main(["backup", "copy.db"]) == 0
    told = capsys.readouterr()
    held = b"".join(each.read_bytes() for each in Path().rglob("*") if each.is_file() and each.name != ".env")
    assert KEY not in told.out + told.err
    assert KEY.encode() not in held


def test_another_key_is_begun_on_purpose_alone(
    files: Files, write_env: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["audit", "anchor"]) == 1
    write_env(DATABASE_URL=f"sqlite:///{files.place}", JOURNAL_KEY="fedcba9876543210" * 4, **NEEDED)
    assert verify() == 1
    assert cli.main(["audit", "anchor"]) == 0
    capsys.readouterr()
    assert verify() == 0
    told = capsys.readouterr().out
    assert "were made with an earlier key and were not checked" in told
