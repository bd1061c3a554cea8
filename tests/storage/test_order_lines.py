"""Order lines: what the database refuses, and what older requests get."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import col, select

from storage.engine.database import Database
from storage.tables import OrderLineRow
from tests.programmes.torture import r10_migrations as r10

Insert = Callable[..., int]


@pytest.mark.usefixtures("bought")
def test_a_variant_stands_once_in_a_request_and_so_does_an_offer_without_variants(insert: Insert) -> None:
    insert("order_line", request_id=10, place=1, offer_id="6", spec_id="red", quantity=1)
    insert("order_line", request_id=10, place=2, offer_id="6", spec_id="", quantity=1)
    for spec_id in ("red", ""):
        with pytest.raises(sqlite3.IntegrityError, match=r"order_line\.spec_id"):
            insert("order_line", request_id=10, place=3, offer_id="6", spec_id=spec_id, quantity=5)
    insert("order_line", request_id=10, place=3, offer_id="7", spec_id="red", quantity=1)


@pytest.mark.usefixtures("bought")
def test_lines_are_counted_from_one_and_a_request_of_several_sellers_has_more_than_one_order_takes(
    insert: Insert,
) -> None:
    insert("order_line", request_id=10, place=5_000, offer_id="6", spec_id="red", quantity=1)
    with pytest.raises(sqlite3.IntegrityError, match="place_known"):
        insert("order_line", request_id=10, place=0, offer_id="6", spec_id="blue", quantity=1)


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize("quantity", [0, -1])
def test_a_line_is_for_some_pieces(insert: Insert, quantity: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="quantity_positive"):
        insert("order_line", request_id=10, place=1, offer_id="6", spec_id="red", quantity=quantity)


@pytest.mark.usefixtures("bought")
def test_a_line_belongs_to_a_request(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        insert("order_line", request_id=99, place=1, offer_id="6", spec_id="red", quantity=1)


ASKED = {"requester_id": 1, "offer": r10.OFFER, "offer_id": "6", "quantity": 5, "snapshot_hash": "h"}
ROWS: r10.Rows = {
    "person": [{"id": 1, "name": "Ann"}],
    "request": [
        {"id": 1, "state": "approved", "spec_id": "red", **ASKED},
        {"id": 2, "state": "closed", **ASKED},
        {"id": 3, "state": "draft", **ASKED},
        {"id": 4, "state": "cancelled", **(ASKED | {"snapshot_hash": None})},
        {"id": 5, "state": "cancelled", **(ASKED | {"quantity": None})},
    ],
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_each_request_that_was_asked_for_before_there_were_lines_gets_the_one_that_it_had(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{tmp_path / 'caigou.db'}" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    await r10.made(url, "0015", ROWS)
    database = await Database.open(url)
    async with database.reading() as session:
        rows = (await session.exec(select(OrderLineRow).order_by(col(OrderLineRow.request_id)))).all()
    await database.close()
    lines = [(row.request_id, row.place, row.offer_id, row.spec_id, row.quantity) for row in rows]
    assert lines == [(1, 1, "6", "red", 5), (2, 1, "6", "", 5)]
