"""R9: a copy under load, purchases after it, the database destroyed, the copy put back: nothing twice, nothing lost."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.settings import of_world
from bot.wiring.database_care import copy_to, put_back
from bot.wiring.demo import SharedClock
from storage.files import backup
from tests.programmes.torture.collector import Collector, goods_for_list
from tests.programmes.torture.every_button import Decider, Fingers, another_seller, asked_back_twice, shoppers, twice
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Town, Wish
from tests.programmes.torture.programme import Result, Scale, programme

BEFORE, LOAD, OPEN, AFTER, AT_ONCE = 4, 6, 10, 10, 8
ON_LIST = 3
"""Products on the list of a team when it is copied, which are bought after that."""
MODES = (("alone", False), ("in a team", True))
HOUR = 3600
"""A team orders thirty times an hour at most."""
DECIDED_SECONDS = 240.0
AT_REST = "SELECT id FROM list_line WHERE rests_since IS NOT NULL"
RESUMED = "SELECT 1 AS n FROM event WHERE kind = 'quarantine_over'"
UNDECIDED = """SELECT 1 AS n FROM ghost WHERE closed_by IS NULL UNION ALL
SELECT 1 AS n FROM attempt WHERE state IN ('in_doubt', 'submitting')"""


@dataclass
class Drill:
    """One world, and whoever buys in it."""

    scene: Scene
    people: Town
    buyers: tuple[tuple[int, int], ...]
    """Who asks, and in which chat."""
    handlers: tuple[int, ...]
    beside: str
    copy: Path
    wishes: list[Wish] = field(default_factory=list)
    collector: Collector | None = None
    """Who fills the list of the team; None if people buy alone."""

    @property
    def path(self) -> Path:
        return Path(self.scene.ours.path)

    def wish(self, count: int) -> list[Wish]:
        """So many more, every second one of two sellers; each has a quantity of its own."""
        made = []
        for _ in range(count):
            number = len(self.wishes)
            person, chat = self.buyers[number % len(self.buyers)]
            offers = (self.people.offer, self.beside) if number % 2 else (self.people.offer,)
            made.append(Wish(person, chat, number + 2, offers))
            self.wishes.append(made[-1])
        return made

    async def list_wish(self) -> Wish:
        """What is to be on the list, with a quantity of its own."""
        assert self.collector is not None
        offers = await goods_for_list(self.scene, self.people, self.beside, ON_LIST)
        number = len(self.wishes)
        wish = Wish(self.collector.person, self.collector.chat, number + 2, offers)
        self.wishes.append(wish)
        return wish

    async def buy(self, wishes: Sequence[Wish]) -> None:
        """All of them, a few at a time."""
        await self._each(wishes, self.people.buys)

    async def draft(self, wishes: Sequence[Wish]) -> None:
        """As far as the consent or the votes, and no further."""
        self.people.agreeing = False
        await self._each(wishes, self.people.drafts)
        self.people.agreeing = True

    async def consent(self, wishes: Sequence[Wish]) -> None:
        """What was drafted is bought."""
        await self._each(wishes, lambda wish: self.people.press_on(wish, 120.0))

    async def _each(self, wishes: Sequence[Wish], do: Any) -> None:
        await self.scene.later(HOUR)
        left = iter(wishes)

        async def one_by_one() -> None:
            for wish in left:
                await do(wish)

        await asyncio.gather(*(one_by_one() for _ in range(AT_ONCE)))

    async def orders(self) -> list[dict[str, Any]]:
        """What 1688 has."""
        found: list[dict[str, Any]] = (await self.scene.ledger())["orders"]
        return found


@programme(
    9,
    "restore drill",
    gate="acknowledged rows missing from the copy 0, bought or asked back twice 0, lost 0, every lost order found",
    databases=("sqlite",),
)
async def restore(scale: Scale) -> Result:
    """Purchases before the copy, during it and after it, of one seller and of two; first alone, then in a team."""
    done = []
    for name, in_team in MODES:
        (scale.folder / name).mkdir()
        done.append((name, await _drill(replace(scale, folder=scale.folder / name), in_team=in_team)))
    figures = {f"{name}: {what}": value for name, each in done for what, value in each.figures.items()}
    failures = tuple(f"{name}: {failure}" for name, each in done for failure in each.failures)
    return Result(figures, all(each.met for _, each in done), failures)


async def _drill(scale: Scale, *, in_team: bool) -> Result:
    async with opened(scale, admins=1 if in_team else 2) as scene:
        people, buyers, handlers = await shoppers(scene, in_team=in_team)
        people.settles, people.receiving = False, True
        beside = await another_seller(scene, people)
        drill = Drill(scene, people, buyers, handlers, beside, scale.folder / "away" / "copy.db.zst")
        if in_team:
            drill.collector = Collector(scene, people, *buyers[0])
        async with people.awake():
            missing = await _lived_and_copied(drill, scale)
            await people.quiet(60)
        before = await drill.orders()
        return await _put_back_and_lived(drill, missing, before)


async def _lived_and_copied(drill: Drill, scale: Scale) -> int:
    """A life with a copy in the midst of its work; how many requests that were there before the copy lacks.

    What was drafted before the copy is agreed to after it, and what people buy after it is in no copy.
    """
    await drill.buy(drill.wish(scale.count(BEFORE)))
    drafted = drill.wish(max(4, scale.count(OPEN)))
    await drill.draft(drafted)
    listed = None
    if drill.collector is not None:
        listed = await drill.list_wish()
        await drill.collector.puts_on_list(listed)
    load = asyncio.create_task(drill.buy(drill.wish(scale.count(LOAD))))
    await asyncio.sleep(1.0)
    acknowledged = {row["id"] for row in await drill.scene.ours.rows("SELECT id FROM request")}
    await copy_to(of_world(drill.scene.env), drill.copy)
    backup.unpack(drill.copy, drill.copy.with_suffix(""))
    await load
    await drill.consent(drafted)
    if drill.collector is not None and listed is not None:
        await drill.scene.later(HOUR)
        await drill.collector.buys_the_list(listed)
    await drill.buy(drill.wish(scale.count(AFTER)))
    kept = {row["id"] for row in await _of_copy(drill, "SELECT id FROM request")}
    return len(acknowledged - kept)


async def _of_copy(drill: Drill, query: str) -> list[dict[str, Any]]:
    ours = type(drill.scene.ours)(f"sqlite:///{drill.copy.with_suffix('')}")
    return await ours.rows(query)


async def _put_back_and_lived(drill: Drill, missing: int, before: list[dict[str, Any]]) -> Result:
    """The copy in its place, the bot started, everything decided, buying let go on, and every button pressed."""
    scene = drill.scene
    known = {row["out_order_id"] for row in await _of_copy(drill, "SELECT out_order_id FROM attempt")}
    lost = {order["out_order_id"] for order in before} - known
    await scene.die()
    for path in drill.path.parent.iterdir():
        if path.is_file():
            path.unlink()
    started = time.monotonic()
    done = await put_back(of_world(scene.env), drill.copy, SharedClock(scene.world.clock))
    await scene.start()
    listening = time.monotonic() - started
    await until(lambda: scene.ours.peek("SELECT 1 AS n FROM event WHERE kind = 'swept'"), "the list is read", 60)
    swept = time.monotonic() - started
    found = {row["out_order_id"] for row in await scene.ours.rows("SELECT out_order_id FROM ghost")}
    decider, fingers = Decider(scene, scene.world.admins[0]), Fingers(scene)
    await _decide(drill, decider)
    async with _buying(drill):
        if drill.collector is not None:
            await drill.collector.asks_for_all()
        pressed = await fingers.press_everything()
        if drill.collector is not None:  # drafts were put on the list meanwhile
            await drill.collector.asks_for_all()
            pressed += await fingers.press_what_buys()
        await drill.people.quiet(60)
    resting = await scene.ours.rows(AT_REST)
    return await _judged(drill, {
        "acknowledged_missing": missing, "lost_orders": len(lost), "ghosts_found": len(found & lost),
        "rows_in_the_copy": sum(done.rows.values()), "seconds_to_listening": round(listening, 2),
        "seconds_to_decisions": round(swept, 2), "buttons pressed": pressed, "list lines at rest": len(resting),
        **{f"said: {way}": count for way, count in sorted(decider.said.items())},
    })  # fmt: skip


async def _decide(drill: Drill, decider: Decider) -> None:
    """Each order in one of the ways that there are; of what rests, whatever is on 1688 already is taken back."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + DECIDED_SECONDS
    while loop.time() < deadline:
        if await decider.decide():
            continue
        resting = await decider.let_go_on(drill.people, drill.handlers)
        if not resting and not await drill.scene.ours.peek(UNDECIDED):
            return
        await asyncio.sleep(0.5)


