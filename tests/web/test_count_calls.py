"""What the Mini App's page of counting asks: the lines, a count that has one effect, and why one was refused."""

from typing import Any

import pytest

from bot.purchasing.order_report import OrderState, Parcel
from tests.desk.conftest import ANNA
from tests.fakes.market import ORDER_ID, placed
from tests.web.test_miniapp import asks, session

KEY = "0b0e6a3c-8f0a-4a51-9a63-2f1f0a6f5d11"


@pytest.fixture
async def shipped(street: Any) -> Any:
    """An order of two pieces, of one line, in one parcel."""
    await street.room.sent(placed())
    await street.room.desk.watch.look_due()
    street.room.market.parcel_list = (Parcel("LP1", "YT123", "圆通", "SIGN", signed=True),)
    street.room.market.moves(
        ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=street.room.clock.now()
    )
    await street.room.desk.watch.look(ORDER_ID)
    return street


async def count(street: Any, tally: list[int], by: Any = ANNA, key: str = KEY, seen: int = 0, **more: Any) -> Any:
    headers = await session(street, by.id)
    shown = (await asks(street, f"count/{ORDER_ID}", headers)).json()
    said = {"key": key, "seen": seen, "parcel": "", "lines": {shown["rows"][0]["entry"]: tally}} | more
    return await asks(street, f"count/{ORDER_ID}", headers, said)


async def test_the_page_names_the_lines_and_parcels_and_no_money(shipped: Any) -> None:
    answer = await asks(shipped, f"count/{ORDER_ID}", await session(shipped))
    page = answer.json()
    (row,), (parcel,) = page["rows"], page["parcels"]
    assert (page["name"], page["reader"], page["seen"], row["open"], row["title"]) == ("1", ANNA.id, 0, 2, "Mug")
    assert row["codes"][-1] == "600000000001"
    assert (parcel["bill_no"], parcel["counted"], parcel["pieces"]) == ("YT123", False, {row["entry"]: 2})
    assert "\u00a5" not in answer.text


async def test_a_count_that_is_sent_twice_has_one_effect_and_its_key_is_its_person_s(shipped: Any) -> None:
    for _ in range(2):
        answer = await count(shipped, [1, 0, 1])
        assert (answer.status_code, answer.json()["rows"][0]["open"]) == (200, 1)
    (order,) = (await shipped.room.purchase(1)).orders
    assert (order.count.good, order.count.wrong) == (1, 1)
    assert {each.act for each in order.arrivals} == {f"{ANNA.id}:app.{KEY}"}


async def test_a_refused_count_says_why_in_a_word_for_the_page(shipped: Any) -> None:
    more = await count(shipped, [3, 0, 0])
    assert (more.status_code, more.json()["why"]) == (409, "more-than-ordered")
    assert "more than ordered" in more.json()["error"]
    assert (await count(shipped, [3, 0, 0], surplus=True)).status_code == 200
    meanwhile = await count(shipped, [1, 0, 0], key="another-key")
    assert (meanwhile.status_code, meanwhile.json()["why"]) == (409, "counted-meanwhile")
    (order,) = (await shipped.room.purchase(1)).orders
    assert (order.count.good, order.count.surplus) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "short"}, {"key": "x" * 65}, {"key": 7}, {"seen": "0"}, {"parcel": None}, {"lines": {}}, {"lines": []},
        {"lines": {"1": [1, 0]}}, {"lines": {"1": [-1, 0, 0]}}, {"lines": {"1": [True, 0, 0]}}, {"lines": {"1": 1}},
        {"lines": {str(n): [1, 0, 0] for n in range(501)}},
    ],
)  # fmt: skip
async def test_what_is_no_count_is_not_read(shipped: Any, wrong: Any) -> None:
    assert (await count(shipped, [1, 0, 0], **wrong)).status_code == 400
    assert (await shipped.room.purchase(1)).orders[0].arrivals == ()


async def test_nobody_else_counts_it_and_an_order_that_is_none_is_unknown(shipped: Any) -> None:
    assert (await asks(shipped, f"count/{ORDER_ID}", {})).status_code == 401
    assert (await asks(shipped, "count/999", await session(shipped))).json()["why"] == "unknown-order"
    assert (await asks(shipped, f"count/{ORDER_ID}/more", await session(shipped))).status_code == 404
    headers = await session(shipped)
    shipped.in_time = False
    assert (await asks(shipped, f"count/{ORDER_ID}", headers)).status_code == 429
