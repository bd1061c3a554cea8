"""A shop with a past: one real purchase, made by the product itself, copied as often as is wanted."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.programmes.bench.place import Town, ours
from tests.programmes.bench.shopping import buy

KEYS = {"request": "id", "attempt": "id", "remote_order": "order_id", "event": "id"}
OF_SHIPPED = {"order_entry": "order_id", "parcel": "order_id"}
"""What is copied with orders that are under way."""
FIRST = 1_000
NUMBER = f"{FIRST} + n"
FOLLOWING = "CAST(CAST(:order_id AS INTEGER) + 100000 + n AS TEXT)"
SQUEEZED = {"synchronous": "OFF", "foreign_keys": "OFF", "journal_mode": "OFF", "cache_size": "-262144"}
"""Nobody else has the database, and a cut-off filling is made anew; the product sets its own pragmas again."""


async def one_purchase(town: Town, folder: Path, person: int) -> None:
    """The database of the folder with one placed order of this person; the product is stopped again afterwards."""
    async with ours(town, folder):
        await buy(town, person, await town.good("plain"))


@dataclass(frozen=True)
class Past:
    """How the copies differ from the purchase that they are made of.

    `people` take turns as its requester (none: the same one), 1688's numbers are `order_ids` (none: those that follow),
    and each copy lies `minutes` before the one before. It has so many `lines` more, of offers of its own.
    """

    state: str
    people: tuple[int, ...] = ()
    order_ids: tuple[int, ...] = ()
    minutes: int = 44
    lines: int = 0

    @property
    def over(self) -> bool:
        return self.state in ("finished", "cancelled")


def multiply(folder: Path, count: int, past: Past) -> None:
    """Make the one purchase of this database, or as many as an earlier call made of it, into `count`."""
    with closing(sqlite3.connect(folder / "bench.db", isolation_level=None)) as database:
        for pragma, value in SQUEEZED.items():
            database.execute(f"PRAGMA {pragma}={value}")
        tables = KEYS | OF_SHIPPED if past.state == "shipped" else KEYS
        rows = {table: _row(database, table, key) for table, key in tables.items()}
        (newest,) = database.execute("SELECT max(id) FROM request").fetchone()
        database.execute("BEGIN")
        _listed(database, "people", past.people)
        _listed(database, "order_ids", past.order_ids)
        for table, row in rows.items():
            _copy(database, table, row, past, max(newest - FIRST, 0) + 1, count)
        if past.lines:
            _add_lines(database, past.lines, max(newest - FIRST, 0) + 1)
        database.execute("COMMIT")
    _flush(folder / "bench.db")


def _flush(file: Path) -> None:
    """What is measured next does not wait for the disk to take this."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(database: sqlite3.Connection, table: str, row: dict[str, Any], past: Past, first: int, end: int) -> None:
    """In one statement: SQLite makes the rows where it keeps them."""
    changes = _changes(table, row, past)
    values = ", ".join(changes.get(column, f":{column}") for column in row)
    database.execute(
        f"INSERT INTO {table} ({', '.join(row)}) WITH RECURSIVE copy(n) AS "
        f"(SELECT {first} WHERE {first} < {end} UNION ALL SELECT n + 1 FROM copy WHERE n + 1 < {end}) "
        f"SELECT {values} FROM copy",
        row,
    )


def _add_lines(database: sqlite3.Connection, count: int, first: int) -> None:
    """Give each copy so many asked lines and order lines more; the first place is the copied line's."""
    every = (
        f"WITH RECURSIVE line(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM line WHERE n <= {count}) SELECT id, n, {{}}"
        f" FROM request CROSS JOIN line WHERE id >= {FIRST + first}"
    )
    mine = "CAST(500000000000 + id * 100 + n AS TEXT)"
    database.execute(
        "INSERT INTO order_line (request_id, place, offer_id, spec_id, quantity) " + every.format(f"{mine}, '', 2")
    )
    offers = every.replace("SELECT id, n, {}", "SELECT id, {}")
    database.execute("INSERT INTO asked_offer (request_id, offer_id, offer) " + offers.format(f"{mine}, offer"))
    database.execute(
        "INSERT INTO asked_line (request_id, place, offer_id, quantity, wanted, note, tag, added_by, added_at) "
        + every.format(f"{mine}, 2, '', '', '', requester_id, created_at"),
    )


def _changes(table: str, row: dict[str, Any], past: Past) -> dict[str, str]:
    """What is another in the n-th copy of a row, said in SQL."""
    earlier = f"n * {past.minutes * 60_000_000}"
    moments = (name for name, value in row.items() if name.endswith("_at") and isinstance(value, int))
    return {name: f":{name} - {earlier}" for name in moments} | _keys(table, past)


def _keys(table: str, past: Past) -> dict[str, str]:
    match table:
        case "request":
            person = f"(SELECT value FROM people WHERE turn = n % {len(past.people)})"
            whose = {"requester_id": person, "chat_id": person} if past.people else {}
            state = {"state": "'closed'"} if past.over else {}
            asked = {"asked": str(past.lines)} if past.lines else {}
            return {"id": NUMBER, "opened_by": "'copy:' || n"} | whose | state | asked
        case "attempt":
            return {
                "id": NUMBER, "request_id": NUMBER,
                "out_order_id": "substr(:out_order_id, 1, length(:out_order_id) - 10) || printf('%010d', n)",
            }  # fmt: skip
        case "order_entry":
            return {"order_id": FOLLOWING}
        case "parcel":
            return {"order_id": FOLLOWING, "bill_no": "'YT' || printf('%013d', n)", "next_look_at": "NULL"}
        case "remote_order":
            listed = "CAST((SELECT value FROM order_ids WHERE turn = n - 1) AS TEXT)"
            return {
                "order_id": listed if past.order_ids else FOLLOWING, "attempt_id": NUMBER, "request_id": NUMBER,
                "state": f"'{past.state}'", "next_look_at": "NULL", "pay_by": "NULL",
                "seller": ":seller || ' ' || (n % 500)",
            }  # fmt: skip
        case _:
            hashes = {"hash": "printf('%064x', n)", "previous": "printf('%014x%050x', 1, n)"}
            return {"id": "NULL", "request_id": NUMBER} | hashes


def _listed(database: sqlite3.Connection, name: str, values: Sequence[int]) -> None:
    """A temporary table of these values by their turn."""
    database.execute(f"CREATE TEMP TABLE {name} (turn INTEGER PRIMARY KEY, value INTEGER)")
    database.executemany(f"INSERT INTO {name} VALUES (?, ?)", enumerate(values))


def _row(database: sqlite3.Connection, table: str, key: str) -> dict[str, Any]:
    database.row_factory = sqlite3.Row
    which = "WHERE kind = 'opened'" if table == "event" else ""  # the first of all says that the journal is anchored
    found = database.execute(f"SELECT * FROM {table} {which} ORDER BY {key} LIMIT 1").fetchone()
    database.row_factory = None
    return dict(found)
