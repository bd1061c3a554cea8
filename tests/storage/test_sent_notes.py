"""The note in each stored body of before stands beside it, as far as the body holds one."""

import json
from pathlib import Path

import pytest

from storage.engine.database import Database
from tests.programmes.torture import r10_migrations as r10
from tests.storage.sql import sql

CREATE = {"flow": "general", "outOrderId": "C", "cargoParamList": '[{"offerId":6,"message":"no note"}]'}
BODIES = {
    "with a note": (json.dumps(CREATE | {"message": "Wrap it 【FW #1】"}, ensure_ascii=False), "Wrap it 【FW #1】"),
    "escaped": (json.dumps(CREATE | {"message": '包"好'}), '包"好'),
    "without": (json.dumps(CREATE), ""),
    "of no body yet": (None, ""),
    "of an order that was found": ("", ""),
    "no JSON": ('{"message": "', ""),
    "no object": ('["message"]', ""),
    "of another call": (json.dumps(CREATE | {"message": "Wrap it", "lines": []}), ""),
    "too deep": ('{"message":' + "[" * 100_000, ""),
}
"""What is stored of an attempt, and the note that 1688 was sent with it."""
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [
        {"id": number, "requester_id": 1, "state": "closed", "snapshot_hash": "h", "offer": r10.OFFER}
        for number, _ in enumerate(BODIES, 1)
    ],
    "attempt": [
        {"id": number, "request_id": number, "state": "withdrawn", "out_order_id": f"C{number}"}
        | ({} if body is None else r10.SENT | {"body": body})
        for number, (body, _) in enumerate(BODIES.values(), 1)
    ],
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_note_is_what_the_body_of_before_says(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0044", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        rows = (await sql(session, "SELECT body, note FROM attempt ORDER BY id")).all()
    await database.close()
    assert [tuple(row) for row in rows] == list(BODIES.values())
