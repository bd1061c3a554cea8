"""R2: the bot dies at every durable step of a purchase: run N dies at commit N, right before it and right after it."""

import asyncio
import itertools
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.actor import post
from bot.sandbox.patience import NeverHappened
from bot.sandbox.team_scenes import Cast
from tests.programmes.torture import checker
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import ASKING_BACK, CHASED, CLEARING_UP, Town, Wish, team
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

STEP_SECONDS = 120.0
MOST_STEPS = 400
SPEED = 8.0
REST_SECONDS = 3600.0
"""World seconds that pass after each purchase: a hundred of the later, larger ones on one day would meet its cap."""
SHOWN = {"paid": "paid", "shipped": "shipped", "cancelled": "cancelled"}


@programme(
    2, "killed at every durable step: approval, order, payment, shipping, cancellation, money asked back",
    databases=(SQLITE, POSTGRESQL), both_pythons=True, gate="every step, violations 0",
)  # fmt: skip
async def every_step(scale: Scale) -> Result:
    """A story for each commit, twice; it ends with the first story that was through before its commit came."""
    async with opened(scale, WATCH_SECONDS="1") as scene:
        people, cast = await team(scene)
        people.rest = REST_SECONDS
        story = _Story(scene, people, cast)
        stride = 10 if scale.tenth else 1
        async with people.awake(time_flies=SPEED):
            steps, failures = await _enumerated(scene, story.tell, story, stride)
            claims, missed = await _enumerated(scene, story.asked_back, story, 1, of="errand")
            messages, untold = await _enumerated(scene, story.chased, story, 1, of="errand")
            await people.quiet()
        await scene.stop()
        findings = await _compared(scene)
        failures += missed + untold + [f"{each.kind}: {each.what}" for each in findings]
        refunds = [each for each in (await scene.ledger())["refunds"] if each["order"] in story.to_refund]
        for order in story.to_refund:
            if (there := [each["state"] for each in refunds if each["order"] == order]) != ["refundsuccess"]:
                failures.append(f"{order}: its refunds are {there}")
        figures = {
            "steps": steps, "steps of an errand": claims, "steps of a note and an urge": messages,
            "deaths": scene.kills, "stories": story.told,
            "refunds": len(refunds), "refunds asked anew": story.anew, "notes and urges sent anew": story.sent_anew,
            "violations": len(failures),
        }  # fmt: skip
        return Result(figures, not failures and scene.kills > 0, tuple(failures[:20]))


async def _enumerated(
    scene: Scene, tell: Callable[[], Awaitable[None]], story: "_Story", stride: int, of: str = ""
) -> tuple[int, list[str]]:
    """Die at every `stride`-th commit, or at every one that writes to the table `of`."""
    failures: list[str] = []
    for number in range(1, MOST_STEPS, stride):
        died = False
        for after in (False, True):
            await scene.stop()
            life = await scene.start(crash={"commit": number, "after": after, "of": of})
            try:
                await tell()
            except NeverHappened as never:
                failures.append(f"commit {number}, {'after' if after else 'before'}: {never}")
                await story.afresh()
            if not life.alive:
                died = True
                scene.kills += 1
        if not died:
            return number - 1, failures
    return MOST_STEPS, failures


