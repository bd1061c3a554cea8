"""B12: a basket of one line, which is a link alone in a message, against `/buy` with the same number."""

import asyncio
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

from bot.wiring.lifecycle import living
from tests.bench.counting import Cost, costs
from tests.bench.frame import REPEATS, Result, bench, spread
from tests.bench.indoors import indoors
from tests.bench.place import ours, town
from tests.bench.shopping import to_consent

PURCHASES, COUNTED, SETTLES = 20, 8, 0.3
"""Purchases by which the processor's time is measured, and those that are counted; seconds until one is over."""
LINK, BUY, MOST_TIMES = "a link alone", "/buy", 1.1


@bench(
    12,
    "a basket of one line: a link in a message against `/buy`, to the card that asks for consent",
    must="the link takes no more taps, calls to 1688 and commits than `/buy`, and at most 1.1 times its processor",
)
async def basket_of_one(folder: Path) -> Result:
    """What is counted is counted in this process; the processor's time is that of the bot in its own."""
    counts = await _counts(folder / "counts")
    processor = await _processor(folder / "processor")
    figures: dict[str, Any] = {
        way: counts[way] | {"processor of the bot, ms": spread(processor[way])} for way in (LINK, BUY)
    }
    figures["purchases"] = PURCHASES * REPEATS
    link, buy = counts[LINK], counts[BUY]
    calls = not Counter(link["calls to 1688"]) - Counter(buy["calls to 1688"])
    used = [statistics.median(processor[way]) for way in (LINK, BUY)]
    no_more = all(link[name] <= buy[name] for name in ("taps", "commits"))
    return Result(figures, calls and no_more and used[0] <= MOST_TIMES * used[1])


def _words(offer: dict[str, Any], pieces: int) -> dict[str, str]:
    return {LINK: f"{offer['link']} x{pieces}", BUY: f"/buy {offer['offer_id']} {pieces}"}


async def _counts(folder: Path) -> dict[str, dict[str, Any]]:
    """Each way by people who are new to this process, which knows the addresses; no price is asked for twice.

    What the bot does by itself meanwhile is counted too: the least of several purchases has least of it. The link is
    a text like any other, for which it looks whether a question waits for it: a statement more than a command.
    """
    found: dict[str, list[tuple[int, Cost]]] = {LINK: [], BUY: []}
    async with town() as place:
        people, offer = place.people(2 * COUNTED + 1), await place.good("plain")
        async with indoors(place, folder) as house, living(house):
            await to_consent(place, people.pop(), _words(offer, 2)[BUY])
            await place.settled()
            for number in range(COUNTED):
                for half, way in enumerate(found):
                    words = _words(offer, 3 + 2 * number + half)[way]
                    with costs(place) as cost:
                        taps = (await to_consent(place, people.pop(), words)).taps
                        await asyncio.sleep(SETTLES)
                    found[way].append((taps, cost))
    return {way: _least(each) for way, each in found.items()}


def _least(found: list[tuple[int, Cost]]) -> dict[str, Any]:
    """The least that a purchase took of each."""
    fewest = min((cost.calls for _, cost in found), key=Counter.total)
    return {
        "taps": min(taps for taps, _ in found),
        "calls to 1688": dict(sorted(fewest.items())),
        "commits": min(cost.commits for _, cost in found),
        "statements": min(cost.statements for _, cost in found),
    }


async def _processor(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of each purchase to its consent; the ways take turns."""
    used: dict[str, list[float]] = {LINK: [], BUY: []}
    async with town() as place:
        people, offer = place.people(2 * REPEATS * PURCHASES + 1), await place.good("plain")
        async with ours(place, folder) as process:
            await to_consent(place, people.pop(), _words(offer, 2)[BUY])
            await place.settled()
            for _ in range(REPEATS):
                for way, words in _words(offer, 2).items():
                    before = process.cpu()
                    for _ in range(PURCHASES):
                        await to_consent(place, people.pop(), words)
                    used[way].append(1000 * (process.cpu() - before) / PURCHASES)
    return used
