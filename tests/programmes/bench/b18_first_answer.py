"""B18: from the start to the first answer to a message that waited, with 100,000 open orders."""

import asyncio
import time
from pathlib import Path
from typing import Any

from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.place import Town, bare, ours, town

OPEN = 100_000


@bench(
    18,
    "start → first answer to a waiting message, with 100,000 open orders",
    must="at most 1 s more than a bare bot",
)
async def first_answer(folder: Path) -> Result:
    """The message was written while the bot was off; the database is there already."""
    async with town() as place:
        people = place.people(REPEATS + 1)
        await one_purchase(place, folder / "ours", people[-1])
        await asyncio.to_thread(multiply, folder / "ours", OPEN, Past("to_pay", (people[-1],)))
        mine = [await _answered(place, ours(place, folder / "ours"), person) for person in people[:-1]]
    async with town() as place:
        theirs = [await _answered(place, bare(place, folder / "bare"), each) for each in place.people(REPEATS)]
    figures: dict[str, Any] = {"ours, s": spread(mine), "bare, s": spread(theirs), "open orders": OPEN}
    return Result(figures, figures["ours, s"]["median"] - figures["bare, s"]["median"] <= 1)


async def _answered(place: Town, bot: Any, person: int) -> float:
    """Seconds from the start of the process to its first answer."""
    place.say(person, "/help")
    before, began = len(place.messages(person)), time.perf_counter()
    async with bot:
        await place.until(lambda: len(place.messages(person)) > before, "an answer")
        return time.perf_counter() - began
