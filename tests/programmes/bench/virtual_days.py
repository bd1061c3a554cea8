"""Days of a buying team on the world's clock: what 1688 is asked, and how late each change is known."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.market.openplatform.calls import kind_of
from bot.purchasing.calls import CallKind
from bot.purchasing.person import Act, Person, Place
from bot.wiring.build import BuiltBot
from tests.opening import opened
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, free_port, town

MINUTE = timedelta(minutes=1)
STATES = {"pay": "paid", "ship": "shipped", "receive": "finished", "seller_cancel": "cancelled"}


@dataclass
class Days:
    """One town and one bot in it, whose work is done once for each step of the clock; nothing else ticks."""

    town: Town
    house: BuiltBot
    http: httpx.AsyncClient
    buyer: Person
    offer: dict[str, Any]
    waits: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """Changes of orders (order, action) that the bot does not know yet, and when they happened."""
    lags: dict[str, list[float]] = field(default_factory=dict)
    """How many minutes each change was unknown, by its kind."""

    @property
    def pushes(self) -> bool:
        """Whether 1688 pushes to this bot."""
        return bool(self.town.world.world.pushes.url)

    @property
    def now(self) -> datetime:
        return self.town.world.clock.now()

    async def step(self, minutes: int = 1) -> None:
        """So much time passes, and the bot does what is due."""
        self.town.world.clock.advance(minutes * 60)
        await self._pushed()
        desk, rounds = self.house.desk, self.house.desk.rounds
        await desk.submit_worker.submit_due()
        await desk.unclear_orders.search_due()
        missed = (rounds.missed_pushes,) if self.pushes else ()
        for work in (rounds.changes, *missed, rounds.sweep, rounds.daily, rounds.renewal):
            await work.run()
        await desk.watch.look_due()
        await desk.parcels.look_due()
        await self._learned()

    async def pass_by(self, minutes: int, step: int = 1) -> None:
        """So many minutes pass in steps."""
        for _ in range(0, minutes, step):
            await self.step(step)

    async def buys(self) -> str:
        """An order that was placed and looked at; 1688's number."""
        desk, before = self.house.desk, set(self.town.world.world.book.orders)
        number = await opened(desk, self.buyer, Place(self.buyer.id), str(self.offer["offer_id"]), 10)
        async with self.house.ledger.read() as uow:
            purchase = await uow.purchase(number)
        if purchase.request.snapshot is None:
            await desk.drafting.choose_address(Act(self.buyer), number, (await self._address()))
            async with self.house.ledger.read() as uow:
                purchase = await uow.purchase(number)
        assert purchase.request.snapshot is not None
        seen = "".join((await desk.drafting.step(number)).seen)  # the warning that it was bought lately
        await desk.drafting.confirm(Act(self.buyer), number, purchase.request.snapshot.hash, seen)
        await desk.submit_worker.submit_due()
        (order_id,) = set(self.town.world.world.book.orders) - before
        await self._pushed()
        await desk.watch.look_due()
        return str(order_id)

    async def happens(self, order_id: str, action: str) -> None:
        """Something happens to an order at 1688."""
        answer = await self.http.post(f"/sim/orders/{order_id}/{action}", json={})
        answer.raise_for_status()
        self.waits[order_id, action] = self.now
        await self._pushed()

    def calls(self) -> Counter[CallKind]:
        """How often 1688 was asked so far, by what for."""
        asked = (each.name.rsplit("/", 1)[-1] for each in self.town.calls if each.side == "1688")
        return Counter(kind_of(name) for name in asked if "push " not in name)

    async def _address(self) -> str:
        return next(each.address_id for each in await self.house.market.addresses())

    async def _pushed(self) -> None:
        """Wait until every push message was brought."""
        if not self.pushes:
            return
        for _ in range(10_000):
            if self.town.world.pusher._queue.empty():
                break
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.005)  # the last one is on its way

    async def _learned(self) -> None:
        """Note which changes the bot knows now."""
        if not self.waits:
            return
        numbers = sorted({order_id for order_id, _ in self.waits})
        async with self.house.ledger.read() as uow:
            ours = await uow.orders.known(numbers)
        for (order_id, action), since in list(self.waits.items()):
            if ours[order_id].state.value == STATES[action]:
                del self.waits[order_id, action]
                self.lags.setdefault(action, []).append((self.now - since) / MINUTE)


@asynccontextmanager
async def days(folder: Path, *, pushes: bool) -> AsyncIterator[Days]:
    """A bot at default paces, with or without push messages."""
    door = {"WEB_LISTEN": f"127.0.0.1:{free_port()}"} if pushes else {}
    async with town() as place, AsyncExitStack() as stack:
        number = place.people(1)[0]
        offer = await place.good("plain")
        house = await stack.enter_async_context(indoors(place, folder, WATCH_SECONDS="60", **door))
        if pushes:
            await house.telegram.application.initialize()
            stack.push_async_callback(house.telegram.application.shutdown)
            await stack.enter_async_context(house.entrance)
            place.world.world.pushes.url = f"http://{door['WEB_LISTEN']}/1688"
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=place.url, trust_env=False))
        buyer = Person(number, "Person 0", "en")
        await house.desk.people.remember(buyer, Place(number), "private", "")
        await house.desk.lost_time.remember()
        await house.desk.lost_time.make_sure()
        house.desk.create_call.may_place.set()
        yield Days(place, house, http, buyer, offer)
