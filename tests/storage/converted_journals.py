"""Journals of 0.1.0, with names in the entries and hashes made over them, and what 0.2.0 made of them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from bot.desk.ledger.journal_chain import Entry, hash_of
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import Proof
from storage.engine.database import Database
from tests import migrated_databases
from tests.fakes.clock import HandClock
from tests.programmes.torture.r10_migrations import _on

BEFORE = "0036"
JOURNALS: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(
    Path(__file__).with_name("journals_converted_by_0_2_0.json").read_text("utf-8")
)
"""By name: the rows of three tables, as 0.2.0 left them when it took the names out of a journal of 0.1.0.

`named` is what was WRITTEN, `nobody_named` what of it names nobody; in the others somebody had changed it before.
"""
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
_converted: dict[tuple[str, str], bytes | str] = {}


def chained(written: Sequence[tuple[str, int | None, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Entries as 0.1.0 wrote them."""
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


def written_to(connection: Connection, tables: dict[str, list[dict[str, Any]]]) -> None:
    """Put the rows of a journal into an empty database, as they are."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("BEGIN")  # the driver begins nothing by itself
    for table, rows in tables.items():
        for row in rows:
            columns, values = ", ".join(row), ", ".join(f":{column}" for column in row)
            connection.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), row)
    if sqlite:
        connection.exec_driver_sql("COMMIT")
    else:
        connection.exec_driver_sql("SELECT setval(pg_get_serial_sequence('event', 'id'), max(id)) FROM event")
    connection.commit()


async def converted(address: str, journal: str = "named") -> Database:
    """A database of 0.2.0 with one of these journals, brought to today and open: made once, copied for each test."""
    kind = address.partition(":")[0], journal
    if kind not in _converted:
        await migrated_databases.put_older(address, BEFORE)
        await _on(address, lambda connection: written_to(connection, JOURNALS[journal]))
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
