"""`caigou audit verify` and the hashes from before the journal's conversion: kept, changed, and erased."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot.desk.ledger.facts import DATABASE, DatabaseName
from storage.engine.database import Database
from storage.files.small_file import HighWaterFile
from tests.storage.converted_journals import ANNA, WRITTEN, chained, converted, ledger_of

NEEDED = {"TELEGRAM_TOKEN": "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"}
OLD = chained(WRITTEN)
SINCE = "2026-11-01T00:00:00+00:00"


@pytest.fixture
def place(folder: Path, write_env: Callable[..., Path]) -> Path:
    """A journal that was converted, and the bot's memory from before that."""
    place = folder / "data" / "caigou.db"
    place.parent.mkdir(mode=0o700)

    async def make() -> None:
        database = await converted(f"sqlite:///{place}")
        async with ledger_of(database).change() as uow:
            await uow.facts.put(DATABASE, DatabaseName("d", SINCE))
        await database.close()

    asyncio.run(make())
    mark = {"since": SINCE, "entry": 8, "hash": OLD[7]["hash"], "attempt": 0, "timeline": ""}
    HighWaterFile(place.with_name("high-water.json")).keep("d", mark, lambda kept: False)
    write_env(DATABASE_URL=f"sqlite:///{place}", **NEEDED)
    return place


def forget(place: Path) -> None:
    async def go() -> None:
        database = await Database.open(f"sqlite:///{place}")
        async with ledger_of(database).change() as uow:
            await uow.journal.forget(ANNA)
        await database.close()

    asyncio.run(go())


def verify(*more: str) -> int:
    return cli.main(["audit", "verify", *more])


@pytest.mark.usefixtures("place")
def test_a_head_from_before_the_conversion_is_recognised_while_its_hash_is_kept(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for head in (OLD[7]["hash"], f"5:{OLD[4]['hash']}"):
        assert verify("--head", head) == 0
    told = capsys.readouterr().out
    assert "The head that you named is there; 1 entries came after it." in told
    assert "before the conversion" not in told


def test_once_somebody_was_forgotten_it_is_said_that_such_heads_are_not_recognised_any_more(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(place)
    assert verify() == 0  # nor is the memory from before it a fault
    assert "The hashes that entries 1 to 8 had before the conversion are erased" in capsys.readouterr().out
    for head in (OLD[7]["hash"], f"5:{OLD[4]['hash']}"):
        assert verify("--head", head) == 1
        told = capsys.readouterr().err
        assert "had before the conversion were erased with a person who was forgotten" in told
    assert verify("--head", f"9:{OLD[7]['hash']}") == 1
    assert "before the conversion" not in capsys.readouterr().err


def test_some_of_them_missing_are_a_fault(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("DELETE FROM journal_before WHERE event_id = 4")
    assert verify() == 1
    assert capsys.readouterr().err.startswith("Entry 9 of the journal is broken: the hashes that entries had before")


@pytest.mark.usefixtures("place")
def test_an_export_holds_none_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["audit", "export"]) == cli.main(["audit", "export", "--format", "csv"]) == 0
    told = capsys.readouterr().out
    assert [each["hash"] for each in OLD[1:] if each["hash"] in told] == []
