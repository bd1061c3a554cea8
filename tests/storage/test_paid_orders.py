"""What was paid for orders of before, as far as their rows say it."""

from pathlib import Path

import pytest

from storage.engine.database import Database
from tests.programmes.torture import r10_migrations as r10
from tests.storage.sql import sql

ORDERS = {
    "701": ("to_pay", None, 280, 0, 0),
    "702": ("paid", 1, 280, 0, 280),
    "703": ("shipped", None, 280, 0, 280),  # on account
    "704": ("cancelled", None, 280, 0, 0),  # never paid
    "705": ("cancelled", 1, 280, 280, 280),
    "706": ("cancelled", None, 280, 280, 280),  # its money came back, so it was paid
    "707": ("finished", 1, 0, 280, 280),  # its sum fell by what came back
}
"""By number: the state, when it was paid, its sum, what came back, and what was paid then (fen)."""
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [{"id": 1, "requester_id": 1, "state": "closed", "snapshot_hash": "h", "offer": r10.OFFER}],
    "attempt": [{"id": 1, "request_id": 1, "state": "placed", "out_order_id": "C1", **r10.SENT}],
    "remote_order": [
        {
            "order_id": number, "attempt_id": 1, "request_id": 1, "state": state, "refund": "none", "paid_at": paid_at,
            "total_fen": total, "refunded_fen": refunded, "checked": "agreed",
        }
        for number, (state, paid_at, total, refunded, _) in ORDERS.items()
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_orders_of_before_were_paid_as_they_stand_if_they_were_paid(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0036", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        rows = (await sql(session, "SELECT order_id, paid_fen, unbelieved_fen FROM remote_order ORDER BY 1")).all()
    await database.close()
    assert [tuple(row) for row in rows] == [(number, paid, 0) for number, (*_, paid) in ORDERS.items()]
