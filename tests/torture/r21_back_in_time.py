"""R21: the database goes back in time: a standby that lags takes over, or an hour-old file is put back by hand."""

import asyncio
import contextlib
import json
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.sandbox.actor import post
from tests.postgres import USER, Postgres
from tests.tcp_relay import Relay
from tests.torture import checker
from tests.torture.harness import NeverHappened, Scene, opened, until
from tests.torture.people import Town, Wish, town
from tests.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

ROUNDS, PURCHASES, AT_ONCE = 20, 36, 12
LATE = 0.5
LONGEST = 4.0
"""Seconds after which the primary is dead, however few of the purchases are through."""
HOUR = 3600
HEARD_SECONDS = 120
"""Hundreds of cards in one chat are drawn anew first."""
MEMORY = "high-water.json"
OPEN_GHOSTS = "SELECT order_id FROM ghost WHERE closed_by IS NULL"
RESTING = """SELECT a.request_id, r.quantity FROM attempt a JOIN request r ON r.id = a.request_id
WHERE a.state = 'ready' AND a.due_at IS NULL"""


@programme(
    21, "back in time", databases=(SQLITE, POSTGRESQL), longest=5400,
    gate="bought twice 0, lost 0, all told",
)  # fmt: skip
async def back_in_time(scale: Scale) -> Result:
    """Twenty rounds of thirty-six purchases, in each of which the newest part of the database is lost."""
    place = _servers(scale) if scale.database == POSTGRESQL else _files(scale)
    async with place as (scene, machine):
        await scene.start()
        for admin in scene.world.admins:
            await post(scene.http, "/sim/say", {"person": admin, "text": "/start"})
        drill = Drill(scene, await town(scene), machine)
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
    machine: Machine
    asked: int = 1
    lost: int = 0
    quarantines: int = 0
    untold: list[str] = field(default_factory=list)

    async def round(self, number: int) -> None:
        """Thirty-six purchases, time is lost in the midst of them, people decide, and all thirty-six are bought."""
        await self.machine.ready()
        admins = self.scene.world.admins
        wishes = [Wish(admins[n % len(admins)], admins[n % len(admins)], self.asked + n + 1) for n in range(PURCHASES)]
        self.asked += PURCHASES
        async with self.people.awake():
            buying = asyncio.create_task(self._buy(wishes))
            await asyncio.sleep(self.scene.dice.uniform(0.3, LONGEST))
            buying.cancel()
            await asyncio.gather(buying, return_exceptions=True)
        before = await self._orders()
        await self.machine.lose(number)
        self.people.known.clear()
        self.people.late.clear()
        await self._told(before)
        async with self.people.awake(), self._deciding():
            await self._in_the_end(wishes)

    async def _buy(self, wishes: list[Wish]) -> None:
        left = iter(wishes)

        async def shopper() -> None:
            for wish in left:
                await self.people.buys(wish)

        await asyncio.gather(*(shopper() for _ in range(AT_ONCE)))

    async def _orders(self) -> dict[str, str]:
        """What 1688 has of ours: order by reference."""
        return {row["out_order_id"]: row["id"] for row in (await self.scene.ledger())["orders"]}

    async def _told(self, orders: dict[str, str]) -> None:
        """Whatever the database does not know any more is found, buying stops for it, and the admins hear why."""
        rows = await self.scene.ours.rows("SELECT out_order_id FROM attempt")
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
        found = await self.scene.ours.peek("SELECT value FROM fact WHERE name = 'quarantine'")
        return bool(found) and _json(found[0]["value"]) not in (None, {})

    @contextlib.asynccontextmanager
    async def _deciding(self) -> AsyncIterator[None]:
        """An admin goes through the orders that nothing explains, looks at 1688, and lets go on what is not there."""
        task = asyncio.create_task(self._decide())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _decide(self) -> None:
        admin = self.scene.world.admins[0]
        while True:
            await asyncio.sleep(0.3)
            if await self.scene.ours.peek(OPEN_GHOSTS):
                pages = ("It is the order of", "Follow it as a purchase", "Decide one by one")
                if not any(self.people.press_newest(admin, label) for label in pages):
                    await post(self.scene.http, "/sim/say", {"person": admin, "text": "/status"})
                continue
            bought = {row["lines"][0]["quantity"] for row in (await self.scene.ledger())["orders"]}
            for row in await self.scene.ours.peek(RESTING):
                word = "Cancel" if row["quantity"] in bought else "It was not ordered: place it"
                for person in self.scene.world.admins:
                    self.people.press_labelled(person, row["request_id"], word)

    async def _in_the_end(self, wishes: list[Wish]) -> None:
        """Whoever finds neither his request nor an order on 1688 asks once more; until each wish is an order."""
        asking = asyncio.Semaphore(AT_ONCE)

        async def wished(wish: Wish) -> None:
            for _ in range(12):
                if await self._has(wish):
                    return
                if await self._in_quarantine() or not await self._heard():
                    await asyncio.sleep(1.0)
                    continue
                async with asking:
                    await (self._press(wish) if await self._asked(wish) else self.people.buys(wish, 30))

        for _ in range(20):
            await asyncio.gather(*(wished(wish) for wish in wishes))
            if all([await self._has(wish) for wish in wishes]):
                break
        await self.people.quiet(60)

    async def _heard(self) -> bool:
        """Whether the bot has read all that was written to it: nobody writes again what is about to be answered."""
        world = self.scene.world
        unread = await self.scene.ours.peek("SELECT count(*) AS n FROM inbox WHERE state = 'new'")
        waits = world.chats.queue.pending(world.clock.now().timestamp())
        return not waits and bool(unread) and unread[0]["n"] == 0

    async def _press(self, wish: Wish) -> None:
        await self.people.press_on(wish, 15)

    async def _asked(self, wish: Wish) -> bool:
        """Whether his request is there, and not at an end."""
        query = (
            f"SELECT 1 AS n FROM request WHERE quantity = {wish.quantity} AND state IN ('draft', 'pending', 'approved')"
        )
        return bool(await self.scene.ours.peek(query))

    async def _has(self, wish: Wish) -> bool:
        return wish.quantity in {row["lines"][0]["quantity"] for row in (await self.scene.ledger())["orders"]}

    async def judged(self) -> Result:
        """What 1688 has against what was wished for, and against what the database follows."""
        orders = (await self.scene.ledger())["orders"]
        bought = Counter(row["lines"][0]["quantity"] for row in orders)
        twice = [f"{quantity} pieces were bought {count} times" for quantity, count in bought.items() if count > 1]
        wanted = range(2, self.asked + 1)
        never = [f"{quantity} pieces were never bought" for quantity in wanted if quantity not in bought]
        creates = Counter(self.scene.weather.creates)
        again = [f"{reference} arrived {count} times" for reference, count in creates.items() if count > 1]
        ours = await self.scene.ours.all()
        followed = {row["order_id"] for row in ours["remote_order"]}
        lost = [f"{row['id']} is followed by nobody" for row in orders if row["id"] not in followed]
        broken = [each.what for each in checker.journal(checker.Histories(ours, orders, ()))]
        wrong = [*twice, *never, *again, *lost, *broken, *self.untold]
        figures = {
            "purchases": len(wanted), "orders": len(orders), "orders that the database forgot": self.lost,
            "quarantines": self.quarantines, "bought twice": len(twice) + len(again),
            "lost": len(lost) + len(never), "untold": len(self.untold),
        }  # fmt: skip
        return Result(figures, not wrong, tuple(wrong))


@asynccontextmanager
async def _files(scale: Scale) -> AsyncIterator[tuple[Scene, Machine]]:
    async with opened(scale, admins=1) as scene:
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
async def _servers(scale: Scale) -> AsyncIterator[tuple[Scene, Machine]]:
    """Servers of this machine: one that is written to, and a standby behind a wire that is half a second late."""
    primary = await asyncio.to_thread(Postgres.start, scale.folder)
    async with AsyncExitStack() as stack:
        pair = Pair(scale.folder, primary)
        stack.push_async_callback(pair.close)
        front = await stack.enter_async_context(Relay(primary.port).serving())
        pair.front, pair.wire = front, await stack.enter_async_context(Relay(primary.port, LATE).serving())
        address = primary.new_url().replace(f":{primary.port}/", f":{front.port}/")
        assert USER in address
        pair.scene = await stack.enter_async_context(opened(scale, admins=1, database=address))
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
        """A new standby has all that there is."""
        self.standby = await asyncio.to_thread(Postgres.behind, self.primary, self.wire.port, self.folder)
        await until(self._follows, "the standby follows")

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
