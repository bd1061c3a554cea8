"""Anna asks money back, takes that back, and says what 1688 does not know of, on a stage in virtual time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.actor import ShownMessage, post
from tests.programmes.torture.people import ASKING_BACK, CLEARING_UP
from tests.programmes.torture.virtual_stage import Stage

ASK, WITHDRAW, CANCEL = "Ask for ¥", "Yes, take it back", "Yes, cancel it"
"""The press that sends each."""
STEPS = {ASK: ASKING_BACK, WITHDRAW: (WITHDRAW, "Take it back", "Refund"), CANCEL: (CANCEL,)}
ROUNDS, ROUND_SECONDS, SAYS_EVERY = 60, 15.0, 4
"""How often she looks, and after how many looks she writes again to see the order as it is."""


@dataclass
class Hands:
    """What she pressed: of several looks the newest that was pressed least comes first."""

    stage: Stage
    pressed: Counter[tuple[int, int, str]] = field(default_factory=Counter)

    async def sees(self, *steps: str) -> tuple[ShownMessage, str, tuple[int, int, str]] | None:
        """A message with one of these buttons, the first of them that it has, and what tells this look of it."""
        anna = self.stage.anna.person
        rows: list[dict[str, Any]] = (await self.stage.http.get("/sim/messages", params={"person": anna})).json()
        found = []
        for row in reversed(rows):
            labels = [button["text"] for line in row["buttons"] or [] for button in line]
            fits = [
                label
                for step in steps
                for label in labels
                if label == step or (step.endswith("¥") and label.startswith(step))
            ]
            if row["from"] == "bot" and not row["deleted"] and fits:
                look = (int(row["message_id"]), int(row["rev"]), fits[0])
                found.append((ShownMessage(row["message_id"], row["text"], tuple(labels)), fits[0], look))
        return min(found, key=lambda each: self.pressed[each[2]], default=None)

    async def press(self, *steps: str) -> bool:
        """Press it; whether there was one."""
        seen = await self.sees(*steps)
        if seen is None:
            return False
        shown, label, look = seen
        self.pressed[look] += 1
        await self.stage.anna.presses(shown, label)
        return True

    async def unclear(self) -> bool:
        """Whether something may have been sent, of which 1688 has not said what became."""
        return bool(await self.stage.rows("SELECT 1 FROM errand WHERE state IN ('asked', 'unclear')"))

    async def up_to(self, last: str) -> None:
        """Press whatever leads to the press that sends, and not that one."""
        steps, says = STEPS[last][1:], "/cancel 1" if last == CANCEL else "/order 1"
        for turn in range(ROUNDS):
            if await self.sees(last):
                return
            if not await self.press(*steps) or turn % SAYS_EVERY == 0:
                await self.stage.anna.writes(says)
            await asyncio.sleep(2)
        raise AssertionError(f"there was never anything like {last}")

    async def goes_on(self, last: str, over: Callable[[], Awaitable[bool]]) -> None:
        """As people do until it is over: look at what is not clear, say if it is not there, and ask anew."""
        says = "/cancel 1" if last == CANCEL else "/order 1"
        for turn in range(ROUNDS):
            unclear = await self.unclear()
            if not unclear and await over():
                return
            pressed = await self.press(*(CLEARING_UP if unclear else STEPS[last]))
            if not pressed or (not unclear and turn % SAYS_EVERY == SAYS_EVERY - 1):
                await self.stage.anna.writes("/order 1" if unclear else says)
            await asyncio.sleep(ROUND_SECONDS if unclear else 3)
        raise AssertionError(f"{last!r} came to no end")


async def paid(stage: Stage) -> str:
    """The order, once it is paid and the bot knows of it."""

    async def known() -> bool:
        return await stage.rows("SELECT state FROM remote_order") == [("paid",)]

    order = str((await stage.ledger())["orders"][0]["id"])
    await asyncio.sleep(15)
    await post(stage.http, f"/sim/orders/{order}/pay", {})
    assert await stage.until(known, 300, every=1), "it was never paid"
    return order


def there(stage: Stage, *words: str) -> Callable[[], Awaitable[bool]]:
    """Whether 1688's newest refund is in one of these states."""

    async def is_there() -> bool:
        refunds = (await stage.ledger())["refunds"]
        return bool(refunds) and refunds[-1]["state"] in words

    return is_there
