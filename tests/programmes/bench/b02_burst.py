"""B2: a burst of 5,000 `/orders` from 500 chats over long polling."""

import time
from pathlib import Path

from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import REPEATS, Result, bench, slope, spread
from tests.programmes.bench.place import Town, bare, ours, town

CHATS, UPDATES, SAMPLE, STORED, ANSWERS_AFTER = 500, 5_000, 300, 10_000, 0.04
SIZES = (1_000, 10_000, 100_000)


@bench(
    2,
    "burst of 5,000 /orders from 500 chats, 10,000 orders stored",
    must="60 % of a bare echo bot's updates a second; with 40 ms answers 12 times the bare sequential bot",
)
async def burst(folder: Path) -> Result:
    """At once and after 40 ms; the bare bot's cost is linear, so with 40 ms it is measured on a sample of 300."""
    quick = [(await _ours(folder / f"q{n}", UPDATES), await _bare(folder / f"b{n}", UPDATES)) for n in range(REPEATS)]
    slow = [
        (await _ours(folder / f"s{n}", UPDATES, ANSWERS_AFTER), await _bare(folder / f"t{n}", SAMPLE, ANSWERS_AFTER))
        for n in range(REPEATS)
    ]
    sizes = [await _ours(folder / f"size{stored}", 1_000, stored=stored) for stored in SIZES]
    share = spread([mine / theirs for mine, theirs in quick])
    times = spread([mine / theirs for mine, theirs in slow])
    figures = {
        "ours, updates/s": spread([mine for mine, _ in quick], 0),
        "bare, updates/s": spread([theirs for _, theirs in quick], 0),
        "share of the bare bot": share,
        "ours after 40 ms, updates/s": spread([mine for mine, _ in slow], 0),
        "bare after 40 ms, updates/s (300)": spread([theirs for _, theirs in slow], 0),
        "times the bare bot after 40 ms": times,
        "updates/s by stored orders": {str(size): round(rate) for size, rate in zip(SIZES, sizes, strict=True)},
        "slope of the cost": slope(SIZES, [1 / rate for rate in sizes]),
    }
    return Result(figures, share["median"] >= 0.6 and times["median"] >= 12)


async def _ours(folder: Path, updates: int, delay: float = 0.0, stored: int = STORED) -> float:
    async with town() as place:
        people = place.people(CHATS)
        await one_purchase(place, folder, people[0])
        multiply(folder, stored, Past("finished", tuple(people)))
        return await _measured(place, people, updates, delay, folder, mine=True)


async def _bare(folder: Path, updates: int, delay: float = 0.0) -> float:
    async with town() as place:
        return await _measured(place, place.people(CHATS), updates, delay, folder, mine=False)


async def _measured(place: Town, people: list[int], updates: int, delay: float, folder: Path, *, mine: bool) -> float:
    """Updates a second from the first poll to the last answer; all of them wait when the bot comes."""
    if delay:
        place.slow(delay, "sendMessage")
    before = place.count("sendMessage")
    for number in range(updates):
        place.say(people[number % CHATS], "/orders")
    async with (ours if mine else bare)(place, folder):
        start = time.perf_counter()
        await place.until(lambda: place.count("sendMessage") - before >= updates, "an answer to each", 600)
        return updates / (time.perf_counter() - start)
