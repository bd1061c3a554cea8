"""The control surface: people, messages as people see them, the clock, faults and events."""

import asyncio
import base64
import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest


async def test_the_world_starts_with_its_admin(town: Any) -> None:
    (anna,) = await town.look("people")
    assert (anna["name"], anna["language"], anna["admin"]) == ("Anna", "en", True)
    boris = await town.person("Boris", "ru")
    assert [p["admin"] for p in await town.look("people")] == [True, False]
    settings = town.world.settings(town.url)
    assert settings["TELEGRAM_ADMINS"] == str(anna["id"])
    assert str(boris) not in settings["TELEGRAM_ADMINS"]
    await town.sim(f"people/{boris}", language="zh")
    assert (await town.look("people"))[1]["language"] == "zh"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people", {"name": ""}, 400),
        ("people", {"name": "x", "language": 5}, 400),
        ("chats", {"title": "x", "members": [1]}, 404),
        ("chats", {"title": "x", "members": 1}, 400),
        ("chats/-1/join", {"person": 1}, 404),
        ("chats/x/join", {"person": 1}, 404),
        ("say", {"person": 1, "text": "x"}, 404),
        ("clock", {"advance": -1}, 400),
        ("clock", {}, 400),
        ("faults", {"side": "mars", "kind": "reset"}, 400),
        ("faults", {"side": "1688", "kind": "reset", "times": 0}, 400),
        ("telegram", {"flood": 1}, 400),
        ("nothing", {}, 404),
    ],
)
async def test_what_is_wrong_is_refused_with_a_sentence(
    town: Any, path: str, body: dict[str, Any], status: int
) -> None:
    assert set(await town.sim(path, expect=status, **body)) == {"error"}


@pytest.mark.parametrize("call", ["say", "people"])
@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b'{"name": "half \\ud800"}'])
async def test_what_is_no_json_or_no_text_is_refused_and_the_world_goes_on(
    town: Any, call: str, content: bytes
) -> None:
    async with httpx.AsyncClient(base_url=town.url, trust_env=False, timeout=120, verify=False) as http:
        response = await http.post(f"/sim/{call}", content=content)
    assert (response.status_code, response.json()["error"]) == (400, "the body must be JSON")
    assert len(await town.look("people")) == 1


@pytest.mark.parametrize("body", [{}, {"text": "  "}, {"text": 5}, {"photo": {"name": "x", "base64": "%"}}])
async def test_an_empty_or_broken_say_is_refused(town: Any, body: dict[str, Any]) -> None:
    await town.sim("say", expect=400, person=town.anna, **body)


async def test_a_body_that_is_no_object_is_refused(town: Any) -> None:
    for raw in (b"{", b"[1]"):
        answer = await town.http.post("/sim/say", content=raw)
        assert answer.status_code == 400
        assert set(answer.json()) == {"error"}


async def test_messages_come_oldest_first_and_by_revision(town: Any) -> None:
    first = await town.say(town.anna, "/start")
    sent = await town.bot("sendMessage", chat_id=town.anna, text="<b>one</b>", parse_mode="HTML")
    mine, theirs = await town.rows(town.anna)
    assert (mine["from"], mine["message_id"], theirs["from"]) == (town.anna, first, "bot")
    assert (theirs["text"], theirs["html"], theirs["edited"]) == ("one", "<b>one</b>", False)
    assert await town.rows(town.anna, after=first) == [theirs]
    assert await town.rows(town.anna, since=theirs["rev"]) == []
    await town.bot("editMessageText", chat_id=town.anna, message_id=sent["message_id"], text="two")
    (changed,) = await town.rows(town.anna, since=theirs["rev"])
    assert (changed["text"], changed["edited"]) == ("two", True)
    assert changed["rev"] > theirs["rev"]
    await town.bot("deleteMessage", chat_id=town.anna, message_id=sent["message_id"])
    (gone,) = await town.rows(town.anna, since=changed["rev"])
    assert gone["deleted"] is True
    assert await town.rows(town.anna, chat=town.anna) == await town.rows(town.anna)


async def test_buttons_are_shown_with_style_data_and_address(town: Any) -> None:
    await town.say(town.anna, "/start")
    rows = [[{"text": "Yes", "callback_data": "y", "style": "success"}, {"text": "Site", "url": "https://1688.com"}]]
    await town.bot("sendMessage", chat_id=town.anna, text="a", reply_markup={"inline_keyboard": rows})
    assert (await town.rows(town.anna))[-1]["buttons"] == [
        [
            {"text": "Yes", "style": "success", "data": "y", "url": None},
            {"text": "Site", "style": None, "data": None, "url": "https://1688.com"},
        ]
    ]


async def test_a_large_preview_is_shown_as_the_photo(town: Any) -> None:
    await town.say(town.anna, "/start")
    picture = "https://cbu01.alicdn.com/a.jpg"
    options = {"url": picture, "prefer_large_media": True, "show_above_text": True}
    await town.bot("sendMessage", chat_id=town.anna, text="a", link_preview_options=options)
    await town.bot("sendMessage", chat_id=town.anna, text="a", link_preview_options={"is_disabled": True})
    large, none = (await town.rows(town.anna))[-2:]
    assert (large["photo"], large["photo_above"], none["photo"]) == (picture, True, None)


async def test_uploads_are_seen_by_both_sides(town: Any) -> None:
    content = base64.b64encode(b"a;b").decode()
    await town.say(town.anna, "the list", document={"name": "list.csv", "base64": content})
    (update,) = await town.updates()
    assert update["message"]["caption"] == "the list"
    file = await town.bot("getFile", file_id=update["message"]["document"]["file_id"])
    got = await town.http.get(f"/file/bot{town.world.token}/{file['file_path']}")
    assert got.content == b"a;b"
    (row,) = await town.rows(town.anna)
    assert row["document"]["name"] == "list.csv"
    assert (await town.http.get(row["document"]["url"])).content == b"a;b"


