"""R22: the clock of the bot's own machine jumps, and is set right again, while 1688 and Telegram keep the true time.

R12 moves the time that a bot is told by CLOCK_URL: it shows that loops and dates live through leap days and hours that
are skipped. Here libfaketime moves what the kernel tells, as NTP, a hand or a resumed snapshot does, and leaves the
monotonic clock alone: it shows that what is periodic goes on, and that nothing is bought by a clock that is wrong.
"""

import asyncio
import contextlib
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox.actor import post
from bot.sandbox.patience import NeverHappened
from tests.postgres import free_port
from tests.programmes.torture import checker
from tests.programmes.torture.fault_injection import Arrival
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.one_buyer import OneBuyer, pieces
from tests.programmes.torture.own_clock import OwnClock, summer_time_in
from tests.programmes.torture.people import town
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

HOUR, DAY = 3600, 86_400
WATCH = 10
"""WATCH_SECONDS: what the README promises within a minute is then promised within so many seconds."""
BESIDE = 8.0
"""Seconds that no setting scales: calls, the ticks of a second, a machine that has other work."""
NEWS = WATCH + BESIDE
FOUND = 10.0 + BESIDE
"""A lost answer is looked for 2, 5 and 10 seconds after the call."""
PLACED = 60.0
"""Placing hangs on no watch; what 1688 refused is tried again after 20 s."""
STANDS_STILL = 200.0
"""Longer than /healthz may take to notice that something stands still."""
OUTAGE = 6.0
ROUNDS = 5
NONE, KILL, MARKET, TELEGRAM = "nothing else", "a kill", "1688 away", "Telegram away"
TROUBLES = (NONE, KILL, MARKET, TELEGRAM)
KILLED_AGAIN = 0.3
"""How often the clock is set right by a new start, and not under a bot that runs."""
BOUGHT, UNTOLD, NOT_ON = "ordered by a wrong clock", "pauses untold", "did not go on by itself"
LATE, NOT_FOUND, GONE = "news late", "doubts not found", "thrown away"
PAUSED_WELL, STILL_WELL = "well though paused", "well though it stands still"


@dataclass(frozen=True)
class Jump:
    """One way in which a clock goes wrong, or seems to; `at_start` while the bot is dead."""

    name: str
    ahead: int = 0
    at_start: bool = False


SUMMER_TIME = Jump("summer time", at_start=True)
JUMPS = (
    Jump("-3 h", -3 * HOUR), Jump("+3 h", 3 * HOUR), Jump("-3 h at start", -3 * HOUR, at_start=True),
    Jump("+60 d", 60 * DAY), Jump("+800 d", 800 * DAY), SUMMER_TIME,
)  # fmt: skip


@programme(
    22, "the clock of the bot's own machine: ±3 h, -3 h at start, +60 d, +800 d, summer time, with kills and outages",
    databases=(SQLITE, POSTGRESQL), shortened=True, alone=True, longest=5400,
    gate="bought twice 0, lost 0, ordered by a wrong clock 0, told and found in time, never well while it stands still",
)  # fmt: skip
async def own_clock(scale: Scale) -> Result:
    """Every jump five times, in random order; in the shortened run once."""
    clock = OwnClock(scale.folder)
    clock.require()
    door = f"127.0.0.1:{free_port()}"
    async with opened(scale, under=clock.environment, WATCH_SECONDS=str(WATCH), WEB_LISTEN=door) as scene:
        del scene.env["CLOCK_URL"]
        await scene.start()
        people = await town(scene)
        people.beside = ""
        journey = Journey(scene, clock, door, OneBuyer(scene, people))
        async with people.awake(resumes=False), journey.asked_how_it_is():
            try:
                await journey.begin()
                for jump, trouble, doubt in _stations(scene, 1 if scale.tenth else ROUNDS):
                    await journey.station(jump, trouble, doubt=doubt)
            except NeverHappened as never:
                journey.wrong.append(f"the journey ended early: {never}\n{scene.tail()}")
            await people.quiet(60.0)
        await scene.stop()
        return await journey.judged()


