"""A reply belongs to what it replies to: only a question's own message, or plain words, answer the question."""

from typing import Any

import pytest

from bot.desk.messages.dialogs import NoteDialog, QuantityDialog
from bot.purchasing.person import Act, Person, Place
from tests.chat.conversation.conftest import Team, asked
from tests.chat.conversation.test_handlers_general import data_of

NOTHING_WAITS = "Nothing waits for such a reply"


async def ordered(stage: Any) -> Any:
    """Anna's order #1, which is to be paid; its card."""
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}")
    card = await stage.last()
    if not any((b["data"] or "").startswith("ok:") for row in card["buttons"] for b in row):
        await stage.press(data_of(card, "ad:"), card)
        card = await stage.last()
    await stage.press(data_of(card, "ok:"), card)
    await stage.order()
    return card


async def bought(stage: Any) -> Any:
    """The same order, which is over; its card."""
    card = await ordered(stage)
    order_id = (await stage.get("/sim/ledger"))["orders"][0]["id"]
    for step in ("pay", "ship", "receive"):
        await stage.post(f"/sim/orders/{order_id}/{step}")
        await stage.house.desk.watch.look(order_id)
        await stage.settle()
    return next(each for each in await stage.messages() if each["message_id"] == card["message_id"])


async def lamp(stage: Any) -> Any:
    """Anna's newest draft, which asks how many; its card."""
    await stage.say((await stage.goods("plain"))["link"])
    return await stage.last()


async def pieces(stage: Any, number: int) -> int | None:
    quantity: int | None = (await stage.house.desk.drafting.step(number)).purchase.request.choice.quantity
    return quantity


async def test_a_number_in_reply_to_a_finished_order_chooses_nothing_of_an_open_draft(stage: Any) -> None:
    finished = await bought(stage)
    assert "#1 · finished" in finished["text"]
    card = await lamp(stage)
    await stage.say("9", reply_to=finished["message_id"])
    assert await pieces(stage, 2) is None
    assert NOTHING_WAITS in (await stage.last())["text"]
    await stage.press(data_of(card, "oq:"), card)
    question = await stage.last()
    await stage.say("9", reply_to=finished["message_id"])
    assert await pieces(stage, 2) is None
    assert NOTHING_WAITS in (await stage.last())["text"]
    await stage.say("9", reply_to=question["message_id"])
    assert await pieces(stage, 2) == 9


async def test_plain_words_answer_the_question_after_a_reply_to_something_else_did_not(stage: Any) -> None:
    finished = await bought(stage)
    card = await lamp(stage)
    await stage.press(data_of(card, "oq:"), card)
    await stage.say("9", reply_to=finished["message_id"])
    await stage.say("12")
    assert await pieces(stage, 2) == 12


async def test_a_number_in_reply_to_an_older_drafts_card_is_that_drafts(stage: Any) -> None:
    await stage.say("/start")
    older = await lamp(stage)
    newer = await lamp(stage)
    await stage.press(data_of(newer, "oq:"), newer)
    await stage.say("9", reply_to=older["message_id"])
    assert [await pieces(stage, 1), await pieces(stage, 2)] == [9, None]
    await stage.say("12")
    assert await pieces(stage, 2) == 12, "the question of the other draft is still open"


async def test_a_variant_in_reply_to_an_older_drafts_card_is_that_drafts(stage: Any) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    await stage.say(goods["link"])
    older = await stage.last()
    await stage.say(goods["link"])
    sku = (await stage.house.desk.drafting.step(1)).purchase.request.offer.skus[0]
    await stage.say(" ".join(each.value for each in sku.attributes), reply_to=older["message_id"])
    chosen = [(await stage.house.desk.drafting.step(n)).purchase.request.choice.spec_id for n in (1, 2)]
    assert chosen == [sku.spec_id, None]


async def test_a_reply_to_what_refused_an_answer_answers_the_question_again(stage: Any) -> None:
    await stage.say("/start")
    card = await lamp(stage)
    await stage.press(data_of(card, "oq:"), card)
    await stage.say("-5")
    refused = next(each for each in reversed(await stage.messages()) if "below zero" in each["text"])
    await stage.say("7", reply_to=refused["message_id"])
    assert await pieces(stage, 1) == 7


async def test_an_answer_that_takes_long_leaves_the_question_open_that_was_asked_meanwhile(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, group = stage.house, await stage.group([stage.anna], bot_admin=True)
    goods, note, meanwhile = await stage.goods("plain"), house.desk.drafting.note, QuantityDialog(request_id=1)
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)

    async def noted(*of: Any) -> None:
        await note(*of)
        await house.desk.dialogs.ask(group, stage.anna, meanwhile)  # a press, which has a lane of its own there

    monkeypatch.setattr(house.desk.drafting, "note", noted)
    await asked(stage, group, NoteDialog(request_id=1))
    await stage.say("please wrap it", chat=group, reply_to=(await stage.last(chat=group))["message_id"])
    assert (await house.desk.drafting.step(1)).purchase.request.chosen.note == "please wrap it"
    assert await house.desk.dialogs.peek(group, stage.anna) == meanwhile


async def test_a_tag_by_its_button_leaves_another_question_open(stage: Any) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}")
    await stage.house.desk.tagging.tag(Act(Person(stage.anna, "Anna", "en")), 1, "Fair")
    await stage.settle()
    card = await stage.last()
    if "mn:" not in str(card["buttons"]):
        await stage.press(data_of(card, "ad:"), card)
        card = await stage.last()
    await stage.press(data_of(card, "mn:"), card)
    more = await stage.last()
    await stage.press(data_of(more, "js:"), more)
    which_tag = await stage.last()
    await stage.press(data_of(more, "no:"), more)
    await stage.press(data_of(which_tag, "jt:"), which_tag)
    await stage.say("please wrap it")
    assert (await stage.house.desk.drafting.step(1)).purchase.request.chosen.note == "please wrap it"


async def test_a_question_about_an_order_in_reply_to_its_card_shows_its_details(stage: Any) -> None:
    finished = await bought(stage)
    await stage.say("where is it?", reply_to=finished["message_id"])
    assert "Asked by" in (await stage.last())["text"]


async def test_a_cancel_in_reply_to_news_of_an_order_means_that_order(stage: Any) -> None:
    card = await ordered(stage)
    news = await stage.last()
    assert news["message_id"] != card["message_id"]
    await lamp(stage)
    await stage.say("/cancel", reply_to=news["message_id"])
    assert "cy:" in str((await stage.last())["buttons"])


async def asks(team: Team, person: int, words: str) -> Any:
    """An approver asks; the message that asks Daria."""
    asker = Person(person, "", "en")
    await team.stage.house.desk.approvals.ask(Act(asker, place=Place(team.group)), 1, words)
    await team.stage.settle()
    return await team.stage.last(team.daria, team.group)


async def test_a_reply_to_the_second_question_answers_the_second(team: Team) -> None:
    await team.asks()
    await asks(team, team.boris, "For whom?")
    second = await asks(team, team.chen, "Which colour?")
    assert "Which colour?" in second["text"]
    await team.stage.say("White", team.daria, team.group, reply_to=second["message_id"])
    questions = (await team.stage.house.desk.drafting.step(1)).purchase.questions
    assert [(each.text, each.answer) for each in questions] == [("For whom?", ""), ("Which colour?", "White")]
