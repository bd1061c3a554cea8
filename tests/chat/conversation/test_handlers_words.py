"""What is written in private in ordinary words, and answers that belong to a question."""

from typing import Any

import pytest

from bot.desk.messages.dialogs import NoteDialog
from bot.desk.shared.pause import pause_reason
from bot.sandbox.actor import speaks_of
from tests.chat.conversation.conftest import Team, asked
from tests.chat.conversation.test_handlers_general import data_of


async def test_a_greeting_in_private_is_greeted_and_thanks_are_taken(stage) -> None:
    await stage.say("/start")
    for words, answer in (
        ("Hello!", "Hello!"),
        ("привет", "Hello!"),
        ("谢谢！", "welcome"),
        ("Thank you :)", "welcome"),
    ):
        await stage.say(words)
        shown = await stage.last()
        assert answer in shown["text"]
        assert not shown["buttons"]
    await stage.say("hello kitty bags")
    assert data_of(await stage.last(), "se:")
    for words in ("?", "5"):
        await stage.say(words)
        assert not (await stage.last())["buttons"]


async def test_a_sentence_in_private_is_offered_as_a_search(stage) -> None:
    await stage.say("/start")
    await stage.say("white cotton bags")
    shown = await stage.last()
    assert "I see no product in this" in shown["text"]
    assert data_of(shown, "se:")
    await stage.say("what do you think of " + "very " * 20 + "long sentences?")
    assert not (await stage.last())["buttons"]


async def test_a_command_that_is_written_wrong_is_shown_right(team: Team) -> None:
    for text in ("/approve", "/decline", "/team dance", "/invite king", "/away tomorrow"):
        await team.stage.say(text, team.boris)
        shown = (await team.stage.last(team.boris))["text"]
        assert "Напишите так" in shown
        assert text.split()[0] in shown


@pytest.mark.parametrize("written", ["#1", "1", "№1"])
async def test_a_number_in_private_shows_the_request(stage, written: str) -> None:
    goods = await stage.goods("sku")
    await stage.say("/start")
    await stage.say(goods["link"])
    await stage.say(written)
    assert speaks_of(await stage.last(), "#1")
    await stage.say("#77")
    assert "There is no request #77" in (await stage.last())["text"]


async def test_a_question_that_names_a_purchase_is_answered_with_it_in_private_and_where_the_bot_is_named(
    stage,
) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"{goods['link']} 5")
    await stage.say("where is my order 1?")
    assert speaks_of(await stage.last(), "#1")
    assert "Asked by" in (await stage.last())["text"]
    group = await stage.group([stage.anna], bot_admin=True)
    before = len(await stage.messages(chat=group))
    await stage.say("what about order 1?", chat=group)
    assert len(await stage.messages(chat=group)) == before
    for words in ("what about order 1?", "#1"):
        await stage.say(f"@{stage.house.telegram.bot.username} {words}", chat=group)
        assert "Asked by" in (await stage.last(chat=group))["text"]
    await stage.say(f"@{stage.house.telegram.bot.username} what about order 77?", chat=group)
    assert "There is no request #77" in (await stage.last(chat=group))["text"]


async def test_a_link_with_a_number_behind_it_is_a_wish(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"is {goods['link']} in order 7?")
    assert "There is no request" not in (await stage.last())["text"]


async def test_an_order_number_in_private_is_looked_for_and_a_short_offer_number_is_asked_about(stage) -> None:
    await stage.say("/start")
    await stage.say("3301686771403783779")
    assert "There is no order" in (await stage.last())["text"]
    await stage.say("123456789")
    assert "the number of a product on 1688?" in (await stage.last())["text"]