class _Story:
    """One order is paid and shipped, one cancelled, one paid and asked back, one's seller chased.

    The dead are started again.
    """

    def __init__(self, scene: Scene, people: Town, cast: Cast) -> None:
        self._scene, self._people, self._cast = scene, people, cast
        self._quantity = itertools.count(2)
        self.told = 0
        self.anew = 0
        self.sent_anew = 0
        self.to_refund: list[str] = []
        """The orders whose money is asked back."""
        self._reviving = asyncio.Lock()

    async def tell(self) -> None:
        self.told += 1
        await asyncio.gather(self._paid_and_shipped(), self._cancelled(), self.asked_back(), self.chased())

    async def afresh(self) -> None:
        """Whatever became of the last story, the next one begins with a bot that lives."""
        if not self._scene.life or not self._scene.life.alive:
            await self._scene.start()

    async def _ordered(self) -> tuple[int, str] | None:
        """The request and its order; None where a person must say what became of it, as after a death on the wire."""
        wish = Wish(self._cast.here["Daria"].person, self._cast.group, next(self._quantity))
        buying = asyncio.create_task(self._people.buys(wish, STEP_SECONDS))
        await self._in_the_end(lambda: _done(buying), f"{wish} is on its way")
        number = int(self._people.known[wish.person, wish.quantity]["id"])
        await self._in_the_end(lambda: self._ended(number), f"#{number} is ordered, or with a person")
        found = await self._scene.ours.rows(f"SELECT order_id FROM remote_order WHERE request_id = {number}")
        return (number, str(found[0]["order_id"])) if found else None

    async def _paid_and_shipped(self) -> None:
        ordered = await self._ordered()
        if ordered is None:
            return
        number, order = ordered
        for action, state in (("pay", "paid"), ("ship", "shipped")):
            await post(self._scene.http, f"/sim/orders/{order}/{action}", {})
            await self._in_the_end(lambda: self._is(number, state), f"#{number} is {state}")  # noqa: B023 - awaited here

    async def _cancelled(self) -> None:
        ordered = await self._ordered()
        if ordered is None:
            return
        number = ordered[0]
        self._scene.world.clock.advance(11)  # 1688 closes no order in its first ten seconds

        buyer = self._cast.alone["Emil"].person
        said = itertools.count()

        async def cancelled() -> bool:
            if not await self._cleared_up(buyer, number):
                pressed = self._people.press_labelled(buyer, number, "Yes, cancel it")
                if not pressed and next(said) % 20 == 0:
                    await post(self._scene.http, "/sim/say", {"person": buyer, "text": f"/cancel {number}"})
            return await self._is(number, "cancelled")

        await self._in_the_end(cancelled, f"#{number} is cancelled")

    async def asked_back(self) -> None:
        """Whoever asked for it asks its money back, anew if 1688 does not know of that, and the seller agrees."""
        ordered = await self._ordered()
        if ordered is None:
            return
        number, order = ordered
        await post(self._scene.http, f"/sim/orders/{order}/pay", {})
        await self._in_the_end(lambda: self._is(number, "paid"), f"#{number} is paid")
        self.to_refund.append(order)
        buyer, said = self._cast.alone["Daria"].person, itertools.count()

        async def refunded() -> bool:
            ledger = await self._scene.ledger()
            refunds = [each for each in ledger["refunds"] if each["order"] == order]
            if any(each["state"] == "waitselleragree" for each in refunds):
                await post(self._scene.http, f"/sim/orders/{order}/refund_answer", {"agree": True})
            if not await self._cleared_up(buyer, number) and not refunds:
                pressed = self._people.press_on_to(buyer, number, ASKING_BACK)
                if not pressed and next(said) % 20 == 0:
                    await post(self._scene.http, "/sim/say", {"person": buyer, "text": f"/order {number}"})
            ours = f"SELECT refunded_fen FROM remote_order WHERE order_id = '{order}' AND refunded_fen > 0"
            live = f"SELECT 1 FROM errand WHERE order_id = '{order}' AND state IN ('asked', 'unclear')"
            there = next(each["refunded_fen"] for each in ledger["orders"] if each["id"] == order)
            found = await self._scene.ours.peek(ours)
            return [row["refunded_fen"] for row in found] == [there] and not await self._scene.ours.peek(live)

        await self._in_the_end(refunded, f"#{number} is refunded")
        claims = f"SELECT 1 FROM errand WHERE order_id = '{order}' AND kind = 'refund' AND state IN ('done', 'dropped')"
        self.anew += len(await self._scene.ours.rows(claims)) > 1

    async def chased(self) -> None:
        """Whoever asked for it writes to the seller and urges them, anew if 1688 does not have that."""
        ordered = await self._ordered()
        if ordered is None:
            return
        number, order = ordered
        await post(self._scene.http, f"/sim/orders/{order}/pay", {})
        await self._in_the_end(lambda: self._is(number, "paid"), f"#{number} is paid")
        person, said = self._cast.alone["Daria"].person, itertools.count()

        async def there() -> bool:
            known = await self._scene.ours.peek(CHASED.format(order))
            states = Counter(row["state"] for row in known)
            if states["done"] == 2 and not states["asked"] and not states["unclear"]:
                return True
            pressed = await self._people.chases(person, number, order)
            if not pressed and next(said) % 20 == 0:
                await post(self._scene.http, "/sim/say", {"person": person, "text": f"/order {number}"})
            return False

        await self._in_the_end(there, f"the seller of #{number} is chased")
        known = await self._scene.ours.rows(CHASED.format(order))
        self.sent_anew += max(len(known) - 2, 0)

    async def _cleared_up(self, person: int, number: int) -> bool:
        """Whether something of the order is not clear; then its person looks, and says if 1688 does not know of it."""
        unclear = f"""SELECT 1 FROM errand e JOIN remote_order o ON o.order_id = e.order_id
WHERE o.request_id = {number} AND e.state IN ('asked', 'unclear')"""
        if not await self._scene.ours.peek(unclear):
            return False
        self._people.press_on_to(person, number, CLEARING_UP)
        return True

    async def _ended(self, number: int) -> bool:
        order = f"SELECT 1 FROM remote_order WHERE request_id = {number} AND checked = 'agreed'"
        person = f"SELECT 1 FROM attempt WHERE request_id = {number} AND state = 'needs_person'"
        return bool(await self._scene.ours.peek(f"{order} UNION ALL {person}"))

    async def _is(self, number: int, state: str) -> bool:
        """Our database says so, and the chat does."""
        found = await self._scene.ours.peek(f"SELECT state FROM remote_order WHERE request_id = {number}")
        if [row["state"] for row in found] != [state]:
            return False
        return any(SHOWN[state] in message.text for message in self._people.of(self._cast.group, number))

    async def _in_the_end(self, happened: Callable[[], Awaitable[bool]], what: str) -> None:
        async def alive_and_happened() -> bool:
            async with self._reviving:
                if self._scene.life is not None and not self._scene.life.alive:
                    await self._scene.start()
            return await happened()

        await until(alive_and_happened, what, STEP_SECONDS, every=0.2)


async def _done(task: "asyncio.Task[Any]") -> bool:
    return task.done()


async def _compared(scene: Scene) -> list[checker.Finding]:
    ledger = await scene.ledger()
    histories = checker.Histories(
        await scene.ours.all(), ledger["orders"], scene.chat(), scene.weather.creates, ledger["refunds"]
    )
    doubled = [each for each in checker.check(histories) if each.kind == checker.NOTICE_DOUBLED]
    rest = [each for each in checker.check(histories) if each.kind != checker.NOTICE_DOUBLED]
    if len(doubled) > scene.kills:
        rest.append(checker.Finding(checker.NOTICE_DOUBLED, f"{len(doubled)} for {scene.kills} deaths"))
    return [*rest, *checker.stale(histories)]
