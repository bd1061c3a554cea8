"""How a team comes together and changes: invitations, second words, foreign groups, topics, and moves."""

import pytest

from bot.sandbox.actor import Player
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS
from tests.walk.conftest import Street
from tests.walk.teams import Group

DAY = 24 * 3600 + 60


async def newcomer(group: Group, name: str, language: str = "en") -> Player:
    body = {"name": name, "language": language}
    number = (await group.street.http.post("/sim/people", json=body)).json()["id"]
    return Player(group.street.http, number, name, group.street.said.append)


async def link_for(group: Group, role: str) -> str:
    """A link that Anna got; what gives more rights takes her second word."""
    anna = group.cast.alone["Anna"]
    await anna.catches_up()
    await anna.writes(f"/invite {role}")
    shown = await anna.sees("start=join_" if role == "requester" else "second word")
    if role != "requester":
        await group.street.later(SECOND_WORD_SECONDS)
        await anna.presses(shown, "Agree")
        shown = await anna.sees("start=join_")
    return shown.text.partition("start=")[2].split()[0]


def members(group: Group) -> dict[str, str]:
    rows = group.street.rows("SELECT p.name, m.roles FROM member m JOIN person p ON p.id = m.person_id WHERE m.active")
    return dict(rows)


@pytest.mark.threat("T9")
async def test_an_invitation_lets_one_person_in_once(group: Group) -> None:
    link = await link_for(group, "requester")
    fedor, gleb = await newcomer(group, "Fedor", "ru"), await newcomer(group, "Gleb", "ru")
    await fedor.writes(f"/start {link}")
    await fedor.sees("Вы в команде", "заявитель")
    await gleb.writes(f"/start {link}")
    await gleb.sees("уже использовано")
    await gleb.writes("/orders")
    await gleb.sees("пока не знаю", str(gleb.person))
    assert members(group)["Fedor"] == "requester"
    assert "Gleb" not in members(group)
    await group.reads("Joined", "Fedor")


@pytest.mark.threat("T9")
async def test_an_invitation_is_good_for_a_day(group: Group) -> None:
    link = await link_for(group, "requester")
    fedor = await newcomer(group, "Fedor", "zh-hans")
    await group.street.later(DAY)
    await fedor.writes(f"/start {link}")
    await fedor.sees("24 小时")
    assert "Fedor" not in members(group)


async def test_a_second_admin_agrees_where_there_is_one_and_the_first_alone_cannot(group: Group) -> None:
    fedor = await newcomer(group, "Fedor")
    await fedor.writes(f"/start {await link_for(group, 'admin')}")
    await fedor.sees("You are in")
    anna = group.cast.alone["Anna"]
    await anna.catches_up()
    await anna.writes("/team role @Emil buyer, approver")
    waits = await anna.sees("second word", "Another admin")
    await group.street.later(SECOND_WORD_SECONDS)
    answer = (await anna.presses(waits, "Agree"))["answer"]
    assert answer["show_alert"]
    assert members(group)["Emil"] == "buyer"
    asked = await fedor.sees("A change waits for a second word", "Emil")
    await fedor.presses(asked, "Agree")
    await group.reads("The team changed", "Emil", "approver", "Proposed by Anna")
    assert members(group)["Emil"] == "approver,buyer"
    over = await group.reads("A change that waited is settled", "Emil", "Agreed by Fedor")
    assert over.labels == ()
    live = [shown for shown in await group.told("A change waits for a second word") if shown.labels]
    assert live == [], "what was agreed to in private keeps its buttons in the group"


async def test_a_group_that_a_stranger_brought_it_into_is_left_and_the_admins_hear_of_it(group: Group) -> None:
    fedor = await newcomer(group, "Fedor")
    body = {"title": "Free money", "members": [fedor.person], "added_by": fedor.person}
    chat = (await group.street.http.post("/sim/chats", json=body)).json()["id"]

    async def left() -> bool:
        chats = (await group.street.http.get("/sim/chats")).json()
        return not next(each for each in chats if each["id"] == chat)["bot"]

    await group.street.until(left, "the bot left")
    told = await group.cast.alone["Anna"].sees("a group that is no team", str(chat))
    assert "Free money" in told.text


