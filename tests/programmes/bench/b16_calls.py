"""B16: how often 1688 is asked, on the world's clock: for a purchase, on an idle day, on a busy day, in a month."""

import random
from pathlib import Path
from typing import Any

from bot.purchasing.calls import CallKind
from tests.programmes.bench.frame import Result, bench, percentile
from tests.programmes.bench.virtual_days import Days, days

DAY = 24 * 60
MOST = (7, 10, 1_500, 400)
UNPAID, SHIPPED, CHANGES = 50, 150, 20
MONTH, A_DAY = 30, 2
KINDS = {"pay": "paid", "ship": "shipped", "receive": "received", "seller_cancel": "cancelled"}


@bench(
    16,
    "calls of 1688: one purchase; an idle day; a day with 200 open orders, without and with push messages; a month",
    must="at most 7; 10; 1,500 / 400",
)
async def calls(folder: Path) -> Result:
    """The clock jumps minute by minute; the bot's work, the wire and the pretend 1688 are real."""
    async with days(folder / "idle", pushes=False) as idle:
        await idle.buys()  # the addresses are known from then on
        purchase = await _purchase(idle)
        for order_id in list(idle.town.world.world.book.orders):
            await idle.happens(str(order_id), "seller_cancel")
        await idle.pass_by(2 * 60, 10)
        quiet = await _counted(idle, lambda: idle.pass_by(DAY, 10))
    busy = {pushes: await _busy(folder / f"busy-{pushes}", pushes) for pushes in (False, True)}
    months = {pushes: await _month(folder / f"month-{pushes}", pushes) for pushes in (False, True)}
    figures: dict[str, Any] = {
        "one purchase": purchase,
        "an idle day": sum(quiet.values()),
        "a busy day": sum(busy[False].values()),
        "a busy day with pushes": sum(busy[True].values()),
        f"a month of {MONTH * A_DAY} orders": months[False][0],
        "with pushes": months[True][0],
        "known after, minutes, p50/p99": months[False][1],
        "the same with pushes": months[True][1],
    }
    asked = (purchase, *(sum(each.values()) for each in (quiet, busy[False], busy[True])))
    return Result(figures, all(made <= most for made, most in zip(asked, MOST, strict=True)))


async def _counted(team: Days, work: Any) -> dict[CallKind, int]:
    before = team.calls()
    await work()
    return dict(team.calls() - before)


async def _purchase(team: Days) -> int:
    return sum((await _counted(team, team.buys)).values())


async def _busy(folder: Path, pushes: bool) -> dict[CallKind, int]:
    """50 orders that are unpaid for an hour and 150 that are shipped; 20 more changes over the day."""
    async with days(folder, pushes=pushes) as team:
        shipped = [await team.buys() for _ in range(SHIPPED)]
        for action in ("pay", "ship"):
            for order_id in shipped:
                await team.happens(order_id, action)
            await team.pass_by(20)
        unpaid = [await team.buys() for _ in range(UNPAID)]
        await team.pass_by(20)
        return await _counted(team, lambda: _day(team, unpaid, shipped))


async def _day(team: Days, unpaid: list[str], shipped: list[str]) -> None:
    await team.pass_by(60)
    for order_id in unpaid:
        await team.happens(order_id, "pay")
    changes = [*((each, "ship") for each in unpaid[: CHANGES // 2]), *((each, "receive") for each in shipped)][:CHANGES]
    for order_id, action in changes:
        await team.pass_by((DAY - 60) // CHANGES, 3)
        await team.happens(order_id, action)


async def _month(folder: Path, pushes: bool) -> tuple[dict[str, int], dict[str, list[float]]]:
    """Two orders a day: paid within an hour, shipped within two days, received after a week; some are cancelled."""
    dice = random.Random(16)
    async with days(folder, pushes=pushes) as team:
        before, due = team.calls(), list[tuple[int, str, str]]()
        at, end = 0, MONTH * DAY
        buys = sorted(day * DAY + dice.randrange(9 * 60, 18 * 60) for day in range(MONTH) for _ in range(A_DAY))
        while at < end:
            while buys and buys[0] <= at:
                due += _life(dice, await team.buys(), buys.pop(0))
            for each in [each for each in due if each[0] <= at]:
                due.remove(each)
                await team.happens(each[1], each[2])
            step = 1 if any(action == "pay" for _, action in team.waits) or _soon(due) else 5
            await team.step(step)
            at += step
        made = {kind.value: number for kind, number in sorted((team.calls() - before).items())}
        lags = {
            KINDS[action]: [round(percentile(found, share), 1) for share in (0.5, 0.99)]
            for action, found in team.lags.items()
        }
        return {"calls": sum(made.values()), **made}, lags


def _soon(due: list[tuple[int, str, str]]) -> bool:
    """Whether an order is unpaid, so that the list is read each minute."""
    return any(action in ("pay", "seller_cancel") for _, _, action in due)


def _life(dice: random.Random, order_id: str, bought: int) -> list[tuple[int, str, str]]:
    """When (minute of the month) which things happen to an order."""
    if dice.random() < 0.05:
        return [(bought + dice.randrange(10, 60), order_id, "seller_cancel")]
    paid = bought + dice.randrange(5, 60)
    shipped = paid + dice.randrange(6 * 60, 48 * 60)
    return [(paid, order_id, "pay"), (shipped, order_id, "ship"), (shipped + 7 * DAY, order_id, "receive")]
