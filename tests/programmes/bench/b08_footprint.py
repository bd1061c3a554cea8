"""B8: how long the start takes, and how much memory the bot holds."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.place import Process, Town, bare, ours, town

CHATS, UPDATES, OPEN = 1_000, 10_000, 100_000
Start = Callable[[Town, Path], AbstractAsyncContextManager[Process]]


@bench(
    8,
    "start to the first poll; memory idle, after 10,000 updates, with 100,000 open orders",
    must="start at most 1 s more than a bare bot, memory at most 80 MB more, growth under 5 MB for 10,000 updates",
)
async def footprint(folder: Path) -> Result:
    """The same things of a bare bot beside it."""
    starts = {
        name: [await _start(start, folder / f"{name}{n}") for n in range(REPEATS)] for name, start in BOTH.items()
    }
    idle = {name: spread([memory for _, memory in runs], 1) for name, runs in starts.items()}
    began = {name: spread([seconds for seconds, _ in runs]) for name, runs in starts.items()}
    used = {name: await _used(start, folder / f"used-{name}") for name, start in BOTH.items()}
    full = await _with_open_orders(folder / "open")
    growth = round(used["ours"][1] - used["ours"][0], 1)
    more = round(max(idle["ours"]["median"], used["ours"][1]) - used["bare"][1], 1)
    figures: dict[str, Any] = {
        "start, s": began,
        "memory idle, MiB": idle,
        "memory after 10,000 and 20,000 updates, MiB": used,
        "memory with 100,000 open orders, MiB": full,
        "growth of the second 10,000 updates, MiB": growth,
        "more than the bare bot, MiB": more,
    }
    later = began["ours"]["median"] - began["bare"]["median"]
    return Result(figures, later <= 1 and max(more, full - used["bare"][1]) <= 80 and growth < 5)


def _ours(place: Town, folder: Path) -> AbstractAsyncContextManager[Process]:
    return ours(place, folder)


BOTH: dict[str, Start] = {"ours": _ours, "bare": bare}


async def _start(start: Start, folder: Path) -> tuple[float, float]:
    """Seconds to the first poll, with a database that is there already, and MiB a moment later."""
    async with town() as place:
        async with start(place, folder):
            pass
        began = time.perf_counter()
        async with start(place, folder) as process:
            seconds = time.perf_counter() - began
            await asyncio.sleep(3)
            return seconds, process.memory()


async def _used(start: Start, folder: Path) -> list[float]:
    """MiB after the first and the second 10,000 updates, with a database that is there already."""
    async with town() as place:
        people = place.people(CHATS)
        async with start(place, folder):
            pass
        async with start(place, folder) as process:
            return [round(await _after(place, people, process, n * UPDATES), 1) for n in (1, 2)]


async def _after(place: Town, people: list[int], process: Process, updates: int) -> float:
    for number in range(UPDATES):
        place.say(people[number % CHATS], "/orders")
        if number % 500 == 499:
            done = updates - UPDATES + number - 200
            await place.until(lambda: place.count("sendMessage") >= done, "answers", 300)  # noqa: B023 - awaited before the loop goes on
    await place.until(lambda: place.count("sendMessage") >= updates, "an answer to each", 300)
    return process.memory()


async def _with_open_orders(folder: Path) -> float:
    async with town() as place:
        people = place.people(CHATS)
        await one_purchase(place, folder, people[0])
        await asyncio.to_thread(multiply, folder, OPEN, Past("to_pay", tuple(people)))
        async with ours(place, folder) as process:
            await asyncio.sleep(10)
            return round(process.memory(), 1)
