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


def to(person: int, query: str, **more: Any) -> dict[str, Any]:
    return {"receiver_user_id": person, "callback_query_id": query, **more}


async def whispered(town: Any, group: int, person: int) -> dict[str, Any]:
    """The bot, an admin of the group, has said something to one member alone, with a button."""
    one = {"receiver_user_id": person}
    sent = await town.bot("sendMessage", chat_id=group, text="?", reply_markup=MARKUP, ephemeral_message_parameters=one)
    return dict(sent)


async def declared(town: Any) -> None:
    """The bot has one command that nobody else sees, and one that everybody sees."""
    await town.sim("telegram", ephemeral=True)
    commands = [
        {"command": "mine", "description": "Mine", "is_ephemeral": True},
        {"command": "all", "description": "A"},
    ]
    await town.bot("setMyCommands", commands=commands)
    assert await town.bot("getMyCommands") == commands


async def heard(town: Any) -> dict[str, Any]:
    """The one message that waits for the bot."""
    (update,) = [update for update in await town.updates() if "message" in update]
    return dict(update["message"])


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


async def test_the_media_of_a_message_for_one_changes_and_nobody_else_may_be_named(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.sim("telegram", ephemeral=True)
    sent = await whispered(town, group, boris)
    that = {"chat_id": group, "ephemeral_message_id": sent["ephemeral_message_id"]}
    media = {"type": "photo", "media": "https://cbu01.alicdn.com/a.jpg", "caption": "<b>so</b>", "parse_mode": "HTML"}
    assert await town.bot("editEphemeralMessageMedia", media=media, receiver_user_id=boris, **that)
    shown = (await town.rows(boris, chat=group))[-1]
    assert (shown["photo"], shown["html"], shown["buttons"]) == (media["media"], "<b>so</b>", [])
    for wrong in (town.anna, town.world.chats.bot_id, None):
        refused = await town.refusal("editEphemeralMessageMedia", media=media, receiver_user_id=wrong, **that)
        assert refused["description"] == "Bad Request: message to edit not found"
    dead = {"type": "photo", "media": f"{town.url}/sim/files/none"}
    await town.refusal("editEphemeralMessageMedia", media=dead, receiver_user_id=boris, **that)


async def test_it_stands_in_place_of_the_message_whose_button_was_pressed_until_it_is_deleted(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await town.sim("telegram", ephemeral=True)
    query = await pressed(town, group, boris)
    card = (await town.rows(boris, chat=group))[-1]["message_id"]
    one = to(boris, query, replace_callback_query_message=True)
    sent = await town.bot("sendMessage", chat_id=group, text="yours", ephemeral_message_parameters=one)
    shown = await town.rows(boris, chat=group)
    assert [(row["text"], row.get("replaces")) for row in shown[-1:]] == [("yours", card)]
    assert card not in [row["message_id"] for row in shown]
    assert [row["message_id"] for row in await town.rows(town.anna, chat=group)][-1] == card
    await town.sim("press", 404, person=boris, chat=group, message_id=card, button="Yes")
    that = {"chat_id": group, "receiver_user_id": boris, "ephemeral_message_id": sent["ephemeral_message_id"]}
    since = max(row["rev"] for row in shown)
    assert await town.bot("deleteEphemeralMessage", **that)
    assert [row["text"] for row in await town.rows(boris, chat=group, since=since)] == ["?", "yours"]
    await town.bot("answerCallbackQuery", callback_query_id=query)
    await town.waiting


async def test_only_a_press_on_a_message_for_everybody_has_something_to_replace(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.sim("telegram", ephemeral=True)
    alone = {"receiver_user_id": boris, "replace_callback_query_message": True}
    refused = await town.refusal("sendMessage", chat_id=group, text="x", ephemeral_message_parameters=alone)
    assert refused["description"] == "Bad Request: MESSAGE_ID_INVALID"
    sent = await whispered(town, group, boris)
    await town.updates()
    body = {"person": boris, "chat": group, "message_id": sent["ephemeral_message_id"], "button": "Yes"}
    waiting = asyncio.create_task(town.sim("press", **body))
    (press,) = [update["callback_query"] for update in await town.updates(timeout=50) if "callback_query" in update]
    there = press["message"]
    assert (there["message_id"], there["ephemeral_message_id"]) == (0, sent["ephemeral_message_id"])
    assert there["receiver_user"]["id"] == press["from"]["id"] == boris
    again = to(boris, press["id"], replace_callback_query_message=True)
    await town.refusal("sendMessage", chat_id=group, text="x", ephemeral_message_parameters=again)
    again["replace_callback_query_message"] = False
    assert await town.bot("sendMessage", chat_id=group, text="x", ephemeral_message_parameters=again)
    await town.bot("answerCallbackQuery", callback_query_id=press["id"])
    await waiting
    await town.bot(
        "deleteEphemeralMessage", chat_id=group, receiver_user_id=boris, ephemeral_message_id=body["message_id"]
    )
    await town.sim("press", 409, **body)


async def test_a_command_that_the_bot_declared_ephemeral_is_seen_by_the_bot_alone(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await declared(town)
    await town.updates()
    said = await town.say(boris, "/mine now", chat=group, ephemeral=True)
    message = await heard(town)
    assert (message["message_id"], message["ephemeral_message_id"], message["text"]) == (0, said, "/mine now")
    assert (message["from"]["id"], message["receiver_user"]["id"]) == (boris, town.world.chats.bot_id)
    assert [(row["text"], row["only_for"]) for row in (await town.rows(boris, chat=group))[-1:]] == [
        ("/mine now", boris)
    ]
    assert "/mine now" not in [row["text"] for row in await town.rows(town.anna, chat=group)]
    await town.say(boris, "/mine@caigou_bot", chat=group)
    assert (await heard(town))["message_id"] == 0
    for words, more in (("/mine", {"ephemeral": False}), ("/all", {}), ("/mine@other_bot", {})):
        await town.say(boris, words, chat=group, **more)
        assert words in [row["text"] for row in await town.rows(town.anna, chat=group)]


async def test_to_answer_it_within_fifteen_seconds_needs_neither_a_press_nor_an_admin(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    await declared(town)
    said = await town.say(boris, "/mine", chat=group)
    one = {"ephemeral_message_parameters": {"receiver_user_id": boris}}
    reply = {"reply_parameters": {"ephemeral_message_id": said}}
    call = {"chat_id": group, "text": "yours"}
    sent = await town.bot("sendMessage", **call, **one, **reply)
    assert sent["receiver_user"]["id"] == boris
    assert sent["reply_to_message"]["ephemeral_message_id"] == said
    assert (await town.refusal("sendMessage", **call, **one))["description"] == "Bad Request: BOT_NOT_ADMIN"
    await town.refusal("sendMessage", **call, **reply)
    other = {"ephemeral_message_parameters": {"receiver_user_id": town.anna}}
    await town.refusal("sendMessage", **call, **other, **reply)
    await town.refusal("sendMessage", **call, **one, reply_parameters={"ephemeral_message_id": 99})
    own = {"reply_parameters": {"ephemeral_message_id": sent["ephemeral_message_id"]}}
    await town.refusal("sendMessage", **call, **one, **own)
    await town.refusal("sendMessage", **call, reply_parameters={"message_id": said})
    await town.refusal("deleteEphemeralMessage", chat_id=group, receiver_user_id=boris, ephemeral_message_id=said)
    await town.sim("clock", advance=16)
    await town.sim(f"chats/{group}/promote", person="bot")
    refused = await town.refusal("sendMessage", **call, **one, **reply)
    assert refused["description"] == "Bad Request: message to be replied not found"


async def test_a_message_for_one_is_never_sent_without_its_reply_and_quotes_nothing(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.sim("telegram", ephemeral=True)
    said = await town.say(boris, "ten pieces", chat=group)
    call = {"chat_id": group, "text": "x", "ephemeral_message_parameters": {"receiver_user_id": boris}}
    sent = await town.bot("sendMessage", **call, reply_parameters={"message_id": said, "quote": "no words of it"})
    assert (sent["reply_to_message"]["message_id"], "quote" in sent) == (said, False)
    gone = {"message_id": 999, "allow_sending_without_reply": True}
    await town.refusal("sendMessage", **call, reply_parameters=gone)


async def test_who_answers_a_message_for_him_alone_is_heard_by_the_bot_alone(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, bot_admin=True)
    await town.sim("telegram", ephemeral=True)
    sent = await whispered(town, group, boris)
    await town.updates()
    number = sent["ephemeral_message_id"]
    said = await town.say(boris, "only you", chat=group, reply_to=number, ephemeral=True)
    message = await heard(town)
    assert (message["message_id"], message["ephemeral_message_id"]) == (0, said)
    assert message["reply_to_message"]["ephemeral_message_id"] == number
    await town.say(boris, "and this", chat=group, reply_to=number)
    assert (await heard(town))["receiver_user"]["id"] == town.world.chats.bot_id
    await town.sim("say", 409, person=boris, text="all", chat=group, reply_to=number, ephemeral=False)
    await town.sim("say", 404, person=town.anna, text="all", chat=group, reply_to=number)
    await town.sim("say", 409, person=boris, text="more", chat=group, reply_to=said, ephemeral=True)
    await town.sim("edit", 409, person=boris, text="more", chat=group, message_id=said)
    await town.sim("react", 409, person=boris, emoji="👍", chat=group, message_id=number)


async def test_nothing_is_said_to_the_bot_alone_unless_a_client_could(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris, admins=[boris])
    command = {"person": boris, "text": "/mine", "ephemeral": True}
    refused = await town.sim("say", 409, chat=group, **command)
    assert refused["error"] == "this Telegram offers no ephemeral messages; switch them on first"
    await town.say(boris, "/mine", chat=group)
    await declared(town)
    assert (await town.sim("say", 409, **command))["error"] == "ephemeral messages are said in groups only"
    await town.sim("say", 409, chat=group, **{**command, "text": "hello"})
    await town.sim("say", 409, chat=group, **{**command, "text": "/all"})
    await town.sim("say", 400, chat=group, **{**command, "ephemeral": "yes"})
    await town.sim("say", 409, chat=group, anonymous=True, **command)
    await town.sim(f"chats/{group}/kick_bot", person=boris)
    assert (await town.sim("say", 409, chat=group, **command))["error"] == "the bot is not in this group"
