"""Twelve people decide within half a minute, and Telegram counts what a group is given."""

import asyncio

import pytest

from bot.cards.teams.team import ROLES
from bot.purchasing.approval.team import Role
from bot.sandbox.actor import Player, post
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS
from tests.walk.conftest import Street
from tests.walk.teams import Group

CROWD = 10
MOST_A_MINUTE = 20


async def crowded(group: Group) -> list[Player]:
    """Ten more approvers, picked from Telegram's own list, and rules that want every one of the twelve."""
    http, anna = group.street.http, group.cast.alone["Anna"]
    names = [f"Twin {n}" for n in range(CROWD)]
    ids = [int((await post(http, "/sim/people", {"name": name, "language": "en"}))["id"]) for name in names]
    for number in ids:
        await post(http, f"/sim/chats/{group.cast.group}/join", {"person": number})
    team = group.street.rows("SELECT id FROM team")[0][0]
    await anna.catches_up()
    shared = {"request_id": team * 10 + ROLES.index(Role.APPROVER), "users": ids}
    await post(http, "/sim/say", {"person": anna.person, "users_shared": shared})
    waiting = await anna.sees("second word")
    await group.street.later(SECOND_WORD_SECONDS)
    await anna.presses(waiting, "Agree")
    await anna.sees("Purchasing: New in the team.", "said twice")
    await anna.writes("/policy else: 12 of approvers")
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    await anna.sees("version 3")
    twins = [
        Player(http, number, name, group.street.said.append, group.cast.group)
        for number, name in zip(ids, names, strict=True)
    ]
    return [group.cast.here["Boris"], group.cast.here["Chen"], *twins]


class Counted:
    """What the pretend Telegram let through and refused in one chat, each with its moment."""

    def __init__(self, street: Street, chat: int) -> None:
        self.passed: list[float] = []
        self.refused = 0
        self._chat, self._wait = chat, street.world.chats.flood.wait

    def wait(self, chat: int, group: bool, now: float) -> int:
        seconds: int = self._wait(chat, group, now)
        self.refused += bool(seconds)
        if chat == self._chat and not seconds:
            self.passed.append(now)
        return seconds

    @property
    def busiest_minute(self) -> int:
        return max(sum(first <= at < first + 60 for at in self.passed) for first in self.passed)


async def held_to_the_limits(group: Group, monkeypatch: pytest.MonkeyPatch) -> Counted:
    """From now on Telegram refuses what comes too quickly, and the bot keeps to the pace of its settings."""
    street = group.street
    counted = Counted(street, group.cast.group)
    monkeypatch.setattr(street.world.chats.flood, "wait", counted.wait)
    monkeypatch.setattr(street.tenant, "_settings", street.settings.model_copy(update={"telegram_rate": 25}))
    await street.tenant.restart()
    await post(street.http, "/sim/telegram", {"flood": True})
    return counted


async def test_twelve_people_who_decide_at_once_stay_within_what_telegram_gives_a_group(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    deciders = await crowded(group)
    _, card = await group.asks()
    counted = await held_to_the_limits(group, monkeypatch)
    before = len(counted.passed)
    for each in deciders:
        answer = (await each.presses(card, "Approve"))["answer"]
        assert answer is not None, f"{each.name} was left without an answer"
        assert not answer["show_alert"], answer
        await asyncio.sleep(0.8)
    await asyncio.sleep(60)  # so long may the last edit be held back, if the others used up what a minute allows
    await group.reads("#1 ", "1688 no.", "Approved by")
    assert counted.refused == 0
    assert counted.busiest_minute <= MOST_A_MINUTE
    assert len(counted.passed) - before < len(deciders)
    assert len(group.votes()) == len(deciders)
