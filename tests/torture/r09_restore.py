"""R9: a copy under load, purchases after it, the database destroyed, the copy put back: nothing twice, nothing lost."""

import asyncio
import sqlite3
import time
from collections import Counter
from contextlib import AsyncExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.desk.shared.refusal import Refusal
from bot.desk.shared.values import Stage
from bot.purchasing.purchase import Person, Place
from bot.sandbox.app import PretendWorld
from bot.settings import Settings, of_world
from bot.wiring.build import BuiltBot, built
from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from bot.wiring.lifecycle import living
from storage import backup
from tests.torture.programme import Result, Scale, programme

BEFORE, AFTER, AT_ONCE = 40, 200, 8
PATIENCE = 100.0
PLACED = "SELECT a.out_order_id FROM attempt a JOIN remote_order o ON o.attempt_id = a.id"


@dataclass
class Drill:
    """One world, the bot's settings and clock in it, and whom the purchases are of."""

    world: PretendWorld
    settings: Settings
    clock: SharedClock
    buyer: Person
    offer: str
    acknowledged: list[int] = field(default_factory=list)
    """Numbers of requests whose consent was answered with yes."""

    @property
    def path(self) -> Path:
        return Path(self.settings.database_url.get_secret_value().removeprefix("sqlite:///"))

    def rows(self, query: str, path: Path | None = None) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{path or self.path}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()

    def on_1688(self) -> Counter[str]:
        """How many orders there are of each of our references."""
        return Counter(str(order.out_order_id) for order in self.world.world.book.orders.values())

    async def buy(self, house: BuiltBot) -> None:
        """One purchase up to the consent."""
        drafting = house.desk.drafting
        number = await house.desk.opening.open(self.buyer, Place(self.buyer.id), self.offer, 2)
        step = await drafting.step(number)
        if step.stage is Stage.ADDRESS:
            await drafting.choose_address(self.buyer, number, step.addresses[0].address_id, None)
            step = await drafting.step(number)
        snapshot = step.purchase.request.snapshot
        assert snapshot is not None, f"#{number} has a price"
        while (step := await drafting.step(number)).purchase.attempt is None:
            with suppress(Refusal):  # the same was bought within a day, which the card says
                await drafting.confirm(self.buyer, number, snapshot.hash, None, *step.seen)
        self.acknowledged.append(number)

    async def buy_many(self, house: BuiltBot, count: int) -> None:
        """So many purchases, a few at a time, until 1688 has them all."""
        wanted = len(self.acknowledged) + count
        for start in range(0, count, AT_ONCE):
            await asyncio.gather(*(self.buy(house) for _ in range(min(AT_ONCE, count - start))))
        await until(lambda: len(self.rows(PLACED)) >= wanted, "every purchase is placed")


async def until(happened: Any, what: str) -> None:
    """Ask until it is so; TimeoutError with what was waited for."""
    for _ in range(int(PATIENCE / 0.05)):
        if happened():
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(f"this never happened: {what}")


@programme(
    9,
    "restore drill",
    gate="acknowledged rows missing from the copy 0, bought twice 0, every lost order found",
    databases=("sqlite",),
)
async def restore(scale: Scale) -> Result:
    """The drill on one world."""
    world = PretendWorld()
    async with world.serving() as url:
        values = world.settings(url) | {
            "DATABASE_URL": f"sqlite:///{scale.folder / 'data' / 'caigou.db'}",
            "ALIBABA_RATE": "500", "TELEGRAM_RATE": "0", "WATCH_SECONDS": "5",
        }  # fmt: skip
        offer = await _plain_offer(url)
        buyer = Person(world.admins[0], "Anna", "en", True)
        drill = Drill(world, of_world(values), SharedClock(world.clock), buyer, offer)
        copy = scale.folder / "away" / "copy.db.zst"
        missing = await _lived_and_copied(drill, copy, scale)
        known = {reference for (reference,) in drill.rows("SELECT out_order_id FROM attempt", copy.with_suffix(""))}
        lost = set(drill.on_1688()) - known
        for path in drill.path.parent.iterdir():
            if path.is_file():
                path.unlink()
        return await _put_back_and_lived(drill, copy, missing, lost)


