"""A team in its group, with a person for each role."""

from datetime import datetime
from typing import Any

import pytest

from bot.desk.messages.dialogs import Dialog
from bot.purchasing.approval.team import Role

LATER = 601


def data_of(message: dict[str, Any], action: str) -> str:
    found = (b["data"] or "" for row in message["buttons"] for b in row)
    return next(data for data in found if data.startswith(f"{action}:"))


async def asked(stage: Any, chat: int, dialog: Dialog) -> Dialog:
    """Anna is asked this by the newest message of a chat."""
    dialogs, message = stage.house.desk.dialogs, await stage.last(chat=chat)
    stored: Dialog = await dialogs.ask(chat, stage.anna, dialog)
    await dialogs.asked(chat, stored, message["message_id"], datetime.fromisoformat(message["date"]))
    return stored


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
    await started(stage, people)
    await stage.say("/team here", chat=group)
    roles = {"boris": Role.APPROVER, "chen": Role.APPROVER, "daria": Role.REQUESTER, "anna": Role.BUYER}
    await seat(stage, people, roles)
    return Team(stage, group, people)


async def started(stage: Any, people: dict[str, int]) -> None:
    """They press Start, all at once."""
    for person in people.values():
        await stage.post("/sim/say", {"person": person, "text": "/start"})
    await stage.settle()


async def seat(stage: Any, people: dict[str, int], roles: dict[str, Role]) -> None:
    """Each has that role at once, Anna beside that of an admin: how people invite each other is tried elsewhere."""
    team = (await stage.house.desk.teams.of_person(stage.anna))[0]
    async with stage.house.ledger.change() as uow:
        for name, role in roles.items():
            held = frozenset({role, Role.ADMIN} if people[name] == stage.anna else {role})
            await uow.teams.put_member(team.id, people[name], roles=held, limit=None)
