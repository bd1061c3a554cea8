"""B17: from a pasted link to the product card, of a product never seen and of one seen just before."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.programmes.bench import wires
from tests.programmes.bench.frame import Result, bench
from tests.programmes.bench.place import Town, ours, town

TIMES, REFILL = 20, 2.2


@bench(
    17,
    "link → product card, cold and warm; default settings, 1688 answers after 80 ms, Telegram after 40",
    must="p50 at most 1.3 times the calls that the case needs, bare, one after the other",
)
async def product(folder: Path) -> Result:
    """Cold: a person and a product that this process has not seen; warm: the same once more."""
    async with town() as place:
        people = place.people(TIMES)
        offers = [each for each in place.world.world.offers if place.world.world.offers[each]][:TIMES]
        async with ours(place, folder, ALIBABA_RATE="5"):
            wires.as_outside(place)
            runs: dict[str, list[tuple[float, tuple[str, ...]]]] = {"cold": [], "warm": []}
            for number, person in enumerate(people):
                for found in runs.values():
                    found.append(await _card(place, person, offers[number % len(offers)]))
        figures: dict[str, Any] = {"links": TIMES}
        for name, found in runs.items():
            sequence = wires.usual([calls for _, calls in found])
            theirs = await wires.bare(place, sequence, TIMES)
            counts = {"calls to 1688": sequence.count("1688"), "to Telegram": sequence.count("telegram")}
            figures[name] = counts | wires.compared([each for each, _ in found], theirs)
    return Result(figures, all(figures[name]["p50, times"] <= 1.3 for name in runs))


async def _card(place: Town, person: int, offer_id: int) -> tuple[float, tuple[str, ...]]:
    """Milliseconds to the card, and the calls that were made until then."""
    await asyncio.sleep(REFILL)
    before, since, began = len(place.messages(person)), len(place.calls), time.perf_counter()
    place.say(person, f"https://detail.1688.com/offer/{offer_id}.html")
    await place.until(lambda: _shown(place, person, before), "a product card")
    return 1000 * (time.perf_counter() - began), wires.sides(place, since)


def _shown(place: Town, person: int, before: int) -> bool:
    """Whether a card with buttons came."""
    return any(message.inline for message in place.messages(person)[before:])
