"""After pg_restore a PostgreSQL database is put into quarantine, and never under a bot that runs."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.database import restore
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.people.forgotten import FORMER
from bot.purchasing.person import Person
from bot.sandbox.patience import until
from bot.settings import Settings, of_world
from bot.wiring.database_care import BESIDE_A_SERVER, ERASED, after_pg_restore, move_to, nobody_runs
from storage.engine.database import Database
from storage.engine.listen_connection import Link
from storage.failures import StorageFailed
from storage.files.small_file import ErasedFile
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.journaled import journaled
from tests.postgres import asked


def settings(url: str) -> Settings:
    return of_world({"DATABASE_URL": url, "TELEGRAM_ADMINS": "1"})


@pytest.fixture
def filled(migrated_url: str) -> str:
    """A database that pg_restore has just filled."""
    return migrated_url


async def test_it_begins_in_quarantine_with_buying_stopped(filled: str) -> None:
    begun = await after_pg_restore(settings(filled))
    assert begun.numbers_from == 1000
    facts = {row[0] for row in asked(filled, "SELECT name FROM fact")}
    assert {"quarantine", "pause", "restored_at"} <= facts
    assert asked(filled, "SELECT nextval(pg_get_serial_sequence('request', 'id'))") == [(1000,)]


async def test_the_command_forgets_again_who_was_forgotten_after_the_dump(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = await Database.open(filled)
    ledger = Ledger(database, HandClock())
    async with ledger.change() as uow:
        await uow.people.put_person(Person(11, "Zofia Kanarek", "en"), reachable=True)
        await uow.record(journaled("question", actor=11, snapshot="h", text="for Zofia?"))
        name = await uow.high_water.name_it()
    await database.close()
    monkeypatch.chdir(tmp_path)
    ErasedFile(BESIDE_A_SERVER.with_name(ERASED)).keep(name, {11: datetime(2026, 11, 25, tzinfo=UTC)})
    assert await asyncio.to_thread(restore, settings(filled), None, True) == 0
    assert "forgotten again: 1" in capsys.readouterr().out
    assert asked(filled, "SELECT name FROM person WHERE id = 11") == [(FORMER,)]
    assert asked(filled, "SELECT count(*) FROM journal_personal") == [(0,)]
    assert asked(filled, "SELECT person_id, state FROM erasure") == [(11, "done")]


async def linked(url: str) -> Link:
    """A bot that gets its updates by a webhook: it lives, and never polls."""
    link = Link(url, lambda owner, works: None)
    await link.open()
    await link.live()
    return link


async def refused(url: str) -> None:
    with pytest.raises(StorageFailed, match="Stop every one of them first"):
        await after_pg_restore(settings(url))
    assert asked(url, "SELECT count(*) FROM fact WHERE name = 'quarantine'") == [(0,)]


async def test_it_is_refused_in_a_sentence_while_a_bot_runs_that_never_polls(filled: str) -> None:
    link = await linked(filled)
    await refused(filled)
    await link.close()
    await after_pg_restore(settings(filled))


async def test_it_is_refused_while_a_bot_stands_still_whose_link_the_server_has_cut(filled: str) -> None:
    database = await Database.open(filled)
    async with database.reading():
        await refused(filled)
    await database.close()
    await after_pg_restore(settings(filled))


async def test_a_bot_that_starts_meanwhile_is_refused_in_a_sentence(filled: str) -> None:
    async with nobody_runs(filled):
        with pytest.raises(StorageFailed, match="being restored or moved"):
            await linked(filled)
    await (await linked(filled)).close()


async def test_a_database_on_which_a_bot_lives_takes_no_move(filled: str, tmp_path: Path) -> None:
    source = await migrated_databases.put(tmp_path / "data" / "caigou.db")
    link = await linked(filled)
    with pytest.raises(StorageFailed, match="Stop every one of them first"):
        await move_to(settings(source), filled)
    await link.close()
    await move_to(settings(source), filled)
    assert asked(filled, "SELECT count(*) FROM fact WHERE name = 'quarantine'") == [(1,)]


async def test_the_bots_on_a_database_are_counted_as_they_come_and_go(filled: str, postgres: Any) -> None:
    first, elsewhere = await linked(filled), await linked(postgres.new_url())
    assert (await first.living(), await elsewhere.living()) == (1, 1)
    second = await linked(filled)
    assert (await first.living(), await second.living()) == (2, 2)
    await second.close()

    async def alone() -> bool:
        return await first.living() == 1

    await until(alone, "the first is alone")
    await first.close()
    await elsewhere.close()
