"""B12: a basket of one line, which is a link alone in a message, against the same before there were baskets."""

import asyncio
import io
import statistics
import subprocess
import tarfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.wiring.lifecycle import living
from tests.programmes.bench.counting import Cost, calls, costs
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import HOME, ours, town
from tests.programmes.bench.shopping import to_consent

PURCHASES, COUNTED, SETTLES = 20, 8, 0.3
"""Purchases by which the processor's time is measured, and those that are counted; seconds until one is over."""
LINK, BUY, MOST_TIMES = "a link alone", "/buy", 1.1
BEFORE = "9d86904"
"""The commit at which a request was always of one product."""


@bench(
    12,
    f"a basket of one line: a link alone, to the card that asks for consent; the same at {BEFORE}, and `/buy`",
    must="no more taps and calls to 1688 and at most 1.1 times the processor of before, no more commits than `/buy`",
)
async def basket_of_one(folder: Path) -> Result:
    """Commits and statements are counted in this process; the processor's time is that of the bot in its own.

    Before there were baskets a link and `/buy` were the same purchase.
    """
    counts = await _counts(folder / "counts")
    old = await asyncio.to_thread(_unpacked, folder / "before")
    runs: dict[str, list[Run]] = {"now": [], BEFORE: []}
    for repeat in range(REPEATS):
        for name, home in (("now", HOME), (BEFORE, old)):
            runs[name].append(await _run(folder / f"{name}{repeat}", home))
    figures: dict[str, Any] = {f"{way} {name}": _figures(runs[name], way) for way in (LINK, BUY) for name in runs}
    for way, counted in counts.items():
        figures[f"{way} now"] |= counted
    figures["purchases"] = PURCHASES * REPEATS
    link, before = ([run[LINK] for run in runs[name]] for name in runs)
    no_more = not link[0].calls - before[0].calls and link[0].taps <= before[0].taps
    used = [statistics.median(each.processor for each in found) for found in (link, before)]
    no_more = no_more and counts[LINK]["commits"] <= counts[BUY]["commits"]
    return Result(figures, no_more and used[0] <= MOST_TIMES * used[1])


def _figures(runs: "list[Run]", way: str) -> dict[str, Any]:
    first = runs[0][way]
    return {
        "taps": first.taps,
        "calls to 1688 for each": {name: round(number / PURCHASES, 2) for name, number in sorted(first.calls.items())},
        "processor of the bot, ms": spread([run[way].processor for run in runs], 1),
    }


def _unpacked(folder: Path) -> Path:
    """The product as it was before there were baskets."""
    packed = subprocess.run(["git", "archive", BEFORE], cwd=HOME, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _words(offer: dict[str, Any], pieces: int) -> dict[str, str]:
    return {LINK: f"{offer['link']} x{pieces}", BUY: f"/buy {offer['offer_id']} {pieces}"}


async def _counts(folder: Path) -> dict[str, dict[str, Any]]:
    """Each way by people who are new to this process, which knows the addresses; no price is asked for twice.

    What the bot does by itself meanwhile is counted too: the least of several purchases has least of it. The link is
    a text like any other, for which it looks whether a question waits for it: a statement more than a command.
    """
    found: dict[str, list[Cost]] = {LINK: [], BUY: []}
    async with town() as place:
        people, offer = place.people(2 * COUNTED + 1), await place.good("plain")
        async with indoors(place, folder) as house, living(house):
            await to_consent(place, people.pop(), _words(offer, 2)[BUY])
            await place.settled()
            for number in range(COUNTED):
                for half, way in enumerate(found):
                    words = _words(offer, 3 + 2 * number + half)[way]
                    with costs(place) as cost:
                        await to_consent(place, people.pop(), words)
                        await asyncio.sleep(SETTLES)
                    found[way].append(cost)
    return {way: _least(each) for way, each in found.items()}


def _least(found: list[Cost]) -> dict[str, Any]:
    """The least that a purchase took of each."""
    return {
        "commits": min(cost.commits for cost in found),
        "statements": min(cost.statements for cost in found),
    }


@dataclass(frozen=True)
class Way:
    """What the purchases of one way took: taps and milliseconds of the processor for each, all calls to 1688."""

    taps: int
    calls: Counter[str]
    processor: float


Run = dict[str, Way]


async def _run(folder: Path, home: Path) -> Run:
    """Purchases by both ways at the product of that folder, each at another price."""
    found: Run = {}
    async with town() as place:
        people, offer = place.people(2 * PURCHASES + 1), await place.good("plain")
        async with ours(place, folder, PYTHONPATH=str(home)) as process:
            await to_consent(place, people.pop(), _words(offer, 2)[BUY])
            await place.settled()
            for half, way in enumerate((LINK, BUY)):
                before, since, taps = process.cpu(), len(place.calls), 0
                for number in range(PURCHASES):
                    words = _words(offer, 3 + 2 * number + half)[way]
                    taps = max(taps, (await to_consent(place, people.pop(), words)).taps)
                await asyncio.sleep(SETTLES)
                used = 1000 * (process.cpu() - before) / PURCHASES
                found[way] = Way(taps, calls(place, since), used)
    return found
