"""The one-click way to buy: paid or cancelled at once, no variants, refused in 1688's words, or left unclear."""

from typing import Any

import pytest

from tests.walk.conftest import Street

CALL = "api.buyProduct"
LOOK = "alibaba.trade.get.buyerView"


@pytest.fixture
async def street(open_street: Any) -> Any:
    """A street that buys by one click."""
    async with open_street(ALIBABA_BUY_CALL="one_click") as opened:
        yield opened


async def confirmed(street: Street, quantity: int = 3) -> None:
    card = await street.draft("plain", quantity)
    assert "the freight is what that account is charged" in card.text
    await street.anna.presses(card, "Buy now")


async def test_an_order_is_paid_at_once_and_watched_to_its_end(street: Street) -> None:
    await confirmed(street)
    told = await street.hears("· paid", "The seller ships next")
    ledger = await street.ledger()
    order = ledger["orders"][0]
    assert ledger["calls"][CALL] == 1
    assert order["id"] in told.text
    assert order["paid_fen"] == order["total_fen"]
    assert f"¥ {order['total_fen'] / 100:,.2f}" in told.text
    await street.at_1688(order["id"], "ship")
    await street.hears("· shipped", order["id"])
    await street.at_1688(order["id"], "receive")
    await street.hears("· finished", order["id"])
    await street.agree()
    assert len(await street.told("The seller ships next")) == 1
    assert not await street.told("ordered, to be paid")


async def test_an_order_that_is_cancelled_at_once_says_so_and_follows_the_money(street: Street) -> None:
    await street.market(one_click="cancelled")
    await confirmed(street)
    told = await street.hears("closed on 1688")
    order = (await street.ledger())["orders"][0]
    assert order["id"] in told.text
    assert order["status"] == "cancel"
    await street.hears("refund asked for", f"{order['paid_fen'] / 100:,.2f}")
    await street.at_1688(order["id"], "refund")
    await street.hears("· refunded")
    await street.agree()
    assert street.rows("SELECT state FROM request") == [("closed",)]


async def test_an_offer_with_variants_is_refused_before_anything_is_confirmed(street: Street) -> None:
    good = await street.good("sku")
    await street.anna.writes(f"/buy {good['offer_id']} 4 white/M")
    card = await street.anna.sees("cannot name a variant")
    assert "Buy now" not in card.labels
    assert CALL not in (await street.ledger())["calls"]


async def test_a_refusal_is_told_in_1688s_words(street: Street) -> None:
    card = await street.draft("plain", 3)
    good = await street.good("plain")
    await street.fault(side="1688", call=CALL, kind="slow", when="before", seconds=1.5)
    await street.anna.presses(card, "Buy now")
    await street.arrived(CALL, 1)
    await street.http.post(f"/sim/goods/{good['offer_id']}", json={"stock": 1})
    told = await street.hears("refused by 1688", "Nothing was ordered")
    assert "库存不足" in told.text
    assert (await street.ledger())["orders"] == []
    assert street.rows("SELECT state FROM request") == [("closed",)]


async def test_an_unclear_end_goes_to_a_person_who_finds_the_order(street: Street) -> None:
    await street.fault(side="1688", call=CALL, kind="reset", when="after")
    await confirmed(street)
    asked = await street.hears("still not found on 1688", "cannot look for this one by myself")
    ledger = await street.ledger()
    assert ledger["calls"][CALL] == 1
    await street.anna.presses(asked, "I found it")
    await street.hears("Write the number of the order")
    await street.anna.writes(ledger["orders"][0]["id"])
    await street.hears("found: the order exists on 1688")
    await street.hears("· paid", ledger["orders"][0]["id"])
    await street.agree()
    assert (await street.ledger())["calls"][CALL] == 1


async def test_an_order_is_shown_while_its_details_cannot_be_read(street: Street) -> None:
    await street.fault(side="1688", call=LOOK, kind="status", status=500, times=1000)
    await confirmed(street)
    await street.arrived(LOOK, 2)
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.hears("#1", "1688 no.", order_id)
    await street.http.request("DELETE", "/sim/faults")
    await street.later(60)
    await street.hears("· paid", "The seller ships next")
    await street.agree()


async def test_a_number_that_1688_does_not_know_for_a_minute_is_told_and_kept(street: Street) -> None:
    await street.fault(side="1688", call=LOOK, kind="slow", when="before", seconds=1.5)
    await confirmed(street)
    await street.arrived(LOOK, 1)
    order_id, order = street.world.world.book.orders.popitem()
    await street.hears("· paid", "The seller ships next", str(order_id))
    assert not await street.told("not confirmed by 1688 yet")
    await street.later(61)
    told = await street.hears("not confirmed by 1688 yet", str(order_id))
    await street.later(1900)
    assert street.rows("SELECT order_id, checked FROM remote_order") == [(str(order_id), "checking")]
    street.world.world.book.orders[order_id] = order
    await street.anna.presses(told, "Look again")

    async def known() -> bool:
        return bool(street.rows("SELECT checked FROM remote_order") == [("agreed",)])

    await street.until(known, "the order is known")
    await street.agree()
    assert len(await street.told("not confirmed by 1688 yet")) == 1
    assert len(await street.told("The seller ships next")) == 1
