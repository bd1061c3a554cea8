"""B23: the report of the same days, however much was bought before; and the memory that one over everything takes."""

import asyncio
import os
import sqlite3
import statistics
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.programmes.bench.filling import FIRST, Past, multiply
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.place import Town, ours, town
from tests.programmes.bench.team import no_copies, with_one_order

SIZES, ON_DEMAND, LOOKS = (1_000, 100_000), 1_000_000, 5
MILLION = "REPORT_A_MILLION"
"""The variable of the environment that asks for the largest size too."""
APART, CLOSER = 44, 40
"""Minutes between two orders, and how much closer those lie that are older than the first thousand."""
DAYS, EVERYTHING, PATIENCE = 15, timedelta(days=3_650), 3_600.0
"""How long the days are that are reported, beside as many before; both are in the smallest database."""


@dataclass(frozen=True)
class Run:
    """What one size took: milliseconds of the same days, seconds of everything, MiB more for that."""

    same: list[float]
    everything: float
    memory: float


@bench(
    23,
    "/report of the same 15 days beside those before, by seller: 1,000 and 100,000 stored lines; one of everything",
    must="at most 1.5 times; at most 60 MiB more",
)
async def report(folder: Path) -> Result:
    """An approver of the team asks in private; each answer is a picture."""
    async with town() as place:
        async with with_one_order(place, folder) as (house, cast, _):
            await no_copies(house)
            boris = cast.alone["Boris"].person
        sizes = (*SIZES, *([ON_DEMAND] if os.environ.get(MILLION) else []))
        runs = {size: await _at(place, folder, size, boris) for size in sizes}
    times = statistics.median(runs[sizes[-1]].same) / statistics.median(runs[sizes[0]].same)
    memory = max(run.memory for run in runs.values())
    figures: dict[str, Any] = {f"{size:,} lines, ms": spread(run.same) for size, run in runs.items()}
    figures |= {
        f"{sizes[-1]:,} against {sizes[0]:,}": round(times, 2),
        "everything, s": {f"{size:,}": round(run.everything, 1) for size, run in runs.items()},
        "memory for everything, MiB more": {f"{size:,}": round(run.memory, 1) for size, run in runs.items()},
    }
    return Result(figures, times <= 1.5 and memory <= 60)


async def _at(place: Town, folder: Path, size: int, person: int) -> Run:
    before = await asyncio.to_thread(_stored, folder)
    await asyncio.to_thread(multiply, folder, size, Past("finished", minutes=APART))
    await asyncio.to_thread(_closer, folder, max(before, SIZES[0]))
    async with ours(place, folder, CLOCK_URL=place.url) as process:
        await asyncio.sleep(1)  # the bot follows the world's clock
        today = place.world.clock.now().date()
        same = f"/report {today - timedelta(days=DAYS - 1)} {today} by seller"
        found = [await _asked(place, person, same) for _ in range(REPEATS * LOOKS)]
        memory = process.memory()
        everything = await _asked(place, person, f"/report {today - EVERYTHING} {today} by seller")
        return Run(found, everything / 1000, process.memory() - memory)


def _stored(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "bench.db")) as database:
        return int(database.execute("SELECT max(id) FROM request").fetchone()[0]) - FIRST


def _closer(folder: Path, known: int) -> None:
    """Lay what came after the first thousand closer together: a million orders are not older than ten years."""
    shift = f"(%s - {FIRST + SIZES[0]}) * {CLOSER * 60_000_000}"
    with closing(sqlite3.connect(folder / "bench.db")) as database, database:
        for table, key, columns in (
            ("remote_order", "request_id", ("placed_at", "paid_at")), ("request", "id", ("pending_at",)),
        ):  # fmt: skip
            changes = ", ".join(f"{each} = {each} + {shift % key}" for each in columns)
            database.execute(f"UPDATE {table} SET {changes} WHERE {key} > ?", (FIRST + known,))


async def _asked(place: Town, person: int, words: str) -> float:
    """Milliseconds from the asking to the picture."""
    place.world.clock.advance(60)  # nobody asks for so much at once
    before, start = place.count("sendPhoto"), time.perf_counter()
    place.say(person, words)
    await place.until(lambda: place.count("sendPhoto") > before, "the report", PATIENCE)
    return 1000 * (time.perf_counter() - start)
