"""A town where nothing moves by itself: two teams in two groups, and everybody who may come by."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.cards.blocks.buttons import Code
from bot.chat.transport import person_throttle
from bot.purchasing.approval.policy import default_policy
from bot.purchasing.approval.team import SHANGHAI, Role
from bot.purchasing.person import Act, Person, Place
from bot.sandbox.app import PretendWorld
from bot.sandbox.chats import acts
from bot.sandbox.chats.membership import found_group
from bot.sandbox.chats.model import Chat
from bot.settings import of_world
from bot.wiring.build import BuiltBot, built
from bot.wiring.demo import SharedClock
from tests.matrix.kept import Kept
from tests.programmes.torture.virtual import EPOCH

ROLES = {
    "asker": "requester",
    "other": "requester",
    "approver": "approver",
    "buyer": "buyer",
    "lead": "admin",
    "receiver": "receiver",
    "every": "requester approver buyer admin",
    "self": "requester approver buyer admin",
    "gone": "requester approver buyer admin",
}
"""Who is in the team and as what; `gone` was, and `self` is whoever asked himself."""
OUTSIDE = ("foreign", "stranger")
"""`foreign` holds every role in the other team, `stranger` none anywhere; `owner` is the admin of the settings."""
EVERYBODY = (*ROLES, *OUTSIDE, "owner")
COMMITTING = ("cancel", "addFeedback", "delivery.urge", "receivegoods", "createCrossOrder", "fastCreateOrder")
"""Calls of 1688 that change something there."""
PAYING = ("alipay", "Pay", "pay")
READING = "payWay.query"
"""It only reads what is due: a look at an order asks for that."""


@dataclass(frozen=True)
class Spot:
    """Where somebody acts: a chat, perhaps a topic, and a message of the bot that he presses or answers."""

    chat: int
    message: int
    topic: int | None = None


class Town:
    """The whole bot without its ticks in the pretend world; its database can be put back as it was."""

    def __init__(self, world: PretendWorld, house: BuiltBot) -> None:
        self.world, self.house, self.chats = world, house, world.chats
        self.people: dict[str, int] = {"owner": world.admins[0]}
        self.group = self.other_group = self.topic = 0
        self.team = self.other_team = 0
        self.said: dict[tuple[int, int | None], int] = {}
        assert house.ledger.database.path is not None
        self.file = Kept(house.ledger.database.path)

    def person(self, name: str) -> Person:
        return Person(self.people[name], self.chats.people[self.people[name]].name, "en", reachable=True)

    async def settle(self) -> None:
        """Hear and do everything that is there to be heard and done."""
        before = -1
        while before != self.house.poller._offset:
            before = self.house.poller._offset
            assert await self.house.poller.round(0) == 0, "the pretend Telegram was not heard"
            await self.house.inbox.idle()

    def failed(self) -> list[Any]:
        """Updates whose handlers did not come to their end."""
        query = "SELECT update_id, state, attempts, error FROM inbox WHERE state <> 'done' OR attempts > 0"
        return self.file.rows(query)

    def fingerprint(self) -> dict[str, str]:
        """Everything that an action may change, and what was done at 1688."""
        calls = self.world.world.calls
        found = self.file.fingerprint()
        found["1688"] = str(sum(n for call, n in calls.items() if call.endswith(COMMITTING)))
        found["pay"] = str(sum(n for call, n in calls.items() if pays(call)))
        return found

    def code(self, code: Code, chat: int) -> str:
        """The data that the bot would write on a button of that chat."""
        return self.house.services.codes.make(code.text, chat)

    def press(self, name: str, spot: Spot, data: str) -> Any:
        """Somebody's client presses that, whatever the message shows; returns the press, which holds its answer."""
        body = {"person": self.people[name], "chat": spot.chat, "message_id": spot.message, "button": data}
        return acts.press(self.chats, body)

    def say(self, name: str, spot: Spot, text: str, **more: Any) -> None:
        """Somebody writes in reply to the bot, so that it hears him in a group too."""
        body = {"person": self.people[name], "chat": spot.chat, "text": text, "topic": spot.topic, **more}
        if not text.startswith("/"):
            body["reply_to"] = spot.message
        acts.say(self.chats, body)

    def spot(self, chat: int, topic: int | None = None) -> Spot:
        """A message of the bot in a chat; a person's number is his private chat."""
        where = self.chats.chats[chat]
        said = self.said.get((chat, topic))
        if said is None or where.messages[said].deleted:
            self.said[chat, topic] = self.chats.post(where, self.chats.bot_id, text="Here.", topic=topic).id
        return Spot(chat, self.said[chat, topic], topic)

    def shown_in(self, chat: int) -> list[str]:
        """What the bot says in a chat."""
        return [m.text for m in self.chats.chats[chat].messages.values() if m.sender == self.chats.bot_id]


