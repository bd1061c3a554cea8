"""R21: the database goes back in time: a standby that lags takes over, or an hour-old file is put back by hand."""

import asyncio
import contextlib
import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.sandbox.patience import NeverHappened
from tests.postgres import USER, Postgres
from tests.programmes.torture import checker
from tests.programmes.torture.collector import Collector, goods_for_list
from tests.programmes.torture.every_button import (
    Decider,
    Fingers,
    another_seller,
    asked_back_twice,
    bought,
    shoppers,
    twice,
)
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Town, Wish
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.tcp_relay import Relay

ROUNDS, PURCHASES, DRAFTED, AT_ONCE = 6, 18, 6, 8
ON_LIST = 3
"""Products on the list of a team before time is lost, which are asked for while it is."""
MODES = (("alone", False), ("in a team", True))
LATE = (0.5, 2.5)
"""Seconds that the standby is behind the server that it follows: another number in each round."""
LONGEST = 4.0
"""Seconds after which the primary is dead, however few of the purchases are through."""
HOUR = 3600
HOURS_OF_CAP = 3
"""So many hours pass at most until what is over a team's hourly cap is sent."""
HEARD_SECONDS = 120
"""Hundreds of cards in one chat are drawn anew first."""
DECIDED_SECONDS = 180.0
MEMORY = "high-water.json"
OPEN = "('draft', 'pending', 'approved')"
ASKED = f"""SELECT offer_id, quantity FROM request WHERE asked = 0 AND state IN {OPEN}
UNION SELECT l.offer_id, l.quantity FROM asked_line l JOIN request r ON r.id = l.request_id
WHERE r.state IN {OPEN} AND NOT EXISTS (SELECT 1 FROM request p WHERE p.part_of = r.id)"""
FOLLOWED = "SELECT out_order_id FROM attempt UNION SELECT out_order_id FROM ghost"
"""The references of what the database knows; people settled those of ghosts in a round before."""
QUARANTINE = "SELECT value FROM fact WHERE name = 'quarantine'"


@programme(
    21, "back in time", databases=(SQLITE, POSTGRESQL), longest=5400,
    gate="bought twice 0, asked back twice 0, lost 0, all told",
)  # fmt: skip
async def back_in_time(scale: Scale) -> Result:
    """Twelve rounds of two dozen purchases, in each of which the newest part of the database is lost.

    Every second one is of two sellers; people buy alone in half of the rounds, and in a team in the others. An order
    that nothing explains is said to be any of the things that people can say, and then everybody presses every button
    that is left.
    """
    done = []
    for name, in_team in MODES:
        (scale.folder / name).mkdir()
        done.append((name, await _lived(replace(scale, folder=scale.folder / name), in_team=in_team)))
    figures = {f"{name}: {what}": value for name, each in done for what, value in each.figures.items()}
    failures = tuple(f"{name}: {failure}" for name, each in done for failure in each.failures)
    return Result(figures, all(each.met for _, each in done), failures)


async def _lived(scale: Scale, *, in_team: bool) -> Result:
    """Half of the rounds, in a world of their own."""
    async with (_servers if scale.database == POSTGRESQL else _files)(scale, 1 if in_team else 2) as (scene, machine):
        people, buyers, handlers = await shoppers(scene, in_team=in_team)
        people.settles, people.receiving = False, True
        beside = await another_seller(scene, people)
        drill = Drill(
            scene, people, buyers, handlers, beside, machine, Fingers(scene), Decider(scene, scene.world.admins[0])
        )
        if in_team:
            drill.collector = Collector(scene, people, *buyers[0])
            drill.on_list = await goods_for_list(scene, people, beside, ON_LIST)
        for number in range(scale.count(ROUNDS)):
            await drill.round(number)
        await scene.stop()
        return await drill.judged()


class Machine:
    """Whatever loses time."""

    async def ready(self) -> None:
        """Before the purchases of a round."""

    async def lose(self, number: int) -> None:
        """The newest part is gone, and a bot lives on what is left."""


