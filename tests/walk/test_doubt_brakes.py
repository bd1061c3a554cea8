"""The brakes: what makes the program stop buying by itself, and tell the admins why."""

from typing import Any

import httpx
import pytest

from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


async def refused_as_paused(street: Street, quantity: int) -> None:
    """Nothing can be bought now, and the press says so."""
    calls = (await street.ledger())["calls"].get(CREATE, 0)
    answer = await street.anna.presses(await street.draft(quantity=quantity), "Buy now")
    assert "Buying is paused" in answer["answer"]["text"]
    assert (await street.ledger())["calls"].get(CREATE, 0) == calls


async def test_three_doubts_within_a_quarter_of_an_hour_stop_buying(street: Street) -> None:
    await street.fault(side="1688", call=CREATE, kind="reset", when="before", times=3)
    for quantity in (2, 3, 4):
        assert not await street.told("Buying is paused")
        await street.anna.presses(await street.draft(quantity=quantity), "Buy now")
        await street.hears("1688 did not answer clearly", f"{quantity} ")
    await street.hears("Buying is paused", "three orders in doubt")
    await refused_as_paused(street, 5)
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")


async def test_an_order_that_is_not_what_was_sent_is_a_conflict_for_people(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.anna.presses(card, "Buy now")
    await street.arrived(CREATE, 1)
    [order] = street.world.world.book.orders.values()
    order.lines[0].quantity += 1
    order_id = str(order.order_id)
    await street.later(2)
    told = await street.hears("the orders on 1688 do not match", order_id)
    await street.hears("Buying is paused", "differ from what was sent")
    assert street.rows("SELECT state FROM attempt") == [("conflict",)]
    await refused_as_paused(street, 3)
    await street.anna.presses(told, "I found it")
    await street.anna.writes(order_id)
    await street.hears("the order exists on 1688")
    await street.hears("ordered, to be paid", order_id)


async def test_an_order_that_is_found_dearer_than_agreed_is_ours_and_waits_for_a_word(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.anna.presses(card, "Buy now")
    await street.arrived(CREATE, 1)
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.at_1688(order_id, "reprice", total_fen=999_00)
    await street.later(2)
    await street.hears("the order exists on 1688", order_id)
    raised = await street.hears("the price of the order was raised", "999.00", order_id)
    assert not await street.told("Buying is paused")
    await street.anna.presses(raised, "Agree to ¥ 999.00")
    await street.hears("ordered, to be paid", "999.00", order_id)
    await street.agree()
    await street.agree()
    assert (await street.ledger())["calls"][CREATE] == 1


@pytest.mark.stop(9)
async def test_a_second_order_under_our_reference_stops_buying(street: Street) -> None:
    order_id = await street.ordered()
    book = street.world.world.book
    first = book.orders[int(order_id)]
    part = street.world.world.quote([_wish(first)])[0]
    second = book.place(part, first.address, "site", first.out_order_id)
    await street.later(901)
    unknown = await street.hears("an order that should not exist", "then press the button")
    assert str(second.order_id) in unknown.text
    await street.hears("Buying is paused", str(second.order_id))
    await refused_as_paused(street, 3)


def _wish(order: Any) -> Any:
    from bot.sandbox.world.quoting import Wish

    line = order.lines[0]
    return Wish(line.offer.offer_id, line.sku.spec_id if line.sku else None, line.quantity)


async def test_an_order_that_somebody_placed_on_the_site_is_none_of_ours(street: Street) -> None:
    await street.ordered()
    good = await street.good("plain")
    await street.http.post("/sim/orders", json={"offer_id": good["offer_id"], "quantity": 2})
    await street.later(901)
    await street.arrived("alibaba.trade.getBuyerOrderList", 4)
    await street.ordered(quantity=3)
    assert not await street.told("an order that should not exist")
    assert street.rows("SELECT count(*) FROM ghost WHERE NOT outside") == [(0,)]


@pytest.mark.stop(10)
@pytest.mark.threat("T10")
async def test_another_program_with_our_token_stops_buying(street: Street) -> None:
    await street.anna.writes("/start")
    await street.anna.sees("1688")
    url = f"/bot{street.world.token}/getUpdates"
    async with httpx.AsyncClient(base_url=street.http.base_url, trust_env=False, timeout=120) as other:
        await other.get(url, params={"timeout": 0})
    await street.hears("Buying is paused", "another program runs with this bot's token")
    await refused_as_paused(street, 2)