@asynccontextmanager
async def _buying(drill: Drill) -> AsyncIterator[None]:
    """Buying goes on, with the second word that it takes, and again if it stops; nobody agrees to anything by habit."""
    drill.people.agreeing = False
    async with drill.people.awake():
        with contextlib.suppress(AssertionError):  # what rests may hold it until its buttons are pressed
            await until(lambda: drill.scene.ours.peek(RESUMED), "buying goes on", 30)
        yield


async def _judged(drill: Drill, figures: dict[str, Any]) -> Result:
    """What 1688 has against what was wished for, and against what the database knows of."""
    ledger = await drill.scene.ledger()
    orders, again, back = ledger["orders"], twice(ledger["orders"]), asked_back_twice(ledger["refunds"])
    rows = await drill.scene.ours.rows("SELECT order_id FROM remote_order UNION SELECT order_id FROM ghost")
    known = {row["order_id"] for row in rows}
    lost = [f"{order['id']} is known to nobody" for order in orders if order["id"] not in known]
    resumed = await drill.scene.ours.rows(RESUMED)
    figures |= {
        "purchases": len(drill.wishes), "orders": len(orders), "bought_twice": len(again), "lost": len(lost),
        "resumed": len(resumed), "refunds": len(ledger["refunds"]), "asked_back_twice": len(back),
        "counted": len(await drill.scene.ours.rows("SELECT DISTINCT order_id FROM arrival WHERE kind = 'good'")),
    }  # fmt: skip
    met = not again and not back and not lost and bool(resumed) and figures["acknowledged_missing"] == 0
    return Result(figures, met and figures["ghosts_found"] == figures["lost_orders"], (*again, *back, *lost))
