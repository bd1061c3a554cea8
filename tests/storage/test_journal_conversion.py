"""Entries of earlier releases: what is personal is taken out of them, and the chain stays provable and recognised."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.desk.ledger.high_water import HighWaterMark
from bot.desk.ledger.journal_chain import Entry, hash_of
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import JournalFault, Proof
from bot.desk.operations.journal_lines import json_lines
from bot.desk.operations.lost_time import LostTime
from bot.desk.shared.quarantine import quarantine_of
from storage import revisions
from storage.database import Database
from storage.high_water import HighWaterFile
from storage.migrations import journal_conversion
from tests.fakes.clock import HandClock
from tests.storage.sql import sql
from tests.torture.r10_migrations import _on

BEFORE = "0021"
START = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ANNA, BORIS = 11, 22
PEOPLE = [{"id": ANNA, "name": "Anna", "language": "en"}, {"id": BORIS, "name": "Boris", "language": "ru"}]
WRITTEN: list[tuple[str, int | None, dict[str, Any]]] = [
    ("opened", ANNA, {"offer": "600", "quantity": 2}),
    ("voted", BORIS, {"verdict": "decline", "reason": "too dear, “贵”"}),
    ("placed", None, {"orders": ["33"]}),
    ("away", ANNA, {"by": "Anna", "by_id": ANNA, "delegate": "Boris", "delegate_id": BORIS}),
    ("team_proposed", ANNA, {"team": 1, "change": {"people": PEOPLE, "role": "buyer"}}),
    ("team_policy", ANNA, {"version": 2, "before": "else: auto", "after": "else: any of @anna @boris"}),
    ("paused", None, {"reason": "three orders in doubt"}),
    ("question", BORIS, {"text": ""}),
]
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
INSERT = text(
    "INSERT INTO event (at, kind, actor_id, facts, bot_id, update_id, previous, hash)"
    " VALUES (:at, :kind, :actor, :facts, 7, :id, :previous, :hash)"
)


def chained(written: Sequence[tuple[str, int | None, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Entries as the release before wrote them."""
    rows: list[dict[str, Any]] = []
    for number, (kind, actor, facts) in enumerate(written, 1):
        at, previous = START + timedelta(minutes=number), rows[-1]["hash"] if rows else ""
        found = hash_of(
            previous, at=at, kind=kind, actor=actor, request=None, attempt=None, order=None, facts=facts, bot=7,
            update=number,
        )  # fmt: skip
        rows.append({
            "id": number, "kind": kind, "at": (at - EPOCH) // timedelta(microseconds=1),
            "actor": actor, "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True), "previous": previous,
            "hash": found,
        })  # fmt: skip
    return rows


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    (tmp_path / "data").mkdir(mode=0o700)
    return f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"


