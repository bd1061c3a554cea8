"""Asked lines and parts: what the database refuses."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

Insert = Callable[..., int]
LINE: dict[str, Any] = {"request_id": 10, "place": 1, "offer_id": "6", "quantity": 3, "added_by": 1}


@pytest.fixture
def bought(bought: None, insert: Insert) -> None:
    """The purchase of others, of which an offer is known."""
    for offer_id in ("6", "7"):
        insert("asked_offer", request_id=10, offer_id=offer_id, offer="{}")


@pytest.mark.usefixtures("bought")
def test_a_place_holds_one_line(insert: Insert) -> None:
    insert("asked_line", **LINE)
    with pytest.raises(sqlite3.IntegrityError, match=r"asked_line\.place"):
        insert("asked_line", **LINE | {"offer_id": "7"})


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"place": 0}, "place_known"),
        ({"quantity": 0}, "quantity_positive"),
        ({"request_id": 99}, "FOREIGN KEY"),
        ({"offer_id": "8"}, "FOREIGN KEY"),
        ({"added_by": 99}, "FOREIGN KEY"),
    ],
)
def test_a_line_is_for_some_pieces_of_somebody_in_a_request(insert: Insert, wrong: Any, named: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=named):
        insert("asked_line", **LINE | wrong)


def a_part(insert: Insert, **values: Any) -> int:
    return insert("request", requester_id=1, chat_id=1, state="draft", offer_id="6", offer="{}", **values)


@pytest.mark.usefixtures("bought")
def test_a_request_is_split_into_each_part_once(insert: Insert) -> None:
    a_part(insert, part_of=10, part=1)
    a_part(insert, part_of=10, part=2)
    with pytest.raises(sqlite3.IntegrityError, match=r"request\.part"):
        a_part(insert, part_of=10, part=2)


@pytest.mark.usefixtures("bought")
@pytest.mark.parametrize("half", [{"part": 1}, {"part_of": 10}])
def test_a_part_is_a_part_of_something_and_has_a_place_in_it(insert: Insert, half: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="part_whole"):
        a_part(insert, **half)


@pytest.mark.usefixtures("bought")
def test_what_a_part_was_split_from_is_a_request(insert: Insert) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        a_part(insert, part_of=99, part=1)
