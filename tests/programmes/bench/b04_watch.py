"""B4: a round of the watch over 1,000, 10,000 and 100,000 open orders, 1,000 of them changed."""

import asyncio
import itertools
import math
import time
from pathlib import Path
from typing import Any

from bot.desk.ledger.facts import CURSOR
from bot.desk.orders.order_list import PAGE
from bot.sandbox.world.quoting import Wish
from bot.wiring.build import BuiltBot
from tests.programmes.bench.filling import Past, multiply, one_purchase
from tests.programmes.bench.frame import REPEATS, Result, bench, slope, spread
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, town

CHANGED, SIZES, SAMPLE = 1_000, (1_000, 10_000, 100_000), 300
LIST = "alibaba.trade.getBuyerOrderList"


@bench(
    4,
    "a watch round with 1,000, 10,000 and 100,000 open orders, 1,000 of them changed",
    must="calls = changed / page size, rounded up, plus at most 2; 100,000 at most 1.3 times the time of 1,000",
)
async def watch(folder: Path) -> Result:
    """Beside it one detail call for each open order, whose cost is linear: measured on 300."""
    runs = {size: [await _round(folder / f"{size}-{n}", size) for n in range(REPEATS)] for size in SIZES}
    seconds = {size: spread([run["seconds"] for run in each], 3) for size, each in runs.items()}
    calls = max(run["calls"] for each in runs.values() for run in each)
    marked = {run["marked"] for each in runs.values() for run in each}
    detail = spread([run["detail"] for each in runs.values() for run in each], 5)
    times = round(seconds[SIZES[-1]]["median"] / seconds[SIZES[0]]["median"], 2)
    figures: dict[str, Any] = {
        "round, s": {str(size): seconds[size] for size in SIZES},
        "calls of a round": calls,
        "found changed": sorted(marked),
        "100,000 against 1,000": times,
        "slope": slope(SIZES, [seconds[size]["median"] for size in SIZES]),
        "one detail call (300), s": detail,
        "one detail call each for 100,000, s": round(detail["median"] * SIZES[-1]),
    }
    enough = calls <= math.ceil(CHANGED / PAGE) + 2 and marked == {CHANGED}
    return Result(figures, enough and times <= 1.3)


async def _round(folder: Path, size: int) -> dict[str, float]:
    async with town() as place:
        person = place.people(1)[0]
        await one_purchase(place, folder, person)
        numbers = await _orders(place)
        ids = list(itertools.islice(itertools.chain(numbers, itertools.count(9 * 10**18)), size))
        await asyncio.to_thread(multiply, folder, size + 1, Past("to_pay", order_ids=tuple(ids)))
        async with indoors(place, folder) as house:
            await _remember(house, place)
            for number in numbers:
                place.world.world.book.pay(place.world.world.book.orders[number])
            return await _measured(house, place, numbers)


async def _orders(place: Town) -> list[int]:
    """A thousand orders that exist on 1688."""
    world, offer = place.world.world, await place.good("range")
    wish = Wish(int(offer["offer_id"]), None, int(offer["min_order"]))
    return [world.buy([wish], world.home, "cross", f"bench{n}").orders[0].order_id for n in range(CHANGED)]


async def _remember(house: BuiltBot, place: Town) -> None:
    """The round before ended now."""
    place.world.clock.advance(5)
    async with house.ledger.change() as uow:
        await uow.facts.put(CURSOR, place.world.clock.now())
    place.world.clock.advance(5)


async def _measured(house: BuiltBot, place: Town, numbers: list[int]) -> dict[str, float]:
    before = place.count(LIST)
    start = time.perf_counter()
    await house.desk.order_list.round()
    seconds, calls = time.perf_counter() - start, place.count(LIST) - before
    async with house.ledger.read() as uow:
        marked = len(await uow.orders.due(10 * CHANGED))
    start = time.perf_counter()
    for number in numbers[:SAMPLE]:
        await house.market.look(str(number))
    return {
        "seconds": seconds, "calls": calls, "marked": marked,
        "detail": (time.perf_counter() - start) / SAMPLE,
    }  # fmt: skip
