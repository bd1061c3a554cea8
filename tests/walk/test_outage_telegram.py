"""Telegram is away, slow or refuses: no message is lost, the order within a chat is kept, and a dead end is told."""

from functools import partial
from typing import Any

from tests.walk.conftest import Street

SEND = "sendMessage"
AWAY: tuple[dict[str, Any], ...] = (
    {"kind": "status", "status": 502},
    {"kind": "reset", "when": "before"},
    {"kind": "reset", "when": "after"},
    {"kind": "malformed"},
    {"kind": "throttle"},
)
ALL_TOLD = "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE state IN ('due', 'sending'))"


async def all_told(street: Street) -> None:
    """Time passes until nothing waits any more."""

    async def over() -> bool:
        await street.later(5)
        return bool(street.rows(ALL_TOLD))

    await street.until(over, "everything is sent")


async def test_news_reach_the_chat_in_their_order_once_telegram_takes_them_and_say_if_they_come_again(
    street: Street,
) -> None:
    for number, fault in enumerate(AWAY, 1):
        order_id = await street.ordered(quantity=1 + number)
        await street.until(lambda: street.has(ALL_TOLD), "the first messages are sent")
        await street.fault(side="telegram", call=SEND, times=2, **fault)
        await street.at_1688(order_id, "pay")
        await street.until(partial(stands, street, order_id, "paid"), "we know that it is paid")
        await street.at_1688(order_id, "ship")
        await street.until(partial(stands, street, order_id, "shipped"), "it is shipped")
        await all_told(street)
        news = await street.told("The seller ships next", order_id)
        [(shipped,)] = street.rows("SELECT message_id FROM outbox WHERE kind = 'shipped' AND request_id = ?", number)
        assert news[0].message_id < shipped
        assert shipped in {each.message_id for each in await street.told("· shipped", order_id)}
        assert street.rows("SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]
        if fault.get("when") == "after":  # Telegram took it, and its answer was lost
            assert "sent again" not in news[0].text
            assert all("sent again" in each.text for each in news[1:])
            assert len(news) > 1


async def stands(street: Street, order_id: str, state: str) -> bool:
    return street.rows("SELECT state FROM remote_order WHERE order_id = ?", order_id) == [(state,)]


async def test_polling_goes_on_after_getupdates_failed_and_a_press_whose_answer_fails_has_its_effect_once(
    street: Street,
) -> None:
    await street.fault(side="telegram", call="getUpdates", kind="status", status=502, times=2)
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
