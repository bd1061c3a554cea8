"""An order that was received before the release that counts it counts as confirmed when 1688 last changed it."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from storage.engine.database import Database
from storage.tables import FactRow, RemoteOrderRow
from tests.programmes.torture import r10_migrations as r10

ORDERS = [
    ("paid", "agreed"),
    ("received", "agreed"),
    ("finished", "agreed"),
    ("finished", "differs"),
    ("cancelled", "agreed"),
]
MODIFIED = 1_764_000_000_000_000
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [{"id": 1, "requester_id": 1, "state": "closed", "snapshot_hash": "h", "offer": r10.OFFER}],
    "attempt": [{"id": 1, "request_id": 1, "state": "placed", "out_order_id": "C1", **r10.SENT}],
    "remote_order": [
        {
            "order_id": str(n), "attempt_id": 1, "request_id": 1, "state": state, "refund": "none", "total_fen": 1,
            "checked": checked, "modified_at": MODIFIED,
        }
        for n, (state, checked) in enumerate(ORDERS)
    ],
    "fact": [{"name": name, "value": "1", "updated_at": 1} for name in ("next:sweep", "swept_until")],
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_received_orders_count_as_confirmed_and_work_whose_next_time_was_kept_is_due(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0014", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        orders = (await session.exec(select(RemoteOrderRow).order_by(col(RemoteOrderRow.order_id)))).all()
        facts = {row.name: row.value for row in (await session.exec(select(FactRow))).all()}
    await database.close()
    assert [row.confirmed_at == row.modified_at for row in orders] == [False, True, True, False, False]
    assert "swept_until" in facts
    assert "next:sweep" not in facts
    assert facts["run:sweep"] == {}, "it is not known when it ran: it is due"
