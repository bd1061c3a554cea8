"""A question hears only its answer: what comes after something else, too late, or elsewhere does what it says."""

import base64
from typing import Any

import pytest

from bot.desk.messages.dialogs import (
    CancelDialog,
    HandNumberDialog,
    NoteDialog,
    OfRequest,
    QuantityDialog,
    RateDialog,
    ReturnDialog,
    TagDialog,
    WhyDialog,
)
from bot.purchasing.person import Person, Place
from tests.chat.conversation.conftest import Team, asked, data_of
from tests.chat.conversation.test_handlers_orders import ordered
from tests.chat.conversation.test_replies import pieces
from tests.sandbox.test_botapi_files import png

ELEVEN_MINUTES, AN_HOUR = 660, 58 * 60


@pytest.fixture
async def note_asked(stage: Any) -> Any:
    """Anna was asked for the note to the seller of her order."""
    await ordered(stage)
    card = await stage.last()
    await stage.press(data_of(card, "mo"), card)
    more = await stage.last()
    await stage.press(data_of(more, "ts"), more)
    assert "Write the note to the seller" in (await stage.last())["text"]
    return stage


async def at_the_seller(stage: Any) -> str:
    """The notes that the seller of her order has."""
    (order,) = stage.world.world.book.orders.values()
    return "\n".join(order.feedback)


@pytest.mark.parametrize("meanwhile", ["/orders", "/status", "/nosuch"])
async def test_a_command_ends_a_question_and_words_after_it_are_words(note_asked: Any, meanwhile: str) -> None:
    await note_asked.say(meanwhile)
    await note_asked.say("ok I paid Anna 300 in cash")
    assert "300 in cash" not in await at_the_seller(note_asked)
    assert "300 in cash" not in (await note_asked.last())["text"], "it is not even shown as a note"


async def test_a_link_that_is_pasted_meanwhile_is_a_request_and_how_many_is_its_own(note_asked: Any) -> None:
    goods = await note_asked.goods("plain")
    await note_asked.say(goods["link"])
    await note_asked.say("12")
    assert await pieces(note_asked, 2) == 12
    assert await at_the_seller(note_asked) == ""


async def test_a_press_elsewhere_ends_a_question(note_asked: Any) -> None:
    card = next(message for message in await note_asked.messages() if "mo:" in str(message["buttons"]))
    await note_asked.press(data_of(card, "mo"), card)
    await note_asked.say("请发顺丰")
    assert await at_the_seller(note_asked) == ""
    assert "请发顺丰" not in (await note_asked.last())["text"]


async def test_a_reply_answers_whatever_was_said_since_links_included(note_asked: Any) -> None:
    asking = await note_asked.last()
    await note_asked.say("/orders")
    await note_asked.post("/sim/clock", {"advance": ELEVEN_MINUTES})
    await note_asked.say("see https://detail.1688.com/offer/600000000001.html", reply_to=asking["message_id"])
    shown = await note_asked.last()
    assert "see https://detail.1688.com" in shown["text"]
    assert await at_the_seller(note_asked) == "", "what goes to a seller is shown before it goes"
    await note_asked.press(data_of(shown, "nd"), shown)
    assert "see https" in await at_the_seller(note_asked)


async def test_words_that_came_too_late_are_offered_as_the_answer_and_taken_by_a_press(note_asked: Any) -> None:
    await note_asked.post("/sim/clock", {"advance": AN_HOUR})
    await note_asked.say("please wrap each of them")
    offered = await note_asked.last()
    assert "58 minutes after the question" in offered["text"]
    await note_asked.press("Use it as the answer", offered)
    shown = await note_asked.last()
    assert "please wrap each of them" in shown["text"]
    assert await at_the_seller(note_asked) == ""
    await note_asked.press(data_of(shown, "nd"), shown)
    assert "please wrap each of them" in await at_the_seller(note_asked)


async def test_words_that_came_too_late_and_are_not_meant_go_with_their_question(note_asked: Any) -> None:
    await note_asked.post("/sim/clock", {"advance": ELEVEN_MINUTES})
    await note_asked.say("ok I paid Anna 300 in cash")
    offered = await note_asked.last()
    await note_asked.press("Back", offered)
    assert await note_asked.house.desk.dialogs.waiting(note_asked.anna, note_asked.anna) == ()
    assert await at_the_seller(note_asked) == ""


async def test_what_declines_is_shown_before_it_does_unless_it_is_a_reply(team: Team) -> None:
    await team.asks()
    stage, boris = team.stage, team.people["boris"]
    await stage.say("/decline 1", boris)
    asking = await stage.last(boris)
    await stage.say("thanks", boris)
    assert "thanks" in (await stage.last(boris))["text"]
    assert await state_of(stage) == "pending"
    await stage.say("too dear", boris, reply_to=asking["message_id"])
    assert await state_of(stage) == "rejected"


async def test_a_decline_that_is_followed_by_another_command_declines_nothing(team: Team) -> None:
    await team.asks()
    stage, boris = team.stage, team.people["boris"]
    await stage.say("/decline 1", boris)
    await stage.say("/approve 1", boris)
    await stage.say("thanks", boris)
    assert await state_of(stage) == "pending"


async def test_a_number_typed_for_which_to_cancel_names_it_and_a_press_cancels(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, CancelDialog())
    await stage.say("1")
    shown = await stage.last()
    assert await state_of(stage) == "draft"
    await stage.press(data_of(shown, "ct"), shown)
    assert await state_of(stage) == "cancelled"


