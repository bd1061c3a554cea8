"""A team set up in a minute by one admin, with hardly a key: invitations sent on, people added, choices by buttons."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.sandbox.actor import Player, ShownMessage
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, come_together
from tests.walk.conftest import Street

MOST_TYPED, A_MINUTE = 12, 60


async def newcomer(street: Street, name: str, language: str = "en") -> Player:
    number = (await street.http.post("/sim/people", json={"name": name, "language": language})).json()["id"]
    return Player(street.http, number, name, street.said.append)


async def group_of(street: Street, *people: Player) -> Player:
    """A group with Anna and these people, into which she brought the bot; Anna in it."""
    anna = street.anna.person
    body = {"title": "Tools", "members": [anna, *(each.person for each in people)], "added_by": anna}
    chat = (await street.http.post("/sim/chats", json=body)).json()["id"]
    return street.in_group(chat)


async def sent_on(anna: Player, invitation: ShownMessage) -> str:
    """What the person presses who gets the link that Anna sends on by Telegram's own list of chats."""
    opened = str((await anna.presses(invitation, "Send it to somebody"))["opened"])
    shared = parse_qs(urlsplit(opened).query)
    assert urlsplit(opened).path == "/share/url"
    return parse_qs(urlsplit(shared["url"][0]).query)["start"][0]


def members(street: Street) -> dict[str, str]:
    return dict(street.rows("SELECT p.name, m.roles FROM member m JOIN person p ON p.id = m.person_id WHERE m.active"))


async def menu(street: Street, person: int, chat: int | None = None) -> list[str]:
    """The commands that Telegram offers somebody in a chat."""
    query = {"person": person} | ({"chat": chat} if chat else {})
    bot = (await street.http.get("/sim/bot", params=query)).json()
    return [each["command"] for each in bot["commands"]]


async def test_a_team_of_three_is_set_up_in_a_minute_with_ten_characters(street: Street) -> None:
    boris, chen = await newcomer(street, "Boris", "ru"), await newcomer(street, "Chen", "zh-hans")
    anna, here = street.anna, await group_of(street, boris, chen)
    await anna.writes("/start")  # Telegram's own button, as below
    began, typed = street.world.clock.now(), ["/team here"]
    await here.writes(typed[0])
    card = await here.sees("This group is a team now", "Who does what?")
    assert card.labels[:2] == ("+ approver", "+ requester")
    for person, button, welcome in (
        (boris, "+ approver", "согласующий"),
        (chen, "+ requester", "申请人"),
    ):
        await anna.catches_up()
        answer = (await here.presses(card, button))["answer"]
        assert "in your private chat" in answer["text"]
        await person.writes(f"/start {await sent_on(anna, await anna.sees('start=join_'))}")
        await person.sees("Tools", welcome)
    assert members(street) == {"Anna": "requester", "Boris": "approver", "Chen": "requester"}
    assert sum(map(len, typed)) <= MOST_TYPED
    assert (street.world.clock.now() - began).total_seconds() < A_MINUTE
    good = await street.good("plain")
    await chen.writes(f"/buy {good['offer_id']} {good['min_order']}")
    await chen.sees("#1 ")


async def with_an_approver(street: Street) -> Player:
    """Anna in the group of her new team, into which Boris came as its first approver."""
    boris = await newcomer(street, "Boris")
    anna, here = street.anna, await group_of(street, boris)
    await anna.writes("/start")
    await here.writes("/team here")
    await here.presses(await here.sees("This group is a team now"), "+ approver")
    await boris.writes(f"/start {await sent_on(anna, await anna.sees('start=join_'))}")
    await boris.sees("You are in")
    return here


async def test_the_second_approver_and_the_first_buyer_wait_for_a_second_word(street: Street) -> None:
    here = await with_an_approver(street)
    card = await here.sees("Boris: approver", "1 of 4")
    for button, what in (("+ approver · in 10 minutes", "Invitation"), ("Make Boris buyer", "Roles")):
        await here.catches_up()
        answer = (await here.presses(card, button))["answer"]
        assert "second word" in answer["text"]
        await here.sees("A change waits for a second word", what)
    assert street.rows("SELECT count(*) FROM invitation") == [(1,)]
    assert members(street) == {"Anna": "requester", "Boris": "approver"}


async def test_people_are_chosen_in_private_where_the_card_leads(street: Street) -> None:
    boris = await newcomer(street, "Boris")
    anna, here = street.anna, await group_of(street, boris)
    await here.writes("/team here")
    card = await here.sees("This group is a team now")
    await here.presses(card, "+ approver")  # she has not pressed Start: the link would be lost
    await here.sees("Let us go on in private")
    assert street.rows("SELECT count(*) FROM invitation") == [(0,)]
    opened = (await here.presses(card, "Choose people"))["opened"]
    payload = parse_qs(urlsplit(opened).query)["start"][0]
    await anna.writes(f"/start {payload}")
    await anna.sees("choose the role")
    team = street.rows("SELECT id FROM team")[0][0]
    await street.http.post(
        "/sim/say",
        json={"person": anna.person, "users_shared": {"request_id": team * 10 + 1, "users": [boris.person]}},
    )
    await anna.sees("In the team now: Boris")
    await here.sees("Boris: approver", "1 of 4")
    assert members(street) == {"Anna": "requester", "Boris": "approver"}


