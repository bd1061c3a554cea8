"""What an order holds: what the database refuses of it; the key of an order."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

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