def filled(connection: Connection, rows: list[dict[str, Any]], spoil: str = "") -> None:
    revisions.upgrade(connection, BEFORE)
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("BEGIN")  # the driver begins nothing by itself
    connection.execute(INSERT, rows)
    if spoil:
        connection.exec_driver_sql(
            "DROP TRIGGER event_never_changes" if sqlite else "ALTER TABLE event DISABLE TRIGGER ALL"
        )
        connection.exec_driver_sql(spoil)
        if sqlite:  # the migration takes it away
            connection.exec_driver_sql(
                "CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
    if sqlite:
        connection.exec_driver_sql("COMMIT")
    connection.commit()


async def older(address: str, rows: list[dict[str, Any]], spoil: str = "") -> None:
    await _on(address, lambda connection: filled(connection, rows, spoil))


def ledger_of(database: Database) -> Ledger:
    return Ledger(database, HandClock(START + timedelta(days=1)))


async def entries_of(database: Database) -> list[Entry]:
    async with ledger_of(database).look() as uow:
        return [each for each in await uow.journal.page(0, 100_000) if isinstance(each, Entry)]


async def proof_of(database: Database) -> Proof:
    proof = Proof()
    async with ledger_of(database).look() as uow:
        proof.follow(await uow.journal.page(0, 100_000))
    proof.end()
    return proof


async def test_personal_facts_of_old_entries_stand_beside_them_and_the_new_chain_is_proved(address: str) -> None:
    rows = chained(WRITTEN)
    await older(address, rows)
    database = await Database.open(address)
    entries = await entries_of(database)
    async with database.reading() as session:
        found = await sql(session, "SELECT event_id, field, person_id, value FROM journal_personal")
        beside = {(row[0], row[1]): (row[2], json.loads(row[3])) for row in found}
    proof = await proof_of(database)
    await database.close()
    assert beside == SEALED
    assert (proof.broken, proof.kept, proof.erased) == (None, len(SEALED), 0)
    assert [each.converted_from for each in entries[:1]] == [None]  # nothing before it or in it became another
    assert [each.converted_from for each in entries[1:-1]] == [row["hash"] for row in rows[1:]]
    assert [json.loads(line)["facts"] for line in json_lines(entries[:-1])] == [facts for _, _, facts in WRITTEN]
    assert not [each for each in entries if "Anna" in each.facts or "贵" in each.facts or "@boris" in each.facts]


async def test_the_conversion_is_journaled_with_the_old_head(address: str) -> None:
    rows = chained(WRITTEN)
    await older(address, rows)
    database = await Database.open(address)
    last = (await entries_of(database))[-1]
    await database.close()
    hashes = hashlib.sha256("".join(row["hash"] for row in rows).encode()).hexdigest()
    assert (last.kind, last.actor_id) == ("journal_converted", None)
    assert json.loads(last.facts) == {
        "entries": 8, "number": 8, "hash": rows[-1]["hash"], "hashes": hashes, "sealed": 8, "faults": 0, "broken": None,
    }  # fmt: skip


async def test_a_new_database_has_nothing_to_convert(address: str) -> None:
    database = await Database.open(address)
    assert await entries_of(database) == []
    await database.close()


async def test_the_journal_is_append_only_again_afterwards(address: str) -> None:
    await older(address, chained(WRITTEN))
    database = await Database.open(address)
    for words in (
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event WHERE id = 9",
        "UPDATE journal_personal SET salt = ''",
    ):
        with pytest.raises(DBAPIError, match=r"append only|never changed"):
            async with database.transaction() as session:
                await sql(session, words)
    async with ledger_of(database).change() as uow:
        await uow.write("answer", actor=ANNA, snapshot="h", text="later")
    proof = await proof_of(database)
    await database.close()
    assert (proof.broken, proof.entries, proof.kept) == (None, 10, 9)


@pytest.mark.parametrize(("spoil", "number", "fault"), [
    ("UPDATE event SET actor_id = 12 WHERE id = 4", 4, JournalFault.CONTENT),
    ("UPDATE event SET facts = '{\"reason\": \"yes\"}' WHERE id = 2", 2, JournalFault.CONTENT),
    ("UPDATE event SET facts = 'no JSON' WHERE id = 3", 3, JournalFault.CONTENT),
    ("UPDATE event SET previous = 'elsewhere' WHERE id = 3", 3, JournalFault.CHAIN),
])  # fmt: skip
async def test_what_was_forged_before_stays_found_at_the_same_entry_and_is_journaled(
    address: str, spoil: str, number: int, fault: JournalFault
) -> None:
    await older(address, chained(WRITTEN), spoil)
    database = await Database.open(address)
    proof, last = await proof_of(database), (await entries_of(database))[-1]
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (number, fault)
    assert json.loads(last.facts)["broken"] == {"entry": number, "fault": fault.name.lower()}
    assert json.loads(last.facts)["faults"] == 1


async def test_an_entry_that_cannot_be_read_at_all_does_not_keep_the_bot_from_starting(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    address = f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"
    await older(
        address, chained(WRITTEN), "UPDATE event SET hash = CAST(x'ff' || substr(hash, 2) AS TEXT) WHERE id = 3"
    )
    database = await Database.open(address)
    proof, last = await proof_of(database), (await entries_of(database))
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (3, JournalFault.UNREADABLE)
    assert [each.id for each in last] == [1, 2, 4, 5, 6, 7, 8, 9]
    assert json.loads(last[-1].facts)["broken"] == {"entry": 3, "fault": "unreadable"}


async def test_a_mark_from_before_the_conversion_is_of_this_very_history_and_one_of_a_later_entry_is_not(
    address: str,
) -> None:
    rows = chained(WRITTEN)
    await older(address, rows)
    database = await Database.open(address)
    async with ledger_of(database).look() as uow:
        lacks = [
            await uow.high_water.lacks(HighWaterMark("d", "s", entry, hash, 0))
            for entry, hash in [
                *((row["id"], row["hash"]) for row in rows), (9, rows[-1]["hash"]), (8, rows[6]["hash"]), (12, "a" * 64)
            ]
        ]  # fmt: skip
    await database.close()
    assert lacks == [False] * 8 + [True, True, True]


@pytest.mark.parametrize("forgery", [
    "UPDATE event SET converted_from = 'a' WHERE id = 5",
    "UPDATE event SET converted_from = NULL WHERE id = 5",
    "UPDATE event SET converted_from = 'a' WHERE id = 9",
])  # fmt: skip
async def test_another_hash_from_before_the_conversion_is_found(tmp_path: Path, forgery: str) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    address = f"sqlite:///{tmp_path / 'data' / 'caigou.db'}"
    await older(address, chained(WRITTEN))
    database = await Database.open(address)
    async with database.transaction() as session:
        await sql(session, "DROP TRIGGER event_never_changes")
        await sql(session, forgery)
    proof = await proof_of(database)
    await database.close()
    assert proof.broken is not None
    assert (proof.broken.id, proof.broken.fault) == (9, JournalFault.EARLIER_HASH)


async def test_more_entries_than_are_converted_at_once_are_one_chain(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_conversion, "_NEXT", journal_conversion._NEXT.replace("LIMIT 2000", "LIMIT 7"))
    await older(address, chained(WRITTEN * 5))
    database = await Database.open(address)
    proof = await proof_of(database)
    await database.close()
    assert (proof.broken, proof.entries, proof.kept) == (None, 41, 5 * len(SEALED))


async def no_list() -> None:
    """1688 has nothing to tell."""


@pytest.mark.parametrize(("entry", "back"), [(8, False), (5, False), (9, True)])
async def test_a_start_after_the_conversion_takes_the_memory_from_before_it_and_still_finds_an_older_database(
    address: str, tmp_path: Path, entry: int, back: bool
) -> None:
    rows = chained(WRITTEN)
    await older(address, rows)
    memory = HighWaterFile(tmp_path / "beside" / "high-water.json")
    hash = rows[entry - 1]["hash"] if entry <= len(rows) else "of an entry that this database never had"
    memory.keep("d", {"since": SINCE, "entry": entry, "hash": hash, "attempt": 0, "timeline": ""}, lambda kept: False)
    database = await Database.open(address)
    ledger = ledger_of(database)
    async with ledger.change() as uow:
        await uow.people.put_fact("database", {"id": "d", "since": SINCE})
    ledger.memory = memory
    await LostTime(ledger, no_list).remember()
    async with ledger.look() as uow:
        found = await quarantine_of(uow)
    await database.close()
    assert (found is not None) == back


SINCE = "2026-11-01T00:00:00+00:00"
