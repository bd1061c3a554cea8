"""R7: two thousand updates, given twice and out of order, while the bot is killed twenty times."""

import asyncio
from collections import Counter
from typing import Any

import pytest

from bot.sandbox.actor import post
from bot.sandbox.chats.queue import Queued
from tests.programmes.torture import checker
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Town, town
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

UPDATES, KILLS, PEOPLE = 2000, 20, 20
AGAIN, SHUFFLED = 0.3, 0.5
PATIENCE = 1200.0


@programme(
    7, "updates given twice and out of order, with kills", databases=(SQLITE, POSTGRESQL), shortened=True,
    gate="without effect 0, with two effects 0",
)  # fmt: skip
async def updates(scale: Scale) -> Result:
    """Half of the updates ask for something (a request each), half take it back (an end each)."""
    async with opened(scale, admins=PEOPLE) as scene:
        given = _unreliable(scene)
        await scene.start()
        people = await town(scene)
        half = scale.count(UPDATES) // 2
        killing = asyncio.create_task(_kill(scene, scale.count(KILLS)))
        async with people.awake():
            await asyncio.gather(*(_asks_and_takes_back(people, number) for number in _shares(half)))
            await killing
            await until(lambda: _idle(scene), "every update is settled", PATIENCE)
        await scene.stop()
        return await _judged(scene, half, given)


def _shares(half: int) -> list[tuple[int, int]]:
    """Who asks how often."""
    return [(place, len(range(place, half, PEOPLE))) for place in range(PEOPLE)]


async def _asks_and_takes_back(people: Town, share: tuple[int, int]) -> None:
    place, times = share
    person = people.scene.world.admins[place]
    for quantity in range(2, 2 + times):
        text = f"/buy {people.offer} {quantity}"
        await post(people.scene.http, "/sim/say", {"person": person, "text": text})
        await until(lambda: (person, quantity) in people.known, text, PATIENCE, every=0.1)  # noqa: B023 - awaited here
        number = people.known[person, quantity]["id"]
        await until(lambda: people.press_labelled(person, number, "Cancel"), f"{text}: cancel", PATIENCE, every=0.2)  # noqa: B023 - awaited here
        await until(
            lambda: _taken_back(people, person, quantity, number),  # noqa: B023 - awaited here
            f"{text} is taken back", PATIENCE, every=0.2,
        )  # fmt: skip


def _taken_back(people: Town, person: int, quantity: int, number: int) -> bool:
    """Whether it had its effect. A press that nobody answered is repeated now and then, as people do."""
    if people.known[person, quantity]["state"] == "cancelled":
        return True
    people.press_labelled(person, number, "Cancel")
    return False


def _unreliable(scene: Scene) -> Counter[str]:
    """From now on updates that were confirmed come again, and a batch comes in any order."""
    queue, dice, given = scene.world.chats.queue, scene.dice, Counter[str]()
    really, earlier = queue.take, list[Queued]()

    def take(offset: int, limit: int, now: float) -> list[Queued]:
        found = really(offset, limit, now)
        again = dice.sample(earlier, min(len(earlier), dice.randint(1, 5))) if dice.random() < AGAIN else []
        earlier.extend(found)
        del earlier[:-200]
        given["updates"] += len(found)
        given["given again"] += len(again)
        found = found + again
        if found and dice.random() < SHUFFLED:
            dice.shuffle(found)
            given["batches shuffled"] += 1
        return found

    pytest.MonkeyPatch().setattr(queue, "take", take)
    return given


async def _kill(scene: Scene, count: int) -> None:
    for _ in range(count):
        reached = asyncio.Event()
        left = scene.dice.randint(60, 400)

        def strike(_: Any, reached: asyncio.Event = reached) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                reached.set()

        scene.weather.before.append(strike)
        await asyncio.wait({asyncio.create_task(reached.wait())}, timeout=20.0)
        scene.weather.before.remove(strike)
        await scene.kill()
        await scene.start()


async def _idle(scene: Scene) -> bool:
    found = await scene.ours.peek("SELECT count(*) AS n FROM inbox WHERE state = 'new'")
    return bool(found) and found[0]["n"] == 0


async def _judged(scene: Scene, half: int, given: Counter[str]) -> Result:
    ours = await scene.ours.all()
    asked = Counter((row["requester_id"], row["quantity"]) for row in ours["request"])
    opened_by = Counter(row["opened_by"] for row in ours["request"])
    acted = Counter((row["update_id"], row["kind"]) for row in ours["event"] if row["update_id"] is not None)
    histories = checker.Histories(ours, (await scene.ledger())["orders"], scene.chat(), scene.weather.creates)
    lost = [each.what for each in checker.check(histories) if each.kind == checker.UPDATE_LOST]
    lost += [f"update {row['update_id']} is {row['state']}" for row in ours["inbox"] if row["state"] != "done"]
    lost += [f"request {row['id']} is {row['state']}" for row in ours["request"] if row["state"] != "cancelled"]
    twice = [str(key) for counter in (asked, opened_by, acted) for key, times in counter.items() if times > 1]
    figures = {
        "asked and taken back": f"{half} × 2", **given, "kills": scene.kills, "without effect": len(lost),
        "with two effects": len(twice),
    }  # fmt: skip
    return Result(figures, not lost and not twice, tuple(lost[:10] + twice[:10]))
