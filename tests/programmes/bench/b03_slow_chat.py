"""B3: one chat whose handler waits 5 s beside 200 busy ones."""

import time
from pathlib import Path

from tests.programmes.bench.frame import REPEATS, Result, bench, percentile, spread
from tests.programmes.bench.place import Town, ours, paced, town

CHATS, UPDATES, A_SECOND, WAITS = 200, 1_500, 60.0, 5.0


@bench(3, "one slow chat (5 s a message) beside 200 busy ones", must="p99 of the others grows by at most 10 %")
async def slow_chat(folder: Path) -> Result:
    """The slow chat asks for a product again and again, and 1688 takes 5 s to show it."""
    alone, beside = [], []
    for n in range(REPEATS):
        alone.append(await _measured(folder / f"alone{n}", slow=False))
        beside.append(await _measured(folder / f"beside{n}", slow=True))
    growth = spread([b / a - 1 for a, b in zip(sorted(alone), sorted(beside), strict=True)], 3)
    figures = {"p99 alone, ms": spread(alone), "p99 beside, ms": spread(beside), "growth": growth}
    return Result(figures, growth["median"] <= 0.10)


async def _measured(folder: Path, *, slow: bool) -> float:
    """p99 of a chat's `/orders`, in milliseconds."""
    async with town() as place:
        people, one = place.people(CHATS), place.people(1)[0]
        async with ours(place, folder):
            buy = f"/buy {(await place.good('plain'))['offer_id']} 100"
            await _warm(place, people[:20], one, buy)
            if slow:
                _make_slow(place, one, buy)
            return await _load(place, people)


async def _warm(place: Town, people: list[int], one: int, buy: str) -> None:
    # All that the load will ask for was asked once: else the first product would pay for what is done once a process.
    for person in people:
        place.say(person, "/orders")
    place.say(one, buy)
    await place.until(lambda: place.count("sendMessage") >= len(people) and place.messages(one) != [], "a warm bot")
    await place.settled()


def _make_slow(place: Town, one: int, buy: str) -> None:
    call = "product.search.queryProductDetail"
    place.world.faults.plan({"side": "1688", "call": call, "kind": "slow", "seconds": WAITS, "times": 10**6})
    for _ in range(10):
        place.say(one, buy)


async def _load(place: Town, people: list[int]) -> float:
    asked: dict[int, list[float]] = {person: [] for person in people}
    first = len(place.calls)

    def ask(number: int) -> None:
        person = people[number % CHATS]
        asked[person].append(time.perf_counter())
        place.say(person, "/orders")

    def answers() -> list[tuple[float, int]]:
        sent = [call for call in place.calls[first:] if call.name == "sendMessage"]
        return [(call.at, number) for call in sent if (number := int(call.note.split()[0])) in asked]

    await paced(UPDATES, A_SECOND, ask)
    await place.until(lambda: len(answers()) >= UPDATES, "an answer to each")
    return percentile([1000 * (at - asked[number].pop(0)) for at, number in answers()], 0.99)