async def test_one_clock_dates_everything(town: Any) -> None:
    before = datetime.fromisoformat((await town.look("clock"))["now"])
    after = datetime.fromisoformat((await town.sim("clock", advance=86400))["now"])
    assert timedelta(days=1) <= after - before < timedelta(days=1, minutes=1)
    await town.say(town.anna, "/start")
    answer = await town.http.post(f"/bot{town.world.token}/getUpdates")
    assert abs(parsedate_to_datetime(answer.headers["date"]) - after) < timedelta(minutes=1)
    assert abs(answer.json()["result"][0]["message"]["date"] - after.timestamp()) < 60


async def test_faults_hit_the_call_that_they_wait_for(town: Any) -> None:
    await town.say(town.anna, "/start")
    here = {"chat_id": town.anna, "text": "a"}
    plan = {"side": "telegram", "call": "sendMessage", "times": 1}
    await town.sim("faults", kind="throttle", seconds=7, **plan)
    refused = await town.refusal("sendMessage", **here)
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 7})
    await town.sim("faults", kind="status", status=502, **plan)
    assert (await town.refusal("sendMessage", **here))["description"] == "Bad Gateway"
    await town.sim("faults", kind="reset", when="before", **plan)
    with pytest.raises(httpx.TransportError):
        await town.bot("sendMessage", **here)
    assert len(await town.rows(town.anna)) == 1
    await town.sim("faults", kind="reset", when="after", **plan)
    with pytest.raises(httpx.TransportError):
        await town.bot("sendMessage", **here)
    assert len(await town.rows(town.anna)) == 2
    assert await town.look("faults") == []
    await town.sim("faults", kind="reset", **plan)
    assert (await town.http.delete("/sim/faults")).json() == {"cleared": 1}
    assert await town.bot("sendMessage", **here)


async def test_events_tell_what_happens(town: Any) -> None:
    seen: dict[str, list[dict[str, Any]]] = {}

    async def watch() -> None:
        async with town.http.stream("GET", "/sim/events") as stream:
            kind = ""
            async for line in stream.aiter_lines():
                if line.startswith(":"):
                    ready.set()
                elif line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    seen.setdefault(kind, []).append(json.loads(line.removeprefix("data: ")))
                    if kind == "call":
                        return

    ready = asyncio.Event()
    watching = asyncio.create_task(watch())
    await ready.wait()
    await town.say(town.anna, "/start")
    await town.bot("sendChatAction", chat_id=town.anna, action="typing")
    await watching
    assert seen["message"][0]["text"] == "/start"
    assert seen["message"][0]["chat"] == town.anna
    assert seen["typing"] == [{"chat": town.anna, "action": "typing"}]
    assert {name: seen["call"][0][name] for name in ("side", "call", "ok")} == {
        "side": "telegram", "call": "sendChatAction", "ok": True,
    }  # fmt: skip
    assert seen["chats"]


async def test_the_command_menu_is_the_persons_own(town: Any) -> None:
    boris = await town.person("Boris", "ru")
    group = await town.group(town.anna, boris, admins=[town.anna])
    for command, scope, language in (
        ("start", {"type": "default"}, ""),
        ("help_ru", {"type": "default"}, "ru"),
        ("orders", {"type": "all_group_chats"}, ""),
        ("team", {"type": "all_chat_administrators"}, ""),
    ):
        commands = [{"command": command, "description": "x"}]
        await town.bot("setMyCommands", commands=commands, scope=scope, language_code=language)

    async def menu(person: int, **more: int) -> str:
        shown = await town.look("bot", person=person, **more)
        return str(shown["commands"][0]["command"])

    assert await menu(town.anna) == "start"
    assert await menu(boris) == "help_ru"
    assert await menu(boris, chat=group) == "orders"
    assert await menu(town.anna, chat=group) == "team"


async def test_a_history_is_cleared_for_one_person_and_the_bot_hears_nothing_of_it(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    said = await town.say(boris, "/help", chat=group)
    await town.updates()
    await town.sim(f"people/{town.anna}/clear", chat=group)
    assert await town.updates() == []
    assert await town.rows(town.anna, chat=group) == []
    assert [row["message_id"] for row in await town.rows(boris, chat=group)][-1] == said
    anna, other = await town.look("people")
    assert (anna["cleared"], other["cleared"]) == ({str(group): said}, {})
    await town.sim("say", expect=404, person=town.anna, chat=group, text="to that", reply_to=said)
    await town.say(boris, "/orders", chat=group)
    assert [row["text"] for row in await town.rows(town.anna, chat=group)] == ["/orders"]


async def test_a_row_tells_whom_a_question_is_meant_for_and_what_is_sent_instead_of_words(town: Any) -> None:
    await town.say(town.anna, "/start")
    await town.bot("sendMessage", chat_id=town.anna, text="why?", reply_markup={"force_reply": True, "selective": True})
    await town.bot("sendMessage", chat_id=town.anna, text="all?", reply_markup={"force_reply": True})
    assert [row["selective"] for row in (await town.rows(town.anna))[1:]] == [True, False]
    await town.say(town.anna, "", voice={"duration": 3})
    await town.say(town.anna, "", location={"latitude": 1.5, "longitude": 2})
    voice, location = [row["wordless"] for row in (await town.rows(town.anna))[3:]]
    assert voice == {"kind": "voice", "duration": 3}
    assert location == {"kind": "location", "latitude": 1.5, "longitude": 2.0}
