"""R10: a filled database of 0.2.0 or later comes through whole, also if the power fails at any statement.

So does what 0.2.0 itself left: its update is killed at random, ends, and the copy that it made is put back.
"""

import asyncio
import json
import multiprocessing
import os
import random
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, MetaData, event, inspect, text
from sqlalchemy.engine import Engine

from bot.desk.ledger import rows_and_values
from bot.purchasing.offers.offer import Offer, PriceBy, Seller
from storage.engine import engines, revisions
from storage.engine.database import Database
from tests.postgres import Postgres
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.storage.left_databases import BY_0_2_0, THROUGH_0_2_0, put_left, rows_of

MANY = 25
FIRST = revisions.revisions()[0]
"""The last revision of 0.2.0."""
LEFT = (BY_0_2_0, THROUGH_0_2_0)
KILLS, STATEMENTS = 20, 90
"""How often the update of each is killed, and up to which of its statements."""
PATIENCE = 100.0
"""Seconds for one migration."""
FORKS = multiprocessing.get_context("forkserver")
"""Processes to be killed are forks of one that has all this loaded and did nothing yet: an interpreter each is slow."""
FORKS.set_forkserver_preload([__name__])
SENT = {"body": "{}", "body_sha256": "aa", "submitted_at": 1}
ATTEMPTS = (
    "ready",
    "submitting",
    "placed",
    "refused",
    "in_doubt",
    "conflict",
    "needs_person",
    "abandoned",
    "withdrawn",
)
OFFER = json.dumps(
    rows_and_values.dump_offer(
        Offer("6", "杯", "Mug", "published", PriceBy.OFFER, (), (), 1, None, 9, "个", "pc", Seller("s", "company"))
    )
)
Content = dict[str, list[tuple[Any, ...]]]
Rows = dict[str, list[dict[str, Any]]]
CHANGED = {("remote_order", "errand_at")}
"""Columns that a later revision writes anew: 0039 marks the orders that somebody claimed of."""


@dataclass
class Seen:
    """What went wrong, by kind, with how to see it again."""

    migrations: int = 0
    kills: int = 0
    rows_lost: int = 0
    reference_errors: int = 0
    put_back: int = 0
    undecidable: int = 0
    failures: list[str] = field(default_factory=list)


def scene() -> Rows:
    """Rows of every table that any revision has: requests in many states, what was sent, what came of it."""
    each = range(1, MANY + 1)
    states = [ATTEMPTS[number % len(ATTEMPTS)] for number in each]
    return {
        "person": [{"id": n, "name": f"人 {n}"} for n in each],
        "request": [
            {"id": n, "requester_id": n, "state": "approved", "snapshot_hash": f"h{n}", "offer": OFFER} for n in each
        ],
        "attempt": [
            {"id": n, "request_id": n, "state": state, "out_order_id": f"C{n}", **SENT}
            for n, state in zip(each, states, strict=True)
        ],
        "remote_order": [
            {
                "order_id": f"33{n}",
                "attempt_id": n,
                "request_id": n,
                "state": "paid",
                "refund": "none",
                "total_fen": n,
                "checked": "agreed",
            }
            for n in each
        ],
        "order_entry": [{"order_id": f"33{n}", "entry_id": "1", "quantity": n, "state": "open"} for n in each],
        "decision": [
            {"request_id": n, "requester_id": n, "approver_id": n % MANY + 1, "verdict": "approve"} for n in each
        ],
        "question": [{"request_id": n, "asker_id": n % MANY + 1} for n in each],
        "verdict": [{"attempt_id": n, "verdict": "resend", "person_id": 1} for n in each],
        "parcel": [{"order_id": f"33{n}", "logistics_id": "L"} for n in each],
        "refund": [{"refund_id": f"R{n}", "order_id": f"33{n}", "state": "asked"} for n in each],
        "errand": [
            {"order_id": f"33{n}", "kind": "refund", "state": "done", "person_id": n, "refund_id": f"R{n}"}
            for n in each
        ],
        "dialog": [{"chat_id": n, "person_id": n, "kind": "reason"} for n in each],
        "ghost": [{"order_id": f"44{n}"} for n in each],
        "event": [{"kind": "opened", "facts": "{}", "previous": f"p{n}", "hash": f"h{n}"} for n in each],
        "inbox": [{"bot_id": 1, "update_id": n, "state": "done"} for n in each],
        "outbox": [{"dedupe": f"d{n}", "state": "sent", "payload": "{}"} for n in each],
        "card": [{"request_id": n, "chat_id": n, "message_id": n} for n in each],
        "fact": [{"name": f"f{n}", "value": "1"} for n in each],
        "team": [{"id": n, "chat_id": -n} for n in each],
        "member": [{"team_id": n, "person_id": n, "roles": "admin"} for n in each],
    }


