"""The hashes that entries had before their conversion: recognised while they are there, gone with who is forgotten."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from bot.desk.ledger.facts import DATABASE, QUARANTINE, DatabaseName, Quarantine
from bot.desk.ledger.journal_chain import canonical
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.restore_cleanup import HighWaterMark, read_mark
from bot.desk.operations.forgetting import Forgetting
from bot.desk.operations.lost_time import LostTime
from bot.desk.shared.people import People
from bot.purchasing.person import Person
from bot.wiring import early
from storage.engine import move_to_postgresql
from storage.engine.database import Database
from storage.files.small_file import ErasedFile, HighWaterFile
from storage.tables import Base
from tests.journaled import journaled
from tests.storage.converted_journals import ANNA, WRITTEN, chained, converted, ledger_of, over, proof_of
from tests.storage.sql import sql

SINCE = "2026-11-01T00:00:00+00:00"


async def test_a_mark_from_before_the_conversion_is_of_this_very_history_and_one_of_a_later_entry_is_not(
    empty: str,
) -> None:
    rows = chained(WRITTEN)
    database = await converted(empty)
    async with ledger_of(database).read() as uow:
        lacks = [
            await uow.high_water.lacks(HighWaterMark("d", "s", entry, hash, 0))
            for entry, hash in [
                *((row["id"], row["hash"]) for row in rows), (9, rows[-1]["hash"]), (8, rows[6]["hash"]), (12, "a" * 64)
            ]
        ]  # fmt: skip
    await database.close()
    assert lacks == [False] * 8 + [True, True, True]


async def no_list() -> None:
    """1688 has nothing to tell."""


@pytest.mark.parametrize(("entry", "back"), [(8, False), (5, False), (9, True)])
async def test_a_start_after_the_conversion_takes_the_memory_from_before_it_and_still_finds_an_older_database(
    empty: str, tmp_path: Path, entry: int, back: bool
) -> None:
    rows = chained(WRITTEN)
    memory = HighWaterFile(tmp_path / "beside" / "high-water.json")
    hash = rows[entry - 1]["hash"] if entry <= len(rows) else "of an entry that this database never had"
    memory.keep("d", {"since": SINCE, "entry": entry, "hash": hash, "attempt": 0, "timeline": ""}, lambda kept: False)
    database = await converted(empty)
    ledger = ledger_of(database)
    async with ledger.change() as uow:
        await uow.facts.put(DATABASE, DatabaseName("d", SINCE))
    ledger.memory = memory
    await LostTime(ledger, no_list).remember()
    async with ledger.read() as uow:
        found = await uow.facts.get(QUARANTINE)
    await database.close()
    assert (found is not None) == back


async def started(database: Database, memory: HighWaterFile) -> Quarantine | None:
    """A start of the bot, and what it remembers a little later; the quarantine that it began."""
    ledger = ledger_of(database)
    ledger.memory = memory
    await LostTime(ledger, no_list).remember()
    await ledger.remember()
    async with ledger.read() as uow:
        return await uow.facts.get(QUARANTINE)


async def known(ledger: Ledger, name: str = "Anna") -> None:
    """Somebody of whom the old journal told is known to the bot."""
    async with ledger.change() as uow:
        await uow.people.put_person(Person(ANNA, name, "en"), reachable=True)
        await uow.facts.put(DATABASE, DatabaseName("d", SINCE))


async def forgotten(database: Database) -> None:
    ledger = ledger_of(database)
    await Forgetting(ledger, People(ledger, frozenset())).forget(ANNA)


@pytest.mark.parametrize("started_between", [True, False])
@pytest.mark.parametrize("remembered", [8, 5])
async def test_a_start_after_somebody_of_the_old_journal_was_forgotten_is_no_database_that_went_back(
    empty: str, tmp_path: Path, remembered: int, started_between: bool
) -> None:
    rows = chained(WRITTEN)
    memory = HighWaterFile(tmp_path / "beside" / "high-water.json")
    of_before = {"since": SINCE, "entry": remembered, "hash": rows[remembered - 1]["hash"], "attempt": 0}
    memory.keep("d", of_before | {"timeline": ""}, lambda kept: False)
    database = await converted(empty)
    await known(ledger_of(database))
    begun = [await started(database, memory)] if started_between else []
    await forgotten(database)
    begun += [await started(database, memory), await started(database, memory)]
    await database.close()
    assert set(begun) == {None}


@pytest.mark.parametrize("lost", [
    {"entry": 9, "hash": "a" * 64, "attempt": 0},
    {"entry": 30, "hash": "a" * 64, "attempt": 0},
    {"entry": 8, "hash": "a" * 64, "attempt": 1},
])  # fmt: skip
async def test_after_it_a_database_that_went_back_is_found_all_the_same(
    empty: str, tmp_path: Path, lost: dict[str, Any]
) -> None:
    memory = HighWaterFile(tmp_path / "beside" / "high-water.json")
    memory.keep("d", {"since": SINCE, "timeline": ""} | lost, lambda kept: False)
    database = await converted(empty)
    await known(ledger_of(database))
    await forgotten(database)
    begun = await started(database, memory)
    await database.close()
    assert begun is not None


@pytest.mark.parametrize("forgery", [
    "INSERT INTO journal_before VALUES (10, 'remembered')",
    "DELETE FROM journal_before",
])  # fmt: skip
async def test_a_memory_stored_since_the_conversion_fits_no_hash_that_somebody_puts_there_as_one_of_before(
    empty: str, forgery: str
) -> None:
    database = await converted(empty)
    await known(ledger_of(database))
    async with ledger_of(database).change() as uow:
        await uow.record(journaled("placed", orders=["34"]))
    async with database.transaction() as session:
        await sql(session, forgery)
    async with ledger_of(database).read() as uow:
        now = await uow.high_water.mark()
        kept = read_mark("d", replace(now, hash="remembered").dump())
        assert kept is not None
        lacks = [await uow.high_water.lacks(each) for each in (now, kept, replace(kept, entry=5))]
    await database.close()
    assert lacks == [False, True, True]


async def everything(database: Database) -> str:
    """All that stands in any table, as text."""
    found = []
    async with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            every: Any = sqlalchemy.select(table)
            found += [f"{table.name}: {row!r}" for row in (await session.exec(every)).all()]
    return "\n".join(found)


async def test_after_a_conversion_and_an_erasure_no_table_and_no_byte_confirms_a_guessed_name(
    empty: str, tmp_path: Path
) -> None:
    database = await converted(empty)
    ledger = ledger_of(database)
    ledger.erased = ErasedFile(tmp_path / "erased.json")
    await known(ledger)
    guessed = chained(WRITTEN)  # made anew with the right name, as anybody can who has guessed it
    confirms = [each["hash"] for each in guessed[1:]] + [over(guessed)]
    before = await everything(database)
    assert [each for each in [*confirms, "Anna"] if each not in before] == []
    forgetting = Forgetting(ledger, People(ledger, frozenset()))
    await forgetting.forget(ANNA)
    await forgetting.rewrite()
    after = await everything(database)
    await database.close()
    confirms += [hashlib.sha256(each.encode()).hexdigest() for each in ("Anna", canonical("Anna"))]
    assert [each for each in [*confirms, "Anna"] if each in after] == []
    if file := early.file_of(empty):
        # the copy from before the migration lies there too; copies have their own end
        held = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*") if "before" not in each.name)
        assert [each for each in confirms if each.encode() in held] == []


async def test_a_move_to_postgresql_takes_them_along(path: Path, url: str, postgres_url: str) -> None:
    rows = chained(WRITTEN)
    path.parent.mkdir(mode=0o700)
    await (await converted(url)).close()
    moved = await move_to_postgresql.move(path, postgres_url)
    database = await Database.open(postgres_url)
    proof = await proof_of(database)
    async with ledger_of(database).read() as uow:
        lacks = await uow.high_water.lacks(HighWaterMark("d", SINCE, 8, rows[7]["hash"], 0))
    await database.close()
    assert (moved["journal_before"].rows, proof.broken, proof.erased_up_to, lacks) == (7, None, 0, False)
