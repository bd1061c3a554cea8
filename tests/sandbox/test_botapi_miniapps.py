"""Mini Apps: buttons and the menu that open one, what is signed for it; and the flags of Bot API 10.3."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

APP = "https://shop.1688.com/app?x=1"


def inline(url: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Open", "web_app": {"url": url}}]]}


def reply(url: Any) -> dict[str, Any]:
    return {"keyboard": [[{"text": "Open", "web_app": {"url": url}}]]}


async def test_a_press_opens_the_app_with_who_pressed_signed_by_the_token(town: Any) -> None:
    await town.say(town.anna, "/start")
    await town.updates()
    sent = await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup=inline(APP))
    assert sent["reply_markup"] == inline(APP)
    assert (await town.rows(town.anna))[-1]["buttons"][0][0]["web_app"] == APP
    pressed = await town.sim("press", person=town.anna, message_id=sent["message_id"], button="Open")
    parts = urlsplit(pressed["opened"])
    assert pressed["opened"].startswith(f"{APP}#tgWebAppData=")
    data = dict(parse_qsl(dict(parse_qsl(parts.fragment))["tgWebAppData"]))
    told = data.pop("hash")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(data.items()))
    secret = hmac.new(b"WebAppData", town.world.token.encode(), hashlib.sha256).digest()
    assert hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest() == told
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
