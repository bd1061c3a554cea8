"""Order lines: what the database refuses of them."""

import sqlite3
from collections.abc import Callable

import pytest

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
