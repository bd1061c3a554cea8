"""B19: how large the database and its copies become in a year of 5,000 orders a month, and what a copy costs."""

import asyncio
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.desk.ledger.facts import COPIES
from bot.wiring.hourly_copies import FOLDER
from storage.files import backup, packing, thinning
from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import Result, bench, percentile
from tests.programmes.bench.place import Town, ours, town
from tests.programmes.bench.small_team import SmallTeam, bytes_by_table, small_team

DAY, YEAR_DAYS, A_MONTH = 24 * 60, 365, 5_000
A_DAY = A_MONTH * 12 / YEAR_DAYS
SINGLE, EVERY, LINES = 100, 25, 5
"""Requests of one product; after each `EVERY`-th of them comes a basket of so many sellers."""
TRAVELS, FORGOTTEN = 7, 31
"""Days until a parcel arrives, and after how many more days no text is kept that need not be."""
STORED, PACES, AROUND, SOON = 60_000, 10.0, 20.0, 15
"""Orders of the filled database, taps a second, seconds of them after the copy, and when it is due."""
BEFORE, BEFORE_BYTES, BEFORE_COPIES = "eeb5c50", 29_178, 78
"""The commit at which every text stayed, bytes of an order of this sample there (no holes), and its plain copies."""


@dataclass(frozen=True)
class Sample:
    """What the orders of a real team left, in bytes: when they were over, and a month later; and a day without any."""

    orders: int
    over: Counter[str]
    later: Counter[str]
    idle_day: int
    packed: float
    """What a packed copy of this database takes of it."""
    chosen: int
    """How many copies stood in the folder in the end."""


@bench(
    19,
    "a year of 5,000 orders a month: the database and its copies; a copy of 60,000 stored orders, and taps beside it",
    must="a year and its copies smaller than before, the copies at most a tenth",
)
async def growth(folder: Path) -> Result:
    """Purchases by a team in its chat, with talk between them, on the world's clock; the year is reckoned from them."""
    sample = await _sample(folder / "sample")
    year = [_stored(sample, day) for day in range(YEAR_DAYS + 1)]
    copies = sum(year[day] * sample.packed for day in _days_of_copies())
    before = BEFORE_BYTES * A_MONTH * 12
    figures: dict[str, Any] = {
        "orders of the sample": sample.orders,
        "an order, bytes by table": _each(sample.over, sample.orders),
        f"the same {FORGOTTEN} days later": _each(sample.later, sample.orders),
        "a day without orders, bytes": sample.idle_day,
        "the database after a year, GB": round(year[-1] / 1e9, 2),
        "its copies (24h 14d 12m), GB": round(copies / 1e9, 2),
        "a packed copy of the sample takes": f"{sample.packed:.1%}",
        "copies of the sample's six weeks": sample.chosen,
        f"before, at {BEFORE}": {
            "the database after a year, GB": round(before / 1e9, 2),
            "its copies (48 hours, 30 days, plain), GB": round(before * BEFORE_COPIES / 1e9),
        },
        f"a copy of {STORED:,} stored orders": await _copied(folder / "filled"),
    }
    return Result(figures, year[-1] < before and copies <= before * BEFORE_COPIES / 10)


async def _sample(folder: Path) -> Sample:
    database = folder / "bench.db"
    async with small_team(folder) as team:
        start = bytes_by_table(database)
        await _buy(team)
        over = bytes_by_table(database)
        await team.passes(FORGOTTEN * DAY, 6 * 60)
        later = bytes_by_table(database)
        await team.passes(DAY, 30)
        idle = bytes_by_table(database).total() - later.total()
        orders = len(team.place.world.world.book.orders)
    packed = folder / "sample.db.zst"
    await backup.copy(database, packed)
    share = packed.stat().st_size / packing.size_inside(packed)
    kept = sum(1 for path in (folder / FOLDER).iterdir())
    return Sample(orders, over - start, _less(later, start), max(idle, 0), share, kept)


