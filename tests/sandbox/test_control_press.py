"""Presses: by label, by data, forged; answers, links, copies and what grows too old."""

import asyncio
from typing import Any

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Approve", "callback_data": "a:1", "style": "success"}, {"text": "a:1", "callback_data": "b:1"}],
        [{"text": "Pay", "url": "https://trade.1688.com/x"}, {"text": "Copy", "copy_text": {"text": "33"}}],
    ]
}


async def card(town: Any, chat: int | None = None) -> int:
    if chat is None:
        await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=chat or town.anna, text="decide", reply_markup=KEYBOARD)
    await town.updates()
    return int(sent["message_id"])


async def pressed(town: Any, message: int, button: str, answer: dict[str, Any], **more: Any) -> tuple[Any, Any]:
    """The query that the bot got, and what the person saw."""
    body = {"person": town.anna, "message_id": message, "button": button, **more}
    waiting = asyncio.create_task(town.sim("press", **body))
    (update,) = await town.bot("getUpdates", timeout=50)
    await town.bot("getUpdates", offset=update["update_id"] + 1)
    query = update["callback_query"]
    await town.bot("answerCallbackQuery", callback_query_id=query["id"], **answer)
    return query, (await waiting)["answer"]


async def test_a_label_goes_before_data_and_data_before_forgery(town: Any) -> None:
    message = await card(town)
    for button, data in (("Approve", "a:1"), ("a:1", "b:1"), ("b:1", "b:1"), ("forged", "forged")):
        query, _ = await pressed(town, message, button, {})
        assert query["data"] == data
        assert query["message"]["message_id"] == message


async def test_the_toast_reaches_the_person(town: Any) -> None:
    message = await card(town)
    _, answer = await pressed(town, message, "Approve", {"text": "Done", "show_alert": True})
    assert answer == {"text": "Done", "show_alert": True}
    _, answer = await pressed(town, message, "Approve", {})
    assert answer == {"text": "", "show_alert": False}


async def test_links_and_copies_tell_the_bot_nothing(town: Any) -> None:
    message = await card(town)
    press = {"person": town.anna, "message_id": message}
    assert await town.sim("press", button="Pay", **press) == {"opened": "https://trade.1688.com/x"}
    assert await town.sim("press", button="Copy", **press) == {"copied": "33"}
    assert await town.updates() == []


async def test_any_member_may_press_in_a_group(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    message = await card(town, group)
    query, _ = await pressed(town, message, "Approve", {"text": "x"}, person=boris, chat=group)
    assert query["from"]["id"] == boris


async def test_a_query_is_answered_once_and_not_too_late(town: Any) -> None:
    message = await card(town)
    query, _ = await pressed(town, message, "Approve", {})
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    refused = await town.refusal("answerCallbackQuery", callback_query_id=query["id"])
    assert refused["description"] == too_old
    waiting = asyncio.create_task(town.sim("press", person=town.anna, message_id=message, button="Approve"))
    (update,) = await town.bot("getUpdates", timeout=50)
    await town.sim("clock", advance=151)
    assert await town.bot("getUpdates") == []
    number = update["callback_query"]["id"]
    refused = await town.refusal("answerCallbackQuery", callback_query_id=number)
    assert refused["description"] == too_old
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_a_long_toast_is_refused(town: Any) -> None:
    refused = await town.refusal("answerCallbackQuery", callback_query_id="1", text="x" * 201)
    assert refused["description"] == "Bad Request: MESSAGE_TOO_LONG"


async def test_a_press_on_what_is_not_there_is_refused(town: Any) -> None:
    mine = await town.say(town.anna, "/start")
    await town.sim("press", expect=404, person=town.anna, message_id=99, button="x")
    await town.sim("press", expect=409, person=town.anna, message_id=mine, button="x")
    await town.sim("press", expect=400, person=town.anna, message_id=mine)
    await town.sim("press", expect=404, person=5, message_id=mine, button="x")


async def test_a_press_that_nobody_answers_is_null(town: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("bot.sandbox.control_chat._ANSWER_SECONDS", 0.05)
    message = await card(town)
    answer = await town.sim("press", person=town.anna, message_id=message, button="Approve")
    assert answer == {"answer": None}
