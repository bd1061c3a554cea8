"""Doubt that people end: the order is not found, and nothing is sent again but by two people's word."""

from typing import Any

import pytest

from bot.sandbox.actor import ShownMessage
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
NOT_FOUND = "still not found on 1688"


async def lost(street: Street, quantity: int = 2) -> ShownMessage:
    """A create call whose connection broke before anything happened, a minute later; the card that asks a person."""
    card = await street.draft(quantity=quantity)
    await street.fault(side="1688", call=CREATE, kind="reset", when="before", times=1)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    await street.later(61)
    asked: ShownMessage = await street.hears(NOT_FOUND, "Please look at your orders")
    return asked


async def looked(street: Street) -> None:
    """Ten minutes and a little more pass, and each look that falls due is done before the next one does."""
    for seconds in (60, 181, 302):
        await street.later(seconds)
        await one_more_look(street)


async def one_more_look(street: Street) -> None:
    before = street.rows("SELECT looks FROM attempt")[0][0]

    async def done() -> bool:
        return bool(street.rows("SELECT looks FROM attempt")[0][0] > before)

    await street.until(done, "one more look")


def states(street: Street) -> tuple[str, str]:
    return street.rows("SELECT state FROM request")[0][0], street.rows("SELECT state FROM attempt")[0][0]


async def by_hand(street: Street, quantity: int = 2) -> str:
    """The same goods bought on the site; 1688's number."""
    good = await street.good("plain")
    answer = await street.http.post("/sim/orders", json={"offer_id": good["offer_id"], "quantity": quantity})
    return str(answer.json()["id"])


async def test_an_order_that_a_person_found_is_read_back_and_followed(street: Street) -> None:
    asked = await lost(street)
    order_id = await by_hand(street)
    await street.anna.presses(asked, "I found it")
    await street.anna.writes(order_id)
    await street.hears("the order exists on 1688")
    await street.hears("to pay", order_id)
    await street.agree()
    assert states(street) == ("approved", "placed")
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", order_id)
    assert (await street.ledger())["calls"][CREATE] == 1


@pytest.mark.threat("T30")
async def test_giving_up_takes_two_admins_where_there_are_two(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        asked = await lost(street)
        await looked(street)
        noted = await street.anna.presses(asked, "give up")
        assert "A second person must press the same" in noted["answer"]["text"]
        again = await street.anna.presses(asked, "give up")
        assert "A second person" in again["answer"]["text"]
        assert states(street) == ("approved", "needs_person")
        await street.settled_by_boris("give up")
        await street.hears("given up", "It was not found on 1688")
        assert states(street) == ("closed", "abandoned")


@pytest.mark.stop(20)
async def test_two_admins_order_again_under_the_same_reference(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        asked = await lost(street)
        await looked(street)
        [(reference, body)] = street.rows("SELECT out_order_id, body FROM attempt")
        await street.anna.presses(asked, "order again")
        assert (await street.ledger())["calls"][CREATE] == 1
        await street.settled_by_boris("order again")
        await street.hears("1688 no.", "to pay")
        await street.agree()
        ledger = await street.ledger()
        assert ledger["calls"][CREATE] == 2
        assert [order["out_order_id"] for order in ledger["orders"]] == [reference]
        assert street.rows("SELECT out_order_id, body, epoch FROM attempt") == [(reference, body, 2)]
