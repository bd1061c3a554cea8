"""Groups, channels and people whom the bot does not know: who is heard, who may buy, what is said once."""

from typing import Any

import pytest

from bot.sandbox.actor import Player
from tests.walk.conftest import Street

CREATE = "alibaba.trade.createCrossOrder"
STRANGERS = [("en", "I do not know you yet"), ("ru", "пока не знаю"), ("zh-hans", "还不认识")]


async def person(street: Street, name: str, language: str = "en") -> int:
    return int((await street.http.post("/sim/people", json={"name": name, "language": language})).json()["id"])


async def group(street: Street, *members: int, **more: Any) -> int:
    """A group with Anna and these members, and the bot in it."""
    body = {"title": "Team", "members": [street.anna.person, *members], "added_by": street.anna.person, **more}
    return int((await street.http.post("/sim/chats", json=body)).json()["id"])


def in_chat(street: Street, who: int, name: str, chat: int) -> Player:
    return Player(street.http, who, name, street.said.append, chat)


@pytest.mark.parametrize(("language", "words"), STRANGERS)
async def test_a_stranger_hears_his_number_in_his_language_and_buys_nothing(
    street: Street, language: str, words: str
) -> None:
    number = await person(street, "Guest", language)
    guest = Player(street.http, number, "Guest", street.said.append)
    good = await street.good("plain")
    await guest.writes(good["link"])
    told = await guest.sees(str(number))
    assert words in told.text
    for text in ("/buy 600000000001 5", "/orders", "/pause now", "/start"):
        await guest.writes(text)
        await guest.sees(str(number))
    assert street.rows("SELECT count(*) FROM request") == [(0,)]
    assert street.rows("SELECT name FROM fact WHERE name = 'pause' AND value != 'null'") == []


async def test_a_stranger_cannot_press_what_an_admin_sees(street: Street) -> None:
    boris = await person(street, "Boris", "ru")
    chat = await group(street, boris)
    anna = in_chat(street, street.anna.person, "Anna", chat)
    good = await street.good("plain")
    await anna.writes(f"/buy {good['offer_id']} 3")
    card = await anna.sees("#1")
    if "Buy now" not in card.labels:
        await anna.presses(card, card.labels[0])
        card = await anna.sees("check and confirm")
    answer = await in_chat(street, boris, "Boris", chat).presses(card, "Buy now")
    assert answer["answer"]["show_alert"]
    assert str(boris) in answer["answer"]["text"]
    assert CREATE not in (await street.ledger())["calls"]
    await anna.presses(card, "Buy now")
    await anna.sees("1688 no.")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()
    assert not await street.told("1688 no.")


async def test_a_group_is_told_once_what_works_in_it(street: Street) -> None:
    chat = await group(street)
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


async def test_the_greeting_loses_its_button_once_the_group_is_a_team(street: Street) -> None:
    chat = await group(street, await person(street, "Boris"))
    here = street.in_group(chat)
    greeting = await here.sees("make it a team")
    await here.presses(greeting, "Make this group a team")
    await here.sees("is a team now")
    again = await street.hears("make it a team", chat=chat)
    assert again.message_id == greeting.message_id
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


async def test_a_group_that_hears_all_opens_plain_links_and_leaves_talk_alone(street: Street) -> None:
    chat = await group(street, bot_admin=True)
    anna = in_chat(street, street.anna.person, "Anna", chat)
    good = await street.good("plain")
    await anna.writes("Shall we have lunch at 12? My number is 600000000001")
    await anna.writes("/weather today")
    await anna.writes(f"{good['link']} x5")
    card = await anna.sees("#1")
    told = await street.told("", chat=chat)
    assert [shown.message_id for shown in told if "1688.com for this team" not in shown.text] == [card.message_id]
    assert street.rows("SELECT quantity FROM request") == [(5,)]


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


async def test_an_order_of_a_group_is_followed_in_the_group(street: Street) -> None:
    chat = await group(street)
    anna = in_chat(street, street.anna.person, "Anna", chat)
    good = await street.good("plain")
    await anna.writes(f"/buy {good['offer_id']} 3")
    card = await anna.sees("#1")
    if "Buy now" not in card.labels:
        await anna.presses(card, card.labels[0])
        card = await anna.sees("check and confirm")
    await anna.presses(card, "Buy now")
    await anna.sees("1688 no.")
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.at_1688(order_id, "pay")
    await street.hears("· paid", "The seller ships next", chat=chat)
    await street.agree()


async def test_a_channel_is_left_with_a_word(street: Street) -> None:
    bot = (await street.http.get("/sim/bot")).json()
    me = {"id": bot["id"], "is_bot": True, "first_name": bot["name"], "username": bot["username"]}
    payload = {
        "chat": {"id": -1009999999999, "type": "channel", "title": "News"},
        "from": {"id": street.anna.person, "is_bot": False, "first_name": "Anna", "language_code": "en"},
        "date": 1_790_000_000,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": {"user": me, "status": "member"},
    }
    await street.http.post("/sim/update", json={"kind": "my_chat_member", "payload": payload})
    await street.anna.writes("/status")
    await street.anna.sees("All is well")

    async def handled() -> bool:
        return bool(street.rows("SELECT state, attempts FROM inbox") == [("done", 0), ("done", 0)])

    await street.until(handled, "both updates were acted upon, at the first try")


async def test_an_anonymous_admin_is_told_that_nobody_can_be_seen(street: Street) -> None:
    chat = await group(street, admins=[street.anna.person])
    good = await street.good("plain")
    body = {"person": street.anna.person, "chat": chat, "text": f"/buy {good['offer_id']} 3", "anonymous": True}
    await street.http.post("/sim/say", json=body)
    await street.hears("I cannot see who wrote this", chat=chat)
    assert street.rows("SELECT count(*) FROM request") == [(0,)]
