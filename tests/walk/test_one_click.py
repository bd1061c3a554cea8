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