async def _plain_offer(url: str) -> str:
    """An offer without variants, in any number."""
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        goods: list[dict[str, Any]] = (await http.get("/sim/goods")).json()
    return str(next(good["offer_id"] for good in goods if good["kind"] == "plain"))


async def _lived_and_copied(drill: Drill, copy: Path, scale: Scale) -> int:
    """A life with a copy in the middle of its work, cut off in the end; acknowledged requests that the copy lacks."""
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(built(drill.settings, drill.clock))
        await stack.enter_async_context(living(house))
        await house.desk.people.remember(drill.buyer, Place(drill.buyer.id), "private", "")
        await drill.buy_many(house, scale.count(BEFORE))
        load = asyncio.create_task(drill.buy_many(house, scale.count(BEFORE)))
        await until(lambda: len(drill.acknowledged) > scale.count(BEFORE), "the load has begun")
        before = set(drill.acknowledged)
        await copy_to(drill.settings, copy)
        backup.unpack(copy, copy.with_suffix(""))
        await load
        await drill.buy_many(house, scale.count(AFTER))
    kept = {number for (number,) in drill.rows("SELECT id FROM request", copy.with_suffix(""))}
    return len(before - kept)


async def _put_back_and_lived(drill: Drill, copy: Path, missing: int, lost: set[str]) -> Result:
    """The copy in its place, the bot started, everything decided, buying on again."""
    orders = drill.on_1688()
    started = time.monotonic()
    done = await put_back(drill.settings, copy, drill.clock)
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(built(drill.settings, drill.clock))
        await stack.enter_async_context(living(house))
        listening = time.monotonic() - started
        await until(lambda: drill.rows("SELECT 1 FROM event WHERE kind = 'swept'"), "the order list is read")
        swept = time.monotonic() - started
        found = {reference for (reference,) in drill.rows("SELECT out_order_id FROM ghost")}
        await _decide(drill, house)
        await _one_more(drill, house)
    after = drill.on_1688()
    twice = [reference for reference, count in after.items() if count > 1]
    followed = {reference for (reference,) in drill.rows(PLACED)}
    figures = {
        "acknowledged_missing": missing, "bought_twice": len(twice) + (sum(after.values()) - sum(orders.values()) - 1),
        "lost_orders": len(lost), "ghosts_found": len(found & lost), "not_followed": len(set(after) - followed),
        "rows_in_the_copy": sum(done.rows.values()), "seconds_to_listening": round(listening, 2),
        "seconds_to_decisions": round(swept, 2),
    }  # fmt: skip
    met = figures["acknowledged_missing"] == figures["bought_twice"] == figures["not_followed"] == 0 and found == lost
    return Result(figures, met, tuple(f"{reference} was bought twice" for reference in twice))


async def _decide(drill: Drill, house: BuiltBot) -> None:
    """A person has every unexpected order followed and gives up what rests; an admin lets buying go on."""
    ghosts = [number for (number,) in drill.rows("SELECT order_id FROM ghost WHERE closed_by IS NULL")]
    for order_id in ghosts:
        await house.desk.unknown_orders.follow(drill.buyer, order_id, None)
    await until(
        lambda: not drill.rows("SELECT 1 FROM attempt WHERE state IN ('in_doubt', 'submitting')"),
        "doubts are looked for",
    )
    for (number,) in drill.rows("SELECT request_id FROM attempt WHERE state = 'ready' AND due_at IS NULL"):
        await house.desk.submit_worker.withdraw(drill.buyer, number, None)
    await house.desk.switch.resume(drill.buyer, None)


async def _one_more(drill: Drill, house: BuiltBot) -> None:
    """Buying works again, and nothing else is sent with it."""
    placed = len(drill.rows(PLACED))
    await drill.buy(house)
    await until(lambda: len(drill.rows(PLACED)) > placed, "buying works again")
