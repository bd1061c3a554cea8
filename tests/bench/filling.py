"""A shop with a past: one real purchase, made by the product itself, copied as often as is wanted."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.place import Town, ours
from tests.bench.shopping import buy

KEYS = {"request": "id", "attempt": "id", "remote_order": "order_id", "event": "id"}


async def one_purchase(town: Town, folder: Path, person: int) -> None:
    """The database of the folder with one placed order of this person; the product is stopped again afterwards."""
    async with ours(town, folder):
        await buy(town, person, await town.good("plain"))


@dataclass(frozen=True)
class Past:
    """How the copies differ from the purchase that they are made of.

    `people` take turns as its requester (none: the same one), 1688's numbers are `order_ids` (none: those that follow),
    and each copy lies `minutes` before the one before.
    """

    state: str
    people: tuple[int, ...] = ()
    order_ids: tuple[int, ...] = ()
    minutes: int = 44

    @property
    def over(self) -> bool:
        return self.state in ("finished", "cancelled")


def multiply(folder: Path, count: int, past: Past) -> None:
    """Make the one purchase of this database into `count`."""
    with closing(sqlite3.connect(folder / "bench.db", isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("PRAGMA foreign_keys=OFF")
        rows = {table: _row(database, table) for table in KEYS}
        database.execute("BEGIN")
        for table, row in rows.items():
            columns, marks = ", ".join(row), ", ".join("?" for _ in row)
            copies = (tuple((row | _changes(table, row, n, past)).values()) for n in range(1, count))
            database.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", copies)
        database.execute("COMMIT")


def _changes(table: str, row: dict[str, Any], n: int, past: Past) -> dict[str, Any]:
    """What is another in the n-th copy of a row."""
    number, earlier = 1_000 + n, n * past.minutes * 60_000_000
    moved = {name: value - earlier for name, value in row.items() if name.endswith("_at") and isinstance(value, int)}
    return moved | _keys(table, row, n, number, past)


def _keys(table: str, row: dict[str, Any], n: int, number: int, past: Past) -> dict[str, Any]:
    person = past.people[n % len(past.people)] if past.people else None
    match table:
        case "request":
            whose = {"requester_id": person, "chat_id": person} if person else {}
            state = {"state": "closed"} if past.over else {}
            return {"id": number, "opened_by": f"copy:{n}"} | whose | state
        case "attempt":
            return {"id": number, "request_id": number, "out_order_id": f"{row['out_order_id'][:-10]}{n:010}"}
        case "remote_order":
            order_id = past.order_ids[n - 1] if past.order_ids else int(row["order_id"]) + 100_000 + n
            return {
                "order_id": str(order_id), "attempt_id": number, "request_id": number, "state": past.state,
                "next_look_at": None, "pay_by": None, "seller": f"{row['seller']} {n % 500}",
            }  # fmt: skip
        case _:
            return {"id": number, "request_id": number, "hash": f"{n:064x}", "previous": f"{n + (1 << 200):064x}"}


def _row(database: sqlite3.Connection, table: str) -> dict[str, Any]:
    database.row_factory = sqlite3.Row
    found = database.execute(f"SELECT * FROM {table} ORDER BY {KEYS[table]} LIMIT 1").fetchone()
    database.row_factory = None
    return dict(found)
