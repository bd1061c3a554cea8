"""R4: the order is made 0.1 to 900 seconds after the client gave up; it is bought once, and found by no person."""

import asyncio
import logging
import random

from tests.programmes.torture import virtual
from tests.programmes.torture.ends import CREATE, IN_DOUBT
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.virtual_stage import Base, based, staged

CASES = 40
SHORTEST, LONGEST = 0.1, 900.0
GIVES_UP = 30.0
"""Seconds that the client waits for the answer."""
LOOKS_ON = 2400.0
"""Virtual seconds after the order was made until it counts as not found: the looks are half an hour apart by then."""


@programme(4, "late commit", gate="bought twice 0", databases=(SQLITE, POSTGRESQL))
def late(scale: Scale) -> Result:
    """Each delay once, evenly by its magnitude; nobody but the program acts."""
    logging.disable(logging.CRITICAL)
    dice, count = random.Random(scale.seed), scale.count(CASES)
    steps = [SHORTEST * (LONGEST / SHORTEST) ** ((each + dice.random()) / count) for each in range(count)]
    found: list[tuple[float, int, float | None, bool]] = virtual.run(_all(scale, steps))
    twice = [f"{delay:.1f} s: {orders} orders" for delay, orders, _, _ in found if orders > 1]
    lost = [f"{delay:.1f} s: {orders} orders" for delay, orders, _, _ in found if orders < 1]
    untold = [f"{delay:.1f} s: nobody was told of the doubt" for delay, _, _, told in found if not told]
    waited = sorted(seconds for _, _, seconds, _ in found if seconds is not None)
    figures = {
        "late commits": count,
        "bought twice": len(twice),
        "found without a person": f"{len(waited)} of {count}",
        "found after it was made, median": f"{waited[len(waited) // 2]:.0f} s" if waited else "never",
        "found after it was made, longest": f"{waited[-1]:.0f} s" if waited else "never",
    }
    return Result(figures, not twice and not lost and not untold, (*twice, *lost, *untold))


async def _all(scale: Scale, delays: list[float]) -> list[tuple[float, int, float | None, bool]]:
    async with based(scale.folder, scale.database) as base:
        return [await _one(base, delay) for delay in delays]


async def _one(base: Base, delay: float) -> tuple[float, int, float | None, bool]:
    """The delay, the orders in the end, seconds from the order to its being found, and whether the doubt was told."""
    async with staged(base) as stage:
        await stage.ask()
        await asyncio.sleep(5)
        card = await stage.card()
        assert card is not None
        await stage.market(commit_delay=GIVES_UP + delay)
        await stage.anna.presses(card, "Buy now")

        async def made() -> bool:
            return bool((await stage.ledger())["orders"])

        async def known() -> bool:
            return bool(stage.heard("found: the order exists on 1688"))

        await stage.until(made, GIVES_UP + delay + 30, every=5)
        begun = virtual.here().time()
        seconds = virtual.here().time() - begun if await stage.until(known, LOOKS_ON, every=5) else None
        ledger = await stage.ledger()
        assert ledger["calls"][CREATE] == 1, "sent more than once"
        return delay, len(ledger["orders"]), seconds, bool(stage.heard(IN_DOUBT))
