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
MOST = 1.15
_COUNT = "CREATE EXTENSION IF NOT EXISTS pg_stat_statements"
_STATEMENTS = (
    "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s"
    " JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = '{}'"
)


@bench(
    9,
    "two replicas on PostgreSQL against one, 40 ms answers: processor and statements of an update, by process",
    must="processor and statements of both together at most 1.15 times those of one",
)
async def replicas(folder: Path) -> Result:
    """The same burst of `/orders` for both; each replica runs eight lanes, one of them polls.

    Two cores carry two bots, PostgreSQL, the pretend world and the burst itself, so the rate says what limits it.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    server = await asyncio.to_thread(lambda: Postgres.start(folder, counting=True))
    try:
        server.psql("postgres", _COUNT)
        one = [await _burst(server, folder / f"one{n}", 1) for n in range(REPEATS)]
        two = [await _burst(server, folder / f"two{n}", 2) for n in range(REPEATS)]
    finally:
        await asyncio.to_thread(server.stop)
    processor, statements = (_times(one, two, what) for what in ("processor", "statements"))
    figures: dict[str, Any] = {
        "processor of an update, times": processor,
        "statements of an update, times": statements,
        "processor of an update, ms": {"one": _of(one, "processor"), "two": _of(two, "processor")},
        "by process of the two, ms": [spread([run["by process"][n] for run in two]) for n in range(2)],
        "statements of an update": {"one": _of(one, "statements"), "two": _of(two, "statements")},
        "updates/s": {"one": spread([run["rate"] for run in one], 0), "two": spread([run["rate"] for run in two], 0)},
        "cores used by the bots": {"one": _of(one, "cores"), "two": _of(two, "cores")},
        "lanes of each": LANES,
    }
    return Result(figures, max(processor["median"], statements["median"]) <= MOST)


def _of(runs: list[dict[str, Any]], what: str) -> dict[str, float]:
    return spread([run[what] for run in runs])


def _times(one: list[dict[str, Any]], two: list[dict[str, Any]], what: str) -> dict[str, float]:
    return spread([b[what] / a[what] for a, b in zip(one, two, strict=True)])


async def _burst(server: Postgres, folder: Path, count: int) -> dict[str, Any]:
    """Updates a second; processor (ms) and statements of each update, and the processor by process."""
    url = await asyncio.to_thread(server.new_url)
    async with town() as place, AsyncExitStack() as stack:
        people = place.people(CHATS)
        bots = [await stack.enter_async_context(_replica(place, folder / str(n), url)) for n in range(count)]
        place.slow(ANSWERS_AFTER, "sendMessage")
        database = url.rpartition("/")[2]
        before, used = place.count("sendMessage"), [bot.cpu() for bot in bots]
        asked, start = await _statements(server, database), time.perf_counter()
        for number in range(UPDATES):
            place.say(people[number % CHATS], "/orders")
        await place.until(lambda: place.count("sendMessage") - before >= UPDATES, "an answer to each", 300)
        seconds = time.perf_counter() - start
        spent = [bot.cpu() - earlier for bot, earlier in zip(bots, used, strict=True)]
        asked = await _statements(server, database) - asked
        return {
            "rate": UPDATES / seconds,
            "processor": 1000 * sum(spent) / UPDATES,
            "by process": [1000 * each / UPDATES for each in spent],
            "statements": asked / UPDATES,
            "cores": sum(spent) / seconds,
        }


async def _statements(server: Postgres, database: str) -> int:
    """How many statements the server ran for this database so far."""
    return int((await asyncio.to_thread(server.psql, "postgres", _STATEMENTS.format(database)))[0][0])


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
