"""*Details* and *Trace* of a group's card answer the presser alone: there, else in private, else by the alert."""

import pytest

from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import choose_all
from tests.walk.teams import Group
from tests.walk.test_team_quiet import paid


async def shipped(group: Group) -> ShownMessage:
    """The card of a team's order on its way."""
    number, order_id = await paid(group)
    await group.street.at_1688(order_id, "ship")
    card = await group.reads(f"#{number} · shipped")
    assert card.labels == ("Details", "Trace")
    return card


async def test_where_telegram_offers_it_both_are_messages_that_the_presser_alone_sees(group: Group) -> None:
    await group.street.http.post("/sim/telegram", json={"ephemeral": True})
    card = await shipped(group)
    chen, before = group.cast.here["Chen"], await group.told("")
    for button, words in (("Details", "经过"), ("Trace", "个包裹")):
        await chen.catches_up()
        answer = (await chen.presses(card, button))["answer"]
        assert (answer["text"], answer["show_alert"]) == ("", False)
        assert "#1 " in (await chen.sees(words)).text
    assert await group.told("") == before


async def test_where_it_does_not_both_are_sent_to_the_presser_in_private_else_read_in_the_alert(group: Group) -> None:
    card = await shipped(group)
    chen, before = group.cast.here["Chen"], await group.told("")
    for button, words in (("Details", "经过"), ("Trace", "个包裹")):
        await group.cast.alone["Chen"].catches_up()
        answer = (await chen.presses(card, button))["answer"]
        assert (answer["text"], answer["show_alert"]) == ("已私聊发给您。", False)
        assert "#1 " in (await group.cast.alone["Chen"].sees(words)).text
    await group.street.http.post(f"/sim/people/{chen.person}/block")
    for button, words in (("Details", "已发货"), ("Trace", "个包裹")):
        answer = (await chen.presses(card, button))["answer"]
        assert answer["show_alert"]
        assert "#1 " in answer["text"]
        assert words in answer["text"]
    assert await group.told("") == before


@pytest.mark.parametrize("reachable", [True, False])
async def test_a_press_that_took_long_is_refused_in_private_and_not_before_the_whole_group(
    group: Group, reachable: bool
) -> None:
    daria, alone, good = group.cast.here["Daria"], group.cast.alone["Daria"], await group.street.good("plain")
    await daria.catches_up()
    await daria.writes(f"/buy {good['offer_id']} {good['min_order']}")
    card = await choose_all(group.play, daria, await daria.sees("#"), "ask for approval")
    await group.street.http.post(f"/sim/goods/{good['offer_id']}", json={"freight_fen": 17_000})
    await group.street.forgets_the_price(before_the_consent=True)
    await group.street.fault(side="1688", call="alibaba.createOrder.preview", kind="slow", when="before", seconds=1.5)
    if not reachable:
        await group.street.http.post(f"/sim/people/{daria.person}/block")
    await alone.catches_up()
    await daria.presses(card, "Ask for approval")
    if reachable:
        await alone.sees("изменилось")
    await group.street.hears("170.00", person=daria.person, chat=group.cast.group)
    assert bool(await group.told("изменилось")) is not reachable
