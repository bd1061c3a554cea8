"""How an order begins: links and commands, choices, the consent, what moved in between, and what 1688 makes of it."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.actor import Player, ShownMessage
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


@pytest.mark.parametrize("how", ["link", "short_link", "mobile", "forwarded"])
async def test_a_link_becomes_an_order_to_the_fen(street: Street, how: str) -> None:
    good = await street.good("plain")
    link = {"mobile": f"https://m.1688.com/offer/{good['offer_id']}.html?spm=a1", "forwarded": good["link"]}
    body = {"person": street.anna.person, "text": f"{link.get(how) or good[how]} x3"}
    if how == "forwarded":
        body["forwarded"] = "Somebody else"
    await street.http.post("/sim/say", json=body)
    card = await to_consent(street, await street.anna.sees("#1"))
    order_id = await consented(street, card)
    order = (await street.ledger())["orders"][0]
    assert f"¥ {order['total_fen'] / 100:,.2f}" in card.text
    assert order["lines"][0]["quantity"] == 3
    assert order["lines"][0]["offer_id"] == good["offer_id"]
    assert (order["id"], order["out_order_id"][:2]) == (order_id, "CG")
    assert street.rows("SELECT out_order_id, state FROM attempt") == [(order["out_order_id"], "placed")]
    await street.agree()


async def test_a_bare_number_is_asked_about_before_it_is_opened(street: Street) -> None:
    good = await street.good("plain")
    await street.anna.writes(f"{good['offer_id']} x2")
    question = await street.anna.sees("the number of a product on 1688?")
    assert street.rows("SELECT count(*) FROM request") == [(0,)]
    await street.anna.presses(question, "Yes, open it")
    card = await to_consent(street, await street.anna.sees("#1"))
    assert "2 pcs" in card.text
    await consented(street, card)
    await street.agree()


async def test_several_links_in_one_message_are_one_request_with_the_quantity_of_each(street: Street) -> None:
    goods: list[dict[str, Any]] = [g for g in (await street.http.get("/sim/goods")).json() if g["kind"] == "plain"]
    lines = [f"{good['link']} x{number}" for number, good in enumerate(goods[:3], 3)]
    await street.anna.writes("Please order:\n" + "\n".join(lines) + "\nhttps://item.taobao.com/item.htm?id=1234567890")
    await street.hears("3 products")
    await street.hears("That is a Taobao product")
    chosen = street.rows("SELECT offer_id, quantity FROM asked_line ORDER BY request_id, place")
    assert chosen == [(good["offer_id"], number) for number, good in enumerate(goods[:3], 3)]
    assert CREATE not in (await street.ledger())["calls"]


@pytest.mark.parametrize("words", ["white/M", "白色 M", "M white"])
async def test_the_words_of_a_variant_choose_it(street: Street, words: str) -> None:
    good = await street.good("sku")
    await street.anna.writes(f"/buy {good['offer_id']} 4 {words}")
    card = await to_consent(street, await street.anna.sees("#1"))
    assert "White / M" in card.text
    await consented(street, card)
    line = (await street.ledger())["orders"][0]["lines"][0]
    assert line["spec_id"] == street.rows("SELECT spec_id FROM request")[0][0]
    await street.agree()


async def test_words_that_fit_no_variant_offer_those_that_there_are(street: Street) -> None:
    good = await street.good("sku")
    await street.anna.writes(f"/buy {good['offer_id']} 4 violet/XXL")
    card = await street.anna.sees("No variant fits these words")
    assert "White" in " ".join(card.labels)
    assert CREATE not in (await street.ledger())["calls"]


async def test_what_changed_before_the_order_can_be_cancelled_by_command(street: Street) -> None:
    card = await street.draft(quantity=4)
    good = await street.good("plain")
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"freight_fen": 4321})
    await street.forgets_the_price(before_the_consent=True)
    await street.anna.presses(card, "Buy now")
    await street.anna.sees("the price changed")
    await street.anna.writes("/cancel")
    await street.anna.presses(await street.anna.sees("#1 · cancel this?"), "Yes, cancel it")
    await street.hears("#1 · cancelled")
    await street.anna.sees("#1: cancelled. Nothing was ordered.")
    assert (await street.ledger())["orders"] == []


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


@pytest.mark.parametrize(
    ("kind", "quantity", "says", "goes_on"),
    [
        ("range", 3, "The minimum is 10 pcs", "10"),
        ("lot", 25, "Sold in lots of 10", "30"),
        ("plain", 999_000, "are in stock", "5,000"),
        ("mixed", 3, "this alone must be at least 10 pcs", "10"),
    ],
)
async def test_a_quantity_that_cannot_be_had_offers_one_that_can(
    street: Street, kind: str, quantity: int, says: str, goes_on: str
) -> None:
    good = await street.good(kind)
    await street.anna.writes(f"/buy {good['offer_id']} {quantity}")
    card = await street.anna.sees("#1", says)
    await street.anna.presses(card, goes_on)
    ready = await to_consent(street, await street.anna.sees("#1"))
    assert goes_on in ready.text
    await consented(street, ready)
    await street.agree()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("sold_out", "Sold out"),
        ("delisted", "no longer on sale"),
        ("no_api", "can only be bought on the site"),
    ],
)
async def test_what_cannot_be_bought_says_why(street: Street, kind: str, says: str) -> None:
    good = await street.good(kind)
    await street.anna.writes(f"/buy {good['offer_id']} {good['min_order']}")
    card = await street.anna.sees("#1")
    for _ in range(3):
        if says in card.text:
            break
        await street.anna.presses(card, card.labels[0])
        card = await street.anna.sees("#1")
    assert says in card.text
    assert "Buy now" not in card.labels
    assert CREATE not in (await street.ledger())["calls"]


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


async def test_two_people_do_not_press_each_others_cards(street: Street) -> None:
    card = await street.draft(quantity=4)
    boris = (await street.http.post("/sim/people", json={"name": "Boris", "language": "ru"})).json()["id"]
    stranger = Player(street.http, boris, "Boris", street.said.append)
    await stranger.writes("/start")
    await stranger.sees(str(boris))
    assert card.labels
    assert CREATE not in (await street.ledger())["calls"]
