"""Mini Apps: buttons and the menu that open one, what is signed, what one sends; and the flags of Bot API 10.3."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from telegram import TelegramObject, Update

APP = "https://shop.1688.com/app?x=1"


def inline(url: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Open", "web_app": {"url": url}}]]}


def reply(url: Any) -> dict[str, Any]:
    return {"keyboard": [[{"text": "Open", "web_app": {"url": url}}]]}


def launched(town: Any, opened: str) -> dict[str, str]:
    """What the app is told of who opened it; its signature is checked."""
    data = dict(parse_qsl(dict(parse_qsl(urlsplit(opened).fragment))["tgWebAppData"]))
    told = data.pop("hash")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(data.items()))
    secret = hmac.new(b"WebAppData", town.world.token.encode(), hashlib.sha256).digest()
    assert hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest() == told
    return data


async def test_a_press_opens_the_app_with_who_pressed_signed_by_the_token(town: Any) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=inline(APP))
    assert sent["reply_markup"] == inline(APP)
    assert (await town.rows(town.anna))[-1]["buttons"][0][0]["web_app"] == APP
    pressed = await town.sim("press", person=town.anna, message_id=sent["message_id"], button="Open")
    assert pressed["opened"].startswith(f"{APP}#tgWebAppData=")
    data = launched(town, pressed["opened"])
    assert data["query_id"]
    assert json.loads(data["user"])["id"] == town.anna
    assert abs(int(data["auth_date"]) - town.world.chats.now()) < 60
    assert await town.updates() == []


@pytest.mark.parametrize("markup", [inline, reply])
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://shop.1688.com/app", "is invalid: Only HTTPS links are allowed"),
        ("tg://app", "is invalid: Only HTTPS links are allowed"),
        ("https://", "is invalid: Wrong HTTP URL"),
        ("https://[::1", "is invalid: Wrong HTTP URL"),
        (5, 'Field "web_app" must be'),
    ],
)
async def test_an_app_elsewhere_needs_https(town: Any, markup: Any, url: Any, words: str) -> None:
    await town.say(town.anna, "/start")
    refused = await town.refusal("sendMessage", chat_id=town.anna, text="a", reply_markup=markup(url))
    assert words in refused["description"]
    assert refused["error_code"] == 400


@pytest.mark.parametrize(
    ("markup", "words"),
    [(inline(APP), "BUTTON_TYPE_INVALID"), (reply(APP), "web App buttons can be used in private chats only")],
)
async def test_in_a_group_no_button_opens_an_app(town: Any, markup: dict[str, Any], words: str) -> None:
    group = await town.group(town.anna)
    refused = await town.refusal("sendMessage", chat_id=group, text="a", reply_markup=markup)
    assert refused["description"] == f"Bad Request: {words}"
    sent = await town.bot("sendMessage", chat_id=group, text="a")
    there = {"chat_id": group, "message_id": sent["message_id"]}
    refused = await town.refusal("editMessageReplyMarkup", reply_markup=inline(APP), **there)
    assert refused["description"] == "Bad Request: BUTTON_TYPE_INVALID"


async def test_an_app_on_this_machine_needs_no_certificate(town: Any) -> None:
    await town.say(town.anna, "/start")
    assert await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=inline(f"{town.url}/app"))


async def test_the_menu_button_opens_an_app_for_one_or_for_all(town: Any) -> None:
    boris = await town.person("Boris")
    button = {"type": "web_app", "text": "Orders", "web_app": {"url": APP}}
    await town.say(town.anna, "/start")
    assert await town.bot("setChatMenuButton", menu_button=button)
    assert await town.bot("setChatMenuButton", chat_id=town.anna, menu_button={"type": "commands"})
    assert (await town.look("bot", person=boris))["menu"] == button
    assert (await town.look("bot", person=town.anna))["menu"] == {"type": "commands"}
    assert await town.bot("setChatMenuButton", chat_id=town.anna, menu_button={"type": "default"})
    assert (await town.look("bot", person=town.anna))["menu"] == button
    assert await town.bot("getChatMenuButton", chat_id=town.anna) == {"type": "default"}
    assert await town.bot("getChatMenuButton") == button


async def test_the_menu_button_is_pressed_and_opens_its_app_signed(town: Any) -> None:
    await town.sim("press", expect=409, person=town.anna, menu=True)
    await town.bot("setChatMenuButton", menu_button={"type": "web_app", "text": "Orders", "web_app": {"url": APP}})
    await town.sim("press", expect=409, person=town.anna, menu=True)
    await town.say(town.anna, "/start")
    data = launched(town, (await town.sim("press", person=town.anna, menu=True))["opened"])
    assert data["query_id"]
    assert json.loads(data["user"])["id"] == town.anna
    await town.sim(f"people/{town.anna}/block")
    await town.sim("press", expect=409, person=town.anna, menu=True)


async def test_a_reply_keyboard_opens_its_app_without_a_word_of_who_it_is(town: Any) -> None:
    await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=reply(APP))
    await town.updates()
    press = {"person": town.anna, "message_id": sent["message_id"]}
    opened = (await town.sim("press", button="Open", **press))["opened"]
    assert opened.startswith(f"{APP}#tgWebAppVersion=")
    assert "tgWebAppData" not in opened
    assert await town.updates() == []


@pytest.mark.parametrize("data", ["x", "é" * 2048])
async def test_what_an_app_sends_reaches_the_bot_with_its_button(town: Any, data: str) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    sent = await town.say(town.anna, "", web_app_data={"data": data, "button_text": "Open"})
    (update,) = await town.updates()
    read = Update.de_json(update)
    message: Any = read.message
    parts: list[TelegramObject] = [read, message, message.chat, message.from_user, message.web_app_data]
    assert not any(part.api_kwargs for part in parts)
    assert (message.message_id, message.text) == (sent, None)
    assert (message.web_app_data.data, message.web_app_data.button_text) == (data, "Open")
    (*_, row) = await town.rows(town.anna)
    assert row["service"] == "Data from the «Open» button was transferred to the bot."
    await town.sim("edit", expect=409, person=town.anna, message_id=sent, text="other")


@pytest.mark.parametrize(
    "sent",
    [
        5,
        {},
        {"data": "x"},
        {"data": "", "button_text": "Open"},
        {"data": "é" * 2049, "button_text": "Open"},
        {"data": {"a": 1}, "button_text": "Open"},
        {"data": "x", "button_text": ""},
    ],
)
async def test_what_no_app_can_send_is_refused(town: Any, sent: Any) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    await town.sim("say", expect=400, person=town.anna, web_app_data=sent)
    assert await town.updates() == []


async def test_data_of_an_app_comes_alone_and_in_private(town: Any) -> None:
    data = {"data": "x", "button_text": "Open"}
    group = await town.group(town.anna)
    await town.sim("say", expect=400, person=town.anna, text="words", web_app_data=data)
    await town.sim("say", expect=409, person=town.anna, chat=group, web_app_data=data)
    await town.sim(f"people/{town.anna}/block")
    await town.sim("say", expect=409, person=town.anna, web_app_data=data)


@pytest.mark.parametrize(
    "button",
    [
        {"type": "web_app"},
        {"type": "web_app", "text": " ", "web_app": {"url": APP}},
        {"type": "web_app", "text": "Orders", "web_app": {"url": "http://shop.1688.com"}},
        {"type": "rainbow"},
        {"type": []},
        [],
        5,
    ],
)
async def test_a_menu_button_that_opens_nothing_is_refused(town: Any, button: Any) -> None:
    refused = await town.refusal("setChatMenuButton", menu_button=button)
    assert refused["error_code"] == 400


async def test_the_flags_of_august_are_there(town: Any) -> None:
    me = await town.bot("getMe")
    assert (me["supports_join_request_queries"], me["supports_guest_queries"]) == (False, False)
    for topics in (False, True):
        group = await town.group(town.anna, bot_admin=True, topics=topics)
        own = await town.bot("getChatMember", chat_id=group, user_id=town.world.chats.bot_id)
        assert (own["can_send_welcome_messages"], own["can_manage_tags"]) == (True, True)
        assert own.get("can_manage_topics", False) is topics
        allowed = (await town.bot("getChat", chat_id=group))["permissions"]
        assert (allowed["can_react_to_messages"], allowed["can_edit_tag"]) == (True, True)


async def test_a_disabled_button_is_taken_shown_and_never_pressed(town: Any) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    keyboard = {"inline_keyboard": [[{"text": "Sold out", "disabled": {}, "style": "danger"}]]}
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=keyboard)
    assert sent["reply_markup"] == keyboard
    (*_, row) = await town.rows(town.anna)
    assert row["buttons"][0][0]["disabled"] is True
    press = {"person": town.anna, "message_id": sent["message_id"], "button": "Sold out"}
    assert "disabled" in (await town.sim("press", expect=409, **press))["error"]
    assert await town.updates() == []


@pytest.mark.parametrize("more", [{"disabled": True}, {"disabled": []}, {"disabled": {}, "callback_data": "x"}])
async def test_a_button_is_disabled_by_an_object_and_by_nothing_else(town: Any, more: dict[str, Any]) -> None:
    await town.say(town.anna, "/start")
    keyboard = {"inline_keyboard": [[{"text": "Sold out", **more}]]}
    refused = await town.refusal("sendMessage", chat_id=town.anna, text="a", reply_markup=keyboard)
    assert refused["error_code"] == 400
