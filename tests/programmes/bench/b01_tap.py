"""B1: from a tap on a card's button to the changed card."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.programmes.bench.frame import REPEATS, Result, bench, percentile, spread
from tests.programmes.bench.place import Town, bare, ours, paced, town

PEOPLE, TAPS, A_SECOND, ANSWERS_AFTER = 200, 600, 30.0, 0.04
AT_ONCE, BARE_AT_ONCE = 8, 64
SLOW = ("answerCallbackQuery", "editMessageText", "sendMessage")
Tap = Callable[[int], None]


@bench(
    1,
    "tap on a button → changed card, 30 a second, Telegram answers after 40 ms",
    must="our own share of p99 at most 5 ms",
)
async def tap(folder: Path) -> Result:
    """The same load on both; what ours takes more than a bare bot that makes the same two calls is our share.

    The bare bot takes its updates side by side: one after the other two calls of 40 ms make thirty taps wait for ever.
    """
    mine, theirs = [], []
    for repeat in range(REPEATS):
        theirs.append(await _bare(folder / f"bare{repeat}"))
        mine.append(await _ours(folder / f"ours{repeat}"))
    share = spread([a["p99"] - b["p99"] for a, b in zip(mine, theirs, strict=True)])
    figures: dict[str, Any] = {
        name: {key: spread([run[key] for run in runs]) for key in ("p50", "p99")}
        for name, runs in (("ours, ms", mine), ("bare, ms", theirs))
    }
    over = spread([run["p99"] - 1000 * ANSWERS_AFTER for run in mine])
    figures |= {"our share of p99, ms": share, "p99 beyond Telegram's 40 ms, ms": over, "taps": TAPS}
    return Result(figures, share["median"] <= 5)


async def _ours(folder: Path) -> dict[str, float]:
    async with town() as place:
        people = place.people(PEOPLE)
        async with ours(place, folder):
            cards = await _cards(place, people)
            await place.settled()
            place.slow(ANSWERS_AFTER, *SLOW)

            def act(number: int) -> None:
                person = people[number % PEOPLE]
                message, codes = cards[person]
                place.press(person, message, codes[number // PEOPLE])

            return await _measured(place, people, act)


async def _bare(folder: Path) -> dict[str, float]:
    async with town() as place:
        people = place.people(PEOPLE)
        async with bare(place, folder, BARE_AT_ONCE):
            for person in people:
                place.say(person, "hello")
            await place.until(lambda: place.count("sendMessage") >= PEOPLE, "an echo to everybody")
            messages = {person: place.messages(person)[-1].id for person in people}
            place.slow(ANSWERS_AFTER, *SLOW)
            return await _measured(
                place, people, lambda n: place.press(people[n % PEOPLE], messages[people[n % PEOPLE]], f"code{n}")
            )


async def _cards(place: Town, people: list[int]) -> dict[int, tuple[int, list[str]]]:
    """A draft that waits for consent, for each of them: its message, and the codes that reopen its steps."""
    offer = await place.good("sku")
    each = asyncio.Semaphore(AT_ONCE)

    async def made(person: int) -> tuple[int, list[str]]:
        async with each:
            return await _card(place, person, offer["offer_id"])

    return dict(zip(people, await asyncio.gather(*map(made, people)), strict=True))


async def _card(place: Town, person: int, offer_id: str) -> tuple[int, list[str]]:
    place.say(person, f"/buy {offer_id} 10")
    codes = await _shows(place, person, "")
    while "Change" not in " ".join(codes):
        message = place.messages(person)[-1]
        rev = message.rev
        place.press(person, message.id, next(iter(codes.values())))
        await place.until(lambda: place.messages(person)[-1].rev > rev, "the next step")  # noqa: B023 - awaited before the loop goes on
        codes = _codes(place.messages(person)[-1])
    message = place.messages(person)[-1]
    place.press(person, message.id, next(code for label, code in codes.items() if "Change" in label))
    codes = await _shows(place, person, "Quantity")
    steps = ("Address", "Quantity", "Variant")
    return message.id, [next(code for label, code in codes.items() if step in label) for step in steps]


async def _shows(place: Town, person: int, word: str) -> dict[str, str]:
    """The codes of the newest message's buttons, once one of them has this word."""

    def there() -> bool:
        found = place.messages(person)
        return bool(found) and any(word in label for label in _codes(found[-1]))

    await place.until(there, f"a card with {word or 'buttons'}", 10)
    return _codes(place.messages(person)[-1])


def _codes(message: Any) -> dict[str, str]:
    return {button["text"]: button.get("callback_data", "") for row in message.inline or () for button in row}


async def _measured(place: Town, people: list[int], act: Tap) -> dict[str, float]:
    """Milliseconds from a tap to the edit of that person's card; taps that one edit shows together end with it."""
    tapped: dict[int, list[float]] = {person: [] for person in people}
    first = len(place.calls)

    def tap(number: int) -> None:
        tapped[people[number % PEOPLE]].append(time.perf_counter())
        act(number)

    await paced(TAPS, A_SECOND, tap)
    await place.quiet("editMessageText")
    took = []
    for call in [each for each in place.calls[first:] if each.name == "editMessageText" and each.ok]:
        waiting = tapped[int(call.note.split()[0])]
        if waiting:
            took.append(1000 * (call.at - waiting.pop(0)))
    late = sum(map(len, tapped.values()))
    return {"p50": percentile(took, 0.5), "p99": percentile(took, 0.99), "shown by a later edit": late}
