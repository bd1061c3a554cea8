"""B15: the approval card and *Details* of a basket of 500 lines, with a million stored lines."""

import asyncio
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.playing import Play, choose_all, insists, say_why
from bot.sandbox.team_scenes import Cast
from tests.programmes.bench import stock
from tests.programmes.bench.filling import Past, multiply
from tests.programmes.bench.frame import REPEATS, Result, bench, spread
from tests.programmes.bench.place import Town, looked, ours, town
from tests.programmes.bench.team import codes, no_copies, with_one_order

REQUESTS, LINES = 100_000, 10
"""Stored requests, and the lines of each."""
SIZES, OFFERS, SELLERS = {2: 5, 3: 500}, 100, 10
"""How many lines the requests of these numbers have; of how many offers and sellers."""
LOOKS, MOST_TIMES = 20, 1.5
CARD, DETAILS = "approval card", "*Details*"


@dataclass(frozen=True)
class Took:
    """Milliseconds of each repeat, and of the bot's processor for one look."""

    times: list[float]
    processor: float


@bench(
    15,
    "the approval card and *Details* of a basket of 500 lines, with 1,000,000 stored lines",
    must="at most 1.5 times those of a basket of 5 lines",
)
async def large_basket(folder: Path) -> Result:
    """An approver looks, in private, at two baskets that wait."""
    async with town() as place:
        boris, shows = await _baskets(place, folder)
        await asyncio.to_thread(multiply, folder, REQUESTS, Past("finished", lines=LINES))
        looks = await _looks(place, folder, boris, shows)
    figures: dict[str, Any] = {"stored lines": REQUESTS * LINES}
    times = {}
    for name, found in looks.items():
        figures[name] = {
            f"{SIZES[number]} lines": {"ms": spread(took.times), "processor of the bot, ms": round(took.processor, 1)}
            for number, took in found.items()
        }
        few, many = (statistics.median(found[number].times) for number in SIZES)
        times[name] = round(many / few, 2)
    figures["500 lines against 5"] = times
    return Result(figures, max(times.values()) <= MOST_TIMES)


async def _baskets(place: Town, folder: Path) -> tuple[int, dict[int, str]]:
    """A team with one order and two baskets that wait; an approver, and the codes that show him their cards."""
    sellers = stock.sellers(place, SELLERS)
    goods = {lines: stock.goods(place, OFFERS, sellers, "sku") for lines in SIZES.values()}
    async with with_one_order(place, folder) as (house, cast, play):
        for lines, offers in goods.items():
            await _basket(play, cast, stock.sheet(stock.rows(offers, lines), 1))
        boris = cast.alone["Boris"]
        await no_copies(house)
        await boris.sees(f"#{max(SIZES)} ")  # his own card, which is no list
        await boris.catches_up()
        await boris.writes("/pending")
        shown = await boris.sees(f"#{max(SIZES)}")
        buttons = codes(place, boris.person, shown.message_id)
    return boris.person, {
        number: next(code for label, code in buttons.items() if f"#{number}" in label) for number in SIZES
    }


async def _basket(play: Play, cast: Cast, dropped: bytes) -> None:
    """Daria drops a sheet in the group and asks for approval."""
    daria = cast.here["Daria"]
    await daria.catches_up()
    await daria.drops("basket.csv", dropped, "@caigou_bot")
    await daria.sees("Lines:")
    card = await choose_all(play, daria, await daria.sees("products"), "say why", "ask for approval")
    card = await say_why(daria, card, "The December fair")
    await daria.presses(card, "Ask for approval")
    await insists(daria, "· approval wanted")


async def _looks(place: Town, folder: Path, boris: int, shows: dict[int, str]) -> dict[str, dict[int, Took]]:
    """Each look at each basket; the baskets take turns."""
    async with ours(place, folder, CLOCK_URL=place.url) as process:
        await asyncio.sleep(1)  # the bot follows the world's clock
        card = place.messages(boris)[-1].id

        def act(look: str, number: int) -> Callable[[], None]:
            if look == CARD:
                return lambda: place.press(boris, card, shows[number])
            return lambda: place.say(boris, f"/order {number}")

        found: dict[str, dict[int, Took]] = {}
        for look in (CARD, DETAILS):
            took: dict[int, list[float]] = {number: [] for number in shows}
            used = dict.fromkeys(shows, 0.0)
            for number in [*shows] * REPEATS:
                before = process.cpu()
                took[number].append(await looked(place, boris, act(look, number), LOOKS))
                used[number] += process.cpu() - before
            each = REPEATS * LOOKS / 1000
            found[look] = {number: Took(took[number], used[number] / each) for number in shows}
    return found