async def test_a_group_becomes_a_team_by_the_link_that_brings_the_bot(group: Group) -> None:
    anna = group.cast.alone["Anna"]
    body = {"title": "Second", "members": [anna.person], "added_by": anna.person}
    chat = (await group.street.http.post("/sim/chats", json=body)).json()["id"]
    username = (await group.street.http.get("/sim/bot")).json()["username"]
    here = Player(group.street.http, anna.person, "Anna", group.street.said.append, chat)
    await here.writes(f"/start@{username} team")
    await here.sees("This group is a team now")
    await anna.catches_up()
    await anna.writes("/team")
    which = await anna.sees("Which team do you mean?")
    assert set(which.labels) == {"Purchasing", "Second"}
    await anna.writes("/rate USD 7.00")
    await anna.sees("You are in several teams")


@pytest.mark.threat("T8")
async def test_a_team_goes_on_when_its_group_becomes_a_supergroup(group: Group) -> None:
    number, _ = await group.asks()
    moved = await group.street.http.post(f"/sim/chats/{group.cast.group}/migrate", json={})
    new = moved.json()["id"]
    assert new != group.cast.group
    chen = Player(group.street.http, group.cast.here["Chen"].person, "Chen", group.street.said.append, new)
    card = await chen.sees(f"#{number} ", "approval wanted")
    await chen.presses(card, "Approve")
    await chen.sees("✅ Chen")
    assert group.street.rows("SELECT chat_id FROM team") == [(new,)]


async def test_a_closed_team_s_group_buys_nothing_and_may_be_a_team_again(group: Group) -> None:
    number, _ = await group.asks()
    anna, here = group.cast.alone["Anna"], group.cast.here["Anna"]
    await anna.catches_up()
    await anna.writes("/team close")
    waits = await anna.sees("second word")
    await group.reads("A change waits", "1 request that is not ordered yet ends with it")
    await group.street.later(SECOND_WORD_SECONDS)
    await anna.presses(waits, "Agree")
    await group.reads("The team is closed")
    ended = await group.reads(f"#{number} · cancelled", "The team that would have decided was closed")
    assert "Approve" not in ended.labels
    await group.reads(f"#{number} · ended with its team", "by Anna")
    assert (await group.street.ledger())["orders"] == []
    await here.catches_up()
    await here.writes("/pending")
    await here.writes("/team here")
    await here.sees("This group is a team now")
    assert members(group) == {"Anna": "requester"}


async def test_what_is_asked_in_a_topic_is_answered_in_it(street: Street) -> None:
    people = {}
    for name in ("Boris", "Daria"):
        people[name] = (await street.http.post("/sim/people", json={"name": name, "language": "en"})).json()["id"]
    members = [street.anna.person, *people.values()]
    body = {"title": "Topics", "members": members, "topics": True, "added_by": street.anna.person}
    chat = (await street.http.post("/sim/chats", json=body)).json()["id"]
    anna = Player(street.http, street.anna.person, "Anna", street.said.append, chat)
    await anna.writes("/team here")
    await anna.sees("This group is a team now")
    await street.anna.writes("/start")
    await street.anna.writes("/invite requester")
    link = (await street.anna.sees("start=join_")).text.partition("start=")[2].split()[0]
    daria = Player(street.http, people["Daria"], "Daria", street.said.append)
    await daria.writes(f"/start {link}")
    await daria.sees("Topics")
    good = await street.good("plain")
    text = f"/buy {good['offer_id']} 5"
    await street.http.post("/sim/say", json={"person": people["Daria"], "chat": chat, "text": text, "topic": "Fair"})
    shown = Player(street.http, people["Daria"], "Daria", street.said.append, chat)
    await shown.sees("Nordic ceramic mug")
    rows = (await street.http.get("/sim/messages", params={"person": people["Daria"], "chat": chat})).json()
    topics = {row["topic"] for row in rows if "Nordic ceramic mug" in row["text"] and row["from"] == "bot"}
    assert len(topics) == 1
    assert topics != {None}