@dataclass
class Drill:
    """One world, its people, and what each round came to."""

    scene: Scene
    people: Town
    buyers: tuple[tuple[int, int], ...]
    """Who asks, and in which chat."""
    handlers: tuple[int, ...]
    beside: str
    machine: Machine
    fingers: Fingers
    decider: Decider
    wishes: list[Wish] = field(default_factory=list)
    lost: int = 0
    quarantines: int = 0
    pressed: int = 0
    untold: list[str] = field(default_factory=list)
    collector: Collector | None = None
    """Who fills the list of the team; None if people buy alone."""
    on_list: tuple[str, ...] = ()

    def list_wish(self) -> Wish:
        """What is to be on the list, with a quantity of its own."""
        assert self.collector is not None
        number = len(self.wishes)
        wish = Wish(self.collector.person, self.collector.chat, number + 2, self.on_list)
        self.wishes.append(wish)
        return wish

    def wish(self, count: int) -> list[Wish]:
        """So many more; each has a quantity of its own."""
        made = []
        for _ in range(count):
            number = len(self.wishes)
            person, chat = self.buyers[number % len(self.buyers)]
            offers = (self.people.offer, self.beside) if number % 2 else (self.people.offer,)
            made.append(Wish(person, chat, number + 2, offers))
            self.wishes.append(made[-1])
        return made

    async def round(self, number: int) -> None:
        """Time is lost in the midst of purchases, people decide, all buttons are pressed, and all wishes are bought."""
        await self.scene.later(HOUR)  # a team orders thirty times an hour at most
        drafted, wishes = self.wish(DRAFTED), self.wish(PURCHASES)
        async with self.people.awake():
            self.people.agreeing = False
            await asyncio.gather(*(self.people.drafts(wish) for wish in drafted))
        listed = self.list_wish() if self.collector is not None else None
        if self.collector is not None and listed is not None:
            await self.collector.puts_on_list(listed)
        await self.machine.ready()
        there = len(await self._orders())
        async with self.people.awake():
            self.people.agreeing = True
            buying = asyncio.create_task(self._buy(drafted, wishes, listed))
            await asyncio.sleep(self.scene.dice.uniform(1.0, LONGEST))
            await until(lambda: self._more_than(there), "an order is placed that can be lost", 60)
            if listed is not None:
                await self._until_bought(listed)
            buying.cancel()
            await asyncio.gather(buying, return_exceptions=True)
        before = await self._orders()
        await self.machine.lose(number)
        self.people.known.clear()
        self.people.late.clear()
        await self._told(before)
        async with self.people.awake():
            if await self._in_quarantine():
                await self._settled()
                self.people.agreeing = False
                await self._asks_for_the_list()
                self.pressed += await self.fingers.press_everything()
                self.people.agreeing = True
            await self._asks_for_the_list()  # what is not at rest there is asked for so, and not anew
            async with self._deciding():
                listed_too = [] if listed is None else [listed]
                await self._in_the_end([*drafted, *wishes, *listed_too])

    async def _asks_for_the_list(self) -> None:
        if self.collector is not None:
            await self.collector.asks_for_all()

    async def _buy(self, drafted: list[Wish], wishes: list[Wish], listed: Wish | None) -> None:
        """What was drafted is agreed to at once, and what is new or on the list is asked for beside it."""
        left = iter(wishes)

        async def shopper() -> None:
            for wish in left:
                await self.people.buys(wish)

        async def whole_list() -> None:
            if self.collector is not None and listed is not None:
                await self.collector.buys_the_list(listed)

        agreed = (self.people.press_on(wish, LONGEST) for wish in drafted)
        await asyncio.gather(*agreed, whole_list(), *(shopper() for _ in range(AT_ONCE)))

    async def _more_than(self, count: int) -> bool:
        return len(await self._orders()) > count

    async def _until_bought(self, wish: Wish) -> None:
        """Wait until all of it is bought, so that it can be lost; a team's hourly cap holds the rest for an hour.

        After an hour its price is to be agreed to anew: so somebody presses on.
        """
        for _ in range(HOURS_OF_CAP):
            pressing = asyncio.create_task(self.people.press_on(wish, 60))
            try:
                with contextlib.suppress(NeverHappened):
                    await until(lambda: self._is_bought(wish), "the list is bought, so that it can be lost", 60)
                    return
            finally:
                pressing.cancel()
                await asyncio.gather(pressing, return_exceptions=True)
            await self.scene.later(HOUR)
        waits = await self.scene.ours.peek("SELECT request_id, state, reason FROM attempt WHERE state = 'ready'")
        seen = self.people.seen_of(wish)
        raise NeverHappened(f"{wish} was never bought, so that it can be lost; not sent: {waits}; seen: {seen}")

    async def _is_bought(self, wish: Wish) -> bool:
        return not await self._missing(wish)

    async def _orders(self) -> dict[str, str]:
        """What 1688 has of ours: order by reference."""
        return {row["out_order_id"]: row["id"] for row in (await self.scene.ledger())["orders"]}

    async def _told(self, orders: dict[str, str]) -> None:
        """Whatever the database does not know any more is found, buying stops for it, and the admins hear why."""
        rows = await self.scene.ours.rows(FOLLOWED)
        missing = set(orders) - {row["out_order_id"] for row in rows}
        self.lost += len(missing)
        if not missing:
            return
        await until(self._in_quarantine, "a lost order begins the quarantine", 60)
        self.quarantines += 1
        for admin in self.scene.world.admins:
            try:
                await until(
                    lambda admin=admin: self._shown(admin) >= self.quarantines, "the admin hears why", HEARD_SECONDS
                )
            except NeverHappened:
                self.untold.append(f"{admin} was not told of {len(missing)} lost orders")

    def _shown(self, admin: int) -> int:
        """How often an admin was told that the database went back in time."""
        return sum("went back in time" in each["text"] for each in self.scene.chat(admin) if each["from"] == "bot")

    async def _in_quarantine(self) -> bool:
        found = await self.scene.ours.peek(QUARANTINE)
        return bool(found) and _json(found[0]["value"]) not in (None, {})

    async def _settled(self) -> None:
        """Everything is decided, and an admin has buying go on; what the bot still holds then is no more than told."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + DECIDED_SECONDS
        while await self._in_quarantine() and loop.time() < deadline:
            if not await self._decide():
                await asyncio.sleep(0.5)

    async def _decide(self) -> bool:
        if await self.decider.decide():
            return True
        return await self.decider.let_go_on(self.people, self.handlers)

    @contextlib.asynccontextmanager
    async def _deciding(self) -> AsyncIterator[None]:
        """An admin goes through the orders that nothing explains, looks at 1688, and lets go on what is not there."""

        async def decide() -> None:
            while True:
                await asyncio.sleep(0.3)
                await self._decide()

        task = asyncio.create_task(decide())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _in_the_end(self, wishes: list[Wish]) -> None:
        """Whoever finds neither his request nor an order on 1688 asks once more; until each wish is an order."""
        asking = asyncio.Semaphore(AT_ONCE)

        async def wished(wish: Wish) -> None:
            for _ in range(12):
                missing = await self._missing(wish)
                if not missing:
                    return
                if await self._in_quarantine() or not await self._heard():
                    await asyncio.sleep(1.0)
                    continue
                asked = {(str(row["offer_id"]), row["quantity"]) for row in await self.scene.ours.peek(ASKED)}
                unasked = tuple(each for each in missing if (each, wish.quantity) not in asked)
                async with asking:
                    if unasked:
                        await self.people.buys(replace(wish, offers=unasked), 30)
                    else:
                        await self.people.press_on(wish, 15)

        for _ in range(20):
            await asyncio.gather(*(wished(wish) for wish in wishes))
            if not any([await self._missing(wish) for wish in wishes]):
                break
            await self.scene.later(HOUR)  # what is over a team's hourly cap waits
        await self.people.quiet(60)

    async def _heard(self) -> bool:
        """Whether the bot has read all that was written to it: nobody writes again what is about to be answered."""
        world = self.scene.world
        unread = await self.scene.ours.peek("SELECT count(*) AS n FROM inbox WHERE state = 'new'")
        waits = world.chats.queue.pending(world.clock.now().timestamp())
        return not waits and bool(unread) and unread[0]["n"] == 0

    async def _missing(self, wish: Wish) -> tuple[str, ...]:
        """What of a wish is in no order yet."""
        there = {(offer, quantity) for offer, _, quantity in bought((await self.scene.ledger())["orders"])}
        return tuple(offer for offer in wish.offers if (offer, wish.quantity) not in there)

    async def judged(self) -> Result:
        """What 1688 has against what was wished for, and against what the database follows."""
        ledger = await self.scene.ledger()
        orders, back = ledger["orders"], asked_back_twice(ledger["refunds"])
        again = twice(orders)
        never = [
            f"{wish} was never bought: {missing}" for wish in self.wishes if (missing := await self._missing(wish))
        ]
        creates = Counter(self.scene.weather.creates)
        again += [f"{reference} arrived {count} times" for reference, count in creates.items() if count > 1]
        ours = await self.scene.ours.all()
        known = {row["order_id"] for row in [*ours["remote_order"], *ours["ghost"]]}
        lost = [f"{row['id']} is known to nobody" for row in orders if row["id"] not in known]
        broken = [each.what for each in checker.journal(checker.Histories(ours, orders, ()))]
        wrong = [*again, *back, *never, *lost, *broken, *self.untold]
        figures = {
            "purchases": len(self.wishes), "orders": len(orders), "orders that the database forgot": self.lost,
            "quarantines": self.quarantines, "buttons pressed": self.pressed, "bought twice": len(again),
            "refunds": len(ledger["refunds"]), "asked back twice": len(back),
            "lost": len(lost) + len(never), "untold": len(self.untold),
            **{f"said: {way}": count for way, count in sorted(self.decider.said.items())},
        }  # fmt: skip
        return Result(figures, not wrong, tuple(wrong))


@asynccontextmanager
async def _files(scale: Scale, admins: int) -> AsyncIterator[tuple[Scene, Machine]]:
    async with opened(scale, admins=admins) as scene:
        yield scene, OldFile(scene)


@dataclass
class OldFile(Machine):
    """A SQLite file that was copied an hour ago; every other time with what lay beside it, as a snapshot would."""

    scene: Scene

    @property
    def _data(self) -> Path:
        return Path(self.scene.ours.path).parent

    async def ready(self) -> None:
        """The files as they are now; then an hour passes."""
        await self.scene.stop()
        shutil.rmtree(self.scene.folder / "kept", ignore_errors=True)
        shutil.copytree(self._data, self.scene.folder / "kept")
        await self.scene.start()
        await self.scene.later(HOUR)

    async def lose(self, number: int) -> None:
        await self.scene.die()
        memory = self._data / MEMORY
        aside = self.scene.folder / MEMORY
        shutil.copy(memory, aside)
        shutil.rmtree(self._data)
        shutil.copytree(self.scene.folder / "kept", self._data)
        if number % 2 == 0:
            shutil.copy(aside, memory)
        await self.scene.start()


@asynccontextmanager
async def _servers(scale: Scale, admins: int) -> AsyncIterator[tuple[Scene, Machine]]:
    """Servers of this machine: one that is written to, and a streaming standby behind a wire that is late."""
    primary = await asyncio.to_thread(Postgres.start, scale.folder)
    async with AsyncExitStack() as stack:
        pair = Pair(scale.folder, primary)
        stack.push_async_callback(pair.close)
        front = await stack.enter_async_context(Relay(primary.port).serving())
        pair.front, pair.wire = front, await stack.enter_async_context(Relay(primary.port).serving())
        address = primary.new_url().replace(f":{primary.port}/", f":{front.port}/")
        assert USER in address
        pair.scene = await stack.enter_async_context(opened(scale, admins=admins, database=address))
        yield pair.scene, pair


@dataclass
class Pair(Machine):
    """The server that is written to, and the one that follows it."""

    folder: Path
    primary: Postgres
    standby: Postgres | None = None
    front: Relay = field(init=False)
    wire: Relay = field(init=False)
    scene: Scene = field(init=False)

    async def ready(self) -> None:
        """A new standby has all that there is; from now on it hears everything late."""
        self.wire.late = 0.0
        self.standby = await asyncio.to_thread(Postgres.behind, self.primary, self.wire.port, self.folder)
        await until(self._follows, "the standby follows")
        self.wire.late = self.scene.dice.uniform(*LATE)

    async def _follows(self) -> bool:
        found = await asyncio.to_thread(self.primary.psql, "postgres", "SELECT state FROM pg_stat_replication")
        return found == [["streaming"]]

    async def lose(self, number: int) -> None:
        """The primary falls over, and the standby takes its place; every other time the bot falls over as well."""
        assert self.standby is not None
        await asyncio.to_thread(self.primary.kill)
        await self.wire.cut()
        if number % 2:
            await self.scene.die()
        await asyncio.to_thread(self.standby.promote)
        await self.wire.turn(self.standby.port)
        await self.front.turn(self.standby.port)
        await asyncio.to_thread(self.primary.stop)
        self.primary, self.standby = self.standby, None
        await self.scene.ours.close()
        if number % 2:
            await self.scene.start()

    async def close(self) -> None:
        for server in (self.primary, self.standby):
            if server is not None:
                await asyncio.to_thread(server.stop)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
