"""Five people in one group, three languages: what is asked for, agreed to, declined, and by which ways."""

import pytest

from bot.sandbox.team_scenes import approved, declined
from tests.walk.teams import Group

CREATE = "alibaba.trade.createCrossOrder"


async def test_two_agree_after_a_question_and_the_order_is_placed_and_paid(group: Group) -> None:
    await approved(group.play)
    await group.street.agree()
    assert (await group.street.ledger())["calls"][CREATE] == 1
    assert not [card for card in await group.told("#1 ") if "Approve" in card.labels]
    emil = group.cast.alone["Emil"].person
    await group.street.hears("ordered, to be paid", "As of", "✅ #1 · paid", person=emil)


async def test_a_no_with_its_reason_ends_it_and_nothing_is_ordered(group: Group) -> None:
    await declined(group.play)
    assert (await group.street.ledger())["orders"] == []
    assert "Approve" not in (await group.reads("#1 · declined", "Chen")).labels


async def test_where_telegram_offers_it_a_refusal_is_a_message_that_its_presser_alone_sees(group: Group) -> None:
    await group.street.http.post("/sim/telegram", json={"ephemeral": True})
    _, card = await group.asks()
    answer = (await group.cast.here["Emil"].presses(card, "Approve"))["answer"]
    assert (answer["text"], answer["show_alert"]) == ("", False)
    emil = group.cast.here["Emil"].person
    shown = await group.street.hears("not an approver", person=emil, chat=group.cast.group)
    assert "Boris, Chen" in shown.text
    assert not await group.told("not an approver")
    pressed = await group.cast.here["Boris"].presses(card, "Approve")
    assert not pressed["answer"]["show_alert"]
    await group.reads("#1 ", "✅ Boris")


async def test_a_group_reads_its_team_s_language_and_a_private_card_its_reader_s(group: Group) -> None:
    await group.cast.alone["Anna"].writes("/team language zh")
    await group.reads("语言", "zh")
    daria = group.cast.alone["Daria"]
    await group.asks_in_private()
    shown = await group.reads("#1 ", "申请采购")
    answer = await group.cast.here["Daria"].presses(shown, "同意")
    assert "ваша заявка" in answer["answer"]["text"]
    await group.cast.here["Boris"].presses(shown, "同意")
    await daria.sees("1688", "Одобрили")
    await group.reads("#1 ", "批准人")

    async def ordered() -> bool:
        told = await group.street.told("оформлен, ждёт оплаты", "#1", person=daria.person)
        return {each.labels for each in told} == {buttons} and len(told) == 2

    buttons = ("Копировать №", "Ещё")
    await group.street.until(ordered, "the card and the news; to pay or cancel is for the buyers")


async def test_an_approver_decides_in_private_by_the_link_that_the_details_end_with(group: Group) -> None:
    await group.street.http.post("/sim/telegram", json={"ephemeral": True})
    _, card = await group.asks()
    await group.cast.here["Chen"].presses(card, "Details")
    opened = await group.cast.here["Chen"].presses(await group.cast.here["Chen"].sees("经过"), "在私聊中继续")
    payload = opened["opened"].partition("start=")[2]
    chen = group.cast.alone["Chen"]
    await chen.writes(f"/start {payload}")
    mine = await chen.sees("#1 ", "申请采购")
    await chen.presses(mine, "同意")
    await group.reads("#1 ", "✅ Chen", "Needs Boris")
    await chen.sees("#1 ", "✅ Chen")


@pytest.mark.threat("T45")
async def test_a_card_works_after_a_restart_and_commands_do_what_its_buttons_do(group: Group) -> None:
    _, card = await group.asks()
    await group.street.tenant.restart()
    await group.cast.here["Boris"].presses(card, "Approve")
    await group.reads("#1 ", "✅ Boris")
    chen = group.cast.here["Chen"]
    await chen.writes("/pending")
    await group.reads("Waiting for approval: 1", "Needs Chen")
    await chen.catches_up()
    await chen.writes("/approve 1")
    await chen.presses(await chen.sees("#1 "), "Approve ¥")
    await group.reads("1688 no.", "Approved by Boris, Chen")
