"""Groups, channels and people whom the bot does not know: who is heard, who may buy, what is said once."""

from typing import Any

import pytest

from bot.sandbox.actor import Player
from tests.walk.conftest import Street

STRANGERS = [("en", "I do not know you yet"), ("ru", "пока не знаю"), ("zh-hans", "还不认识")]


async def person(street: Street, name: str, language: str = "en") -> int:
    return int((await street.http.post("/sim/people", json={"name": name, "language": language})).json()["id"])


async def group(street: Street, *members: int, **more: Any) -> int:
    """A group with Anna and these members, and the bot in it."""
    body = {"title": "Team", "members": [street.anna.person, *members], "added_by": street.anna.person, **more}
    return int((await street.http.post("/sim/chats", json=body)).json()["id"])


def in_chat(street: Street, who: int, name: str, chat: int) -> Player:
    return Player(street.http, who, name, street.said.append, chat)


async def test_a_stranger_hears_his_number_in_his_language_and_buys_nothing(street: Street) -> None:
    good = await street.good("plain")
    for language, words in STRANGERS:
        number = await person(street, "Guest", language)
        guest = Player(street.http, number, "Guest", street.said.append)
        await guest.writes(good["link"])
        told = await guest.sees(str(number))
        assert words in told.text
        for text in ("/buy 600000000001 5", "/orders", "/pause now", "/start"):
            await guest.writes(text)
            await guest.sees(str(number))
    assert street.rows("SELECT count(*) FROM request") == [(0,)]
    assert street.rows("SELECT name FROM fact WHERE name = 'pause' AND value != 'null'") == []


async def test_a_group_is_told_once_what_works_in_it_and_no_more_how_to_make_it_a_team_once_it_is_one(
    street: Street,
) -> None:
    chat = await group(street, await person(street, "Boris"))
    anna = in_chat(street, street.anna.person, "Anna", chat)
    hello = await anna.sees("I buy on 1688.com for this team", "Here I only hear what is meant for me")
    assert "/buy" in hello.text
    for text in ("/orders", "/status", "/help"):
        await anna.writes(text)
    await anna.sees("What you can do here")
    told = await street.told("I buy on 1688.com for this team", chat=chat)
    assert len(told) == 1
    await street.http.post(f"/sim/chats/{chat}/promote", json={"person": "bot"})
    await street.hears("Send a 1688 link here and I open it", chat=chat)
    await anna.presses(hello, "Make this group a team")
    await anna.sees("is a team now")
    [again] = [each for each in await street.told("make it a team", chat=chat) if each.message_id == hello.message_id]
    assert again.labels == ()


async def test_with_privacy_on_a_plain_link_is_not_heard_but_a_mention_is(street: Street) -> None:
    chat = await group(street)
    anna = in_chat(street, street.anna.person, "Anna", chat)
    good = await street.good("plain")
    bot = (await street.http.get("/sim/bot")).json()["username"]
    await anna.writes(f"{good['link']} x3")
    await anna.writes(f"@{bot} {good['link']} x4")
    await anna.sees("#1")
    assert street.rows("SELECT quantity, chat_id FROM request") == [(4, chat)]


@pytest.mark.threat("T32")
async def test_in_a_group_only_the_city_of_an_address_is_shown(street: Street) -> None:
    chat = await group(street)
    anna = in_chat(street, street.anna.person, "Anna", chat)
    good = await street.good("plain")
    await anna.writes(f"/buy {good['offer_id']} 3")
    card = await anna.sees("#1")
    if "Buy now" not in card.labels:
        await anna.presses(card, card.labels[0])
        card = await anna.sees("check and confirm")
    (label,) = street.rows("SELECT address_label FROM request")[0]
    city, _, name = label.partition(" (")
    assert city in card.text
    assert name
    assert name.rstrip(")") not in card.text
