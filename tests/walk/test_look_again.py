"""*Look again* always answers: nothing new, news, 1688 away, the order over; each with the time of the last look."""

import pytest

from bot.sandbox.actor import as_read
from tests.walk.conftest import Street

DETAIL, LIST = "alibaba.trade.get.buyerView", "alibaba.trade.getBuyerOrderList"


async def looks(street: Street, button: str = "Look again") -> str:
    card = next(each for each in reversed(await street.told("#1 · ")) if button in each.labels)
    answer = (await street.anna.presses(card, button))["answer"]
    return as_read(answer["text"]) or (await street.hears("Last look: ", "#1 · paid\n")).text


async def paid(street: Street) -> str:
    order_id = await street.ordered()
    await street.at_1688(order_id, "pay")
    await street.anna.sees("· paid")
    return order_id


async def test_a_look_that_finds_nothing_says_so_with_its_time(street: Street) -> None:
    await paid(street)
    first = await looks(street)
    assert "✅ #1 · paid" in first
    assert "Nothing new." in first
    assert "Last look: " in first
    await street.later(120)
    assert await looks(street) != first


async def test_a_look_that_1688_does_not_answer_says_when_the_last_one_was(street: Street) -> None:
    await paid(street)
    before = (await looks(street)).splitlines()[-1]
    for call in (DETAIL, LIST):
        await street.fault(side="1688", call=call, kind="status", status=500, times=1000)
    await street.later(120)
    told = await looks(street)
    assert "1688 does not answer" in told
    assert told.splitlines()[-1] == before


@pytest.mark.parametrize(("action", "state"), [("seller_cancel", "closed"), ("receive", "finished")])
async def test_a_look_at_an_order_that_is_over_says_that_it_is(street: Street, action: str, state: str) -> None:
    order_id = await paid(street)
    card = next(each for each in reversed(await street.told("#1 · ")) if "Look again" in each.labels)
    code = await street.code(card, "Look again")
    if action == "receive":
        await street.at_1688(order_id, "ship")
        await street.anna.sees("· shipped")
    await street.at_1688(order_id, action)
    await street.hears(f"· {state}", order_id)
    answer = await street.presses_code(card, code)
    assert f"#1 · {state}" in answer["text"]
    assert "Last look: " in answer["text"]


async def test_a_look_that_finds_news_says_where_they_are(street: Street) -> None:
    order_id = await paid(street)
    await street.fault(side="1688", call=LIST, kind="status", status=500, times=1000)
    await street.at_1688(order_id, "ship")
    assert "There is news" in await looks(street)
    await street.hears("· shipped", order_id)
