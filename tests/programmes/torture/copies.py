"""Many purchases at once: copies of one that was really made, in our database and in the books of the pretend 1688."""

import secrets
import sqlite3
from contextlib import closing
from typing import Any

from bot.sandbox.world.quoting import Wish
from tests.programmes.torture.harness import Scene

Row = dict[str, Any]


def interrupted(scene: Scene, count: int) -> int:
    """So many more requests, each as a kill leaves it on the wire; every other order exists. How many exist."""
    return _copies(scene, count, on_the_wire=True)


def copied_orders(scene: Scene, count: int) -> int:
    """So many more requests that were placed, and paid at once; how many."""
    return _copies(scene, count, on_the_wire=False)


def _copies(scene: Scene, count: int, *, on_the_wire: bool) -> int:
    exist = 0
    with closing(sqlite3.connect(scene.ours.path)) as database:
        database.row_factory = sqlite3.Row
        request, attempt, order = (
            dict(database.execute(f"SELECT * FROM {table} WHERE {key} = 1").fetchone())
            for table, key in (("request", "id"), ("attempt", "request_id"), ("remote_order", "request_id"))
        )
        for number in range(2, count + 2):
            reference = f"CG{secrets.token_hex(16)}"
            _insert(database, "request", request | {"id": number, "opened_by": f"copied:{number}"})
            body = attempt["body"].replace(attempt["out_order_id"], reference)
            own = attempt | {"id": number, "request_id": number, "out_order_id": reference, "body": body}
            state = {"state": "submitting", "ended_at": None, "answer": ""} if on_the_wire else {}
            _insert(database, "attempt", own | state)
            if on_the_wire and number % 2 == 0:
                continue
            made = _bought(scene, request, reference)
            exist += 1
            if not on_the_wire:
                keys = {"order_id": made, "attempt_id": number, "request_id": number}
                _insert(database, "remote_order", order | keys)
        database.commit()
    return exist


def _bought(scene: Scene, request: Row, reference: str) -> str:
    """The order on 1688's side."""
    world = scene.world.world
    wish = Wish(int(request["offer_id"]), request["spec_id"], request["quantity"])
    order = world.buy([wish], world.home, "cross", reference).orders[0]
    return str(order.order_id)


def _insert(database: sqlite3.Connection, table: str, row: Row) -> None:
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    database.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