async def test_a_group_is_set_up_in_four_presses_and_buys_after_each(street: Street) -> None:
    here = await group_of(street)
    await street.anna.writes("/start")
    good = await street.good("plain")

    async def asks(*parts: str) -> ShownMessage:
        await here.catches_up()
        await here.writes(f"/buy {good['offer_id']} {good['min_order']}")
        draft = await here.sees(*parts)
        if "Buy now" not in draft.labels:
            await here.presses(draft, "Cancel")
        return draft

    await here.writes("/start")
    await here.presses(await here.sees("make it a team"), "Make this group a team")
    card = await here.sees("This group is a team now", "Anna: admin, requester", "1 of 4 · Who does what?")
    assert "so a sole admin says it twice. Until then the admin pays." in card.text
    assert card.labels[2:] == ("+ buyer · in 10 minutes", "Choose people", "I do it all alone")
    asked = card.message_id
    await asks("Choose the delivery address")
    await here.presses(card, "I do it all alone")
    card = await here.sees("2 of 4 · Where to?")
    city = card.labels[1]
    await here.presses(card, city)
    card = await here.sees("3 of 4 · Second currency?")
    await here.presses(await asks("Check and confirm", f"To: {city}"), "Cancel")
    await here.presses(card, "Yuan only")
    card = await here.sees(
        "4 of 4 · Which rules?", "else: any of approvers", "to 1000: any of approvers", "to 500: auto"
    )
    await here.presses(card, "Two from ¥ 1,000")
    ready = await here.sees("Tools is set up", f"Goods go to {city}", "Yuan only", "¥ 1,000.00")
    assert ready.message_id == asked, "one message led through all of it"
    assert street.rows("SELECT policy_version FROM team") == [(2,)]
    await here.presses(await asks("Check and confirm", f"To: {city}"), "Buy now")
    await here.sees("1688 no.")
    await street.agree()


async def test_a_team_of_two_is_set_up_around_what_must_wait_and_a_restart(street: Street) -> None:
    here = await with_an_approver(street)
    card = await here.sees("Boris: approver", "Until then the admin pays")
    await here.presses(card, "Make Boris buyer · in 10 minutes")
    roles = await here.sees("A change waits for a second word", "Boris", "buyer")
    await street.crash()
    await here.presses(card, "Next")
    card = await here.sees("2 of 4")
    await here.presses(card, "Ask each time")
    await here.presses(await here.sees("3 of 4"), "USD")
    question = await here.sees("How many yuan is 1 USD?")
    await here.writes("7.26", reply_to=question.message_id)
    card = await here.sees("4 of 4 · Which rules?", "Until then today's rules hold.")
    await here.presses(card, "Up to ¥ 500: nobody · in 10 minutes")
    rules = await here.sees("A change waits for a second word", "+ to 500: auto")
    chat = street.rows("SELECT chat_id FROM team")[0][0]
    ready = await street.hears("Tools is set up", "1 USD = ¥ 7.26", "1. Everything else: 1 of the approvers", chat=chat)
    assert ready.labels == ("Who does what?", "Where to?", "Second currency?", "Which rules?")
    assert members(street) == {"Anna": "requester", "Boris": "approver"}
    await street.later(SECOND_WORD_SECONDS)
    for waits in (roles, rules):
        await here.presses(waits, "Agree")
    await here.sees("Rules changed")
    assert members(street) == {"Anna": "requester", "Boris": "approver,buyer"}
    await here.catches_up()
    await here.writes("/start")
    await here.sees("I buy on 1688.com for your team")


async def test_each_person_s_menu_shows_what_their_roles_need(street: Street) -> None:
    cast = await come_together(street.http, street.said.append)

    async def offers(name: str, *commands: str, chat: int | None = None) -> None:
        async def offered() -> bool:
            return set(commands) <= set(await menu(street, cast.here[name].person, chat))

        await street.until(offered, f"{name}'s menu with {commands}")

    await offers("Boris", "pending", "approve", "away")
    await offers("Daria", "buy", "search")
    await offers("Anna", "invite", "rate", "pause")
    await offers("Boris", "away", chat=cast.group)
    assert "buy" not in await menu(street, cast.here["Boris"].person)
    assert not {"invite", "approve"} & set(await menu(street, cast.here["Daria"].person))
    assert "invite" not in await menu(street, cast.here["Anna"].person, cast.group)
    stranger = await newcomer(street, "Fedor")
    assert await menu(street, stranger.person) == ["start", "help", "forget"]
    anna = cast.alone["Anna"]
    await anna.catches_up()
    await anna.writes("/team role @Boris requester")
    await offers("Boris", "buy")
    assert "approve" not in await menu(street, cast.here["Boris"].person)
    await anna.writes("/team remove @Boris")
    await street.until(
        lambda: _has(menu(street, cast.here["Boris"].person), ["start", "help", "forget"]), "no menu of his own"
    )


async def _has(asked: Any, wanted: list[str]) -> bool:
    return bool(await asked == wanted)
