"""How an order begins: links and commands, choices, the consent, what moved in between, and what 1688 makes of it."""

import asyncio
from typing import Any

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"


async def consented(street: Street, card: ShownMessage) -> str:
    """Press Buy now and wait for the order."""
    await street.anna.presses(card, "Buy now")
    await street.anna.sees("1688 no.")
    return str((await street.ledger())["orders"][-1]["id"])


async def to_consent(street: Street, card: ShownMessage) -> ShownMessage:
    """Take the first address where one is asked for."""
    if not any("Buy now" in label for label in card.labels):
        await street.anna.presses(card, card.labels[0])
        card = await street.anna.sees("check and confirm")
    return card


async def test_a_link_becomes_an_order_to_the_fen(street: Street) -> None:
    good = await street.good("plain")
    await street.anna.writes(f"{good['short_link']} x3")
    card = await to_consent(street, await street.anna.sees("#1"))
    order_id = await consented(street, card)
    order = (await street.ledger())["orders"][0]
    assert f"¥ {order['total_fen'] / 100:,.2f}" in card.text
    assert order["lines"][0]["quantity"] == 3
    assert order["lines"][0]["offer_id"] == good["offer_id"]
    assert (order["id"], order["out_order_id"][:2]) == (order_id, "CG")
    assert street.rows("SELECT out_order_id, state FROM attempt") == [(order["out_order_id"], "placed")]
    await street.agree()


async def test_a_split_order_is_two_orders_and_one_request_that_ends_with_both(street: Street) -> None:
    card = await street.draft("split", 30)
    await street.anna.presses(card, "Buy now")
    both = await street.hears("2 orders on 1688")
    orders = (await street.ledger())["orders"]
    first, second = (order["id"] for order in orders)
    assert first in both.text
    assert second in both.text
    assert sum(line["quantity"] for order in orders for line in order["lines"]) == 30
    assert f"¥ {sum(order['total_fen'] for order in orders) / 100:,.2f}" in card.text
    await street.hears("ordered, to be paid", "order 1 of 2", first)
    await street.hears("ordered, to be paid", "order 2 of 2", second)
    for order_id in (first, second):
        await street.at_1688(order_id, "pay")
        await street.hears("· paid", "The seller ships next", order_id)
    await street.at_1688(first, "ship")
    await street.hears("· shipped", first)
    await street.at_1688(first, "receive")
    await street.hears("· finished", first)
    assert street.rows("SELECT state FROM request") == [("approved",)]
    await street.at_1688(second, "seller_cancel")
    await street.hears("closed on 1688", second)
    assert street.rows("SELECT state FROM request") == [("closed",)]
    await street.agree()


async def test_an_order_of_which_a_part_failed_says_what_1688_did_not_take(street: Street) -> None:
    card = await street.draft("split", 30)
    good = await street.good("split")
    await street.fault(side="1688", call=CREATE, kind="slow", when="before", seconds=1.5)
    await street.anna.presses(card, "Buy now")
    await street.arrived(CREATE, 1)
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 25})
    told = await street.hears("only partly ordered")
    order = (await street.ledger())["orders"][0]
    assert order["id"] in told.text
    assert "库存不足" in told.text
    shown = await street.hears("ordered, to be paid", order["id"], "20 pcs", "1688 did not take:", "× 10")
    assert f"¥ {order['total_fen'] / 100:,.2f}" in shown.text
    await street.agree()


async def test_a_double_tap_buys_once(street: Street) -> None:
    card = await street.draft(quantity=4)
    press = {"person": street.anna.person, "message_id": card.message_id, "button": card.label("Buy now")}
    await asyncio.gather(*(street.http.post("/sim/press", json=press) for _ in range(3)))
    await street.hears("1688 no.")
    assert (await street.ledger())["calls"][CREATE] == 1
    assert street.rows("SELECT count(*) FROM attempt") == [(1,)]
    await street.agree()


async def test_a_tap_on_an_old_card_renews_it_and_buys_nothing(street: Street) -> None:
    card = await street.draft(quantity=4)
    data = street.rows("SELECT state FROM request")
    assert data == [("draft",)]
    old = (await street.http.get("/sim/messages", params={"person": street.anna.person})).json()[-1]
    forged = next(b["data"] for line in old["buttons"] for b in line if b["text"] == card.label("Buy now"))
    await street.anna.presses(card, "Cancel")
    await street.anna.sees("#1 · cancelled")
    press = {"person": street.anna.person, "message_id": card.message_id, "button": forged}
    answer = (await street.http.post("/sim/press", json=press)).json()
    assert "has moved on: cancelled. The card is up to date now." in answer["answer"]["text"]
    assert CREATE not in (await street.ledger())["calls"]


async def test_the_fast_call_places_an_order_as_well(open_street: Any) -> None:
    async with open_street(ALIBABA_BUY_CALL="fast") as street:
        order_id = await street.ordered("sku", 4)
        await street.at_1688(order_id, "pay")
        await street.hears("· paid", "The seller ships next")
        ledger = await street.ledger()
        assert ledger["calls"]["alibaba.trade.fastCreateOrder"] == 1
        assert CREATE not in ledger["calls"]
        await street.agree()
