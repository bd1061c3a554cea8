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


async def test_a_number_that_1688_does_not_know_is_refused(street: Street) -> None:
    asked = await lost(street)
    for typed in ("3300000000000000001", "12", "no idea"):
        await street.anna.presses(asked, "I found it")
        await street.anna.writes(typed)
        await street.anna.sees("1688 has no order", typed)
    assert states(street) == ("approved", "needs_person")
    assert not street.rows("SELECT * FROM remote_order")


async def test_an_order_of_another_size_is_refused(street: Street) -> None:
    asked = await lost(street)
    order_id = await by_hand(street, quantity=9)
    await street.anna.presses(asked, "I found it")
    await street.anna.writes(order_id)
    await street.anna.sees(order_id, "not this purchase", "differ")
    assert states(street) == ("approved", "needs_person")


async def test_an_order_that_was_there_before_is_refused(street: Street) -> None:
    order_id = await by_hand(street)
    await street.later(3600)
    asked = await lost(street)
    await street.anna.presses(asked, "I found it")
    await street.anna.writes(order_id)
    await street.anna.sees(order_id, "not this purchase", "before this one was sent")
    assert states(street) == ("approved", "needs_person")


async def test_an_order_of_another_request_is_refused(street: Street) -> None:
    first = await street.ordered()
    asked = await lost(street)
    await street.anna.presses(asked, "I found it")
    await street.anna.writes(first)
    await street.anna.sees(first, "belongs to another request")
    assert street.rows("SELECT state FROM attempt ORDER BY id") == [("placed",), ("needs_person",)]


async def test_one_admin_gives_up_only_after_ten_minutes_and_three_looks(street: Street) -> None:
    asked = await lost(street)
    with pytest.raises(Exception, match="no button like order again"):
        asked.label("order again")
    early = await street.anna.presses(asked, "give up")
    assert "Too early" in early["answer"]["text"]
    assert states(street) == ("approved", "needs_person")
    await looked(street)
    await street.anna.presses(asked, "give up")
    await street.hears("given up", "It was not found on 1688")
    assert states(street) == ("closed", "abandoned")
    assert (await street.ledger())["calls"][CREATE] == 1
    assert not (await street.ledger())["orders"]


async def test_looks_without_an_answer_are_no_proof(street: Street) -> None:
    asked = await lost(street)
    await street.fault(side="1688", call="alibaba.trade.getBuyerOrderList", kind="status", status=502, times=900)
    before = street.rows("SELECT empty_looks FROM attempt")[0][0]
    await street.later(700)
    answer = await street.anna.presses(asked, "give up")
    assert before < 3
    assert "Too early" in answer["answer"]["text"]
    assert states(street) == ("approved", "needs_person")


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


async def test_an_order_that_turns_up_before_it_is_sent_again_is_taken_and_not_doubled(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        card = await street.draft()
        await street.market(commit_delay=1700)
        await street.anna.presses(card, "Buy now")
        await street.hears("1688 did not answer clearly")
        await street.market(commit_delay=0)
        await street.later(61)
        asked = await street.hears(NOT_FOUND, "Please look")
        await looked(street)
        await street.anna.presses(asked, "order again")
        await street.later(1300)
        await street.settled_by_boris("order again")
        await street.hears("1688 no.", "to pay")
        ledger = await street.ledger()
        assert ledger["calls"][CREATE] == 1
        assert len(ledger["orders"]) == 1
        await street.agree()


async def test_a_doubt_that_one_person_settled_leaves_the_other_no_button_of_it(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        asked, boris = await lost(street), street.boris.person
        assert (await street.hears(NOT_FOUND, person=boris)).labels
        order_id = await by_hand(street)
        await street.anna.presses(asked, "I found it")
        await street.anna.writes(order_id)
        assert (await street.hears(NOT_FOUND, "As of", person=boris)).labels == ()


async def test_an_order_given_up_that_turns_up_is_an_unknown_order_and_stops_buying(street: Street) -> None:
    card = await street.draft()
    await street.market(commit_delay=900)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    await street.market(commit_delay=0)
    await street.later(61)
    asked = await street.hears(NOT_FOUND, "Please look")
    await looked(street)
    await street.anna.presses(asked, "give up")
    await street.hears("given up")
    await street.later(1000)
    unknown = await street.hears("an order that should not exist", "then press the button")
    await street.hears("Buying is paused", "should not exist")
    order_id = (await street.ledger())["orders"][0]["id"]
    assert order_id in unknown.text
    second = await street.draft(quantity=3)
    refused = await street.anna.presses(second, "Buy now")
    assert "Buying is paused" in refused["answer"]["text"]
    await street.anna.presses(unknown, "It is settled")
    await street.anna.writes("/resume")
    await street.hears("Buying goes on")
    assert (await street.ledger())["calls"][CREATE] == 1
