"""R4: an order, or a refund, is made 0.1 to 900 seconds after the client gave up; there is one, found by no person."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.actor import ShownMessage
from tests.programmes.torture import virtual
from tests.programmes.torture.ends import CREATE, IN_DOUBT, REFUND
from tests.programmes.torture.money_back import ASK, Hands, paid
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.virtual_stage import Base, Stage, based, staged

CASES = 40
SHORTEST, LONGEST = 0.1, 900.0
GIVES_UP, GIVES_UP_REFUND = 30.0, 12.0
"""Seconds that the client waits for the answer."""
FOUND = "found: the order exists on 1688"
LOOKS_ON = 2400.0
"""Virtual seconds after the order was made until it counts as not found: the looks are half an hour apart by then."""


Case = tuple[float, int, float | None, bool]
"""The delay, what there is in the end, seconds until it was found since it was made, and whether the doubt was told."""


@programme(4, "late commit", gate="bought twice 0, asked back twice 0", databases=(SQLITE, POSTGRESQL))
def late(scale: Scale) -> Result:
    """Each delay once, evenly by its magnitude; nobody but the program acts."""
    logging.disable(logging.CRITICAL)
    dice, count = random.Random(scale.seed), scale.count(CASES)
    steps = [SHORTEST * (LONGEST / SHORTEST) ** ((each + dice.random()) / count) for each in range(count)]
    orders: list[Case] = virtual.run(_all(scale, steps, _order))
    refunds: list[Case] = virtual.run(_all(scale, steps, _refund))
    wrong: list[str] = []
    figures: dict[str, Any] = {}
    for what, twice, found in (("orders", "bought twice", orders), ("refunds", "asked back twice", refunds)):
        doubled = [f"{delay:.1f} s: {there} {what}" for delay, there, _, _ in found if there > 1]
        lost = [f"{delay:.1f} s: {there} {what}" for delay, there, _, _ in found if there < 1]
        untold = [f"{delay:.1f} s: nobody was told of the doubt" for delay, _, _, told in found if not told]
        waited = sorted(seconds for _, _, seconds, _ in found if seconds is not None)
        unfound = [f"{delay:.1f} s: the refund was never found" for delay, _, seconds, _ in found if seconds is None]
        wrong += [*doubled, *lost, *untold, *(unfound if what == "refunds" else [])]
        figures |= {
            f"late {what}": count,
            twice: len(doubled),
            f"{what} found without a person": f"{len(waited)} of {count}",
            f"{what} found after they were made, median": f"{waited[len(waited) // 2]:.0f} s" if waited else "never",
            f"{what} found after they were made, longest": f"{waited[-1]:.0f} s" if waited else "never",
        }
    return Result(figures, not wrong, tuple(wrong))


async def _all(scale: Scale, delays: list[float], one: Callable[[Base, float], Awaitable[Case]]) -> list[Case]:
    async with based(scale.folder, scale.database) as base:
        return [await one(base, delay) for delay in delays]


async def _order(base: Base, delay: float) -> Case:
    async with staged(base) as stage:
        card = await _asked(stage)
        await stage.market(commit_delay=GIVES_UP + delay)
        await stage.anna.presses(card, "Buy now")
        seconds = await _found(stage, delay + GIVES_UP, "orders", lambda: _has(stage, FOUND))
        ledger = await stage.ledger()
        assert ledger["calls"][CREATE] == 1, "sent more than once"
        return delay, len(ledger["orders"]), seconds, bool(stage.heard(IN_DOUBT))


async def _refund(base: Base, delay: float) -> Case:
    async with staged(base) as stage:
        await stage.anna.presses(await _asked(stage), "Buy now")
        assert await stage.until(lambda: _has(stage, "ordered, to be paid"), 60), "it was never ordered"
        await paid(stage)
        hands = Hands(stage)
        await hands.up_to(ASK)
        await stage.market(lost_refund={"n": 1, "how": "late", "seconds": GIVES_UP_REFUND + delay})
        await hands.press(ASK)

        async def done() -> bool:
            return await stage.rows("SELECT state FROM errand WHERE kind = 'refund'") == [("done",)]

        seconds = await _found(stage, delay + GIVES_UP_REFUND, "refunds", done)
        ledger = await stage.ledger()
        assert ledger["calls"][REFUND] == 1, "sent more than once"
        return delay, len(ledger["refunds"]), seconds, bool(stage.heard("refund: not clear"))


async def _asked(stage: Stage) -> ShownMessage:
    await stage.ask()
    await asyncio.sleep(5)
    card = await stage.card()
    assert card is not None
    return card


async def _found(stage: Stage, delay: float, what: str, known: Callable[[], Awaitable[bool]]) -> float | None:
    """Seconds from when it was made to its being found; None if it never was."""

    async def made() -> bool:
        return bool((await stage.ledger())[what])

    await stage.until(made, delay + 30, every=5)
    begun = virtual.here().time()
    return virtual.here().time() - begun if await stage.until(known, LOOKS_ON, every=5) else None


async def _has(stage: Stage, phrase: str) -> bool:
    return bool(stage.heard(phrase))
