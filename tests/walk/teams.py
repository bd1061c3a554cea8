"""The demo's team on a street: five people in one group, in three languages."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

from bot.desk.teams.membership import remember
from bot.purchasing.approval.policy_language import read
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Person
from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import TIERS, TITLE, Cast, ask
from bot.wiring.build import BuiltBot

PEOPLE = (
    ("Boris", "ru", Role.APPROVER),
    ("Chen", "zh", Role.APPROVER),
    ("Daria", "ru", Role.REQUESTER),
    ("Emil", "en", Role.BUYER),
)
"""The demo's people beside its admin, and what they are."""
RATE = ("USD", "7.26")


async def seated(street: Any) -> Cast:
    """The demo's team, put on its seats at once: how people invite each other and set rules is walked elsewhere."""
    anna: Player = street.anna
    ids = {"Anna": anna.person}
    for name, language, _ in PEOPLE:
        ids[name] = int((await post(street.http, "/sim/people", {"name": name, "language": language}))["id"])
    body = {"title": TITLE, "members": list(ids.values()), "admins": [anna.person], "added_by": anna.person}
    group = int((await post(street.http, "/sim/chats", body | {"bot_admin": True}))["id"])
    here = {name: Player(street.http, person, name, street.said.append, group) for name, person in ids.items()}
    alone = {name: Player(street.http, person, name, street.said.append) for name, person in ids.items()}
    await here["Anna"].writes("/team here")
    await here["Anna"].sees("is a team now")
    await _seats(street.house, group, ids)
    await asyncio.gather(*(each.writes("/start") for each in alone.values()))
    for each in alone.values():
        await each.sees("1688")
    return Cast(group, here, alone)


async def _seats(house: BuiltBot, group: int, ids: dict[str, int]) -> None:
    async with house.ledger.change() as uow:
        team = await uow.teams.of_chat(group)
        assert team is not None
        for name, language, role in PEOPLE:
            await uow.people.put_person(Person(ids[name], name, language), reachable=True)
            await uow.teams.put_member(team.id, ids[name], roles=frozenset({role}), limit=None)
            await remember(uow, team.id, frozenset({role}))
        team = await uow.teams.get(team.id)
        together = (await uow.teams.policy(team.id, team.policy_version)).together
        rules = replace(read(TIERS.partition(" ")[2], team), together=together)
        await uow.teams.change_policy(team, rules, ids["Anna"])
        currency, rate = RATE
        today = team.today(uow.now).isoformat()
        await uow.teams.set(team.id, currency=currency, rate=rate, rate_date=today)


@dataclass
class Group:
    """What a walk works with."""

    street: Any
    cast: Cast
    play: Play

    async def asks(self, reason: str = "For the fair") -> tuple[str, ShownMessage]:
        """Daria asks in the group; the number and the card that is decided by."""
        return await ask(self.play, self.cast, reason)

    async def asks_in_private(self) -> ShownMessage:
        """Daria asks for ten plain pieces in her own chat, which is in Russian; her card as it waits."""
        daria, good = self.cast.alone["Daria"], await self.street.good("plain")
        await daria.writes(f"/buy {good['offer_id']} 10")
        card = await daria.sees("#1 ")
        for _ in range(3):
            if any("На согласование" in label for label in card.labels):
                break
            await daria.presses(card, card.labels[0])
            card = await daria.sees("#1 ")
        await daria.presses(card, "На согласование")
        shown: ShownMessage = await daria.sees("#1 · ждёт согласования")
        return shown

    async def reads(self, *parts: str) -> ShownMessage:
        """The newest message of the group with these words; waits for it."""
        shown: ShownMessage = await self.street.hears(
            *parts, person=self.cast.here["Boris"].person, chat=self.cast.group
        )
        return shown

    async def told(self, *parts: str) -> list[ShownMessage]:
        """Every message of the bot that stands in the group now and holds all parts."""
        person = self.cast.here["Boris"].person
        rows: list[ShownMessage] = await self.street.told(*parts, person=person, chat=self.cast.group)
        return rows

    async def opens(self, name: str, shown: ShownMessage, label: str) -> ShownMessage:
        """Somebody presses *More*; the same message once it has that button."""
        await self.cast.here[name].presses(shown, "More")

        async def there() -> bool:
            return any(each.message_id == shown.message_id and label in each.labels for each in await self.told(""))

        await self.street.until(there, f"a card with {label}")
        return next(each for each in await self.told("") if each.message_id == shown.message_id)

    async def code(self, shown: ShownMessage, label: str) -> str:
        """What a button of the group carries, as a client knows it."""
        query = {"person": self.cast.here["Boris"].person, "chat": self.cast.group}
        rows = (await self.street.http.get("/sim/messages", params=query)).json()
        row = next(row for row in rows if row["message_id"] == shown.message_id)
        return str(next(b["data"] for line in row["buttons"] for b in line if b["text"] == label))

    async def presses_code(self, name: str, shown: ShownMessage, code: str) -> dict[str, Any]:
        """Somebody's client presses that, whatever the message shows now; the answer."""
        body = {"person": self.cast.here[name].person, "chat": self.cast.group, "message_id": shown.message_id}
        pressed = await self.street.http.post("/sim/press", json=body | {"button": code})
        answer: dict[str, Any] = pressed.json()["answer"]
        return answer

    def votes(self) -> list[tuple[Any, ...]]:
        """The words that were recorded."""
        rows: list[tuple[Any, ...]] = self.street.rows("SELECT request_id, approver_id, verdict FROM decision")
        return rows
