"""Doubt where 1688 does not show our reference: what may be the lost order is shown, and nothing is sent over it."""

from typing import Any

import pytest

from bot.cards.operations.checks import Status
from bot.sandbox.actor import SceneFailed, ShownMessage
from tests.walk.conftest import Street
from tests.walk.test_doctor import looks
from tests.walk.test_doubt_person import CREATE, NOT_FOUND, by_hand, looked, lost, states


async def unseen(street: Street) -> tuple[ShownMessage, str]:
    """The order was made, its answer was lost, and 1688 does not show its reference; who asks, and 1688's number."""
    await street.market(echo=False)
    card = await street.draft()
    await street.fault(side="1688", call=CREATE, kind="reset", when="after", times=1)
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 did not answer clearly")
    order_id = str((await street.ledger())["orders"][-1]["id"])
    await street.later(61)
    return await street.hears(NOT_FOUND, "may be this purchase", order_id), order_id


@pytest.mark.stop(21)
async def test_ordering_again_is_not_offered_over_an_order_that_may_be_it_and_a_press_says_that_it_is_the_one(
    open_street: Any,
) -> None:
    async with open_street(second_admin="Boris") as street:
        asked, order_id = await unseen(street)
        with pytest.raises(SceneFailed, match="no button like order again"):
            asked.label("order again")
        assert "42" in asked.text or "¥" in asked.text
        assert asked.label(f"Open {order_id}")
        await street.anna.presses(asked, f"It is this one: {order_id}")
        await street.hears("the order exists on 1688")
        await street.hears("to pay", order_id)
        await street.agree()
        assert states(street) == ("approved", "placed")
        assert (await street.ledger())["calls"][CREATE] == 1


@pytest.mark.threat("T41")
async def test_an_old_button_orders_nothing_again_over_an_order_that_may_be_it(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        await lost(street)
        await looked(street)
        old = (await street.told(NOT_FOUND))[-1]
        code = await street.code(old, "order again")
        order_id = await by_hand(street)
        await street.later(1801)
        await street.hears(NOT_FOUND, order_id)
        assert order_id in (await street.presses_code(old, code))["text"]
        assert (await street.ledger())["calls"][CREATE] == 1
        assert states(street) == ("approved", "needs_person")


async def test_a_hand_made_order_that_is_followed_by_itself_no_longer_stands_in_the_way(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        await lost(street)
        order_id = await by_hand(street)
        await looked(street)
        await street.later(601)
        told = await street.hears("Placed outside, never approved", order_id)
        assert told.label("(in doubt)")
        await street.is_told(told, "Ignore it", "Settle that one first")
        await street.anna.presses(told, "Follow it")
        cleared = "SELECT 1 FROM attempt WHERE id = 1 AND state = 'needs_person' AND alike = '[]'"
        await street.until(lambda: street.has(cleared), "nothing stands in the way")
        await street.anna.writes("/order 1")
        await street.anna.presses(await street.hears("#1", "What happened"), "order again")
        await street.settled_by_boris("order again")
        await street.arrived(CREATE, 2)
        await street.until(
            lambda: street.has("SELECT 1 FROM attempt WHERE id = 1 AND state = 'placed'"), "it is placed"
        )
        await street.agree()


@pytest.mark.stop(37)
async def test_where_our_reference_does_not_come_back_the_order_the_status_the_doctor_and_the_doubt_say_so(
    street: Street,
) -> None:
    await street.ordered()
    await street.anna.writes("/order 1")
    assert "our reference" not in (await street.anna.sees("What happened")).text
    await street.market(echo=False)
    await street.later(1)
    await street.ordered(quantity=3)
    await street.anna.writes("/order 2")
    await street.hears("1688 does not show our reference with it")
    await street.anna.writes("/status")
    await street.hears("1688 does not show our reference with orders", "outOrderId")
    assert (await looks(street))["our reference"].status is Status.WARNING
    await street.fault(side="1688", call=CREATE, kind="reset", when="before", times=1)
    await street.anna.presses(await street.draft(quantity=4), "Buy now")
    await street.hears("1688 did not answer clearly", "proves nothing")
    await street.later(61)
    await street.hears(NOT_FOUND, "proves nothing")