async def test_a_rate_is_shown_before_it_holds_and_how_many_of_a_newer_draft_is_no_rate(team: Team) -> None:
    stage = team.stage
    number = (await stage.house.desk.teams.of_person(stage.anna))[0].id
    await stage.say("/start")
    await stage.say("/rate USD")
    await stage.say("7.2")
    offered = await stage.last()
    assert (await stage.house.desk.teams.of_person(stage.anna))[0].rate is None
    await stage.press("Use it as the answer", offered)
    assert await rate_of(stage) == "7.2"
    await asked(stage, stage.anna, RateDialog(team_id=number, currency="USD"))
    await stage.say((await stage.goods("plain"))["link"])
    await stage.say("12")
    assert await rate_of(stage) == "7.2"


async def test_a_question_that_is_open_is_no_answer_of_a_picture_or_a_voice(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, NoteDialog(request_id=1))
    await stage.say(voice={"name": "a.ogg", "base64": "T2dnUw=="})
    assert "waiting for an answer in words" in (await stage.last())["text"]
    assert await stage.house.desk.dialogs.peek(stage.anna, stage.anna) == NoteDialog(request_id=1)


async def state_of(stage: Any) -> str:
    """The state of the first request."""
    request = (await stage.house.desk.drafting.step(1)).purchase.request
    return str(request.state.value)


async def rate_of(stage: Any) -> str:
    """The rate of Anna's team."""
    return str((await stage.house.desk.teams.of_person(stage.anna))[0].rate)


async def drafted(stage: Any) -> None:
    """Anna's draft of a product."""
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}")


async def test_cells_in_reply_to_a_question_are_its_answer_and_no_sheet(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, NoteDialog(request_id=1))
    asking = await stage.last()
    await stage.say("/status")
    await stage.say("600000000001\t3\n600000000002\t4", reply_to=asking["message_id"])
    assert "600000000002" in (await step_of(stage)).purchase.request.chosen.note
    assert await stage.house.desk.dialogs.waiting(stage.anna, stage.anna) == ()


async def test_the_numbers_of_several_products_answer_what_shall_be_compared(stage: Any) -> None:
    one, other = (await stage.get("/sim/goods"))[:2]
    await stage.say("/start")
    await stage.say("/compare")
    await stage.say(f"{one['offer_id']} {other['offer_id']}")
    assert await stage.house.desk.dialogs.waiting(stage.anna, stage.anna) == ()
    assert await stage.house.desk.drafting.latest(Person(stage.anna, "", "en"), Place(stage.anna)) is None


async def test_a_number_of_their_books_that_may_be_a_waybill_is_a_tag(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, TagDialog(request_id=1))
    await stage.say("PO123456")
    assert [each.tag for each in (await step_of(stage)).purchase.request.asked] == ["PO123456"]


async def test_the_number_of_an_order_that_came_too_late_is_offered_as_the_answer(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, HandNumberDialog(request_id=1))
    await stage.post("/sim/clock", {"advance": ELEVEN_MINUTES})
    await stage.say("3301687771406784563")
    assert "11 minutes after the question" in (await stage.last())["text"]


async def test_words_below_a_picture_that_shows_no_waybill_are_read_as_the_waybill(stage: Any) -> None:
    order = await ordered(stage)
    question = ReturnDialog(order_id=order, refund_id="TQ1", carrier="ZTO", name="ZTO")
    await asked(stage, stage.anna, question)
    await stage.say("YT1234567890123", **picture())
    assert "YT1234567890123" in (await stage.last())["text"]


async def test_the_words_of_an_album_answer_whichever_picture_has_them(stage: Any) -> None:
    await drafted(stage)
    await asked(stage, stage.anna, NoteDialog(request_id=1))
    asking = (await stage.last())["message_id"]
    for more in ({}, {}, {"text": "wrap each of them"}):
        await stage.say(reply_to=asking, album="three", **more, **picture())
    assert (await step_of(stage)).purchase.request.chosen.note == "wrap each of them"
    said = [message["text"] for message in await stage.messages()]
    assert sum("waiting for an answer in words" in text for text in said) == 1, "an album is one message"


@pytest.mark.parametrize(("kind", "words"), [(NoteDialog, "with care"), (WhyDialog, "the fair"), (TagDialog, "fair")])
async def test_of_words_that_stand_on_a_draft_already_it_is_said_that_nothing_changed(
    stage: Any, kind: type[OfRequest], words: str
) -> None:
    await drafted(stage)
    for _ in range(2):
        await asked(stage, stage.anna, kind(request_id=1))
        said = await stage.say(words)
    shown = await stage.last()
    assert shown["message_id"] > said
    assert "nothing changed" in shown["text"]


async def step_of(stage: Any) -> Any:
    """The first request as it is now."""
    return await stage.house.desk.drafting.step(1)


def picture() -> dict[str, Any]:
    """A picture without anything to read."""
    return {"photo": {"name": "x.png", "base64": base64.b64encode(png(40, 40)).decode()}}


@pytest.mark.parametrize(("kind", "words"), [(NoteDialog, "with care"), (QuantityDialog, "what do you mean?")])
async def test_words_that_change_nothing_are_answered_also_if_telegram_takes_nothing_just_then(
    stage: Any, kind: type[OfRequest], words: str
) -> None:
    await drafted(stage)
    for refused in (False, True):
        await asked(stage, stage.anna, kind(request_id=1))
        if refused:
            away = {"side": "telegram", "call": "sendMessage", "kind": "status", "status": 502, "times": 3}
            await stage.post("/sim/faults", away)
        said = await stage.say(words)
    for _ in range(3):
        await stage.post("/sim/clock", {"advance": 120})
        await stage.settle()
    assert (await stage.last())["message_id"] > said
