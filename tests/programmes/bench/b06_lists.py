"""B6: what people look at, with a thousand and with a million stored orders."""

import asyncio
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.team_scenes import ask
from tests.programmes.bench.filling import Past, multiply
from tests.programmes.bench.frame import REPEATS, Result, bench, slope, spread
from tests.programmes.bench.place import Town, looked, ours, town
from tests.programmes.bench.team import codes, no_copies, with_one_order

SIZES, LOOKS = (1_000, 30_000, 1_000_000), 20
CARD = "approval card with budget"


@dataclass(frozen=True)
class Run:
    """What one size of the shop took: seconds of starting, and for each look its repeats and its processor time."""

    start: float
    looks: dict[str, list[float]]
    processor: dict[str, float]


@bench(
    6,
    "/orders, /order, /pending, the approval card with budget: 1,000 and 1,000,000 stored orders",
    must="at most 1.5 times",
)
async def lists(folder: Path) -> Result:
    """One team's past, about a thousand orders a month, that grows; an approver looks, in private."""
    async with town() as place:
        boris, code = await _a_team(place, folder)
        runs = {size: await _at(place, folder, size, boris, code) for size in SIZES}
    looks = list(runs[SIZES[0]].looks)
    figures: dict[str, Any] = {
        look: {f"{size:,} orders, ms": spread(run.looks[look]) for size, run in runs.items()}
        | {"slope": slope(SIZES, [statistics.median(run.looks[look]) for run in runs.values()])}
        | {"processor of the bot, ms": {f"{size:,}": round(run.processor[look], 1) for size, run in runs.items()}}
        for look in looks
    }
    times = {look: _median(runs, SIZES[-1], look) / _median(runs, SIZES[0], look) for look in looks}
    figures["1,000,000 against 1,000"] = {look: round(value, 2) for look, value in times.items()}
    figures["from the start to the first poll, s"] = {f"{size:,}": round(run.start, 1) for size, run in runs.items()}
    return Result(figures, max(times.values()) <= 1.5)


def _median(runs: dict[int, Run], size: int, look: str) -> float:
    return statistics.median(runs[size].looks[look])


async def _a_team(place: Town, folder: Path) -> tuple[int, str]:
    """A team with one order and one request that waits; an approver, and the code that shows him its card."""
    async with with_one_order(place, folder) as (house, cast, play):
        await ask(play, cast, "For the next fair")
        boris = cast.alone["Boris"]
        await no_copies(house)
        await boris.sees("#2 ")  # his own card, which is no list
        await boris.catches_up()
        await boris.writes("/pending")
        shown = await boris.sees("#2")
        buttons = codes(place, boris.person, shown.message_id)
        return boris.person, next(code for label, code in buttons.items() if "#2" in label)


async def _at(place: Town, folder: Path, size: int, boris: int, code: str) -> Run:
    await asyncio.to_thread(multiply, folder, size, Past("finished"))
    start = time.perf_counter()
    async with ours(place, folder, CLOCK_URL=place.url) as process:
        run = Run(time.perf_counter() - start, {}, {})
        await asyncio.sleep(1)  # the bot follows the world's clock
        card = place.messages(boris)[-1].id
        looks: dict[str, Callable[[], None]] = {
            "/orders": lambda: place.say(boris, "/orders"),
            "/order": lambda: place.say(boris, "/order 1"),
            "/pending": lambda: place.say(boris, "/pending"),
            CARD: lambda: place.press(boris, card, code),
        }
        for name, act in looks.items():
            used = process.cpu()
            run.looks[name] = [await looked(place, boris, act, LOOKS) for _ in range(REPEATS)]
            run.processor[name] = 1000 * (process.cpu() - used) / (REPEATS * LOOKS)
    return run
