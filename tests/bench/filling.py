"""A shop with a past: one real purchase, made by the product itself, copied as often as is wanted."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench.place import Town, ours
from tests.bench.shopping import buy

BATCH = 20_000
KEYS = {"request": "id", "attempt": "id", "remote_order": "order_id", "event": "id"}


async def one_purchase(town: Town, folder: Path, person: int) -> None:
    """The database of the folder with one placed order of this person; the product is stopped again afterwards."""
    async with ours(town, folder):
        await buy(town, person, await town.good("plain"))


def multiply(folder: Path, count: int, *, state: str, people: list[int]) -> None:
    """Make the one purchase of this database into `count`, spread over people and backwards in time, an hour each.

    `state` is that of all orders but the first; those of another state than to_pay belong to requests that are over.
    """
    with closing(sqlite3.connect(folder / "bench.db", isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA foreign_keys=OFF")
        rows = {table: _row(database, table) for table in KEYS}
        database.execute("BEGIN")
        for first in range(1, count, BATCH):
            numbers = range(first, min(first + BATCH, count))
            for table, row in rows.items():
                _copy(database, table, row, numbers, state, people)
        database.execute("COMMIT")
        database.execute("ANALYZE")


def _copy(
    database: sqlite3.Connection, table: str, row: dict[str, Any], numbers: range, state: str, people: list[int]
) -> None:
    columns = ", ".join(row)
    marks = ", ".join("?" for _ in row)
    changed = (tuple((row | _changes(table, row, n, state, people)).values()) for n in numbers)
    database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", changed)


def _changes(table: str, row: dict[str, Any], n: int, state: str, people: list[int]) -> dict[str, Any]:
    number, person = 1_000 + n, people[n % len(people)]
    over = state in ("finished", "cancelled")
    match table:
        case "request":
            return {
                "id": number, "requester_id": person, "chat_id": person, "opened_by": f"copy:{n}",
                "state": "closed" if over else row["state"],
            }  # fmt: skip
        case "attempt":
            return {"id": number, "request_id": number, "out_order_id": f"{row['out_order_id'][:-10]}{n:010}"}
        case "remote_order":
            return {
                "order_id": str(int(row["order_id"]) + 100_000 + n), "attempt_id": number, "request_id": number,
                "state": state, "next_look_at": None, "pay_by": None, "seller": f"{row['seller']} {n % 500}",
            }  # fmt: skip
        case _:
            return {"id": number, "request_id": number, "hash": f"{n:064x}", "previous": f"{n + (1 << 200):064x}"}


def _row(database: sqlite3.Connection, table: str) -> dict[str, Any]:
    database.row_factory = sqlite3.Row
    found = database.execute(f"SELECT * FROM {table} ORDER BY {KEYS[table]} LIMIT 1").fetchone()
    database.row_factory = None
    return dict(found)
