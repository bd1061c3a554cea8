"""How an order goes on: cancelled, re-priced, or delivered in parcels; each is told once, in all histories."""

import asyncio

import pytest

from tests.walk.conftest import Street


async def test_the_buyer_cancels_by_what_else_the_card_can_do_and_two_presses_cancel_once(street: Street) -> None:
    order_id = await street.ordered()
    await street.later(11)
    await street.anna.presses(await street.hears("1688 no.", order_id), "More")
    more = await street.anna.sees("pay on 1688", order_id)
    await street.anna.presses(more, "Cancel order")
    question = await street.anna.sees("cancel this order on 1688?")
    await street.anna.presses(question, "No, keep it")
    assert not await street.told("cancel this order on 1688?")
    await street.anna.presses(more, "Cancel order")
    question = await street.anna.sees("cancel this order on 1688?")
    await street.anna.presses(question, "Yes, cancel it")
    told = await street.hears("closed on 1688", order_id)
    assert "Anna cancelled it. Nothing had been paid" in " ".join(told.text.splitlines())
    assert (await street.ledger())["calls"]["alibaba.trade.cancel"] == 1
    await street.agree()
    other = await street.ordered(quantity=3)
    await street.later(11)
    await street.anna.writes("/cancel 2")
    question = await street.anna.sees("cancel this order on 1688?")
    press = {"person": street.anna.person, "message_id": question.message_id, "button": question.labels[0]}
    await asyncio.gather(*(street.http.post("/sim/press", json=press) for _ in range(2)))
    await street.hears("closed on 1688", other)
    assert len(await street.told("closed on 1688", other)) == 1
    await street.agree()


@pytest.mark.threat("T23")
async def test_a_new_price_of_the_seller_is_told_before_anybody_pays(street: Street) -> None:
    order_id = await street.ordered(quantity=4)
    total = (await street.ledger())["orders"][0]["total_fen"]
    await street.at_1688(order_id, "reprice", total_fen=total + 500)
    told = await street.anna.sees("the price of the order changed", order_id)
    assert f"{total / 100:,.2f} agreed → ¥ {(total + 500) / 100:,.2f}" in told.text
    await street.at_1688(order_id, "reprice", total_fen=total - 100)
    told = await street.anna.sees("the price of the order changed", f"{(total - 100) / 100:,.2f}")
    assert f"{(total + 500) / 100:,.2f} → ¥ {(total - 100) / 100:,.2f}" in told.text
    await street.agree()
    await street.at_1688(order_id, "pay")
    await street.anna.sees("· paid")
    await street.agree()
    assert len(await street.told("the price of the order changed")) == 2


async def test_two_parcels_are_followed_step_by_step(street: Street) -> None:
    order_id = await street.ordered(quantity=4)
    await street.at_1688(order_id, "pay")
    await street.anna.sees("· paid")
    await street.at_1688(order_id, "ship", parcels=2)
    shipped = await street.anna.sees("· shipped", order_id)
    bills = [row[0] for row in street.rows("SELECT bill_no FROM parcel")]
    assert len(bills) == 2
    assert all(bill in shipped.text for bill in bills)
    await street.at_1688(order_id, "trace", remark="快件已到达【广州】")
    await street.later(1900)
    for bill in bills:
        await street.hears("on the way", bill, "Arrived · 广州")
    await street.anna.writes("/track 1")
    trace = await street.hears("2 parcels")
    assert all(bill in trace.text for bill in bills)
    assert trace.text.count("Arrived · 广州") == 2
    await street.anna.presses(trace, "Original")
    original = await street.hears("2 parcels", "快件已到达【广州】")
    assert original.message_id == trace.message_id
    assert original.text.count("快件已到达【广州】") == 2
    await street.anna.presses(original, "Translated")
    assert (await street.hears("2 parcels", "Arrived · 广州")).message_id == trace.message_id
    await street.at_1688(order_id, "receive")
    await street.hears("· finished", order_id)
    await street.agree()
