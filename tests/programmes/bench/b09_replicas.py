"""B9: two replicas on one PostgreSQL database against one, while Telegram answers after 40 ms."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import Postgres
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.place import Process, Town, paced, started, town

CHATS, ANSWERS_AFTER, LANES, START_SECONDS = 500, 0.04, 8, 60
PACED, A_SECOND, BURST = 1_200, 60, 3_000
MOST = 1.15
_COUNT = "CREATE EXTENSION IF NOT EXISTS pg_stat_statements"
_STATEMENTS = (
    "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements s"
    " JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = '{}'"
)


@dataclass(frozen=True)
class _Cost:
    """What so many updates took; processor in milliseconds of all processes together, and of each."""

    processor: float
    each: tuple[float, ...]
    statements: float
    rate: float
    cores: float


@bench(
    9,
    "two replicas on PostgreSQL against one, 40 ms answers: processor and statements of an update, by process",
    must="processor and statements of both together at most 1.15 times those of one",
)
async def replicas(folder: Path) -> Result:
    """`/orders` of 500 people, sixty a second, then a burst; in turns, since a host's pace drifts. One of two polls.

    Two cores carry two bots, PostgreSQL and the pretend world, which limits how many a burst has a second. Each process
    learns every person once, which a short burst would count as the cost of an update. A process that never rests takes
    a third of what it takes for an update at an even pace, so a burst that two share, and rest in, seems dearer.
    """
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    server = await asyncio.to_thread(lambda: Postgres.start(folder, counting=True))
    try:
        server.psql("postgres", _COUNT)
        turns = [
            [await _costs(server, folder / f"{count}-{turn}", count) for count in (1, 2)] for turn in range(REPEATS)
        ]
    finally:
        await asyncio.to_thread(server.stop)
    pace, burst = ([[run[way] for run in turn] for turn in turns] for way in (0, 1))
    times = {
        f"{what} of an update{when}, times": _times(way, what)
        for way, when in ((pace, ""), (burst, " in a burst"))
        for what in ("processor", "statements")
    }
    figures: dict[str, Any] = {
        **times,
        "processor of an update, ms": _both(pace, "processor"),
        "by process of the two, ms": [spread([two.each[n] for _, two in pace]) for n in range(2)],
        "statements of an update": _both(pace, "statements"),
        "updates/s in a burst": _both(burst, "rate", 0),
        "cores used by the bots in a burst": _both(burst, "cores"),
        "lanes of each": LANES,
    }
    return Result(figures, max(each["median"] for each in times.values()) <= MOST)


def _both(turns: list[list[_Cost]], what: str, digits: int = 2) -> dict[str, dict[str, float]]:
    return {name: spread([getattr(turn[n], what) for turn in turns], digits) for n, name in enumerate(("one", "two"))}


def _times(turns: list[list[_Cost]], what: str) -> dict[str, float]:
    return spread([getattr(two, what) / getattr(one, what) for one, two in turns])


async def _costs(server: Postgres, folder: Path, count: int) -> tuple[_Cost, _Cost]:
    """What updates cost so many replicas: at an even pace, then in a burst."""
    url = await asyncio.to_thread(server.new_url)
    async with town() as place, AsyncExitStack() as stack:
        people = place.people(CHATS)
        bots = [await stack.enter_async_context(_replica(place, folder / str(n), url)) for n in range(count)]
        await place.settled()
        place.slow(ANSWERS_AFTER, "sendMessage")

        def ask(number: int) -> None:
            place.say(people[number % CHATS], "/orders")

        async def cost(updates: int, all_asked: Callable[[], Awaitable[None]]) -> _Cost:
            before, used = place.count("sendMessage"), [bot.cpu() for bot in bots]
            asked, start = await _statements(server, url), time.perf_counter()
            await all_asked()
            await place.until(lambda: place.count("sendMessage") - before >= updates, "an answer to each", 300)
            seconds = time.perf_counter() - start
            spent = [bot.cpu() - earlier for bot, earlier in zip(bots, used, strict=True)]
            statements = await _statements(server, url) - asked
            each = tuple(1000 * one / updates for one in spent)
            return _Cost(sum(each), each, statements / updates, updates / seconds, sum(spent) / seconds)

        return await cost(PACED, lambda: paced(PACED, A_SECOND, ask)), await cost(BURST, lambda: paced(BURST, 1e9, ask))


async def _statements(server: Postgres, url: str) -> int:
    """How many statements the server ran for this database so far."""
    database = url.rpartition("/")[2]
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
