"""B13: a sheet of 5,000 lines, from the dropped file to its checked preview."""

import asyncio
import itertools
import statistics
import time
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Any

from tests.programmes.bench import stock
from tests.programmes.bench.counting import calls
from tests.programmes.bench.frame import REPEATS, Result, bench, percentile, spread
from tests.programmes.bench.place import Process, Town, ours, town
from tests.programmes.bench.shopping import Consent, consent

LINES, OFFERS, SELLERS = 5_000, 300, 60
RATE, MARKET_AFTER = 20, 0.1
OTHERS, A_SECOND, SECONDS, LATER = 10, 10.0, 20, 10
"""Who taps meanwhile, all their taps in a second, how long without the sheet; seconds until the memory is looked at."""
MOST_TIMES, MOST_CPU, MOST_MEMORY, MOST_LATE = 1.2, 5.0, 30.0, 100.0
PREVIEW = "Check and confirm"


@bench(
    13,
    "a sheet of 5,000 lines (300 offers, 60 sellers) → its checked preview; 1688: 100 ms, 20 calls a second",
    must="calls at most offers and requests; within 1.2 times (calls / rate); at most 5 s of processor;"
    " at most 30 MiB more afterwards; p99 of somebody else's tap at most 100 ms later than without it",
)
async def sheet(folder: Path) -> Result:
    """The processor and the memory are the bot's own, the child that reads the file apart."""
    runs = [await _alone(folder / f"alone{number}") for number in range(REPEATS)]
    taps = [await _beside(folder / f"beside{number}") for number in range(REPEATS)]
    figures: dict[str, Any] = {"lines": LINES, "calls to 1688": dict(runs[0]["calls"]), "requests": runs[0]["requests"]}
    for name in ("seconds", "times (calls / rate)", "processor, s", "memory, MiB more"):
        figures[name] = spread([run[name] for run in runs])
    figures["somebody else's tap, p99, ms"] = {
        name: spread([run[name] for run in taps], 1) for name in ("without", "meanwhile", "later")
    }
    later = statistics.median(run["later"] for run in taps)
    return Result(figures, all(_met(run) for run in runs) and later <= MOST_LATE)


def _met(run: dict[str, Any]) -> bool:
    return bool(
        run["calls"].total() <= OFFERS + run["requests"]
        and run["times (calls / rate)"] <= MOST_TIMES
        and run["processor, s"] <= MOST_CPU
        and run["memory, MiB more"] <= MOST_MEMORY
    )


async def _alone(folder: Path) -> dict[str, Any]:
    """The sheet with nothing else to do."""
    async with town() as place:
        (person,) = place.people(1)
        dropped, requests = _stocked(place)
        async with ours(place, folder, ALIBABA_RATE=str(RATE)) as process:
            await _ready(place, [person])
            return await _measured(place, process, person, dropped) | {"requests": requests}


async def _measured(place: Town, process: Process, person: int, dropped: bytes) -> dict[str, Any]:
    used, held, since, began = process.cpu(), process.memory(), len(place.calls), time.perf_counter()
    await _preview(place, person, dropped)
    seconds, used = time.perf_counter() - began, process.cpu() - used
    made = calls(place, since)
    await asyncio.sleep(LATER)
    return {
        "calls": made,
        "seconds": seconds,
        "times (calls / rate)": seconds / (made.total() / RATE),
        "processor, s": used,
        "memory, MiB more": process.memory() - held,
    }


async def _beside(folder: Path) -> dict[str, float]:
    """Other people's taps without the sheet, then while it is read and priced."""
    async with town() as place:
        person, *others = place.people(1 + OTHERS)
        dropped, _ = _stocked(place)
        async with ours(place, folder, ALIBABA_RATE=str(RATE)):
            cards = await _ready(place, [person, *others])
            del cards[person]
            without = percentile(await _tapped(place, cards, asyncio.sleep(SECONDS)), 0.99)
            meanwhile = percentile(await _tapped(place, cards, _preview(place, person, dropped)), 0.99)
    return {"without": without, "meanwhile": meanwhile, "later": meanwhile - without}


def _stocked(place: Town) -> tuple[bytes, int]:
    """The sheet of goods that this town now has, and how many requests they make: 50 lines of a seller at most."""
    offers = stock.goods(place, OFFERS, stock.sellers(place, SELLERS), "sku")
    lines = stock.rows(offers, LINES)
    theirs = [sum(offer.seller.key == key for offer, _ in lines) for key in {o.seller.key for o in offers}]
    return stock.sheet(lines), sum(-(-each // 50) for each in theirs)


async def _ready(place: Town, people: list[int]) -> dict[int, Consent]:
    """Each of them has a draft that waits for consent, and so a usual address; then 1688 takes its time."""
    offer = await place.good("plain")
    cards = {person: await consent(place, person, offer) for person in people}
    await place.settled()
    everything = {"side": "1688", "call": "*", "kind": "slow", "seconds": MARKET_AFTER, "times": 10**9}
    place.world.faults.plan(everything)
    return cards


async def _preview(place: Town, person: int, dropped: bytes) -> None:
    before = len(place.messages(person))
    place.drop(person, "order.csv", dropped)
    await place.until(lambda: any(PREVIEW in each.text for each in place.messages(person)[before:]), "a preview")


async def _tapped(place: Town, cards: dict[int, Consent], meanwhile: Awaitable[None]) -> list[float]:
    """Milliseconds from each tap to the edit of that card: *Change* and *Back* by turns, which ask 1688 nothing.

    Who still waits for an edit taps on what is there; that edit ends both.
    """
    waiting, took, first = dict[int, list[float]](), list[float](), len(place.calls)

    def shown() -> bool:
        nonlocal first
        for call in place.calls[first:]:
            if call.name.startswith("editMessage") and call.ok:
                took.extend(1000 * (call.at - began) for began in waiting.pop(int(call.note.split()[0]), ()))
        first = len(place.calls)
        return not waiting

    over, people = asyncio.ensure_future(meanwhile), itertools.cycle(cards)
    async for _ in _paces(over):
        shown()
        person = next(people)
        waiting.setdefault(person, []).append(time.perf_counter())
        if len(waiting[person]) == 1:
            _tap(place, person, cards[person].message)
    await over
    await place.until(shown, "an edit for every tap")
    return took


async def _paces(over: asyncio.Future[None]) -> AsyncIterator[None]:
    """A moment for a tap now and then, at an even pace, until it is over."""
    start = time.perf_counter()
    for number in itertools.count():
        await asyncio.wait({over}, timeout=max(0.0, start + number / A_SECOND - time.perf_counter()))
        if over.done():
            return
        yield


def _tap(place: Town, person: int, message: int) -> None:
    card = place.world.chats.chats[person].messages[message]
    codes = {each["text"]: each["callback_data"] for row in card.inline or () for each in row}
    word = "Back" if any("Back" in label for label in codes) else "Change"
    place.press(person, message, next(code for label, code in codes.items() if word in label))
