"""B25: `/orders mug` with a thousand and with a hundred thousand requests, and what the index of words costs.

`FIND_ORDERS_MOST=1000000` measures a million too.
"""

import asyncio
import os
import sqlite3
import statistics
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from bot.desk.ledger.ledger import Ledger
from bot.desk.orders.words import OrderWords
from storage.engine.database import Database
from tests.fakes.clock import HandClock
from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import REPEATS, Result, bench, slope, spread
from tests.programmes.bench.place import Town, looked, ours, town

SIZES, LOOKS, MOST_TIMES, EACH = (1_000, 100_000), 20, 1.5, 8
"""One request of so many is of a mug."""
TYPED = ("mug", "кружка", "马克杯", "YT0000000001008", "mug nobody")


@bench(
    25,
    f"`/orders mug`, by other words and by a waybill: {SIZES[0]:,} and {SIZES[-1]:,} requests; the index of a request",
    must=f"at most {MOST_TIMES} times",
)
async def find_orders(folder: Path) -> Result:
    """Orders of several people in one past; one in eight is of a mug. The bot reads all words before it is asked."""
    most = int(os.environ.get("FIND_ORDERS_MOST", SIZES[-1]))
    sizes = SIZES if most <= SIZES[-1] else (*SIZES, most)
    async with town() as place:
        people = place.people(20)
        await one_purchase(place, folder, people[0])
        runs = {size: await _at(place, folder, size, people) for size in sizes}
    figures: dict[str, Any] = {
        f"/orders {typed}": {f"{size:,} requests, ms": spread(runs[size][0][typed]) for size in sizes}
        | {"slope": slope(sizes, [statistics.median(runs[size][0][typed]) for size in sizes])}
        for typed in ("", *TYPED)
    }
    times = {
        typed: statistics.median(runs[SIZES[-1]][0][typed]) / statistics.median(runs[SIZES[0]][0][typed])
        for typed in TYPED
    }
    figures[f"{SIZES[-1]:,} against {SIZES[0]:,}"] = {typed: round(value, 2) for typed, value in times.items()}
    figures["the index, bytes a request"] = {f"{size:,}": runs[size][1] for size in sizes}
    figures["to read the words of a request, ms"] = {f"{size:,}": runs[size][2] for size in sizes}
    return Result(figures, times["mug"] <= MOST_TIMES)


async def _at(place: Town, folder: Path, size: int, people: list[int]) -> tuple[dict[str, list[float]], int, float]:
    """Medians of looks for each text, bytes of the index and milliseconds of reading for each request."""
    await asyncio.to_thread(_fill, folder, size, tuple(people))
    took, count = await _read(folder / "bench.db")
    with closing(sqlite3.connect(folder / "bench.db")) as database:
        size_of = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'order_words%'"
        (stored,) = database.execute(size_of).fetchone()
    async with ours(place, folder):
        await place.settled()
        looks = {
            typed: [
                await looked(place, people[0], partial(place.say, people[0], f"/orders {typed}"), LOOKS)
                for _ in range(REPEATS)
            ]
            for typed in ("", *TYPED)
        }
    return looks, round(stored / size), round(1000 * took / max(1, count), 2)


def _fill(folder: Path, size: int, people: tuple[int, ...]) -> None:
    """The past of a size, each order with a parcel, of other goods but for every eighth request."""
    multiply(folder, size, Past("finished", people, minutes=1))
    titles = "'$.title', '陶瓷花瓶 ' || id, '$.title_translated', 'Vase number ' || id, '$.words', json('[]')"
    with closing(sqlite3.connect(folder / "bench.db")) as database, database:
        database.execute(
            f"UPDATE request SET offer = json_set(offer, {titles})"
            f" WHERE id % {EACH} <> 0 AND id > 1 AND json_extract(offer, '$.title') NOT LIKE '陶瓷花瓶%'"
        )
        database.execute(
            "INSERT OR IGNORE INTO parcel (market, order_id, logistics_id, bill_no, company, status, signed, steps)"
            " SELECT market, order_id, 'LP', 'YT' || printf('%013d', request_id), '', 'sent', 1, 0"
            " FROM remote_order"
        )


async def _read(file: Path) -> tuple[float, int]:
    """Seconds of reading all words that wait, and of how many requests."""
    database = await Database.open(f"sqlite:///{file}")
    try:
        words, count, start = OrderWords(Ledger(database, HandClock())), 0, time.perf_counter()
        while read := await words.read():
            count += read
        return time.perf_counter() - start, count
    finally:
        await database.close()
