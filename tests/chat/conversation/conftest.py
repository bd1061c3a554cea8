"""A team in its group, with a person for each role."""

from typing import Any

import pytest

from bot.purchasing.approval.team import Role
from bot.purchasing.requests.purchase import Person

LATER = 601


def data_of(message: dict[str, Any], action: str) -> str:
    found = (b["data"] or "" for row in message["buttons"] for b in row)
    return next(data for data in found if data.startswith(f"{action}:"))


class Team:
    """Anna (admin, buyer, English), Boris and Chen (approvers), Daria (requester, Russian) in one group."""

    def __init__(self, stage: Any, group: int, people: dict[str, int]) -> None:
        self.stage, self.group, self.people = stage, group, people

    def __getattr__(self, name: str) -> int:
        return self.people[name]

    async def asks(self, who: str = "daria", quantity: int = 10) -> dict[str, Any]:
        """Somebody asks in the group; the card that the approvers see."""
        goods = await self.stage.goods("plain")
        person = self.people[who]
        await self.stage.say(f"/buy {goods['offer_id']} {quantity}", person, self.group)
        card = await self.stage.last(person, self.group)
        for _ in range(3):
            if "ok:" in str(card["buttons"]):
                break
            await self.stage.press(card["buttons"][0][0]["text"], card, person, self.group)
            card = await self.stage.last(person, self.group)
        await self.stage.press(data_of(card, "ok"), card, person, self.group)
        shown: dict[str, Any] = await self.stage.last(person, self.group)
        return shown

    async def card(self, message: dict[str, Any]) -> dict[str, Any]:
        """The same message as it reads now."""
        rows = await self.stage.messages(self.people["daria"], self.group)
        return next(row for row in rows if row["message_id"] == message["message_id"])


@pytest.fixture
async def team(stage: Any) -> Team:
    await stage.post("/sim/telegram", {"flood": False})
    people = {"anna": stage.anna}
    for name, language in (("Boris", "ru"), ("Chen", "zh"), ("Daria", "ru"), ("Emil", "en")):
        people[name.lower()] = await stage.person(name, language)
    group = await stage.group(list(people.values()), bot_admin=True)
    for person in people.values():
        await stage.say("/start", person)
    await stage.say("/team here", chat=group)
    roles = {"boris": Role.APPROVER, "chen": Role.APPROVER, "daria": Role.REQUESTER, "anna": Role.BUYER}
    await seat(stage, people, roles)
    return Team(stage, group, people)


async def seat(stage: Any, people: dict[str, int], roles: dict[str, Role]) -> None:
    """Each presses the link of an invitation, Anna gives herself her role; the only admin says each word twice."""
    desk = stage.house.desk
    team = (await desk.teams.of_person(stage.anna))[0]
    admin = next(iter(team.members)).person_id
    assert admin == stage.anna
    own = {roles[name] for name, person in people.items() if person == admin and name in roles}
    roles = {name: role for name, role in roles.items() if people[name] != admin}
    if own:
        waits = await desk.teams.set_roles(Person(admin, "Anna", "en"), team.id, admin, [Role.ADMIN, *own], None)
        await stage.post("/sim/clock", {"advance": LATER})
        await desk.teams.second(Person(admin, "Anna", "en"), waits.id, None)
    links: dict[str, str] = {}
    for role in set(roles.values()):
        for name, wanted in roles.items():
            if wanted is role:
                await stage.say(f"/invite {role}")
                links[name] = await link_in(stage)
    for name, link in links.items():
        await stage.say(f"/start {link.partition('start=')[2]}", people[name])


async def link_in(stage: Any) -> str:
    """The link that was given last; what loosens is agreed to ten minutes later."""
    shown = await stage.last()
    if "t.me" not in shown["text"]:
        await stage.post("/sim/clock", {"advance": LATER})
        await stage.press(data_of(shown, "2n"), shown)
        shown = await stage.last()
    return next(word for word in str(shown["text"]).split() if "start=join_" in word)
