"""Entries of 0.1.0 in a database of 0.2.0, which took out what is personal: the chain is proved and recognised."""

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from bot.desk.ledger.journal_chain import BrokenBefore, digest_of
from bot.desk.operations.audit import JournalFault
from bot.desk.operations.exports import json_lines
from tests.journaled import journaled
from tests.storage.converted_journals import (
    ANNA,
    BORIS,
    WRITTEN,
    chained,
    converted,
    entries_of,
    ledger_of,
    over,
    proof_of,
)
from tests.storage.sql import sql

SEALED = {
    (2, "reason"): (BORIS, "too dear, “贵”"),
    (4, "by"): (ANNA, "Anna"),
    (4, "delegate"): (BORIS, "Boris"),
    (5, "change.people.0.name"): (ANNA, "Anna"),
    (5, "change.people.0.language"): (ANNA, "en"),
    (5, "change.people.1.name"): (BORIS, "Boris"),
    (5, "change.people.1.language"): (BORIS, "ru"),
    (6, "after"): (0, "else: any of @anna @boris"),
}


async def test_personal_facts_of_old_entries_stand_beside_them_and_the_new_chain_is_proved(empty: str) -> None:
    rows = chained(WRITTEN)
    database = await converted(empty)
    entries = await entries_of(database)
    async with database.reading() as session:
        found = await sql(session, "SELECT event_id, field, person_id, value FROM journal_personal")
        beside = {(row[0], row[1]): (row[2], json.loads(row[3])) for row in found}
    proof = await proof_of(database)
    await database.close()
    assert beside == SEALED | {(9, "hashes"): (0, over(rows))}
    assert (proof.broken, proof.kept, proof.erased) == (None, len(SEALED), 0)
    assert entries[0].hash_before is None  # nothing before it or in it became another
    assert [each.hash_before for each in entries[1:-1]] == [row["hash"] for row in rows[1:]]
    assert [json.loads(line)["facts"] for line in json_lines(entries[:-1])] == [facts for _, _, facts in WRITTEN]
    assert not [each for each in entries if "Anna" in each.facts or "贵" in each.facts or "@boris" in each.facts]


async def test_the_conversion_is_journaled_with_a_salted_digest_over_all_hashes_of_before(empty: str) -> None:
    rows = chained(WRITTEN)
    database = await converted(empty)
    last = (await entries_of(database))[-1]
    await database.close()
    (kept,) = last.personal
    assert (last.kind, last.actor_id) == ("journal_converted", None)
    assert json.loads(last.facts) == {
        "entries": 8, "number": 8, "changed": 7, "hashes": {"sealed": digest_of(kept.salt, over(rows))}, "sealed": 8,
        "faults": 0, "broken": None,
    }  # fmt: skip


async def test_the_journal_is_append_only_again_afterwards(empty: str) -> None:
    database = await converted(empty)
    for words in (
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event WHERE id = 9",
        "UPDATE journal_personal SET salt = ''",
        "UPDATE journal_before SET hash = ''",
    ):
        with pytest.raises(DBAPIError, match=r"append only|never changed"):
            async with database.transaction() as session:
                await sql(session, words)
    async with ledger_of(database).change() as uow:
        await uow.record(journaled("answer", actor=ANNA, snapshot="h", text="later"))
    proof = await proof_of(database)
    await database.close()
    assert (proof.broken, proof.entries, proof.kept) == (None, 10, 9)


@pytest.mark.parametrize(("journal", "number", "fault"), [
    ("forged", 4, JournalFault.CONTENT),
    ("no_json", 3, JournalFault.CONTENT),
    ("cut", 3, JournalFault.CHAIN),
])  # fmt: skip
async def test_what_was_forged_before_stays_found_at_the_same_entry_and_is_named(
    empty: str, journal: str, number: int, fault: JournalFault
) -> None:
    database = await converted(empty, journal)
    proof = await proof_of(database)
    async with ledger_of(database).read() as uow:
        before = await uow.journal.broken_before_conversion()
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (number, fault)
    assert before == BrokenBefore(number, 1)


@pytest.mark.parametrize("forgery", [
    "UPDATE journal_before SET hash = 'a' WHERE event_id = 5",
    "DELETE FROM journal_before WHERE event_id = 5",
    "DELETE FROM journal_before WHERE event_id > 2",
    "INSERT INTO journal_before VALUES (1, 'a')",
    "INSERT INTO journal_before VALUES (9, 'a')",
    "UPDATE journal_personal SET value = '\"a\"' WHERE event_id = 9",
    "DELETE FROM journal_personal WHERE event_id = 9",
])  # fmt: skip
async def test_another_hash_from_before_the_conversion_or_some_that_are_missing_are_found(
    path: Path, url: str, forgery: str
) -> None:
    path.parent.mkdir(mode=0o700)
    database = await converted(url)
    async with database.transaction() as session:
        for table in ("journal_before", "journal_personal"):
            await sql(session, f"DROP TRIGGER {table}_never_changes")
        await sql(session, forgery)
    proof = await proof_of(database)
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (9, JournalFault.EARLIER_HASH)


async def test_hashes_from_before_the_conversion_of_which_none_is_there_are_erased(empty: str) -> None:
    database = await converted(empty)
    kept = await proof_of(database)
    async with ledger_of(database).change() as uow:
        assert await uow.journal.forget(ANNA) == 5  # three names of hers, what names several, and the digest
    erased = await proof_of(database)
    async with database.reading() as session:
        left = (await sql(session, "SELECT count(*) FROM journal_before")).scalar_one()
    await database.close()
    assert (kept.broken, kept.erased_up_to, erased.broken, erased.erased_up_to, left) == (None, 0, None, 8, 0)
    assert (erased.kept, erased.erased) == (4, 4)


async def test_where_nobody_was_named_no_hash_becomes_another_and_none_is_erased(empty: str) -> None:
    rows = chained([entry for entry in WRITTEN if entry[0] in ("opened", "placed", "paused")])
    database = await converted(empty, "nobody_named")
    async with ledger_of(database).change() as uow:
        await uow.journal.forget(ANNA)
    proof, entries = await proof_of(database), await entries_of(database)
    await database.close()
    assert [each.hash for each in entries[:-1]] == [row["hash"] for row in rows]
    assert (proof.broken, proof.erased_up_to) == (None, 0)


async def test_an_entry_that_cannot_be_read_at_all_is_named_and_hides_no_other(path: Path, url: str) -> None:
    path.parent.mkdir(mode=0o700)
    database = await converted(url)
    async with database.transaction() as session:
        await sql(session, "DROP TRIGGER event_never_changes")
        await sql(session, "UPDATE event SET hash = CAST(x'ff' || substr(hash, 2) AS TEXT) WHERE id = 3")
    proof, entries = await proof_of(database), await entries_of(database)
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (3, JournalFault.UNREADABLE)
    assert [entry.id for entry in entries] == [1, 2, 4, 5, 6, 7, 8, 9]