def pays(call: str) -> bool:
    """Whether a call of 1688 hands out a way to pay."""
    return any(word in call for word in PAYING) and not call.endswith(READING)


@contextmanager
def unhurried() -> Iterator[None]:
    """Twelve people press thousands of buttons: the pace that holds floods back is tried elsewhere.

    It holds before the town is built, since each person's pace is remembered from his first word on.
    """
    with patch.multiple(person_throttle, WORDS_BURST=10**9, PRESSES_BURST=10**9):
        yield


@asynccontextmanager
async def settled_town(folder: Path) -> AsyncIterator[Town]:
    """A town with its people and teams; no tick runs in it."""
    world = PretendWorld(now=EPOCH)
    async with world.serving() as url:
        settings = {
            "DATABASE_URL": f"sqlite:///{folder / 'caigou.db'}",
            "ALIBABA_RATE": "200",
            "TELEGRAM_RATE": "0",
        }
        async with built(of_world(world.settings(url) | settings), SharedClock(world.clock)) as house:
            await house.telegram.application.initialize()
            await house.desk.journal_keeper.begin()
            await house.inbox.start()
            town = Town(world, house)
            try:
                await _people(town)
                yield town
            finally:
                await house.inbox.stop()
                await house.telegram.application.shutdown()
                town.file.close()


async def _people(town: Town) -> None:
    for name in EVERYBODY:
        if name != "owner":
            town.people[name] = town.chats.add_person(name.capitalize(), "en").id
    for number in town.people.values():
        town.chats.people[number].started = True
    town.group, town.other_group = (_group(town, title).id for title in ("Purchasing", "Elsewhere"))
    town.topic = acts.open_topic(town.chats, town.chats.chats[town.group], town.people["owner"], "Orders").id
    await town.settle()
    desk, owner = town.house.desk, town.person("owner")
    for name, number in town.people.items():
        await desk.people.remember(town.person(name), Place(number), "private", "")
    town.team = (await desk.teams.here(Act(owner), town.group, "Purchasing")).id
    town.other_team = (await desk.teams.here(Act(owner), town.other_group, "Elsewhere")).id
    await _seats(town)


def _group(town: Town, title: str) -> Chat:
    """Everybody sits in both groups and wears Telegram's admin badge there: it must give nothing."""
    people = [town.chats.people[number] for number in town.people.values()]
    owner = town.chats.people[town.people["owner"]]
    return found_group(town.chats, title, [], [owner, *people], owner, bot_admin=True, privacy=True, topics=True)


async def _seats(town: Town) -> None:
    assert default_policy().rules, "a new team has a rule"
    async with town.house.ledger.change() as uow:
        for name, roles in ROLES.items():
            held = frozenset(Role(word) for word in roles.split())
            await uow.teams.put_member(town.team, town.people[name], roles=held, limit=None, active=name != "gone")
        for team in (town.team, town.other_team):  # the owner made both, and asks in none
            await uow.teams.put_member(team, town.people["owner"], roles=frozenset(), limit=None, active=False)
        await uow.teams.put_member(town.other_team, town.people["foreign"], roles=frozenset(Role), limit=None)
        await uow.teams.set(town.team, time_zone=SHANGHAI, currency="USD", rate="7.26", rate_date="2026-11-01")
