"""Telegram is away, slow or refuses: no message is lost, the order within a chat is kept, and a dead end is told."""

from typing import Any

import pytest

from tests.walk.conftest import Street

SEND = "sendMessage"
AWAY = [
    pytest.param({"kind": "status", "status": 502}, id="502"),
    pytest.param({"kind": "reset", "when": "before"}, id="cut off before"),
    pytest.param({"kind": "reset", "when": "after"}, id="cut off after"),
    pytest.param({"kind": "malformed"}, id="malformed"),
    pytest.param({"kind": "throttle"}, id="flood"),
]
ALL_TOLD = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('due', 'sending'))"


async def all_told(street: Street) -> None:
    """Time passes until nothing waits any more."""

    async def over() -> bool:
        await street.later(5)
        return bool(street.rows(ALL_TOLD))

    await street.until(over, "everything is sent")


@pytest.mark.parametrize("fault", AWAY)
async def test_news_reach_the_chat_in_their_order_once_telegram_takes_them(
    street: Street, fault: dict[str, Any]
) -> None:
    order_id = await street.ordered()
    await street.until(lambda: street.has(ALL_TOLD), "the first messages are sent")
    await street.fault(side="telegram", call=SEND, times=2, **fault)
    await street.at_1688(order_id, "pay")
    await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE state = 'paid'"), "we know that it is paid")
    await street.at_1688(order_id, "ship")
    await street.until(lambda: street.has("SELECT 1 FROM remote_order WHERE state = 'shipped'"), "it is shipped")
    await all_told(street)
    paid = (await street.told("The seller ships next", order_id))[0].message_id
    [(shipped,)] = street.rows("SELECT message_id FROM outbox WHERE kind = 'shipped'")
    assert paid < shipped
    assert shipped in {each.message_id for each in await street.told("· shipped", order_id)}
    assert street.rows("SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]


async def test_a_message_that_may_have_arrived_says_that_it_comes_again(street: Street) -> None:
    order_id = await street.ordered()
    await street.until(lambda: street.has(ALL_TOLD), "the first messages are sent")
    await street.fault(side="telegram", call=SEND, kind="reset", when="after", times=1)
    await street.at_1688(order_id, "pay")
    await street.hears("The seller ships next")
    await street.later(10)
    again = await street.hears("The seller ships next", "sent again")
    assert order_id in again.text
    assert len(await street.told("The seller ships next")) == 2


async def test_polling_goes_on_after_getupdates_failed(street: Street) -> None:
    await street.fault(side="telegram", call="getUpdates", kind="status", status=502, times=2)
    await street.ordered()
    await street.agree()


async def test_a_press_whose_answer_fails_has_its_effect_once(street: Street) -> None:
    card = await street.draft()
    await street.fault(side="telegram", call="answerCallbackQuery", kind="status", status=500, times=1)
    pressing = street.pressing(card, "Buy now")
    await street.hears("1688 no.", "to pay")
    pressing.cancel()
    await street.agree()
    assert (await street.ledger())["calls"]["alibaba.trade.createCrossOrder"] == 1


async def test_what_a_person_who_blocked_the_bot_cannot_get_is_told_to_the_other_admin(open_street: Any) -> None:
    async with open_street(second_admin="Boris") as street:
        order_id = await street.ordered()
        await street.until(lambda: street.has(ALL_TOLD), "the first messages are sent")
        await street.http.post(f"/sim/people/{street.anna.person}/block")
        await street.at_1688(order_id, "pay")
        told = await street.hears("A message could not be delivered", "paid", person=street.boris.person)
        assert str(street.anna.person) in told.text
        await street.boris.writes("/status")
        await street.hears("could not be", person=street.boris.person)
        await street.http.post(f"/sim/people/{street.anna.person}/unblock")
        await street.at_1688(order_id, "ship")
        await street.hears("· shipped")


async def test_a_day_without_telegram_loses_nothing_that_is_younger(street: Street) -> None:
    order_id = await street.ordered()
    await street.until(lambda: street.has(ALL_TOLD), "the first messages are sent")
    for call in (SEND, "editMessageText"):
        await street.fault(side="telegram", call=call, kind="status", status=502, times=1000)
    await street.at_1688(order_id, "pay")
    await street.until(lambda: street.has("SELECT 1 FROM outbox WHERE attempts > 0"), "a try failed")
    await street.later(23 * 3600)
    await street.until(lambda: street.has("SELECT 1 FROM outbox WHERE attempts > 1"), "another one failed")
    await street.http.delete("/sim/faults")
    await street.later(700)
    await street.hears("The seller ships next", order_id)


async def test_a_group_that_becomes_a_supergroup_keeps_its_purchase(street: Street) -> None:
    anna = street.anna.person
    group = (
        await street.http.post("/sim/chats", json={"title": "Buyers", "members": [anna], "bot_admin": True})
    ).json()
    good = await street.good("plain")
    here = street.in_group(group["id"])
    await here.writes(f"/buy {good['offer_id']} 2")
    card = await here.sees("#1")
    for _ in range(4):
        if any("Buy now" in label for label in card.labels):
            break
        await here.presses(card, next(label for label in card.labels if label not in ("Cancel", "Back")))
        card = await here.sees("#1")
    await here.presses(card, "Buy now")
    await here.sees("1688 no.")
    moved = await street.http.post(f"/sim/chats/{group['id']}/migrate", json={"person": anna})
    new = moved.json()["id"]
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.at_1688(order_id, "pay")
    await street.hears("The seller ships next", chat=new)
    await street.hears("paid", order_id, chat=new)
    await all_told(street)
    assert street.rows("SELECT DISTINCT chat_id FROM card") == [(new,)]
    assert street.rows("SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]
