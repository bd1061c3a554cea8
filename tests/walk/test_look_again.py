"""*Look again* always answers: nothing new, news, 1688 away, the order over; each with the time of the last look."""

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


async def test_each_look_says_what_it_found_and_when_the_last_one_was(street: Street) -> None:
    order_id = await paid(street)
    first = await looks(street)
    assert "✅ #1 · paid" in first
    assert "Nothing new." in first
    assert "Last look: " in first
    await street.later(120)
    second = await looks(street)
    assert second != first
    for call in (DETAIL, LIST):
        await street.fault(side="1688", call=call, kind="status", status=500, times=1000)
    await street.later(120)
    told = await looks(street)
    assert "1688 does not answer" in told
    assert told.splitlines()[-1] == second.splitlines()[-1]
    await street.http.delete("/sim/faults")
    await street.fault(side="1688", call=LIST, kind="status", status=500, times=1000)
    await street.at_1688(order_id, "ship")
    assert "There is news" in await looks(street)
    await street.hears("· shipped", order_id)


async def test_a_look_at_an_order_that_is_over_says_that_it_is(street: Street) -> None:
    for number, (moves, state) in enumerate(((["seller_cancel"], "closed"), (["ship", "receive"], "finished")), 1):
        order_id = await street.ordered(quantity=number + 1)
        await street.at_1688(order_id, "pay")
        await street.hears(f"#{number} · paid", order_id)
        card = next(each for each in reversed(await street.told(f"#{number} · ")) if "Look again" in each.labels)
        code = await street.code(card, "Look again")
        for move in moves:
            await street.at_1688(order_id, move)
            await street.hears("· shipped" if move == "ship" else f"· {state}", order_id)
        answer = await street.presses_code(card, code)
        assert f"#{number} · {state}" in answer["text"]
        assert "Last look: " in answer["text"]
