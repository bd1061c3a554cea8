"""The pretend Telegram's messages for one: his alone, in answer to a press of his, and only where it is offered."""

import asyncio
from typing import Any

MARKUP = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}


async def pressed(town: Any, group: int, person: int) -> str:
    """Somebody presses a button of the bot; the id of his press."""
    message = await town.bot("sendMessage", chat_id=group, text="?", reply_markup=MARKUP)
    body = {"person": person, "chat": group, "message_id": message["message_id"], "button": "Yes"}
    waiting = asyncio.create_task(town.sim("press", **body))
    while True:
        for update in await town.updates(timeout=1):
            if "callback_query" in update:
                town.waiting = waiting
                return str(update["callback_query"]["id"])


def to(person: int, query: str) -> dict[str, Any]:
    return {"receiver_user_id": person, "callback_query_id": query}


async def test_only_its_receiver_sees_it_and_its_id_is_its_own(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await town.sim("telegram", ephemeral=True)
    query = await pressed(town, group, boris)
    sent = await town.bot("sendMessage", chat_id=group, text="no", ephemeral_message_parameters=to(boris, query))
    assert sent["message_id"] == 0
    assert sent["receiver_user"]["id"] == boris
    assert [row["text"] for row in await town.rows(boris, chat=group)][-1] == "no"
    assert "no" not in [row["text"] for row in await town.rows(town.anna, chat=group)]
    one = {"chat_id": group, "receiver_user_id": boris, "ephemeral_message_id": sent["ephemeral_message_id"]}
    assert await town.bot("editEphemeralMessageText", **one, text="still no")
    assert [row["text"] for row in await town.rows(boris, chat=group)][-1] == "still no"
    await town.refusal("editMessageText", chat_id=group, message_id=sent["ephemeral_message_id"], text="all")
    assert await town.bot("deleteEphemeralMessage", **one)
    await town.bot("answerCallbackQuery", callback_query_id=query)
    await town.waiting


async def test_a_bot_that_is_no_admin_needs_a_fresh_press_of_that_very_person(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await town.sim("telegram", ephemeral=True)
    query = await pressed(town, group, boris)
    for given in (to(boris, "1"), to(town.anna, query), {"receiver_user_id": boris}, to(99, query)):
        await town.refusal("sendMessage", chat_id=group, text="no", ephemeral_message_parameters=given)
    await town.refusal("sendMessage", chat_id=boris, text="no", ephemeral_message_parameters=to(boris, query))
    await town.sim("clock", advance=16)
    await town.refusal("sendMessage", chat_id=group, text="no", ephemeral_message_parameters=to(boris, query))
    await town.sim(f"chats/{group}/promote", person="bot")
    await town.bot("sendMessage", chat_id=group, text="yes", ephemeral_message_parameters={"receiver_user_id": boris})
    await town.bot("answerCallbackQuery", callback_query_id=query)
    await town.waiting


async def test_a_picture_for_one_is_for_one_too_and_its_caption_changes(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.sim("telegram", ephemeral=True)
    one = {"receiver_user_id": boris}
    picture = "https://cbu01.alicdn.com/a.jpg"
    sent = await town.bot("sendPhoto", chat_id=group, photo=picture, caption="no", ephemeral_message_parameters=one)
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, boris)
    assert picture not in [row["photo"] for row in await town.rows(town.anna, chat=group)]
    that = {"chat_id": group, "ephemeral_message_id": sent["ephemeral_message_id"], **one}
    assert await town.bot("editEphemeralMessageCaption", caption="still no", **that)
    assert [row["text"] for row in await town.rows(boris, chat=group)][-1] == "still no"
    refused = await town.refusal("editEphemeralMessageText", text="x", **that)
    assert refused["description"] == "Bad Request: there is no text in the message to edit"


async def test_an_older_server_shows_it_to_everybody_and_has_none_of_the_methods(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    sent = await town.bot("sendMessage", chat_id=group, text="no", ephemeral_message_parameters=to(boris, "1"))
    assert sent["message_id"] > 0
    assert "no" in [row["text"] for row in await town.rows(town.anna, chat=group)]
    refused = await town.refusal("deleteEphemeralMessage", chat_id=group, receiver_user_id=boris)
    assert refused["error_code"] == 404
