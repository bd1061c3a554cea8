"""Where Telegram refuses, the pretend one refuses, in the same words."""

from typing import Any

import pytest

HOUR = 3600


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"text": "  "}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "👍" * 2049}, "message is too long"),
        ({"text": "a", "parse_mode": "x"}, "unsupported parse_mode"),
        ({"text": "a", "message_thread_id": 77}, "message thread not found"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "reply_markup": button(callback_data="x" * 65)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": button(callback_data="价" * 22)}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "reply_markup": button(copy_text={"text": "x" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "a", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "reply_markup": button(url="ftp://x")},
            "inline keyboard button URL 'ftp://x' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "reply_markup": button(callback_data="x", style="pink")},
            "can't parse inline keyboard button: Invalid button style specified",
        ),
        (
            {"text": "a", "reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y"}] * 101]}},
            "reply markup is too long",
        ),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ],
)
async def test_a_message_is_refused(town: Any, parameters: dict[str, Any], words: str) -> None:
    await town.say(town.anna, "/start")
    refused = await town.refusal("sendMessage", chat_id=town.anna, **parameters)
    assert refused == {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"}


async def test_a_login_button_is_refused(town: Any) -> None:
    await town.say(town.anna, "/start")
    markup = button(login_url={"url": "https://x"})
    assert (await town.refusal("sendMessage", chat_id=town.anna, text="a", reply_markup=markup))["error_code"] == 400


async def test_the_longest_message_passes(town: Any) -> None:
    await town.say(town.anna, "/start")
    sent = await town.bot(
        "sendMessage", chat_id=town.anna, text="x" * 4096, reply_markup=button(callback_data="x" * 64)
    )
    assert len(sent["text"]) == 4096


async def test_unknown_chats_methods_and_tokens_are_refused(town: Any) -> None:
    assert (await town.refusal("sendMessage", chat_id=5, text="a"))["description"] == "Bad Request: chat not found"
    assert (await town.refusal("sendMessage", text="a"))["description"] == "Bad Request: chat_id is empty"
    assert (await town.refusal("sendRainbow"))["error_code"] == 404
    wrong = await town.http.post("/bot123456789:AAwrong/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    malformed = await town.http.post("/botnonsense/getMe")
    assert (malformed.status_code, malformed.json()["description"]) == (404, "Not Found")


async def test_the_bot_cannot_write_first_nor_to_who_blocked_it(town: Any) -> None:
    refused = await town.refusal("sendMessage", chat_id=town.anna, text="a")
    assert refused["description"] == "Forbidden: bot can't initiate conversation with a user"
    await town.say(town.anna, "hello")
    await town.sim(f"people/{town.anna}/block")
    refused = await town.refusal("sendMessage", chat_id=town.anna, text="a")
    assert (refused["error_code"], refused["description"]) == (403, "Forbidden: bot was blocked by the user")
    await town.sim("say", expect=409, person=town.anna, text="hello")
    await town.say(town.anna, "/start")
    assert await town.bot("sendMessage", chat_id=town.anna, text="a")


async def test_a_kicked_bot_is_told_so(town: Any) -> None:
    group = await town.group(town.anna)
    await town.sim(f"chats/{group}/kick_bot", person=town.anna)
    refused = await town.refusal("sendMessage", chat_id=group, text="a")
    assert (refused["error_code"], refused["description"]) == (
        403,
        "Forbidden: bot was kicked from the group chat",
    )
    await town.sim(f"chats/{group}/add_bot", person=town.anna)
    assert await town.bot("sendMessage", chat_id=group, text="a")


async def test_only_own_standing_and_changed_messages_are_edited(town: Any) -> None:
    theirs = await town.say(town.anna, "/start")
    here = {"chat_id": town.anna}
    sent = await town.bot("sendMessage", text="one", reply_markup=button(callback_data="x"), **here)
    same = {
        **here,
        "message_id": sent["message_id"],
        "text": "one",
        "reply_markup": button(callback_data="x"),
    }
    assert "message is not modified" in (await town.refusal("editMessageText", **same))["description"]
    edited = await town.bot("editMessageText", **{**same, "reply_markup": None})
    assert "reply_markup" not in edited
    refused = await town.refusal("editMessageText", message_id=theirs, text="x", **here)
    assert refused["description"] == "Bad Request: message can't be edited"
    refused = await town.refusal("editMessageCaption", message_id=sent["message_id"], caption="x", **here)
    assert refused["description"] == "Bad Request: there is no caption in the message to edit"
    await town.bot("deleteMessage", message_id=sent["message_id"], **here)
    refused = await town.refusal("editMessageText", message_id=sent["message_id"], text="x", **here)
    assert refused["description"] == "Bad Request: message to edit not found"


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(town: Any) -> None:
    await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup={"force_reply": True})
    refused = await town.refusal("editMessageText", chat_id=town.anna, message_id=sent["message_id"], text="b")
    assert refused["description"] == "Bad Request: message can't be edited"


async def test_after_two_days_a_message_stays(town: Any) -> None:
    await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a")
    await town.sim("clock", advance=48 * HOUR + 1)
    refused = await town.refusal("deleteMessage", chat_id=town.anna, message_id=sent["message_id"])
    assert refused["description"] == "Bad Request: message can't be deleted for everyone"
    assert await town.bot("editMessageText", chat_id=town.anna, message_id=sent["message_id"], text="b")


async def test_others_messages_in_a_group_are_deleted_by_an_admin_only(town: Any) -> None:
    group = await town.group(town.anna, admins=[town.anna])
    said = await town.say(town.anna, "hello", chat=group)
    refused = await town.refusal("deleteMessage", chat_id=group, message_id=said)
    assert refused["description"] == "Bad Request: message can't be deleted"
    await town.sim(f"chats/{group}/promote", person="bot")
    assert await town.bot("deleteMessage", chat_id=group, message_id=said)
    assert (await town.rows(town.anna, chat=group))[-1]["deleted"] is True


async def test_a_form_a_query_and_json_mean_the_same(town: Any) -> None:
    await town.say(town.anna, "/start")
    path = f"/bot{town.world.token}/sendMessage"
    given = {"chat_id": str(town.anna), "text": "a+b & 价"}
    answers = [
        await town.http.post(path, data=given),
        await town.http.get(path, params=given),
        await town.http.post(path, json={**given, "chat_id": town.anna}),
        await town.http.post(path, files={"chat_id": (None, str(town.anna)), "text": (None, given["text"])}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["a+b & 价"] * 4


async def test_a_reply_to_what_is_gone_may_be_sent_without(town: Any) -> None:
    await town.say(town.anna, "/start")
    wish = {"message_id": 999, "allow_sending_without_reply": True}
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_parameters=wish)
    assert "reply_to_message" not in sent


async def test_what_the_bot_may_not_do_in_a_group_is_refused(town: Any) -> None:
    group = await town.group(town.anna)
    said = await town.say(town.anna, "hello", chat=group)
    refused = await town.refusal("pinChatMessage", chat_id=group, message_id=said)
    assert "not enough rights" in refused["description"]
    refused = await town.refusal("createForumTopic", chat_id=group, name="x")
    assert refused["description"] == "Bad Request: the chat is not a forum"
    await town.say(town.anna, "/start")
    refused = await town.refusal("getChatAdministrators", chat_id=town.anna)
    assert refused["description"] == "Bad Request: there are no administrators in the private chat"


async def test_members_can_be_hidden_from_a_plain_member(town: Any) -> None:
    group = await town.group(town.anna)
    await town.sim("telegram", members_hidden=True)
    refused = await town.refusal("getChatMember", chat_id=group, user_id=town.anna)
    assert refused["description"] == "Bad Request: member list is inaccessible"
    await town.sim(f"chats/{group}/promote", person="bot")
    assert (await town.bot("getChatMember", chat_id=group, user_id=town.anna))["status"] == "member"


@pytest.mark.parametrize(
    "commands", [[{"command": "Buy!", "description": "x"}], [{"command": "buy", "description": ""}]]
)
async def test_wrong_commands_are_refused(town: Any, commands: list[dict[str, str]]) -> None:
    assert "INVALID" in (await town.refusal("setMyCommands", commands=commands))["description"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"request_contact": True}, "phone number can be requested in private chats only"),
        ({"request_users": {"request_id": 1}}, "users can be requested in private chats only"),
        ({"request_chat": {"request_id": 1}}, "chats can be requested in private chats only"),
    ],
)
async def test_in_a_group_no_button_asks_for_anything(town: Any, asked: dict[str, Any], words: str) -> None:
    group = await town.group(town.anna)
    markup = {"keyboard": [[{"text": "x", **asked}]]}
    refused = await town.refusal("sendMessage", chat_id=group, text="a", reply_markup=markup)
    assert refused["description"] == f"Bad Request: {words}"
    await town.say(town.anna, "/start")
    assert await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=markup)


async def test_a_reply_button_does_one_thing_at_most(town: Any) -> None:
    await town.say(town.anna, "/start")
    both = {"text": "x", "web_app": {"url": "https://shop.1688.com"}, "request_users": {"request_id": 1}}
    await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup={"keyboard": [[both]]})
    (shown,) = (await town.rows(town.anna))[-1]["keyboard"][0]
    assert shown == {"text": "x", "web_app": {"url": "https://shop.1688.com"}}
    asking = {"keyboard": [[{"text": "x", "request_contact": "sure"}]]}
    await town.refusal("sendMessage", chat_id=town.anna, text="a", reply_markup=asking)


async def test_a_disabled_button_is_shown_and_does_nothing(town: Any) -> None:
    await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=button(disabled={}))
    assert sent["reply_markup"] == button(disabled={})
    assert (await town.rows(town.anna))[-1]["buttons"][0][0]["disabled"] is True
    await town.sim("press", 409, person=town.anna, message_id=sent["message_id"], button="x")
    await town.refusal("sendMessage", chat_id=town.anna, text="a", reply_markup=button(disabled=True))
