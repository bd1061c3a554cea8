"""B9: two replicas on one PostgreSQL database against one, while Telegram answers after 40 ms."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from tests.bench.frame import REPEATS, Result, bench, spread
from tests.bench.place import Process, Town, started, town
from tests.postgres import Postgres

CHATS, UPDATES, ANSWERS_AFTER, LANES, START_SECONDS = 500, 1_500, 0.04, 8, 60
MUST, IDLE_ENOUGH = 1.7, 0.35


@bench(
    9,
    "two replicas on PostgreSQL against one, 40 ms answers",
    must="1.7 times where one replica uses under 35 % of a core, else published",
)
async def replicas(folder: Path) -> Result:
    """The same burst of `/orders` for both; each replica runs eight lanes, one of them polls."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    server = await asyncio.to_thread(Postgres.start, folder)
    try:
        one = [await _burst(server, folder / f"one{n}", 1) for n in range(REPEATS)]
        two = [await _burst(server, folder / f"two{n}", 2) for n in range(REPEATS)]
    finally:
        await asyncio.to_thread(server.stop)
    times = spread([b["rate"] / a["rate"] for a, b in zip(one, two, strict=True)])
    share = spread([run["cores"][0] for run in one])
    figures: dict[str, Any] = {
        "one, updates/s": spread([run["rate"] for run in one], 0),
        "two, updates/s": spread([run["rate"] for run in two], 0),
        "times": times,
        "core of the one": share,
        "cores of the two": [spread([run["cores"][n] for run in two]) for n in range(2)],
        "lanes of each": LANES,
    }
    idle = share["median"] < IDLE_ENOUGH
    return Result(figures, times["median"] >= MUST if idle else None)


async def _burst(server: Postgres, folder: Path, count: int) -> dict[str, Any]:
    """Updates a second, and what share of a core each process used meanwhile."""
    url = await asyncio.to_thread(server.new_url)
    async with town() as place, AsyncExitStack() as stack:
        people = place.people(CHATS)
        bots = [await stack.enter_async_context(_replica(place, folder / str(n), url)) for n in range(count)]
        place.slow(ANSWERS_AFTER, "sendMessage")
        before, used = place.count("sendMessage"), [bot.cpu() for bot in bots]
        start = time.perf_counter()
        for number in range(UPDATES):
            place.say(people[number % CHATS], "/orders")
        await place.until(lambda: place.count("sendMessage") - before >= UPDATES, "an answer to each", 300)
        seconds = time.perf_counter() - start
        cores = [(bot.cpu() - earlier) / seconds for bot, earlier in zip(bots, used, strict=True)]
        return {"rate": UPDATES / seconds, "cores": cores}


@asynccontextmanager
async def _replica(place: Town, folder: Path, url: str) -> AsyncIterator[Process]:
    """One that runs, whether it polls or follows."""
    known = place.world.settings(place.url) | {"TELEGRAM_RATE": "0", "CLOCK_URL": "", "DATABASE_URL": url}
    async with started([sys.executable, "-P", "-m", "bot", "run"], folder, **known) as process:
        log = folder / "log"
        for _ in range(START_SECONDS * 10):
            if "running as" in log.read_text(encoding="utf-8"):
                break
            await asyncio.sleep(0.1)
        yield Process(process)
