"""Journals as the release before the personal tables wrote them: names in the entries, and hashes made over them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from bot.desk.ledger.journal_chain import Entry, hash_of
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import Proof
from storage.engine.database import Database
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.programmes.torture.r10_migrations import _on

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
_converted: dict[str, bytes | str] = {}
INSERT = text(
    "INSERT INTO event (at, kind, actor_id, facts, bot_id, update_id, previous, hash)"
    " VALUES (:at, :kind, :actor, :facts, 7, :id, :previous, :hash)"
)


def chained(written: Sequence[tuple[str, int | None, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Entries as the release before wrote them."""
    rows: list[dict[str, Any]] = []
    for number, (kind, actor, facts) in enumerate(written, 1):
        at, previous = START + timedelta(minutes=number), rows[-1]["hash"] if rows else ""
        found = hash_of(previous, {
            "at": at, "kind": kind, "actor": actor, "request": None, "attempt": None, "order": None, "facts": facts,
            "bot": 7, "update": number,
        })  # fmt: skip
        rows.append({
            "id": number, "kind": kind, "at": (at - EPOCH) // timedelta(microseconds=1),
            "actor": actor, "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True), "previous": previous,
            "hash": found,
        })  # fmt: skip
    return rows


def filled(connection: Connection, rows: list[dict[str, Any]], spoil: str = "") -> None:
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
    """A database of that release with these entries; `spoil` is what somebody did to them."""
    await migrated_databases.put_older(address, BEFORE)
    await _on(address, lambda connection: filled(connection, rows, spoil))


async def converted(address: str) -> Database:
    """Such a database with what was WRITTEN, brought to today and open: once of each kind, and copied for each test."""
    kind = address.partition(":")[0]
    if kind not in _converted:
        await older(address, chained(WRITTEN))
        await (await Database.open(address)).close()
        _converted[kind] = migrated_databases.kept(address)
    migrated_databases.become(address, _converted[kind])
    return await Database.open(address)


def over(rows: list[dict[str, Any]]) -> str:
    """One digest over all hashes of these entries."""
    return hashlib.sha256("".join(row["hash"] for row in rows).encode()).hexdigest()


def ledger_of(database: Database) -> Ledger:
    return Ledger(database, HandClock(START + timedelta(days=1)))


async def entries_of(database: Database) -> list[Entry]:
    """All that can be read."""
    async with ledger_of(database).read() as uow:
        return [each for each in await uow.journal.page(0, 100_000) if isinstance(each, Entry)]


async def proof_of(database: Database) -> Proof:
    proof = Proof()
    async with ledger_of(database).read() as uow:
        proof.follow(await uow.journal.page(0, 100_000))
    proof.end()
    return proof
