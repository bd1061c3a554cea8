"""B20: `/pay` with three hundred open orders: the list, all of them ticked, and the links that pay them."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.sandbox.world.world import PaySwitch
from bot.wiring.lifecycle import living
from tests.programmes.bench import stock, wires
from tests.programmes.bench.b14_placing import basket, told
from tests.programmes.bench.counting import Cost, costs
from tests.programmes.bench.frame import Result, bench
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, ours, town
from tests.programmes.bench.team import codes, no_copies

BASKETS, SELLERS = 5, 60
ORDERS, PAGE, IN_A_LINK = BASKETS * SELLERS, 50, 30
TIMES, REFILL = 10, 2.2
MOST_STATEMENTS, MOST_TIMES = 40, 1.3
LIST, LINK = "alibaba.trade.getBuyerOrderList", "alibaba.alipay.url.get"


@bench(
    20,
    f"`/pay` with {ORDERS} open orders: the list, and the links for all of them; 1688 answers after 80 ms, Telegram"
    " after 40",
    must="at most 40 statements for each; calls: the pages of the list, the links, one retry for each link; within"
    " 1.3 times the bare calls: for the list its pages at 1688 and the message, for the links what they need",
)
async def pay_together(folder: Path) -> Result:
    """Statements and calls are counted in this process, the time is that of the bot in its own."""
    async with town() as place:
        (person,) = place.people(1)
        # The watch, which asks for the same list, is far away meanwhile.
        async with indoors(place, folder, WATCH_SECONDS="3600") as house, living(house):
            await _orders(place, person)
            await no_copies(house)
            shown = await _cost(place, person, lambda: place.say(person, "/pay"))
            await _cost(place, person, lambda: _press(place, person, "All"))
            linked = await _cost(place, person, lambda: _press(place, person, f"Pay {ORDERS} "))
            alone = str(min(place.world.world.book.orders))
            place.world.world.switches.pay = PaySwitch(leave_out=(alone,))
            await _cost(place, person, lambda: _press(place, person, "Choose again"))
            retried = await _cost(place, person, lambda: _press(place, person, f"Pay {ORDERS} "))
            place.world.world.switches.pay = PaySwitch()
        async with ours(place, folder, CLOCK_URL=place.url):
            wires.as_outside(place)
            runs: dict[str, list[tuple[float, tuple[str, ...]]]] = {"list": [], "links": []}
            for _ in range(TIMES):
                runs["list"].append(await _timed(place, person, lambda: place.say(person, "/pay")))
                await _timed(place, person, lambda: _press(place, person, "All"))
                runs["links"].append(await _timed(place, person, lambda: _press(place, person, f"Pay {ORDERS} ")))
        pages, links = -(-ORDERS // PAGE), -(-ORDERS // IN_A_LINK)
        bare = {
            "list": await wires.bare(place, ("1688",) * pages + ("telegram",), TIMES),
            "links": await wires.bare(place, wires.usual([calls for _, calls in runs["links"]]), TIMES),
        }
    times = {name: wires.compared([each for each, _ in runs[name]], bare[name]) for name in runs}
    figures: dict[str, Any] = {
        "open orders": ORDERS,
        "the list": {"statements": shown.statements, "calls to 1688": shown.calls.total(), **times["list"]},
        "the links": {"statements": linked.statements, **dict(sorted(linked.calls.items())), **times["links"]},
        "one order left out": {"statements": retried.statements, **dict(sorted(retried.calls.items()))},
    }
    most = Counter({LIST: pages, LINK: links})
    few = all(each.statements <= MOST_STATEMENTS for each in (shown, linked, retried))
    asked = linked.calls <= most and retried.calls <= most + Counter({LINK: 1})
    return Result(figures, few and asked and all(each["p50, times"] <= MOST_TIMES for each in times.values()))


async def _orders(place: Town, person: int) -> None:
    """So many orders, none of them paid."""
    theirs = stock.sellers(place, SELLERS)
    for number in range(1, BASKETS + 1):
        made = stock.goods(place, SELLERS, theirs)
        card = await basket(place, person, stock.sheet(stock.rows(made, SELLERS)))
        place.press(person, card.message, card.code)
        await _told(place, person, SELLERS * number)
    await place.quiet("sendMessage", REFILL)


async def _told(place: Town, person: int, orders: int) -> None:
    await place.until(lambda: told(place, person) >= orders, f"news of {orders} orders")


async def _cost(place: Town, person: int, act: Callable[[], None]) -> Cost:
    """What an act costs until its answer stands in the chat."""
    seen = _newest(place, person)
    with costs(place) as cost:
        act()
        await place.until(lambda: _newest(place, person) != seen, "an answer")
    await place.quiet("editMessageText", REFILL)
    return cost


def _newest(place: Town, person: int) -> tuple[int, int]:
    message = place.messages(person)[-1]
    return message.id, message.rev


def _press(place: Town, person: int, label: str) -> None:
    """Press the button of the newest message that begins so."""
    message = place.messages(person)[-1]
    buttons = codes(place, person, message.id)
    place.press(person, message.id, next(code for words, code in buttons.items() if words.startswith(label)))


async def _timed(place: Town, person: int, act: Callable[[], None]) -> tuple[float, tuple[str, ...]]:
    """Milliseconds of an act until its answer stands in the chat, and the calls that were made until then."""
    await asyncio.sleep(REFILL)
    seen, since, began = _newest(place, person), len(place.calls), time.perf_counter()
    act()
    await place.until(lambda: _newest(place, person) != seen, "an answer")
    return 1000 * (time.perf_counter() - began), wires.sides(place, since)
