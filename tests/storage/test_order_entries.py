"""What an order holds: what the database refuses, and what orders of before get; the key of an order."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.engine.database import Database
from tests.programmes.torture import r10_migrations as r10
from tests.storage.sql import sql

Insert = Callable[..., int]


@pytest.mark.usefixtures("bought")
def test_the_same_number_on_another_market_is_another_order(insert: Insert, plain: sqlite3.Connection) -> None:
    insert("remote_order", market="other", order_id="30", attempt_id=20, request_id=10, state="paid", refund="none")
    assert plain.execute("SELECT market, state FROM remote_order ORDER BY market").fetchall() == [
        ("1688", "to_pay"),
        ("other", "paid"),
    ]
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        insert("remote_order", order_id="30", attempt_id=20, request_id=10, state="paid", refund="none")


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("order_entry", {"entry_id": "1", "quantity": 1, "state": "open"}),
        ("parcel", {"logistics_id": "1"}),
        ("refund", {"refund_id": "1", "state": "asked"}),
    ],
)
def test_what_belongs_to_an_order_names_its_market(insert: Insert, table: str, row: dict[str, Any]) -> None:
    insert(table, order_id="30", **row)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        insert(table, market="other", order_id="30", **row)


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"quantity": 0}, "quantity_positive"),
        ({"share_fen": -1}, "share_fen_not_negative"),
        ({"amount_fen": -1}, "amount_fen_not_negative"),
        ({"refunded_fen": -1}, "refunded_fen_not_negative"),
        ({"state": "lost"}, "state_known"),
    ],
)
def test_an_entry_of_no_pieces_or_less_than_nothing_is_refused(
    insert: Insert, wrong: dict[str, Any], refusal: str
) -> None:
    row = {"order_id": "30", "entry_id": "1", "quantity": 1, "state": "open"}
    with pytest.raises(sqlite3.IntegrityError, match=refusal):
        insert("order_entry", **(row | wrong))


def line(offer: str, quantity: int, amount: int | None) -> dict[str, Any]:
    return {"offer_id": offer, "spec_id": None, "quantity": quantity, "amount": amount, "title": f"杯 {offer}"}


LINES = {
    "701": None,
    "702": [],
    "703": [line("6", 5, None)],
    "704": [line("6", 5, 1000), line("7", 2, 2000), line("8", 1, 3000)],
    "705": [line("6", 5, 1000), line("7", 2, None)],
}
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [{"id": 1, "requester_id": 1, "state": "closed", "snapshot_hash": "h", "offer": r10.OFFER}],
    "attempt": [{"id": 1, "request_id": 1, "state": "placed", "out_order_id": "C1", **r10.SENT}],
    "remote_order": [
        {
            "order_id": number, "attempt_id": 1, "request_id": 1, "state": "cancelled" if number == "705" else "paid",
            "refund": "none", "total_fen": 6_601, "checked": "agreed",
            "lines": None if told is None else json.dumps(told),
        }
        for number, told in LINES.items()
    ],
    "parcel": [{"order_id": "703", "logistics_id": "L"}],
    "refund": [{"refund_id": "R", "order_id": "704", "state": "asked", "amount_fen": 7}],
    "ghost": [{"order_id": "801", "found_at": 1}],
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_1688_said_of_the_lines_of_an_order_becomes_rows_and_no_other_row_is_lost(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0028", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        entries = (await sql(session, "SELECT * FROM order_entry ORDER BY order_id, place")).mappings().all()
        kept = {
            table: (await sql(session, f"SELECT market, {key} FROM {table} ORDER BY 2")).all()
            for table, key in (("remote_order", "order_id"), ("parcel", "order_id"), ("refund", "refund_id"))
        }
        ghosts = (await sql(session, "SELECT market, order_id FROM ghost")).all()
    await database.close()
    assert [(row["order_id"], row["entry_id"], row["share_fen"], row["state"]) for row in entries] == [
        ("703", "703", 6_601, "open"),
        ("704", "704/1", 1_100, "open"),
        ("704", "704/2", 2_200, "open"),
        ("704", "704/3", 3_301, "open"),
        ("705", "705/1", None, "cancelled"),
        ("705", "705/2", None, "cancelled"),
    ]
    first = {name: entries[1][name] for name in ("market", "place", "offer_id", "spec_id", "quantity", "title")}
    assert first == {
        "market": "1688", "place": 1, "offer_id": "6", "spec_id": "", "quantity": 5, "title": "杯 6",
    }  # fmt: skip
    assert [tuple(row) for row in kept["remote_order"]] == [("1688", number) for number in LINES]
    assert [tuple(row) for row in (*kept["parcel"], *kept["refund"], *ghosts)] == [
        ("1688", "703"),
        ("1688", "R"),
        ("1688", "801"),
    ]
