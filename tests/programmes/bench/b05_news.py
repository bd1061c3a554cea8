"""B5: from a change on 1688 to the message that tells it, by push and by poll."""

import asyncio
import random
import time
from collections.abc import Callable
from pathlib import Path

from tests.programmes.bench.frame import REPEATS, Result, bench, percentile, spread
from tests.programmes.bench.place import Town, free_port, ours, town
from tests.programmes.bench.shopping import buy

ORDERS, INTERVAL, NEVER, SEED = 12, 4, 3_600, 1688
SPREAD = {True: 3.0, False: 3.0 * INTERVAL}
"""Seconds over which the changes are strewn: by push they must not crowd, by poll they lie anywhere in the interval."""


@bench(5, "change on 1688 → message sent", must="push: p99 under 1 s; poll: half the interval plus at most 1 s")
async def news(folder: Path) -> Result:
    """Each order is paid and, by push, then shipped, at moments that know nothing of the interval.

    By poll only what is unpaid is looked at in each interval; the other paces are multiples of it (B16 plays them).
    """
    pushed, polled = [], []
    for repeat in range(REPEATS):
        pushed.append(await _measured(folder / f"push{repeat}", push=True, chance=random.Random(SEED + repeat)))
        polled.append(await _measured(folder / f"poll{repeat}", push=False, chance=random.Random(SEED + repeat)))
    by_push = spread([percentile(took, 0.99) for took in pushed])
    by_poll = spread([sum(took) / len(took) for took in polled])
    figures = {
        "by push, p99, s": by_push,
        "by push, mean, s": spread([sum(took) / len(took) for took in pushed], 3),
        "by poll, mean, s": by_poll,
        "interval of the poll, s": INTERVAL,
    }
    return Result(figures, by_push["median"] < 1 and by_poll["median"] <= INTERVAL / 2 + 1)


async def _measured(folder: Path, *, push: bool, chance: random.Random) -> list[float]:
    """Seconds from each change to its message."""
    async with town() as place:
        people, port = place.people(ORDERS), free_port()
        doors = {"WEB_LISTEN": f"127.0.0.1:{port}"} if push else {}
        async with ours(place, folder, WATCH_SECONDS=str(NEVER if push else INTERVAL), **doors):
            if push:
                place.world.world.pushes.url = f"http://127.0.0.1:{port}/1688"
            offer = await place.good("plain")
            bought = [(person, await buy(place, person, offer)) for person in people]
            took: list[float] = []
            book = place.world.world.book
            for act in (book.pay, book.ship) if push else (book.pay,):
                moments = [(chance.uniform(0, SPREAD[push]), person, number) for person, number in bought]
                took += await asyncio.gather(*(_told(place, act, *each) for each in moments))
            return took


async def _told(place: Town, act: Callable[..., None], moment: float, person: int, number: int) -> float:
    """Each order is of another person, so that each knows his message."""
    await asyncio.sleep(moment)
    first = len(place.calls)
    start = time.perf_counter()
    act(place.world.world.book.orders[number])

    def sent() -> list[float]:
        return [c.at for c in place.calls[first:] if c.name == "sendMessage" and c.note.startswith(str(person))]

    await place.until(lambda: bool(sent()), "a message about the change", 30)
    return sent()[0] - start