async def _buy(team: SmallTeam) -> None:
    """Every order from the asking to its end."""
    gap = round(DAY / A_DAY)
    for number in range(SINGLE):
        await team.buys(number)
        await team.passes(gap, gap)
        if number % EVERY == EVERY - 1:
            await team.buys_a_basket(number, LINES)
            await team.passes(gap * LINES, gap)
    await team.passes(DAY // 2, 60)
    await team.happens("ship")
    for _ in range(TRAVELS):
        await team.happens("trace")
        await team.passes(DAY, 3 * 60)
    await team.happens("receive")
    await team.passes(DAY // 2, 60)


def _less(later: Counter[str], start: Counter[str]) -> Counter[str]:
    return Counter({table: max(size - start[table], 0) for table, size in later.items()})


def _each(tables: Counter[str], orders: int) -> dict[str, int]:
    """Bytes for each order, by table; small ones together."""
    each = {table: round(size / orders) for table, size in tables.most_common()}
    large = {table: size for table, size in each.items() if size >= 100}
    return {"all": sum(each.values()), **large, "the rest": sum(each.values()) - sum(large.values())}


def _stored(sample: Sample, day: int) -> float:
    """How large the database is after so many days: the orders of the last weeks still have all their texts."""
    young = A_DAY * min(day, TRAVELS + FORGOTTEN)
    old = A_DAY * day - young
    over, later = sample.over.total() / sample.orders, sample.later.total() / sample.orders
    return young * over + old * later + day * sample.idle_day


def _days_of_copies() -> Iterable[int]:
    """From which day of the year the copies are that stand there at its end."""
    end = datetime(2027, 1, 1, tzinfo=UTC)
    made = [end - timedelta(hours=hour) for hour in range(YEAR_DAYS * 24)]
    chosen = {at for at, _ in thinning._chosen([(at, Path()) for at in made], thinning.Kept())}
    return [YEAR_DAYS - (end - at).days for at in chosen]


async def _copied(folder: Path) -> dict[str, Any]:
    """A copy of a database of a year's orders, made by a bot that people tap meanwhile."""
    async with town() as place:
        people = place.people(20)
        await one_purchase(place, folder, people[0])
        await asyncio.to_thread(multiply, folder, STORED, Past("finished", tuple(people)))
        await asyncio.to_thread(_copy_soon, folder, people)
        async with ours(place, folder) as process:
            await place.settled()
            memory = process.memory()
            taps = asyncio.create_task(_taps(place, people))
            began, ended, packed = await _next_copy(folder / FOLDER)
            await asyncio.sleep(AROUND)
            taps.cancel()
            (found,) = await asyncio.gather(taps)
            more = process.memory() - memory
    meanwhile = [took for at, took in found if began <= at < ended]
    without = [took for at, took in found if at < began or at >= ended]
    return {
        "database, MB": round(packing.size_inside(packed) / 1e6),
        "packed, MB": round(packed.stat().st_size / 1e6),
        "seconds": round(ended - began, 1),
        "/orders meanwhile, ms": _spread(meanwhile),
        "without, ms": _spread(without),
        "memory of the bot, MiB more": round(more, 1),
    }


def _spread(times: list[float]) -> dict[str, float]:
    return {"p50": round(percentile(times, 0.5), 1), "p99": round(percentile(times, 0.99), 1)}


def _copy_soon(folder: Path, people: list[int]) -> None:
    """A copy is due some seconds after the next start, and none is there; everybody who asked for an order is known."""
    for path in (folder / FOLDER).iterdir():
        path.unlink()
    due = (datetime.now(UTC) + timedelta(seconds=SOON)).isoformat()
    columns = "name, username, language, reachable, seen_at"
    with closing(sqlite3.connect(folder / "bench.db")) as database, database:
        for person in people[1:]:
            known = f"SELECT ?, {columns} FROM person WHERE id = ?"
            database.execute(f"INSERT INTO person (id, {columns}) {known}", (person, people[0]))
        database.execute("UPDATE fact SET value = json_set(value, '$.next', ?) WHERE name = ?", (due, COPIES.name))


async def _next_copy(folder: Path) -> tuple[float, float, Path]:
    """Wait for a copy: when it was begun, when it stood there, and where."""
    began: float | None = None
    while True:
        names = {path.name for path in os.scandir(folder)}
        if began is None and names:
            began = time.perf_counter()
        whole = [name for name in names if name.endswith(packing.SUFFIX)]
        if whole and began is not None:
            return began, time.perf_counter(), folder / whole[0]
        await asyncio.sleep(0.02)


async def _asks(place: Town, person: int) -> None:
    """A person asks for their orders, and reads the answer."""
    before = place.count("sendMessage")
    place.say(person, "/orders")
    await place.until(lambda: place.count("sendMessage") > before, "an answer")


async def _taps(place: Town, people: list[int]) -> list[tuple[float, float]]:
    """People ask for their orders until it is enough: when each was asked, and after how many milliseconds answered."""
    found: list[tuple[float, float]] = []
    number = 0
    try:
        while True:
            person, start = people[number % len(people)], time.perf_counter()
            await _asks(place, person)
            found.append((start, (time.perf_counter() - start) * 1000))
            number += 1
            await asyncio.sleep(max(0.0, start + 1 / PACES - time.perf_counter()))
    except asyncio.CancelledError:
        return found
