"""B7: from *Buy now* to the card with the number, and to the pay link, as people and 1688 feel it."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.programmes.bench import wires
from tests.programmes.bench.frame import Result, bench
from tests.programmes.bench.place import Town, ours, town
from tests.programmes.bench.shopping import consent, shown

TIMES, REFILL = 60, 2.2
"""Purchases, and seconds after which two seconds' worth of calls may go at once again."""
DEFAULTS = {"ALIBABA_RATE": "5"}


@bench(
    7,
    "*Buy now* → card with the number, and with the pay link; 1688 answers after 80 ms, Telegram after 40",
    must="p50 at most 1.3 times the same calls bare, one after the other; p99 at most twice",
)
async def buy_now(folder: Path) -> Result:
    """One purchase after the other, each once the bucket is full again."""
    async with town() as place:
        people, offer = place.people(TIMES), await place.good("plain")
        async with ours(place, folder, **DEFAULTS):
            wires.as_outside(place)
            runs = [await _one(place, person, offer) for person in people]
        figures: dict[str, Any] = {"purchases": TIMES}
        for number, what in enumerate(("card with the number", "pay link")):
            sequence = wires.usual([run[number][1] for run in runs])
            theirs = await wires.bare(place, sequence, TIMES)
            compared = wires.compared([run[number][0] for run in runs], theirs)
            figures[what] = {
                "calls to 1688": sequence.count("1688"),
                "to Telegram": sequence.count("telegram"),
            } | compared
    shares = [figures[what] for what in ("card with the number", "pay link")]
    return Result(figures, all(each["p50, times"] <= 1.3 and each["p99, times"] <= 2 for each in shares))


async def _one(place: Town, person: int, offer: dict[str, Any]) -> list[tuple[float, tuple[str, ...]]]:
    """Milliseconds to the card with the number and to the pay link, and the calls that were made until then."""
    card = await consent(place, person, offer)
    await asyncio.sleep(REFILL)
    before, since, began = shown(place, person), len(place.calls), time.perf_counter()
    place.press(person, card.message, card.code)
    await place.until(lambda: shown(place, person) - before, "a card with the number")
    found = [(1000 * (time.perf_counter() - began), wires.sides(place, since))]
    await place.until(lambda: _payable(place, person), "a pay link")
    return [*found, (1000 * (time.perf_counter() - began), wires.sides(place, since))]


def _payable(place: Town, person: int) -> bool:
    """Whether a message has a button that leads to the cashier."""
    buttons = (each for message in place.messages(person) for row in message.inline or () for each in row)
    return any(each.get("url") and "Pay" in each["text"] for each in buttons)
