"""R16: a month in twenty minutes: 20 people, 2,000 open orders, faults; what grows, and how late the loop is."""

import asyncio
import json
import statistics
from pathlib import Path
from typing import Any

from bot.sandbox.actor import post
from tests.programmes.torture import checker
from tests.programmes.torture.copies import copied_orders
from tests.programmes.torture.fault_injection import shares
from tests.programmes.torture.harness import Scene, opened
from tests.programmes.torture.people import Town, Wish, town
from tests.programmes.torture.programme import Result, Scale, programme

PEOPLE, OPEN_ORDERS = 20, 2000
MINUTES, WARM_UP_MINUTES, DAYS = 20.0, 6.0, 30
JUMPS = 120
MIB = 1024 * 1024
RSS_MIB_AN_HOUR, WAL_MIB, LAG_MS = 2.0, 16.0, 50.0
SLACK = 8
"""Descriptors and tasks that come and go with what is under way."""


@programme(
    16, "soak: a month, 20 people, 2,000 open orders, faults", alone=True, longest=3600,
    gate="RSS < 2 MiB an hour after warm-up, descriptors and tasks flat, WAL < 16 MiB, loop lag p99 < 50 ms",
)  # fmt: skip
async def soak(scale: Scale) -> Result:
    """The clock jumps six hours at a time, and between the jumps people buy at their own pace."""
    minutes = MINUTES / 10 if scale.tenth else MINUTES
    async with opened(scale, admins=PEOPLE, WATCH_SECONDS="5") as scene:
        await scene.start()
        people = await town(scene)
        buyer = scene.world.admins[0]
        async with people.awake():
            await people.buys(Wish(buyer, buyer, 2))
            await people.quiet()
        await scene.stop()
        copied_orders(scene, scale.count(OPEN_ORDERS))
        for order in scene.world.world.book.orders.values():
            scene.world.world.book.pay(order)
        pulse = scene.folder / "pulse.jsonl"
        await scene.start(pulse=str(pulse))
        scene.weather.choose = shares(scene.weather.dice, 0.1, 0.05)
        async with people.awake():
            samples = await _month(scene, people, minutes)
        scene.weather.choose = lambda _: None
        await scene.stop()
        return await _judged(scene, samples, _lags(pulse, minutes))


async def _month(scene: Scene, people: Town, minutes: float) -> list[dict[str, float]]:
    """Live through it; what was measured about once in five seconds."""
    loop = asyncio.get_running_loop()
    start, samples = loop.time(), []
    living = [asyncio.create_task(_life(people, place)) for place in range(PEOPLE)]
    turning = asyncio.create_task(_seasons(scene, minutes))
    try:
        while loop.time() - start < minutes * 60:
            await asyncio.sleep(5.0)
            assert scene.life is not None
            if not scene.life.alive:
                raise AssertionError(f"the bot ended by itself:\n{scene.tail()}")
            samples.append({"minute": (loop.time() - start) / 60, **_size(scene, scene.life.pid)})
    finally:
        for task in [*living, turning]:
            task.cancel()
        ends = await asyncio.gather(*living, turning, return_exceptions=True)
    broken = [end for end in ends if isinstance(end, Exception)]
    if broken:
        raise broken[0]
    return samples


async def _life(people: Town, place: int) -> None:
    """One person: buys now and then, and asks how things stand."""
    person, dice = people.scene.world.admins[place], people.scene.dice
    quantity = 3
    while True:
        await asyncio.sleep(dice.uniform(5.0, 40.0))
        if dice.random() < 0.5:
            await people.buys(Wish(person, person, quantity), 30.0)
            quantity += 1
        else:
            await post(people.scene.http, "/sim/say", {"person": person, "text": dice.choice(("/orders", "/status"))})


async def _seasons(scene: Scene, minutes: float) -> None:
    """The clock jumps, and at each jump some of the open orders move on."""
    book = scene.world.world.book
    for _ in range(JUMPS):
        await asyncio.sleep(minutes * 60 / JUMPS)
        scene.world.clock.advance(DAYS * 86400 / JUMPS)
        for order in scene.dice.sample([*book.orders.values()], min(5, len(book.orders))):
            if order.status == "waitsellersend":
                book.ship(order)
            elif order.status == "waitbuyerreceive":
                book.trace(order)


def _size(scene: Scene, pid: int) -> dict[str, float]:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    rss = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    log = Path(f"{scene.ours.path}-wal")
    return {
        "rss": int(rss) / 1024,
        "descriptors": len(list(Path(f"/proc/{pid}/fd").iterdir())),
        "wal": log.stat().st_size / MIB if log.exists() else 0.0,
    }


def _lags(pulse: Path, minutes: float) -> tuple[list[float], list[int]]:
    """How late the loop was (ms) at each of its own alarms after the warm-up, and how many tasks there were."""
    rows = [json.loads(line) for line in pulse.read_text(encoding="ascii").splitlines()]
    rows = rows[int(len(rows) * WARM_UP_MINUTES / MINUTES) :]
    return [lag for row in rows for lag in row["lags"]], [row["tasks"] for row in rows]


def _slope(points: list[tuple[float, float]]) -> float:
    """By how much it grows in an hour, by least squares; minutes and values come in."""
    return 60 * statistics.linear_regression([x for x, _ in points], [y for _, y in points]).slope


async def _judged(scene: Scene, samples: list[dict[str, float]], pulse: tuple[list[float], list[int]]) -> Result:
    warm = samples[int(len(samples) * WARM_UP_MINUTES / MINUTES) :]
    lags, tasks = sorted(pulse[0]), pulse[1]
    growth = round(_slope([(each["minute"], each["rss"]) for each in warm]), 2)
    third = max(1, len(warm) // 3)
    fds = [statistics.median(each["descriptors"] for each in part) for part in (warm[:third], warm[-third:])]
    works = [statistics.median(part) for part in (tasks[: len(tasks) // 3], tasks[-(len(tasks) // 3) :])]
    figures: dict[str, Any] = {
        "RSS growth MiB/h": growth, "RSS MiB": round(warm[-1]["rss"], 1), "descriptors": [int(each) for each in fds],
        "tasks": [int(each) for each in works], "WAL MiB at most": round(max(each["wal"] for each in samples), 1),
        "loop lag p99 ms": round(lags[int(len(lags) * 0.99)], 1), "loop lag p50 ms": round(lags[len(lags) // 2], 2),
        "orders": len((await scene.ledger())["orders"]),
    }  # fmt: skip
    wrong = []
    if growth >= RSS_MIB_AN_HOUR:
        wrong.append(f"RSS grows by {growth} MiB an hour")
    if fds[1] > fds[0] + SLACK or works[1] > works[0] + SLACK:
        wrong.append(f"descriptors {fds}, tasks {works}")
    if figures["WAL MiB at most"] >= WAL_MIB:
        wrong.append(f"the log grew to {figures['WAL MiB at most']} MiB")
    if figures["loop lag p99 ms"] >= LAG_MS:
        wrong.append(f"the loop was {figures['loop lag p99 ms']} ms late")
    histories = checker.Histories(
        await scene.ours.all(), (await scene.ledger())["orders"], scene.chat(), scene.weather.creates
    )
    kinds = (checker.BOUGHT_TWICE, checker.SENT_TWICE)
    wrong += [f"{each.kind}: {each.what}" for each in checker.check(histories) if each.kind in kinds]
    return Result(figures, not wrong, tuple(wrong))