async def test_a_number_in_private_is_the_quantity_that_the_newest_draft_waits_for(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    before = len(await stage.messages())
    await stage.say("5")
    assert (await stage.house.desk.drafting.step(1)).purchase.request.choice.quantity == 5
    assert len(await stage.messages()) == before


@pytest.mark.parametrize(
    ("question", "says", "opens"),
    [
        ("how do I pay?", "Paying:", "os:~to_pay:1"),
        ("where is my order?", "/track", "os:~open:1"),
        ("can I cancel it?", "/cancel", "os:~open:1"),
        ("I want a refund", "refund", "os:~all:1"),
        ("how does it work?", "/help", ""),
    ],
)
async def test_a_question_in_private_is_answered_with_what_helps(stage, question: str, says: str, opens: str) -> None:
    await stage.say("/start")
    await stage.say(question)
    shown = await stage.last()
    assert says in shown["text"]
    assert data_of(shown, "se:")
    assert not opens or data_of(shown, opens)


async def test_in_a_group_only_a_reply_to_the_question_itself_is_its_answer(stage) -> None:
    goods = await stage.goods("plain")
    group = await stage.group([stage.anna], bot_admin=True)
    await stage.say("/help", chat=group)
    other = await stage.last(chat=group)
    await stage.say(f"/buy {goods['link']} {goods['min_order']}", chat=group)
    card = await stage.last(chat=group)
    if not any((b["data"] or "").startswith("no:") for row in card["buttons"] for b in row):
        await stage.press(data_of(card, "ad:"), card, chat=group)
        card = await stage.last(chat=group)
    await stage.press(data_of(card, "no:"), card, chat=group)
    question = await stage.last(chat=group)
    before = await stage.messages(chat=group)
    for message in (other, card):
        await stage.say("please wrap it well", chat=group, reply_to=message["message_id"])
    assert await stage.messages(chat=group) == before
    await stage.say("please wrap it well", chat=group, reply_to=question["message_id"])
    assert (await stage.house.desk.drafting.step(1)).purchase.request.chosen.note == "please wrap it well"


async def test_a_number_of_somebody_else_below_a_card_is_talk(stage) -> None:
    goods = await stage.goods("plain")
    boris = await stage.person("Boris")
    group = await stage.group([stage.anna, boris], bot_admin=True)
    await stage.say(goods["link"], chat=group)
    card = await stage.last(chat=group)
    before = await stage.messages(chat=group)
    await stage.say("5", boris, chat=group, reply_to=card["message_id"])
    assert await stage.messages(chat=group) == before


async def test_a_note_that_is_too_long_keeps_its_question(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}")
    await asked(stage, stage.anna, NoteDialog(request_id=1))
    await stage.say("x" * 501)
    assert "500" in (await stage.messages())[-2]["text"]
    assert speaks_of(await stage.last(), "#1")
    await stage.say("short")
    assert (await stage.house.desk.drafting.step(1)).purchase.request.chosen.note == "short"


async def asked_how_many(stage: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Anna's card of a product, and the question below it that she pressed for."""
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    card = await stage.last()
    await stage.press(data_of(card, "oq:"), card)
    return card, await stage.last()


async def test_back_closes_the_question_that_it_stands_below(stage) -> None:
    card, question = await asked_how_many(stage)
    await stage.press(data_of(question, "ua"), question)
    assert (await stage.last())["message_id"] == card["message_id"]
    assert await stage.house.desk.dialogs.peek(stage.anna, stage.anna) is None


async def test_a_question_that_telegram_keeps_after_two_days_loses_its_buttons(stage) -> None:
    _, question = await asked_how_many(stage)
    await stage.post("/sim/clock", {"advance": 49 * 3600})
    await stage.press(data_of(question, "ua"), question)
    kept = next(each for each in await stage.messages() if each["message_id"] == question["message_id"])
    assert kept["buttons"] == []


async def test_in_a_group_a_question_goes_by_whom_it_asks_and_by_anybody_once_it_asks_nobody(team: Team) -> None:
    stage, here = team.stage, (team.chen, team.group)
    await team.asks()
    await stage.say("/decline 1", team.boris, team.group)
    question = await stage.last(*here)
    assert "不是问您的" in str(await stage.press(data_of(question, "ua"), question, *here))
    assert (await stage.last(*here))["message_id"] == question["message_id"]
    await stage.post("/sim/clock", {"advance": 2 * 3600})
    await stage.press(data_of(question, "ua"), question, *here)
    assert question["message_id"] not in [each["message_id"] for each in await stage.messages(*here)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\u3000"])
async def test_what_follows_a_command_in_the_next_line_is_read_whole(stage, between: str) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy{between}{goods['offer_id']} 7")
    step = await stage.house.desk.drafting.step(1)
    assert (step.purchase.request.offer.offer_id, step.purchase.request.pieces) == (goods["offer_id"], 7)
    await stage.say(f"/pause{between}the prices are wrong")
    async with stage.house.ledger.read() as uow:
        assert await pause_reason(uow) == "the prices are wrong"
