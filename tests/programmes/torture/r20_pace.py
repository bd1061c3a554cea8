"""R20: how many purchases a second go through one bot, and how long a person waits from his press to "ordered"."""

import asyncio
import logging
import time
from collections.abc import Iterator

from bot.sandbox.actor import post
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme
from tests.programmes.torture.virtual_stage import Base, Stage, based, staged

PURCHASES, AT_ONCE = 200, 8


@programme(20, "throughput", gate="published", databases=(SQLITE, POSTGRESQL))
async def pace(scale: Scale) -> Result:
    """Purchases by several people at once, in real time, bot and pretend world in one process."""
    logging.disable(logging.CRITICAL)
    async with based(scale.folder, scale.database) as base:
        return await _measured(base, scale.count(PURCHASES))


async def _measured(base: Base, count: int) -> Result:
    async with staged(base, more_admins=AT_ONCE - 1) as stage:
        for good in await stage.goods():
            await post(stage.http, f"/sim/goods/{good['offer_id']}", {"stock": 9_000_000})
        waits: list[float] = []
        missing = iter(range(count))
        start = time.perf_counter()
        await asyncio.gather(*(_buyer(stage, each, missing, waits) for each in range(AT_ONCE)))
        seconds = time.perf_counter() - start
        orders = (await stage.ledger())["orders"]
    waits.sort()
    figures = {
        "purchases": len(orders),
        "people at once": AT_ONCE,
        "purchases/s": round(count / seconds, 1),
        "press to ordered, p50": f"{waits[len(waits) // 2]:.2f} s",
        "press to ordered, p99": f"{waits[int(len(waits) * 0.99)]:.2f} s",
    }
    twice = len(orders) != len({row["out_order_id"] for row in orders})
    met = len(orders) == count == len(waits) and not twice
    return Result(figures, met, () if met else (f"{len(orders)} orders for {count} purchases",))


async def _buyer(stage: Stage, number: int, missing: Iterator[int], waits: list[float]) -> None:
    """One person buys again and again, each time something that he sees ordered before he goes on."""
    actor = stage.people[number]
    goods = [good for good in await stage.goods() if good["kind"] == "plain"]
    for each in missing:
        good = goods[each % len(goods)]
        await actor.writes(f"/buy {good['offer_id']} {max(int(good['min_order']), 2) + each // len(goods)}")
        card = await stage.asked_of(actor)
        order = card.text.split()[0]
        start = time.perf_counter()
        await actor.presses(card, "Buy now")
        await actor.sees(f"{order} · ordered, to be paid")  # cards of earlier orders are edited meanwhile
        waits.append(time.perf_counter() - start)