def _stations(scene: Scene, rounds: int) -> Iterator[tuple[Jump, str, bool]]:
    """In each round every jump once, in another order; over the rounds it meets each trouble, with a doubt and without.

    Three doubts within a quarter of an hour stop buying until people decide: so every other station has one.
    """
    for number in range(rounds):
        for place in scene.dice.sample(range(len(JUMPS)), len(JUMPS)):
            yield JUMPS[place], TROUBLES[(place + number) % len(TROUBLES)], (place + number // 2) % 2 == 0


@dataclass
class Journey:
    """One person who buys all the while, and what became of it."""

    scene: Scene
    clock: OwnClock
    door: str
    buyer: OneBuyer
    wrong: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    unpaid: list[tuple[int, str]] = field(default_factory=list)
    """Two orders (pieces, number) that the next station has paid and made dearer."""
    where: str = ""
    health: str = ""
    """What /healthz said last; empty if nobody answered."""
    asked_at: float = 0.0
    """When the bot last asked 1688 for anything (the time of this loop)."""
    copies: frozenset[str] = frozenset()

    async def begin(self) -> None:
        """Two orders wait to be paid before the clock goes wrong for the first time."""
        self.scene.weather.before.append(self._heard)
        quantities = [await self.buyer.asks() for _ in range(2)]
        self.unpaid = [(each, await self.buyer.has_ordered(each)) for each in quantities]
        self.copies = self._kept_copies()

    async def station(self, jump: Jump, trouble: str, *, doubt: bool) -> None:
        """The clock jumps while a purchase waits, perhaps as an answer is lost; later it is set right."""
        self.where = f"{jump.name} with {trouble}{' and a lost answer' if doubt else ''}"
        sys.stderr.write(f"{self.where}\n")
        buyer, before, (paid, dear) = self.buyer, len(self.wrong), self.unpaid
        first, waiting = await buyer.asks(), await buyer.asks()
        await (buyer.loses_the_answer(first) if doubt else buyer.has_ordered(first))
        if trouble == MARKET:
            buyer.away("1688")
            await buyer.is_refused_for_now(waiting)
        creates, seen = len(self.scene.weather.creates), buyer.seen()
        await self._jumps(jump, kill=trouble == KILL)
        begun = await self._news_happen(paid, dear, trouble)
        await asyncio.gather(
            self._news("a payment", LATE, begun, NEWS, lambda: buyer.shown(paid[1], "the seller ships next")),
            self._news(
                "a new price", LATE, begun, NEWS, lambda: buyer.shown(dear[1], "the price of the order changed")
            ),
            self._news("the order of a lost answer", NOT_FOUND, begun, FOUND, lambda: buyer.is_followed(first)),
            self._held(waiting, seen) if jump.ahead else self._goes_on(waiting, begun, doubt=doubt),
        )
        if jump.ahead:
            if len(self.scene.weather.creates) > creates:
                self._miss(BOUGHT, "1688 was sent an order while the clock was wrong")
            await self._set_right()
            await self._goes_on(waiting, asyncio.get_running_loop().time(), doubt=doubt)
        self.unpaid = [(each, await buyer.has_ordered(each)) for each in (first, waiting)]
        faultless = len(self.wrong) == before
        self.counts.update({"stations": 1, "lost answers": int(doubt), "stations without a fault": int(faultless)})

    async def _jumps(self, jump: Jump, *, kill: bool) -> None:
        if jump.at_start:
            await self.scene.die()
        if jump is SUMMER_TIME:
            self.scene.env["TZ"] = summer_time_in(4.0)
        self.clock.set(jump.ahead)
        if kill and not jump.at_start:
            await self.scene.die()
        if kill or jump.at_start:
            await self._lives_again()

    async def _set_right(self) -> None:
        self.clock.set(0)
        if self.scene.dice.random() < KILLED_AGAIN:
            await self.scene.die()
            await self._lives_again()
        self.buyer.people.forget_presses()

    async def _lives_again(self) -> None:
        life = await self.scene.start()
        if not life.alive:
            raise NeverHappened("the bot does not start")

    async def _news_happen(self, paid: tuple[int, str], dear: tuple[int, str], trouble: str) -> float:
        """One order is paid and the other one costs more; from when on that can be told (the time of this loop)."""
        if trouble == TELEGRAM:
            self.buyer.away("telegram")
        await post(self.scene.http, f"/sim/orders/{paid[1]}/pay", {})
        await post(self.scene.http, f"/sim/orders/{dear[1]}/reprice", {"total_fen": 100_000 + dear[0]})
        if trouble in (MARKET, TELEGRAM):
            await asyncio.sleep(OUTAGE)
            self.scene.weather.choose = lambda _: None
        return asyncio.get_running_loop().time()

    async def _held(self, quantity: int, seen: int) -> None:
        """Whoever buys by a wrong clock is told that it is wrong; /status does not say that all is well."""

        async def told() -> bool:
            await self.buyer.presses_if_asked(quantity)
            return any("clock" in text and "is right" not in text for text in self.buyer.said_since(seen))

        try:
            await until(told, "the pause is told", NEWS + BESIDE, every=0.2)
        except NeverHappened:
            self._miss(UNTOLD, "nobody was told that buying is paused for the clock")
        if "all is well" in await self.buyer.status():
            self._miss(PAUSED_WELL, "/status says that all is well by a wrong clock")

    async def _goes_on(self, quantity: int, begun: float, *, doubt: bool) -> None:
        """It is placed in time without /resume; else, or after a doubt, an admin lets buying go on."""

        async def placed() -> bool:
            await self.buyer.presses_if_asked(quantity)
            return await self.buyer.is_followed(quantity)

        if doubt:
            await self.buyer.resumes(quantity)
        elif not await self._in_time("a purchase", placed, begun, PLACED):
            self._miss(NOT_ON, f"{quantity} pieces were not ordered by a clock that is right")
            await self.buyer.resumes(quantity)

    async def _news(
        self, what: str, kind: str, begun: float, within: float, told: Callable[[], bool | Awaitable[bool]]
    ) -> None:
        """It is told in time. If not, whoever asks must not hear that all is well while it stands still."""
        if await self._in_time(what, told, begun, within):
            return
        self._miss(kind, f"{what} was not told within {within:.0f} s")
        patience = NEWS if self.counts[STILL_WELL] else STANDS_STILL
        with contextlib.suppress(NeverHappened):
            await until(told, what, patience, every=0.5)
            sys.stderr.write(f"    after {asyncio.get_running_loop().time() - begun:.0f} s it was\n")
            return
        if patience < STANDS_STILL:
            return
        if self.health == "well":
            self._miss(STILL_WELL, f"{what} is not told, and /healthz says well")
        if "all is well" in await self.buyer.status():
            self._miss(STILL_WELL, f"{what} is not told, and /status says that all is well")

    async def _in_time(self, what: str, happened: Any, begun: float, within: float) -> bool:
        loop = asyncio.get_running_loop()
        try:
            await until(happened, what, within - (loop.time() - begun), every=0.2)
        except NeverHappened:
            return False
        self.slowest[what] = max(self.slowest.get(what, 0.0), round(loop.time() - begun, 1))
        return True

    def _miss(self, kind: str, what: str) -> None:
        self.counts[kind] += 1
        self.wrong.append(f"{self.where}: {what}")
        sys.stderr.write(f"  {what}\n")

    def _heard(self, arrival: Arrival) -> None:
        if arrival.side == "1688":
            self.asked_at = asyncio.get_running_loop().time()

    @asynccontextmanager
    async def asked_how_it_is(self) -> AsyncIterator[None]:
        """Somebody asks /healthz twice a second."""
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _watch(self) -> None:
        """Note how long 1688 is asked for nothing, and whether it is said to be well when that was too long."""
        loop, noted = asyncio.get_running_loop(), False
        self.asked_at = loop.time()
        async with httpx.AsyncClient(base_url=f"http://{self.door}", timeout=5.0, trust_env=False) as http:
            while True:
                await asyncio.sleep(0.5)
                try:
                    self.health = (await http.get("/healthz")).json()["status"]
                except (httpx.HTTPError, ValueError):
                    self.health, self.asked_at = "", loop.time()
                quiet = loop.time() - self.asked_at
                self.slowest["a look at 1688"] = max(self.slowest.get("a look at 1688", 0.0), round(quiet, 1))
                if self.health == "well" and quiet > STANDS_STILL and not noted:
                    self._miss(STILL_WELL, f"/healthz says well {quiet:.0f} s after 1688 was last asked for anything")
                noted = quiet > STANDS_STILL

    def _kept_copies(self) -> frozenset[str]:
        folder = Path(self.scene.ours.path).parent / "backups"
        return frozenset(each.name for each in folder.glob("*")) if self.scene.ours.sqlite else frozenset()

    async def judged(self) -> Result:
        """What the three histories say, and what was seen on the way."""
        orders, ours = (await self.scene.ledger())["orders"], await self.scene.ours.all()
        findings = checker.check(checker.Histories(ours, orders, self.scene.chat(), self.scene.weather.creates))
        found, bought = checker.counted(findings), Counter(map(pieces, orders))
        twice = [f"{each} pieces were bought {count} times" for each, count in bought.items() if count > 1]
        never = [f"{each} pieces were never bought" for each in range(2, self.buyer.quantity + 1) if not bought[each]]
        emptied = len([row for row in ours["inbox"] if row["state"] == "done" and not row["raw"]])
        if emptied or self.copies - self._kept_copies():
            self._miss(GONE, f"{emptied} texts, and the copies {sorted(self.copies - self._kept_copies())}")
        forgiven = (checker.NOTICE_DOUBLED, checker.CARD_UNTRUE)
        broken = [f"{each.kind}: {each.what}" for each in findings if each.kind not in forgiven]
        wrong = [*twice, *never, *broken, *self.wrong]
        kinds = (BOUGHT, UNTOLD, NOT_ON, LATE, NOT_FOUND, PAUSED_WELL, STILL_WELL, GONE)
        figures = {
            **{kind: self.counts[kind] for kind in ("stations", "stations without a fault", "lost answers")},
            "purchases": len(orders), "kills": self.scene.kills,
            "bought twice": len(twice) + found.get(checker.BOUGHT_TWICE, 0) + found.get(checker.SENT_TWICE, 0),
            "lost": len(never) + found.get(checker.LOST_ORDER, 0), **{kind: self.counts[kind] for kind in kinds},
            **{f"longest until {what}, s": seconds for what, seconds in sorted(self.slowest.items())},
        }  # fmt: skip
        return Result(figures, not wrong, tuple(wrong))
