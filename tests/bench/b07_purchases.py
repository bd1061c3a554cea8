"""B7: purchases from end to end, by one buyer and by sixteen, beside what bare commits would allow."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from bot.wiring.lifecycle import living
from tests.bench.frame import REPEATS, Result, bench, slope, spread
from tests.bench.indoors import indoors
from tests.bench.place import Town, ours, town
from tests.bench.shopping import buy, consent, shown

BUYERS, EACH, COMMITS, COUNTED = (1, 4, 16), 4, 300, 3


@bench(
    7,
    "purchases end to end, from the consent to the placed card, 1 and 16 buyers",
    must="half of bare durable commits a second ÷ commits of one purchase",
)
async def purchases(folder: Path) -> Result:
    """The bare commits are one-row inserts into a SQLite database with the product's settings."""
    bare = [await asyncio.to_thread(_bare, folder / f"bare{n}.db") for n in range(REPEATS)]
    runs = {size: [await _rate(folder / f"{size}-{n}", size) for n in range(REPEATS)] for size in BUYERS}
    commits = await _commits(folder / "counted")
    rates = {size: spread(each) for size, each in runs.items()}
    ceiling = spread(bare, 0)["median"] / commits
    share = {size: round(rate["median"] / ceiling, 3) for size, rate in rates.items()}
    figures: dict[str, Any] = {
        "purchases/s by buyers": {str(size): rate for size, rate in rates.items()},
        "slope of a purchase's time": slope(BUYERS, [1 / rate["median"] for rate in rates.values()]),
        "commits of one purchase": commits,
        "bare durable commits/s": spread(bare, 0),
        "what they allow, purchases/s": round(ceiling, 1),
        "share of it": {str(size): each for size, each in share.items()},
    }
    return Result(figures, min(share[1], share[16]) >= 0.5)


def _bare(path: Path) -> float:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, word TEXT)")
        start = time.perf_counter()
        for number in range(COMMITS):
            database.execute("INSERT INTO line (word) VALUES (?)", (f"{number}",))
        return COMMITS / (time.perf_counter() - start)


async def _rate(folder: Path, buyers: int) -> float:
    """Purchases a second; each buyer consents to the next as soon as the one before is placed."""
    async with town() as place:
        people, offer = place.people(buyers), await place.good("plain")
        async with ours(place, folder):
            ready = {person: [await consent(place, person, offer) for _ in range(EACH)] for person in people}
            start = time.perf_counter()
            await asyncio.gather(*(_all_of(place, person, cards) for person, cards in ready.items()))
            return buyers * EACH / (time.perf_counter() - start)


async def _all_of(place: Town, person: int, cards: list[tuple[int, str]]) -> None:
    for message, code in cards:
        await _one_of(place, person, message, code)


async def _one_of(place: Town, person: int, message: int, code: str) -> None:
    before = shown(place, person)
    place.press(person, message, code)
    await place.until(lambda: shown(place, person) - before, "a placed order")


async def _commits(folder: Path) -> float:
    """Write transactions of one purchase from its consent on, by the product in this process."""
    counts = {"commit": 0}

    def counted(connection: Any) -> None:
        counts["commit"] += connection.connection.driver_connection.in_transaction

    async with town() as place:
        person, offer = place.people(1)[0], await place.good("plain")
        async with indoors(place, folder) as house, living(house):
            await buy(place, person, offer)
            await place.quiet("sendMessage")  # the notice of the first order must not be taken for the next card
            cards = [await consent(place, person, offer) for _ in range(COUNTED)]
            event.listen(Engine, "commit", counted)
            try:
                await _all_of(place, person, cards)
                await asyncio.sleep(1)  # what follows the card: it is looked at, and marked as sent
            finally:
                event.remove(Engine, "commit", counted)
    return round(counts["commit"] / COUNTED, 1)
