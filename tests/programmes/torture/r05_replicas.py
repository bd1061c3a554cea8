"""R5: real bots on one PostgreSQL race for decisions and orders while they are killed, frozen and cut off."""

import asyncio
import random
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import httpx
from starlette.responses import Response

from bot.sandbox.actor import Player, SceneFailed, ShownMessage, post
from bot.sandbox.app import PretendWorld
from bot.sandbox.patience import NeverHappened
from bot.sandbox.team_scenes import Cast, come_together
from tests.bot_processes import Bot, Fleet
from tests.postgres import Postgres
from tests.programmes.torture import sql_observer
from tests.programmes.torture.asking import Requester
from tests.programmes.torture.people import judged_apart
from tests.programmes.torture.programme import POSTGRESQL, Result, Scale, programme

APPROVALS, KILLS, SLEEPERS = 1000, 50, 10
BOTS = 3
GATE_SECONDS = 15.0
FROZEN_SECONDS = 16.0
QUIET_SECONDS = 900.0
DOUBTED_FLY_SECONDS = 120
CREATE = "alibaba.trade.createCrossOrder"


@programme(
    5, "replicas race", databases=(POSTGRESQL,), both_pythons=True, longest=5400,
    gate="double decisions 0, double creates 0, writes with an old epoch accepted 0, takeover p99 < 15 s",
)  # fmt: skip
async def replicas_race(scale: Scale) -> Result:
    """A thousand requests, two approvers each in the same instant; the one that polls dies fifty times meanwhile."""
    server = await asyncio.to_thread(Postgres.start, scale.folder)
    world = PretendWorld(scale.seed)
    try:
        async with world.serving() as url:
            env = world.settings(url) | {
                "DATABASE_URL": server.new_url(), "ALIBABA_RATE": "500", "WATCH_SECONDS": "5", "TELEGRAM_RATE": "0",
            }  # fmt: skip
            fleet = Fleet(env, scale.folder)
            try:
                async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
                    race = Race(scale, server, world, fleet, http)
                    return await race.run()
            finally:
                await fleet.close()
    finally:
        await asyncio.to_thread(server.stop)


