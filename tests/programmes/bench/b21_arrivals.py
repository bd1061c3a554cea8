"""B21: `/arrivals` with ten thousand parcels under way, and the count of two hundred lines."""

import asyncio
import statistics
import time
from pathlib import Path
from typing import Any

import httpx

from bot.sandbox.actor import post
from bot.wiring.build import BuiltBot
from bot.wiring.lifecycle import living
from tests.programmes.bench import stock
from tests.programmes.bench.b14_placing import basket, told
from tests.programmes.bench.counting import Cost, costs
from tests.programmes.bench.filling import Past, multiply
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, looked, ours, town
from tests.programmes.bench.team import codes, no_copies, with_one_order

SIZES, LOOKS, MOST_TIMES = (100, 10_000), 20, 1.5
LINES, IN_AN_ORDER, MOST_STATEMENTS = 200, 50, 80
QUIET = 1.0
LOOK = "/arrivals"


@bench(
    21,
    f"`/arrivals` with {SIZES[0]} and with {SIZES[-1]:,} parcels under way; the count of {LINES} lines,"
    f" {IN_AN_ORDER} in an order",
    must=f"at most {MOST_TIMES} times; at most {MOST_STATEMENTS} statements for the count of an order",
)
async def arrivals(folder: Path) -> Result:
    """A requester looks, in private; the time is that of the bot in its own process, statements are counted in this."""
    async with town() as place:
        person = await _a_team(place, folder / "team")
        took = {size: await _looked(place, folder / "team", size, person) for size in SIZES}
    counts = {lines: await _counted(folder / f"lines{lines}", lines) for lines in (1, LINES)}
    times = statistics.median(took[SIZES[-1]]) / statistics.median(took[SIZES[0]])
    figures: dict[str, Any] = {f"{LOOK}, {size:,} parcels, ms": spread(found) for size, found in took.items()}
    figures["10,000 against 100"] = round(times, 2)
    for lines, (statements, milliseconds) in counts.items():
        figures[f"count of {lines} lines"] = {"statements": statements, "ms": round(milliseconds, 1)}
    few = counts[LINES][0] <= MOST_STATEMENTS * LINES // IN_AN_ORDER
    return Result(figures, few and times <= MOST_TIMES)


async def _a_team(place: Town, folder: Path) -> int:
    """A team with one order that is under way in one parcel; its requester."""
    async with with_one_order(place, folder) as (house, cast, play):
        await _shipped(place, play.http, house)
        await no_copies(house)
    return cast.alone["Daria"].person


async def _shipped(place: Town, http: httpx.AsyncClient, house: BuiltBot) -> None:
    """Have every order paid and sent in one parcel, and the bot know it."""
    numbers = [str(each) for each in place.world.world.book.orders]
    for number in numbers:
        for action in ("pay", "ship"):
            await post(http, f"/sim/orders/{number}/{action}", {})
    for _ in range(300):
        place.world.clock.advance(3600)
        async with house.ledger.read() as uow:
            if all([(await uow.orders.get(number)).parcels for number in numbers]):
                return
        await asyncio.sleep(0.1)
    raise AssertionError("the bot never heard of the parcels")


async def _looked(place: Town, folder: Path, size: int, person: int) -> list[float]:
    """Medians of twenty looks each with so many parcels under way, in milliseconds from the asking to the message."""
    await asyncio.to_thread(multiply, folder, size, Past("shipped", minutes=1))
    async with ours(place, folder, CLOCK_URL=place.url, WATCH_SECONDS="3600"):
        await asyncio.sleep(1)  # the bot follows the world's clock
        await place.settled()
        return [await looked(place, person, lambda: place.say(person, LOOK), LOOKS) for _ in range(REPEATS)]


async def _counted(folder: Path, lines: int) -> tuple[int, float]:
    """Statements and milliseconds of *All there* for so many lines until it is answered, of all their orders."""
    orders, spent = -(-lines // IN_AN_ORDER), [(0, 0.0)]
    async with town() as place:
        (person,) = place.people(1)
        made = stock.goods(place, lines, stock.sellers(place, 1))
        async with (
            httpx.AsyncClient(base_url=place.url, timeout=30, trust_env=False) as http,
            indoors(place, folder, WATCH_SECONDS="2") as house,
            living(house),
        ):
            card = await basket(place, person, stock.sheet(stock.rows(made, lines)))
            place.press(person, card.message, card.code)
            await place.until(lambda: told(place, person) >= orders, "the orders")
            await _shipped(place, http, house)
            for part in range(1, orders + 1):
                place.say(person, f"/order 1/{part}" if orders > 1 else "/order 1")
                await _pressed(place, person, "Count in")
                cost, milliseconds = await _pressed(place, person, "All there")
                spent.append((cost.statements, milliseconds))
    return sum(each for each, _ in spent), sum(each for _, each in spent)


async def _pressed(place: Town, person: int, label: str) -> tuple[Cost, float]:
    """Press the button with these words once there is one; what it costs until its message or the newest is another."""
    for _ in range(300):
        await place.quiet("sendMessage", QUIET)
        if (found := _button(place, person, label)) is not None:
            break
    assert found is not None
    message, code = found
    seen, began = (message.rev, len(place.messages(person))), time.perf_counter()
    with costs(place) as cost:
        place.press(person, message.id, code)
        await place.until(lambda: (message.rev, len(place.messages(person))) != seen, "an answer")
    return cost, 1000 * (time.perf_counter() - began)


def _button(place: Town, person: int, label: str) -> tuple[Any, str] | None:
    """The newest message with a button that says this, and what the button carries."""
    for message in reversed(place.messages(person)):
        buttons = codes(place, person, message.id)
        if code := next((code for words, code in buttons.items() if label in words), None):
            return message, code
    return None
