"""Requests that ended before why was a code say the same after the migration, and people's words stay."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from storage.engine.database import Database
from storage.tables import RequestRow
from tests.programmes.torture import r10_migrations as r10

ENDED = [
    ("rejected", "by the requester", ("declined", "by the requester")),
    ("rejected", "", ("declined", "")),
    ("cancelled", "by the requester", ("by-requester", "")),
    ("cancelled", "taken back", ("taken-back", "")),
    ("cancelled", "team-closed", ("team-closed", "")),
    ("expired", "", ("unconfirmed", "")),
    ("expired", "nobody decided in time", ("undecided", "")),
    ("expired", "consent-over", ("consent-over", "")),
    ("closed", "given up", ("given-up", "")),
    ("closed", "cancelled", ("orders-ended", "")),
    ("closed", "库存不足", ("refused", "")),
    ("closed", "", ("refused", "")),
    ("draft", "", ("", "")),
    ("pending", "", ("", "")),
    ("approved", "", ("", "")),
]
"""A state, why as earlier releases wrote it, and the code and the words that it becomes."""
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [
        {"id": n, "requester_id": 1, "state": state, "closed_reason": why, "snapshot_hash": "h", "offer": r10.OFFER}
        for n, (state, why, _) in enumerate(ENDED, 1)
    ],
    "attempt": [{"id": 1, "request_id": 10, "state": "placed", "out_order_id": "C1", **r10.SENT}],
    "remote_order": [
        {
            "order_id": "331",
            "attempt_id": 1,
            "request_id": 10,
            "state": "cancelled",
            "refund": "none",
            "total_fen": 1,
            "checked": "agreed",
        }
    ],
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_every_end_of_a_request_becomes_a_code_and_a_persons_words_are_kept(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0011", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        rows = (await session.exec(select(RequestRow).order_by(col(RequestRow.id)))).all()
    await database.close()
    assert [(row.closed_reason, row.closed_words) for row in rows] == [after for _, _, after in ENDED]
