"""What people send beside words, and how they change what they said."""

import base64
import io
from typing import Any

import pytest
from PIL import Image

HOUR = 3600
FILE = {"name": "a.ogg", "base64": "T2dnUw=="}


async def test_a_voice_message_comes_with_its_length_and_its_file(town: Any) -> None:
    await town.say(town.anna, "listen", voice={**FILE, "duration": 3})
    (update,) = await town.updates()
    voice = update["message"]["voice"]
    assert (voice["duration"], voice["mime_type"], update["message"]["caption"]) == (3, "audio/ogg", "listen")
    file = await town.bot("getFile", file_id=voice["file_id"])
    assert (await town.http.get(f"/file/bot{town.world.token}/{file['file_path']}")).content == b"OggS"
    assert (await town.rows(town.anna))[-1]["sent"] == "Voice message, 3 s"


async def test_a_sticker_a_place_and_a_contact_come_as_telegram_words_them(town: Any) -> None:
    boris = await town.person("Boris")
    place = {"latitude": 23.1, "longitude": 113.3}
    card = {"phone_number": "+8613800000000", "first_name": "Boris", "user_id": boris}
    await town.say(town.anna, "", sticker={"emoji": "👍"})
    await town.say(town.anna, "", location=place)
    await town.say(town.anna, "", contact=card)
    sticker, location, contact = [update["message"] for update in await town.updates()]
    assert (sticker["sticker"]["type"], sticker["sticker"]["emoji"]) == ("regular", "👍")
    assert location["location"] == place
    assert contact["contact"] == card
    assert not any("text" in message for message in (sticker, location, contact))
    shown = [row["sent"] for row in await town.rows(town.anna)]
    assert shown == ["Sticker 👍", "Location 23.1000, 113.3000", "Contact Boris, +8613800000000"]


@pytest.mark.parametrize(
    "body",
    [
        {"voice": 5},
        {"voice": {"duration": -1}},
        {"voice": {"name": "x", "base64": "%"}},
        {"voice": FILE, "sticker": {}},
        {"sticker": {}, "text": "words"},
        {"location": {"latitude": 91, "longitude": 0}},
        {"location": {"latitude": "1", "longitude": 0}},
        {"location": []},
        {"contact": {"phone_number": "+86"}},
        {"contact": {"phone_number": 86, "first_name": "x"}},
        {"edit": 1, "text": "x", "voice": FILE},
        {"photo": FILE, "text": "x" * 1025},
    ],
)
async def test_what_telegram_has_not_is_refused(town: Any, body: dict[str, Any]) -> None:
    await town.sim("say", expect=400, person=town.anna, **body)


async def test_an_edit_changes_the_message_and_comes_as_an_edit(town: Any) -> None:
    said = await town.say(town.anna, "one")
    await town.sim("clock", advance=60)
    assert await town.say(town.anna, "/buy two", edit=said) == said
    first, second = await town.updates()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("one", "/buy two")
    assert second["edited_message"]["message_id"] == said
    assert second["edited_message"]["edit_date"] >= first["message"]["date"] + 60
    assert second["edited_message"]["entities"][0]["type"] == "bot_command"
    (row,) = await town.rows(town.anna)
    assert (row["text"], row["edited"]) == ("/buy two", True)


async def test_an_edit_of_an_old_message_waits_a_whole_day(town: Any) -> None:
    said = await town.say(town.anna, "one")
    await town.sim("clock", advance=47 * HOUR)
    await town.say(town.anna, "two", edit=said)
    (update,) = await town.updates()
    assert update["edited_message"]["text"] == "two"
    await town.sim("clock", advance=2 * HOUR)
    await town.sim("say", expect=409, person=town.anna, text="three", edit=said)


async def test_only_words_of_ones_own_are_edited(town: Any) -> None:
    boris = await town.person("Boris")
    group = await town.group(town.anna, boris)
    theirs = await town.say(boris, "his", chat=group)
    sticker = await town.say(town.anna, "", sticker={}, chat=group)
    forwarded = await town.say(town.anna, "elsewhere", forwarded=True, chat=group)
    for number, status in ((theirs, 409), (sticker, 409), (forwarded, 409), (999, 404)):
        await town.sim("say", expect=status, person=town.anna, chat=group, text="mine", edit=number)


async def test_in_a_group_with_privacy_nothing_of_it_reaches_the_bot(town: Any) -> None:
    group = await town.group(town.anna)
    await town.updates()
    said = await town.say(town.anna, "hello", chat=group)
    await town.say(town.anna, "", sticker={}, chat=group)
    await town.say(town.anna, "", voice={}, chat=group)
    await town.say(town.anna, "hello again", edit=said, chat=group)
    assert await town.updates() == []


async def test_people_see_which_message_came_without_a_sound(town: Any) -> None:
    boris = await town.person("Boris")
    await town.say(boris, "/start")
    for silent in (True, False):
        await town.bot("sendMessage", chat_id=boris, text="?", disable_notification=silent)
    assert ["silent" in row for row in await town.rows(boris)] == [False, True, False]


@pytest.mark.parametrize(("name", "form"), [("waybill.jpg", "JPEG"), ("goods.png", "PNG")])
async def test_a_picture_is_kept_as_it_is_and_its_largest_size_is_its_own(town, name, form) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(drawn, form)
    picture = {"name": name, "base64": base64.b64encode(drawn.getvalue()).decode()}
    await town.sim("say", person=town.anna, text="YT7700001", photo=picture)
    message = (await town.updates())[-1]["message"]
    size = message["photo"][-1]
    assert (message["caption"], size["width"], size["height"]) == ("YT7700001", 640, 480)
    file = await town.bot("getFile", file_id=size["file_id"])
    got = await town.http.get(f"/file/bot{town.world.token}/{file['file_path']}")
    assert (got.content, file["file_size"]) == (drawn.getvalue(), len(drawn.getvalue()))