def fill(connection: Connection, rows: Rows) -> None:
    """Put rows into the tables that are there; what must be there and is not named gets its default, or is empty."""
    known = MetaData()
    known.reflect(connection)
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("BEGIN")  # the driver begins nothing by itself
    for table in known.sorted_tables:
        required = [c for c in table.columns if not c.nullable and c.name != "id" and c.server_default is None]
        needed = {column.name: _empty(column) for column in required}
        whole = [needed | {name: value for name, value in row.items() if name in table.c} for row in
                 rows.get(table.name, [])]  # fmt: skip
        for _, alike in groupby(whole, key=dict.keys):
            connection.execute(table.insert(), list(alike))
    if sqlite:
        connection.exec_driver_sql("COMMIT")
    connection.commit()


def _empty(column: Any) -> Any:
    if isinstance(column.type, Boolean):
        return False
    return 0 if isinstance(column.type, Integer) else ""


async def made(url: str, revision: str, rows: Rows | None = None) -> None:
    """A database of that revision, if it is none yet, with these rows, or with the scene."""
    if await _on(url, revisions.current) != revision:
        await _on(url, lambda connection: revisions.upgrade(connection, revision))
    await _on(url, lambda connection: fill(connection, rows or scene()))


def older(path: Path, revision: str) -> None:
    """The same as a SQLite file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    asyncio.run(made(f"sqlite:///{path}", revision))


async def _on(url: str, work: Callable[[Connection], Any]) -> Any:
    engine = engines.for_migration(engines.address(url))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def content(connection: Connection, only: dict[str, list[str]] | None = None) -> tuple[Content, dict[str, list[str]]]:
    """Every row of every table, of these columns alone where they are named; and the columns."""
    names = only or {
        table: [c["name"] for c in columns if (table, c["name"]) not in CHANGED]
        for (_, table), columns in inspect(connection).get_multi_columns().items()
        if table != "alembic_version"
    }
    found: Content = {}
    for table, columns in names.items():
        listed = ", ".join(f'"{column}"' for column in columns)
        rows = connection.execute(text(f'SELECT {listed} FROM "{table}"')).all()
        found[table] = sorted((tuple(row) for row in rows), key=repr)
    return found, names


def _broken(connection: Connection) -> int:
    """Rows that refer to nothing; PostgreSQL lets none come to be."""
    if connection.dialect.name != "sqlite":
        return 0
    return len(connection.execute(text("PRAGMA foreign_key_check")).all())


async def _opened(url: str) -> None:
    await (await Database.open(url)).close()


def _killed_at(url: str, statement: int) -> bool:
    """Open, and so migrate, in a process that kills itself before that statement; whether it came so far."""
    process = FORKS.Process(target=child, args=(url, statement))
    process.start()
    process.join(PATIENCE)
    if process.exitcode not in (0, -signal.SIGKILL):
        process.kill()
        raise RuntimeError(f"the migration failed or hung before statement {statement}: {process.exitcode}")
    return process.exitcode == -signal.SIGKILL


def child(url: str, statement: int) -> None:
    """The body of that process."""
    _count(statement)
    asyncio.run(_opened(url))


def _count(statement: int) -> None:
    done = 0

    @event.listens_for(Engine, "before_cursor_execute")
    def kill(*_: Any) -> None:
        nonlocal done
        done += 1
        if done == statement:
            os.kill(os.getpid(), signal.SIGKILL)


def check(url: str, before: tuple[Content, dict[str, list[str]]], name: str, seen: Seen) -> None:
    """The database starts, is of the newest revision, and has every row that it had."""
    try:
        asyncio.run(_opened(url))
        after, _ = asyncio.run(_on(url, lambda connection: content(connection, before[1])))
        broken = asyncio.run(_on(url, _broken))
    except Exception as error:
        seen.undecidable += 1
        seen.failures.append(f"{name}: does not start: {error}")
        return
    seen.migrations += 1
    seen.reference_errors += broken
    for table, rows in before[0].items():
        lost = len(set(rows) - set(after[table]))
        seen.rows_lost += lost
        seen.failures += [f"{name}: {lost} rows of {table} are lost or changed"] if lost else []


@programme(
    10,
    "migrations of filled databases",
    gate="rows lost 0, reference errors 0, undecidable starts 0",
    databases=(SQLITE, POSTGRESQL),
)
def migrations(scale: Scale) -> Result:
    """Each revision to the newest, untouched and killed at each statement; what releases left, killed and put back."""
    seen, step = Seen(), 15 if scale.tenth else 1
    dice = random.Random(scale.seed)
    if scale.database == POSTGRESQL:
        server = Postgres.start(scale.folder)
        try:
            for revision in revisions.revisions():
                _through(_databases(server, revision), revision, step, seen)
            for name in LEFT:
                left = rows_of(put_left(scale.folder / name / "x.db", name))
                del left["to_index"]  # triggers put there what is filled in
                _killed_at_random(_databases(server, FIRST, left), name, scale.count(KILLS), dice, seen)
        finally:
            server.stop()
    else:
        for revision in revisions.revisions():
            _through(_files(scale.folder / revision, revision), revision, step, seen)
        for name in LEFT:
            put_left(scale.folder / name / "filled" / "x.db", name)
            _killed_at_random(_copies(scale.folder / name), name, scale.count(KILLS), dice, seen)
    figures = {
        "revisions": len(revisions.revisions()), "migrations": seen.migrations, "kills": seen.kills,
        "rows_lost": seen.rows_lost, "reference_errors": seen.reference_errors, "undecidable_starts": seen.undecidable,
        "put_back": seen.put_back,
    }  # fmt: skip
    return Result(figures, not seen.failures and not seen.reference_errors, tuple(seen.failures[:20]))


def _databases(server: Postgres, revision: str, rows: Rows | None = None) -> Callable[[], str]:
    """The address of a new filled database of that revision, again and again; the one before is gone then."""
    filled, tried = server.new_url(), [""]
    asyncio.run(made(filled, revision, rows))

    def new() -> str:
        if tried[0]:
            server.drop(tried[0])
        tried[0] = server.copy_of(filled)
        return tried[0]

    return new


def _files(folder: Path, revision: str) -> Callable[[], str]:
    """The same as files in a folder: the first is filled, the others are its copies."""
    older(folder / "filled" / "x.db", revision)
    return _copies(folder)


def _copies(folder: Path) -> Callable[[], str]:
    """The address of a copy of what is filled in this folder, again and again; the one before is gone then."""

    def new() -> str:
        shutil.rmtree(folder / "tried", ignore_errors=True)
        shutil.copytree(folder / "filled", folder / "tried")
        return f"sqlite:///{folder / 'tried' / 'x.db'}"

    return new


def _through(new: Callable[[], str], revision: str, step: int, seen: Seen) -> None:
    """One revision: migrated untouched, then killed at every `step`-th statement until one comes to its end."""
    statement = 0
    before = asyncio.run(_on(new(), content))
    while True:
        url = new()
        died = statement > 0 and _killed_at(url, statement)
        seen.kills += died
        check(url, before, f"{revision} killed at statement {statement}", seen)
        if statement and not died:
            return
        statement += step if statement else 1


def _killed_at_random(new: Callable[[], str], name: str, kills: int, dice: random.Random, seen: Seen) -> None:
    """What a release left: killed at random statements of its update, up to three times, then whole, then put back."""
    before = asyncio.run(_on(new(), content))
    for _ in range(kills):
        url, told = new(), []
        for _ in range(dice.randint(1, 3)):
            statement = dice.randint(1, STATEMENTS)
            seen.kills += _killed_at(url, statement)
            told.append(statement)
        check(url, before, f"{name} killed at statements {told}", seen)
        if url.startswith("sqlite"):
            _put_back(Path(url.removeprefix("sqlite:///")), before, f"{name} killed at statements {told}", seen)


def _put_back(path: Path, before: tuple[Content, dict[str, list[str]]], name: str, seen: Seen) -> None:
    """The copy that the update made is moved back, is what it was, and is updated again."""
    copies = sorted(path.parent.glob(f"{path.name}.before-*"))
    if len(copies) != 1:
        seen.failures.append(f"{name}: {len(copies)} copies were made")
        return
    copies[0].replace(path)
    there, _ = asyncio.run(_on(f"sqlite:///{path}", content))
    revision = asyncio.run(_on(f"sqlite:///{path}", revisions.current))
    if (there, revision) != (before[0], FIRST):
        seen.failures.append(f"{name}: the copy is not what was there before the update")
        return
    seen.put_back += 1
    check(f"sqlite:///{path}", before, f"{name}, put back", seen)