class Race:
    """One run: its people, its bots, and what was measured."""

    def __init__(
        self, scale: Scale, server: Postgres, world: PretendWorld, fleet: Fleet, http: httpx.AsyncClient
    ) -> None:
        self.scale, self.server, self.world, self.fleet, self.http = scale, server, world, fleet, http
        self.dice = random.Random(scale.seed)
        self.led: list[float] = []
        self.freed: list[float] = []
        self.woken = 0
        self.settled: set[int] = set()
        self.failures: list[str] = []

    async def run(self) -> Result:
        await self._all_there()
        cast = await self._team()
        await asyncio.to_thread(sql_observer.post, self.fleet.url)
        requests, kills = self.scale.count(APPROVALS), self.scale.count(KILLS)
        async with Requester.at(self.fleet, cast.alone["Daria"].person, self.http) as daria:
            await daria.one_yes_is_enough(cast.alone["Boris"].person)
            numbers = [await daria.asks() for _ in range(requests)]
        per_round = -(-requests // kills)
        for turn, start in enumerate(range(0, requests, per_round)):
            await self._round(turn, kills, cast, numbers[start : start + per_round])
        await self._quiet(cast)
        await self._sleepers(self.scale.count(SLEEPERS), cast)
        await self._quiet(cast)
        return await self._judged(len(numbers), kills)

    async def _team(self) -> Cast:
        """The demo's team, where one yes is enough."""
        self.http.event_hooks = {"response": [_heard_of_the_time]}
        cast = await come_together(self.http)
        await judged_apart(self.http, cast)
        self.http.event_hooks = {}
        return cast

    async def _round(self, turn: int, kills: int, cast: Cast, numbers: list[int]) -> None:
        """Both approvers say yes to all of these, and what leads is struck down in the midst of it."""
        # Else they would speak faster than a person may, and three doubts in a quarter of an hour would stop buying.
        await post(self.http, "/sim/clock", {"advance": 480})
        speaking = asyncio.create_task(self._both_approve(cast, numbers))
        await asyncio.sleep(self.dice.uniform(0.0, 2.0))
        if turn in (kills // 3, 2 * kills // 3):
            await asyncio.to_thread(self.server.restart)
        leader = await self.fleet.led()
        await (self._freeze(leader) if turn % 5 == 4 else self._strike(leader))
        await self._all_there()
        await speaking

    async def _all_there(self) -> None:
        """For whoever is gone another one starts, as systemd would have it: also where the server left at its start."""
        while sum(bot.alive for bot in self.fleet.bots) < BOTS:
            await self.fleet.start()

    async def _both_approve(self, cast: Cast, numbers: list[int]) -> None:
        async def say(name: str, number: int) -> None:
            actor = cast.alone[name]
            await actor.catches_up()
            await actor.writes(f"/approve {number}")
            shown = await self._answered(actor, number)
            if shown.labels:  # one yes is enough: the second of them may only hear that it is decided
                await actor.presses(shown, shown.labels[0])

        for number in numbers:
            await asyncio.gather(say("Boris", number), say("Chen", number))

    async def _answered(self, actor: Player, number: int) -> ShownMessage:
        """What the number was answered with, also where the bot that heard it died meanwhile."""
        for _ in range(9):
            with suppress(SceneFailed):
                return await actor.sees(f"#{number}")
        return await actor.sees(f"#{number}")

    async def _strike(self, leader: Bot) -> None:
        """kill -9."""
        loop = asyncio.get_running_loop()
        await leader.kill()
        start = loop.time()
        await self._taken_over(leader, start)

    async def _freeze(self, leader: Bot) -> None:
        """It stands still for longer than anything of it may be held, wakes, and goes on with what it had in mind."""
        leader.freeze()
        start = asyncio.get_running_loop().time()
        await self._taken_over(leader, start)
        await asyncio.sleep(max(0.0, FROZEN_SECONDS - (asyncio.get_running_loop().time() - start)))
        leader.thaw()
        self.woken += 1

    async def _taken_over(self, gone: Bot, start: float) -> None:
        """Until another one polls, and until nothing waits for the one that is gone."""
        loop = asyncio.get_running_loop()
        held = asyncio.create_task(self._released(gone))
        await self.fleet.led(but=gone)
        self.led.append(loop.time() - start)
        await held
        self.freed.append(loop.time() - start)

    async def _released(self, gone: Bot) -> None:
        try:
            released = "the work of a dead bot is taken"
            await self.fleet.until(lambda: not sql_observer.held_by(self.fleet.url, gone.pid), released)
        except NeverHappened as error:
            held = sql_observer.held_by(self.fleet.url, gone.pid)
            situation = sql_observer.situation(self.fleet.url)
            raise NeverHappened(f"{held} of {gone.log.name}: {error}\n{situation}") from None

    async def _sleepers(self, times: int, cast: Cast) -> None:
        """The owner of an order on the wire falls asleep before the answer, and wakes when others found the order."""
        for _ in range(times):
            await post(self.http, "/sim/clock", {"advance": 960})
            await asyncio.sleep(1)
            async with Requester.at(self.fleet, cast.alone["Daria"].person, self.http) as daria:
                number = await daria.asks()
            await self._sleeps(number, cast)

    async def _sleeps(self, number: int, cast: Cast) -> None:
        asleep = _Asleep(self.world, self.fleet)
        shown = "the group is shown what it shall decide on"
        await self.fleet.until(lambda: sql_observer.shown(self.fleet.url, number), shown)
        with asleep:
            await self._both_approve(cast, [number])
            await self.fleet.until(lambda: asleep.bot is not None, "an order is sent")
            found = "the order of a sleeping bot is found by another"
            await self.fleet.until(lambda: sql_observer.attempt(self.fleet.url, number)[0] == "placed", found, 120)
        before = await asyncio.to_thread(sql_observer.attempt, self.fleet.url, number)
        assert asleep.bot is not None
        asleep.bot.thaw()
        self.woken += 1
        await asyncio.sleep(3)
        if await asyncio.to_thread(sql_observer.attempt, self.fleet.url, number) != before:
            self.failures.append(f"request {number}: the bot that woke changed {before}")

    async def _quiet(self, cast: Cast) -> None:
        """Until everything that was agreed to is bought and told; what only people can settle they do."""
        async with Requester.at(self.fleet, cast.alone["Daria"].person, self.http) as daria:
            settling = asyncio.create_task(self._settled(daria))
            done = self.fleet.until(
                lambda: sql_observer.left_to_do(self.fleet.url) == (0, 0, 0), "everything is done", QUIET_SECONDS
            )
            try:
                await _beside(settling, done)
            except NeverHappened as error:
                raise NeverHappened(f"{error}\n{sql_observer.situation(self.fleet.url)}") from None

    async def _settled(self, daria: Requester) -> None:
        """A kill between the claim and the call leaves an order that nobody made and no bot may send again.

        Time flies until it was looked for so often that people may.
        """
        while True:
            await asyncio.sleep(2)
            for attempt_id in await asyncio.to_thread(sql_observer.left_to_people, self.fleet.url):
                await daria.two_say_again(attempt_id)
                self.settled.add(attempt_id)
            if await asyncio.to_thread(sql_observer.doubted, self.fleet.url):
                await post(self.http, "/sim/clock", {"advance": DOUBTED_FLY_SECONDS})

    async def _judged(self, requests: int, kills: int) -> Result:
        ledger = (await self.http.get("/sim/ledger")).json()
        found = await asyncio.to_thread(sql_observer.judged, self.fleet.url, ledger["orders"])
        self.failures += found.failures
        chain = await asyncio.to_thread(self._chain)
        figures: dict[str, Any] = {
            "approvals raced": requests, "orders": found.orders, "bots killed": kills, "bots woken": self.woken,
            "orders that people had sent again": len(self.settled),
            "double decisions": found.double_decisions, "double creates": found.double_creates,
            "writes with an old epoch accepted": found.stale_writes, "orders missing": found.missing,
            "poller takeover p99 (s)": _p99(self.led), "work takeover p99 (s)": _p99(self.freed),
            "work takeover median (s)": round(statistics.median(self.freed), 2), "journal whole": chain,
        }  # fmt: skip
        zero = (found.double_decisions, found.double_creates, found.stale_writes, found.missing)
        met = not any(zero) and chain and not self.failures
        met = met and max(_p99(self.led), _p99(self.freed)) < GATE_SECONDS
        return Result(figures, met, tuple(self.failures))

    def _chain(self) -> bool:
        """Whether the journal that several bots wrote is one chain."""
        command = [sys.executable, "-m", "bot", "audit", "verify"]
        done = subprocess.run(
            command, cwd=self.scale.folder, env=self.fleet.environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            self.failures.append(f"audit verify: {done.stdout}{done.stderr}"[-500:])
        return done.returncode == 0


class _Asleep:
    """Puts the sender of the next create call to sleep while 1688 makes the order."""

    def __init__(self, world: PretendWorld, fleet: Fleet) -> None:
        self._fleet = fleet
        self._really: Callable[..., Awaitable[Response]] = world.faults.run
        self._instead = patch.object(world.faults, "run", self._run)
        self.bot: Bot | None = None

    def __enter__(self) -> None:
        self._instead.start()

    def __exit__(self, *_: object) -> None:
        self._instead.stop()

    async def _run(self, side: str, call: str, *others: Any) -> Response:
        if call == CREATE and self.bot is None:
            pid = await asyncio.to_thread(sql_observer.sender, self._fleet.url)
            sleeper = next(bot for bot in self._fleet.bots if bot.pid == pid)
            sleeper.freeze()
            self.bot = sleeper
        return await self._really(side, call, *others)


async def _beside(goes_on: "asyncio.Task[None]", work: Coroutine[Any, Any, None]) -> None:
    """Do the work while the other goes on; what breaks the other breaks it too."""
    working = asyncio.create_task(work)
    try:
        done, _ = await asyncio.wait({goes_on, working}, return_when=asyncio.FIRST_COMPLETED)
        for each in done:
            each.result()
    finally:
        for each in (goes_on, working):
            each.cancel()
        await asyncio.gather(goes_on, working, return_exceptions=True)


async def _heard_of_the_time(response: httpx.Response) -> None:
    """Bots in other processes ask for the world's time twice a second: whoever moves it waits for that."""
    if response.request.method == "POST" and response.request.url.path == "/sim/clock":
        await asyncio.sleep(0.8)


def _p99(seconds: list[float]) -> float:
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 2)
