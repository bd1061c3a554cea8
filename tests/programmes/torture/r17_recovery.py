"""R17: five hundred attempts were on the wire when the bot died; how long until each is decided or with a person."""

import asyncio
from typing import Any

from tests.programmes.torture import checker
from tests.programmes.torture.copies import interrupted
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Wish, town
from tests.programmes.torture.programme import Result, Scale, programme

ATTEMPTS = 500
CALLS_A_LOOK = 4.0
LOOKS = ("alibaba.trade.getBuyerOrderList", "alibaba.trade.get.buyerView")


@programme(
    17, "recovery of 500 attempts in doubt at start", alone=True,
    gate="all decided or with a person, <= 4 calls for each look, bought twice 0",
)  # fmt: skip
async def recovery(scale: Scale) -> Result:
    """Half of them exist on 1688. Time runs as it does; only the watch round is kept out of the count of calls."""
    async with opened(scale, WATCH_SECONDS="3600") as scene:
        await scene.start()
        people = await town(scene)
        admin = scene.world.admins[0]
        async with people.awake():
            await people.buys(Wish(admin, admin, 2))
            await people.quiet()
        await scene.stop()
        count = scale.count(ATTEMPTS)
        exist = interrupted(scene, count)
        before = dict(scene.weather.arrived)
        clock = asyncio.get_running_loop().time
        started = clock()
        await scene.start()
        await until(lambda: _decided(scene), "every attempt is decided or with a person", 900.0, every=0.3)
        seconds = round(clock() - started, 1)
        calls = sum(scene.weather.arrived[name] - before.get(name, 0) for name in LOOKS)
        looks = int(await scene.ours.value("SELECT sum(looks) FROM attempt")) + exist
        async with people.awake():
            await people.quiet()
        await scene.stop()
        return await _judged(scene, count, exist, {"seconds": seconds, "calls": calls, "looks": looks})


async def _decided(scene: Scene) -> bool:
    query = "SELECT count(*) AS n FROM attempt WHERE state IN ('ready', 'submitting', 'in_doubt')"
    found = await scene.ours.peek(query)
    return bool(found) and found[0]["n"] == 0


async def _judged(scene: Scene, count: int, exist: int, measured: dict[str, Any]) -> Result:
    histories = checker.Histories(
        await scene.ours.all(), (await scene.ledger())["orders"], scene.chat(), scene.weather.creates
    )
    wrong = [
        f"{each.kind}: {each.what}" for each in checker.check(histories) if each.kind in (
            checker.BOUGHT_TWICE, checker.SENT_TWICE, checker.LOST_ORDER, checker.UNDECIDED, checker.NOTICE_LOST,
        )
    ]  # fmt: skip
    states = [row["state"] for row in histories.ours["attempt"]]
    share = round(measured["calls"] / measured["looks"], 2)
    if share > CALLS_A_LOOK:
        wrong.append(f"{share} calls for each look")
    figures = {
        "in doubt at start": count, "of them on 1688": exist, "found": states.count("placed") - 1,
        "with a person": states.count("needs_person"), **measured, "calls a look": share,
    }  # fmt: skip
    return Result(figures, not wrong, tuple(wrong[:20]))
