"""B14: the requests of a basket of sixty sellers, from the consent to the last order."""

import time
from collections import Counter
from pathlib import Path
from typing import Any

from bot.wiring.lifecycle import living
from tests.programmes.bench import stock
from tests.programmes.bench.counting import calls, costs, without_pay_links
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Process, Town, ours, town
from tests.programmes.bench.shopping import Consent, agreeable, to_consent

SELLERS, SINGLES, LEAD = 60, 10, 5
RATE, MARKET_AFTER = 20, 0.1
MOST_CALLS, MOST_TIMES = 4, 1.3
DROPPED = "order.csv"
SETTLES = 2.0


@bench(
    14,
    "60 requests (sellers) of an approved basket placed; 1688 answers after 100 ms, 20 calls a second",
    must="at most 4 calls for each, pay links apart; within 1.3 times (calls / rate);"
    " commits for each no more than those of a single purchase",
)
async def placing(folder: Path) -> Result:
    """The time is that of the bot in its own process; the commits are counted in this one, until all is told."""
    runs = [await _placed(folder / f"placed{number}") for number in range(REPEATS)]
    commits = await _commits(folder / "commits")
    each = without_pay_links(runs[0]["calls"]) / SELLERS
    figures: dict[str, Any] = {
        "requests": SELLERS,
        "calls to 1688": dict(sorted(runs[0]["calls"].items())),
        "calls for each, pay links apart": round(each, 2),
        **{
            name: spread([run[name] for run in runs])
            for name in ("seconds", "times (calls / rate)", "processor of the bot, s")
        },
        "commits for each": commits,
    }
    quick = all(run["times (calls / rate)"] <= MOST_TIMES for run in runs)
    return Result(figures, each <= MOST_CALLS and quick and commits["of the basket"] <= commits["single"])


async def _placed(folder: Path) -> dict[str, Any]:
    """From the consent to the last order; each call until then takes the rate's time, those for pay links too."""
    async with town() as place:
        (person,) = place.people(1)
        made = stock.goods(place, SELLERS, stock.sellers(place, SELLERS))
        async with ours(place, folder, ALIBABA_RATE=str(RATE)) as process:
            card = await basket(place, person, stock.sheet(stock.rows(made, SELLERS)))
            await place.settled()
            everything = {"side": "1688", "call": "*", "kind": "slow", "seconds": MARKET_AFTER, "times": 10**9}
            place.world.faults.plan(everything)
            return await _measured(place, process, person, card)


async def _measured(place: Town, process: Process, person: int, card: Consent) -> dict[str, Any]:
    since, used, began = len(place.calls), process.cpu(), time.perf_counter()
    place.press(person, card.message, card.code)
    await place.until(lambda: len(place.world.world.book.orders) == SELLERS, "an order at each seller")
    seconds, until_then = time.perf_counter() - began, calls(place, since)
    await place.until(lambda: told(place, person) >= SELLERS, "news of every order")
    await place.quiet("sendMessage", SETTLES)
    return {
        "calls": calls(place, since),
        "seconds": seconds,
        "times (calls / rate)": seconds / (until_then.total() / RATE),
        "processor of the bot, s": process.cpu() - used,
    }


async def _commits(folder: Path) -> dict[str, float]:
    """How many commits that write something an order takes: of single purchases one by one, and of the basket."""
    async with town() as place:
        person, *singles = place.people(1 + SINGLES)
        made = stock.goods(place, SELLERS, stock.sellers(place, SELLERS))
        async with indoors(place, folder) as house, living(house):
            alone = Counter[str]()
            for each in singles:
                card = await to_consent(place, each, f"/buy {made[0].offer_id} 2")
                alone["commits"] += await _untiltold(place, each, card, 1)
            card = await basket(place, person, stock.sheet(stock.rows(made, SELLERS)))
            together = await _untiltold(place, person, card, SELLERS)
    return {"single": round(alone["commits"] / SINGLES, 1), "of the basket": round(together / SELLERS, 1)}


async def _untiltold(place: Town, person: int, card: Consent, orders: int) -> int:
    """The commits from the consent until nothing more is told of that many orders."""
    await place.quiet("sendMessage", SETTLES)
    with costs(place) as cost:
        place.press(person, card.message, card.code)
        await place.until(lambda: told(place, person) >= orders, "news of every order")
        await place.quiet("editMessageText", SETTLES)
    return cost.commits


def told(place: Town, person: int) -> int:
    """How many orders of 1688 messages to this person name; news of several may come together."""
    return sum(each.text.replace("\u00a0", " ").count("1688 no.") for each in place.messages(person))


async def basket(place: Town, person: int, dropped: bytes) -> Consent:
    before = len(place.messages(person))
    place.drop(person, DROPPED, dropped)
    await place.until(lambda: any(each.inline for each in place.messages(person)[before:]), "a card")
    return await agreeable(place, person)
