"""Several bots on one PostgreSQL database: people notice nothing when one of them dies or stands still."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from bot.sandbox.app import PretendWorld
from bot.sandbox.patience import until, watched
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import come_together
from bot.settings import of_world
from bot.wiring.demo import EmbeddedBot
from tests.bot_processes import Bot, Fleet
from tests.programmes.torture.virtual import EPOCH
from tests.walk.conftest import Street
from tests.walk.teams import Group

pytestmark = pytest.mark.real_time
CREATE = "alibaba.trade.createCrossOrder"


class Hearing:
    """Bots in other processes ask for the world's time twice a second: whoever moves it waits until all know it."""

    def __init__(self, world: PretendWorld) -> None:
        self._app, world.app = world.app, self
        self._asked: Counter[Any] = Counter()
        self.bots: list[Bot] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and (scope["method"], scope["path"]) == ("GET", "/sim/clock"):
            self._asked[tuple(scope["client"])] += 1
        await self._app(scope, receive, send)

    async def moved(self, response: httpx.Response) -> None:
        """Whoever asks for the second time has heard the answer to the first."""
        if response.request.method == "POST" and response.request.url.path == "/sim/clock":
            self._asked.clear()
            await until(self._known, "every bot knows the time")

    async def _known(self) -> bool:
        return sum(times > 1 for times in self._asked.values()) >= sum(bot.alive for bot in self.bots)


class Fleeted(Street):
    """A street whose bots live in processes of their own."""

    fleet: Fleet


@pytest.fixture
async def street(tmp_path: Path, postgres_url: str) -> AsyncIterator[Fleeted]:
    """Two bots in one world."""
    world = PretendWorld(now=EPOCH)
    hearing = Hearing(world)
    async with world.serving() as url:
        quick = {"DATABASE_URL": postgres_url, "ALIBABA_RATE": "200", "WATCH_SECONDS": "1", "TELEGRAM_RATE": "0"}
        env = world.settings(url) | quick
        fleet = Fleet(env, tmp_path)
        hearing.bots = fleet.bots
        try:
            await fleet.start()
            await fleet.start()
            hooks = {"response": [hearing.moved]}
            async with httpx.AsyncClient(base_url=url, timeout=120, trust_env=False, event_hooks=hooks) as http:
                street = Fleeted(http, world, cast(EmbeddedBot, None), of_world(env))  # none lives in this process
                street.fleet = fleet
                with watched(fleet.all_live):
                    yield street
        finally:
            await fleet.close()


@pytest.mark.timeout(150)
async def test_the_happy_story_goes_on_though_one_dies_at_each_of_its_steps_and_the_others_know_how_many_are_left(
    street: Fleeted,
) -> None:
    fleet, bots = street.fleet, list(street.fleet.bots)
    await fleet.until(lambda: all(divide(bot, 2) for bot in bots), "both know that they are two")
    card = await street.draft()
    await (await fleet.led()).kill()
    await street.anna.presses(card, "Buy now")
    await street.hears("1688 no.")
    await fleet.until(lambda: any(divide(bot, 1) for bot in bots), "it knows that it is alone")
    order_id = str((await street.ledger())["orders"][-1]["id"])
    second = await fleet.start()
    await (await fleet.led(but=second)).kill()
    await street.at_1688(order_id, "pay")
    await street.hears("· paid")
    await street.at_1688(order_id, "ship")
    await street.hears("· shipped")
    await street.at_1688(order_id, "receive")
    await street.hears("· finished")
    assert (await street.ledger())["calls"][CREATE] == 1
    await street.agree()
    assert await second.stop() == 0


def divide(bot: Bot, count: int) -> bool:
    """Whether a bot last said that so many divide what Telegram and 1688 let all of them do."""
    said = [line for line in bot.log.read_text(errors="replace").splitlines() if "processes on this" in line]
    return bool(said) and said[-1].endswith(f": {count}")


@pytest.mark.timeout(150)
async def test_a_team_decides_and_buys_with_two_bots_of_which_one_is_killed(street: Fleeted) -> None:
    cast = await come_together(street.http, street.said.append)
    group: Group = Group(street, cast, Play(street.http, street.anna, 0, street.said.append))
    _, card = await group.asks()
    await cast.here["Boris"].presses(card, "Approve")
    await group.reads("#1 ", "✅ Boris")
    await (await street.fleet.led()).kill()
    await cast.here["Chen"].presses(card, "Approve")
    await group.reads("1688 no.", "Approved by Boris, Chen")
    assert (await street.ledger())["calls"][CREATE] == 1
    assert len(group.votes()) == 2
