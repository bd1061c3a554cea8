"""One person who buys alone, so that each purchase can be followed: what they press and see, what 1688 has of it."""

import asyncio
import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.actor import post
from bot.sandbox.patience import NeverHappened
from tests.programmes.torture.fault_injection import CREATES, DROP_AFTER, FAIL_BEFORE, TURNED_AWAY, Arrival
from tests.programmes.torture.harness import Scene, until
from tests.programmes.torture.people import Town, Wish

REFUSED_YET = "SELECT 1 AS n FROM attempt WHERE request_id = {} AND state = 'ready' AND reason <> ''"
PAUSED = "SELECT value FROM fact WHERE name = 'pause'"
PATIENCE = 60.0
RESUMES_EVERY = 2.0
"""Seconds between two /resume of somebody whose purchase is held."""


@dataclass
class OneBuyer:
    """An admin without a team; the number of pieces tells one purchase from the others."""

    scene: Scene
    people: Town
    quantity: int = 1

    @property
    def person(self) -> int:
        return self.scene.world.admins[0]

    async def asks(self) -> int:
        """Write /buy, and see the card that can be agreed to; the pieces."""
        self.quantity += 1
        quantity = self.quantity
        text = f"/buy {self.people.offer} {self._wish(quantity).words(self.people.variants)}"
        await post(self.scene.http, "/sim/say", {"person": self.person, "text": text})
        await until(lambda: self.known(quantity) is not None, f"a draft of {quantity} pieces", PATIENCE)
        return quantity

    def known(self, quantity: int) -> dict[str, Any] | None:
        """The request of so many pieces as it stands."""
        return self.people.known.get((self.person, quantity))

    async def presses(self, quantity: int) -> None:
        """Press *Buy now* until the bot has taken the consent; let buying go on if several doubts have paused it."""
        loop, resumed_at = asyncio.get_running_loop(), float("-inf")

        async def consented() -> bool:
            nonlocal resumed_at
            await self.presses_if_asked(quantity)
            row = self.known(quantity)
            if row is not None and row["attempt"] is not None:
                return True
            if loop.time() > resumed_at + RESUMES_EVERY and await self._is_paused():
                resumed_at = loop.time()
                await self._lets_buying_go_on()
            return False

        await until(consented, f"the consent to {quantity} pieces is taken", PATIENCE, every=0.2)

    async def presses_if_asked(self, quantity: int) -> None:
        """Press what leads on as long as nothing was agreed to."""
        row = self.known(quantity)
        if row is not None and row["attempt"] is None:
            self.people.press_next(row["id"], self._wish(quantity))

    async def loses_the_answer(self, quantity: int) -> None:
        """Agree; 1688 makes the order, and its answer never arrives."""
        dropped = asyncio.Event()

        def choose(arrival: Arrival) -> str | None:
            if arrival.call not in CREATES or dropped.is_set():
                return None
            dropped.set()
            return DROP_AFTER

        self.scene.weather.choose = choose
        await self.presses(quantity)
        await asyncio.wait_for(dropped.wait(), PATIENCE)
        await until(lambda: self.at_1688(quantity), "1688 has the order", PATIENCE)
        self.scene.weather.choose = lambda _: None

    async def is_refused_for_now(self, quantity: int) -> None:
        """Agree while 1688 is away: it is tried again later."""
        await self.presses(quantity)
        row = self.known(quantity)
        assert row is not None

        async def waits() -> bool:
            return bool(await self.scene.ours.peek(REFUSED_YET.format(row["id"])))

        await until(waits, f"{quantity} pieces wait for 1688", PATIENCE)

    def away(self, side: str) -> None:
        """This side answers nothing but errors from now on; of a create call it says that nothing came of it."""

        def choose(arrival: Arrival) -> str | None:
            if arrival.side != side:
                return None
            return TURNED_AWAY if arrival.call in CREATES else FAIL_BEFORE

        self.scene.weather.choose = choose

    async def at_1688(self, quantity: int) -> str:
        """The number of the order of so many pieces; empty if there is none."""
        orders = (await self.scene.ledger())["orders"]
        return next((row["id"] for row in orders if pieces(row) == quantity), "")

    async def is_followed(self, quantity: int) -> bool:
        """Whether the bot knows the order, and told its number."""
        row, number = self.known(quantity), await self.at_1688(quantity)
        return row is not None and row["attempt"] == "placed" and bool(number) and self.shown(number)

    async def has_ordered(self, quantity: int) -> str:
        """Press on until it is followed; its number."""

        async def followed() -> bool:
            await self.presses_if_asked(quantity)
            return await self.is_followed(quantity)

        await until(followed, f"{quantity} pieces are ordered: {self.known(quantity)}", PATIENCE, every=0.2)
        return await self.at_1688(quantity)

    async def resumes(self, quantity: int) -> None:
        """Settle what stands in the way and write /resume, until this purchase has gone on."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while not await self.is_followed(quantity) and asyncio.get_running_loop().time() < deadline:
            self.people.press_newest(self.person, "It is settled")
            if await self._is_paused():
                await self._lets_buying_go_on()
            self.people.forget_presses()
            for _ in range(10):
                await self.presses_if_asked(quantity)
                await asyncio.sleep(0.2)

    async def _is_paused(self) -> bool:
        rows = await self.scene.ours.peek(PAUSED)
        return bool(rows) and rows[0]["value"] not in ("{}", "null", None, {})

    async def _lets_buying_go_on(self) -> None:
        await post(self.scene.http, "/sim/say", {"person": self.person, "text": "/resume"})
        self.people.forget_presses()

    async def status(self) -> str:
        """What the bot answers to /status; empty if it gives no answer."""
        seen = self.seen()
        await post(self.scene.http, "/sim/say", {"person": self.person, "text": "/status"})

        def answers() -> list[str]:
            return [text for text in self.said_since(seen) if "watched" in text]

        with contextlib.suppress(NeverHappened):
            await until(lambda: bool(answers()), "the answer to /status", PATIENCE)
        return next(iter(answers()), "")

    def shown(self, *words: str) -> bool:
        """Whether one message of the bot has all these words, in small letters."""
        return any(all(word in text for word in words) for text in self.said_since(0))

    def seen(self) -> int:
        """How many messages there are."""
        return len(self.scene.chat(self.person))

    def said_since(self, seen: int) -> Iterable[str]:
        """What the bot has written since there were so many, in small letters."""
        rows = self.scene.chat(self.person)[seen:]
        return [row["text"].casefold() for row in rows if row["from"] == "bot"]

    def _wish(self, quantity: int) -> Wish:
        return Wish(self.person, self.person, quantity)


def pieces(order: dict[str, Any]) -> int:
    """How many pieces an order of 1688's books has."""
    return sum(int(line["quantity"]) for line in order["lines"])
