"""1688 answers with a number that is not this purchase: nobody pays it, buying stops, a person says which one it is."""

from typing import Any

import pytest

from bot.sandbox.openplatform import buying
from tests.walk.conftest import Street

BUY_CALL = "alibaba.trade.createCrossOrder"
DETAIL = "alibaba.trade.get.buyerView"


@pytest.mark.stop(3)
async def test_a_number_that_another_purchase_holds_stops_buying_and_is_settled_by_a_person(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await street.ordered("plain", 2)
    real = buying._cross_result

    def lying(placed: Any) -> dict[str, Any]:
        return real(placed) | {"orderId": first}

    monkeypatch.setattr(buying, "_cross_result", lying)
    await street.anna.presses(await street.draft("plain", 3), "Buy now")
    told = await street.hears("#2", "the orders on 1688 do not match", "another purchase holds", first)
    await street.hears("Buying is paused")
    assert street.rows("SELECT order_id, request_id FROM remote_order") == [(first, 1)]
    assert street.rows("SELECT state FROM attempt ORDER BY id") == [("placed",), ("conflict",)]
    await street.anna.writes("/status")
    await street.hears("#2 · does not match")
    right = str((await street.ledger())["orders"][-1]["id"])
    assert right != first
    await street.anna.presses(told, "I found it")
    await street.anna.writes(right)
    await street.hears("#2", "the order exists on 1688", right)
    await street.hears("#2", "ordered, to be paid", right)
    await street.agree()


@pytest.mark.stop(4)
@pytest.mark.threat("T35")
@pytest.mark.parametrize("lie", ["goods", "reference"])
async def test_an_order_that_reads_back_as_something_else_is_never_payable(street: Street, lie: str) -> None:
    await street.fault(side="1688", call=DETAIL, kind="status", status=500, when="before", times=1)
    await street.anna.presses(await street.draft("plain", 3), "Buy now")
    await street.arrived(BUY_CALL, 1)
    [order] = street.world.world.book.orders.values()
    if lie == "goods":
        other = await street.good("sku")
        order.lines[0].offer = street.world.world.offers[int(other["offer_id"])]
    else:
        order.out_order_id = "CG" + "0" * 32
    told = await street.hears(
        "the orders on 1688 do not match", "named another order than was sent", str(order.order_id)
    )
    await street.hears("Buying is paused")
    assert not await street.told("ordered, to be paid")
    assert not [label for shown in await street.told("#1 ") for label in shown.labels if "Pay" in label]
    assert street.rows("SELECT checked FROM remote_order") == [("differs",)]
    assert any("I found it" in label for label in told.labels)


@pytest.mark.stop(32)
async def test_an_order_that_1688_does_not_show_is_told_after_a_minute_and_paid_once_it_does(street: Street) -> None:
    await street.fault(side="1688", call=DETAIL, kind="status", status=500, when="before", times=60)
    await street.anna.presses(await street.draft("plain", 3), "Buy now")
    card = await street.hears("#1", "ordered, being checked")
    assert not [label for label in card.labels if "Pay" in label or "pay link" in label]
    await street.later(61)
    await street.hears("#1", "not confirmed by 1688 yet", "not ordered again")
    await street.http.delete("/sim/faults")
    await street.later(120)
    await street.hears("#1", "ordered, to be paid")
    await street.agree()
    assert (await street.ledger())["calls"][BUY_CALL] == 1
