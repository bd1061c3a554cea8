"""R1: a thousand purchases while the bot is killed five hundred times and both services lie."""

import asyncio
import itertools
import signal
from collections.abc import Iterator
from typing import Any

from bot.sandbox.actor import post
from tests.programmes.torture import checker
from tests.programmes.torture.fault_injection import CREATES, MESSAGES, Arrival, shares
from tests.programmes.torture.harness import Scene, opened
from tests.programmes.torture.people import Town, Wish, team, town
from tests.programmes.torture.programme import POSTGRESQL, SQLITE, Result, Scale, programme

PURCHASES, KILLS = 1000, 500
CREATES_FAIL, SENDS_FAIL = 0.24, 0.05
ADMINS, AT_ONCE, TEAM_SHARE = 2, 18, 0.2
SPEED = 16.0
SWEEP_SECONDS, SEEN_SECONDS = 16 * 60, 4.0
"""Longer than from one sweep to the next, which finds what was made after people gave it up; until the bot saw it."""
LONGEST_LIFE, LONGEST_SECONDS = 130, 6.0
AIMED = 0.4
GOODS = "sku"
"""Goods with variants: each purchase is of one to twelve of them."""
MODES = {"second": "repeat makes a second order", "first": "repeat returns the first"}


@programme(
    1, "killed at random", databases=(SQLITE, POSTGRESQL), both_pythons=True, shortened=True,
    gate="bought twice, lost, lines wrong, undecided untold, notices lost 0, doubled <= ambiguous sends + kills",
)  # fmt: skip
async def killed_at_random(scale: Scale) -> Result:
    """Both ways in which 1688 may answer a repeated reference, the whole number of purchases and kills in each."""
    figures: dict[str, Any] = {}
    failures: list[str] = []
    for mode, name in MODES.items():
        for in_team, whose in ((False, "alone"), (True, "in a team")):
            folder = scale.folder / f"{mode}-{whose}"
            folder.mkdir()
            part = Scale(scale.seed, scale.tenth, scale.database, folder)
            found, wrong = await one_story(part, mode, TEAM_SHARE if in_team else 1 - TEAM_SHARE, in_team)
            figures[f"{name}, {whose}"] = found
            failures += [f"{name}, {whose}: {each}" for each in wrong]
    return Result(figures, not failures, tuple(failures))


async def one_story(
    scale: Scale, mode: str, share: float, in_team: bool, dry_run: str = "0"
) -> tuple[dict[str, Any], list[str]]:
    """That share of the purchases and kills, by admins or in a team; the figures, and what is wrong."""
    async with opened(scale, admins=1 if in_team else ADMINS + 1, DRY_RUN=dry_run) as scene:
        people, buyers = await (_team(scene) if in_team else _admins(scene))
        people.receiving = True
        await post(scene.http, "/sim/market", {"repeat": mode})
        scene.weather.choose = shares(scene.weather.dice, CREATES_FAIL, SENDS_FAIL)
        async with people.awake(time_flies=SPEED):
            killing = asyncio.create_task(_kill(scene, scale.count(round(KILLS * share))))
            buying = asyncio.create_task(_buy(people, scale.count(round(PURCHASES * share)), buyers, killing))
            await asyncio.gather(killing, buying)
        scene.weather.choose = lambda _: None
        if not scene.life or not scene.life.alive:
            await scene.start()
        async with people.awake(time_flies=SPEED):
            pressed_on = await people.go_on(AT_ONCE)
        async with people.awake(time_flies=SPEED * 4):
            await people.quiet()
            await post(scene.http, "/sim/clock", {"advance": SWEEP_SECONDS})
            await asyncio.sleep(SEEN_SECONDS)
            await people.quiet()
        await people.quiet()  # what was pressed last comes to its end, too
        await scene.stop()
        return await _judged(scene, people, pressed_on)


async def _admins(scene: Scene) -> tuple[Town, list[tuple[int, int]]]:
    """Admins who said hello, and buy each for himself; one more chases sellers."""
    await scene.start()
    for admin in scene.world.admins:
        await post(scene.http, "/sim/say", {"person": admin, "text": "/start"})
    people = await town(scene, GOODS)
    *buyers, people.chaser = scene.world.admins
    return people, [(admin, admin) for admin in buyers]


async def _team(scene: Scene) -> tuple[Town, list[tuple[int, int]]]:
    """A team, and its requester, who asks in the group."""
    people, cast = await team(scene, GOODS)
    return people, [(cast.here["Daria"].person, cast.group)]


def _wishes(buyers: list[tuple[int, int]]) -> Iterator[Wish]:
    """Ever more of them, each told from the others by its quantity."""
    for number in itertools.count():
        person, chat = buyers[number % len(buyers)]
        yield Wish(person, chat, number // len(buyers) + 2)


async def _buy(people: Town, count: int, buyers: list[tuple[int, int]], killing: "asyncio.Task[None]") -> None:
    """So many purchases, and more while it is still being killed."""
    wishes, made = _wishes(buyers), 0

    async def shopper() -> None:
        nonlocal made
        while made < count or not killing.done():
            made += 1
            await people.buys(next(wishes))

    await asyncio.gather(*(shopper() for _ in range(AT_ONCE)))


async def _kill(scene: Scene, count: int) -> None:
    """Kill and start. A life is counted in calls, not in seconds, so that a slow machine kills at the same places."""
    while scene.kills < count:
        if not scene.life or not scene.life.alive:
            await scene.start(wait=False)
        await _kill_at_call(scene, scene.dice.randint(1, LONGEST_LIFE))
    await scene.start()


async def _kill_at_call(scene: Scene, number: int) -> None:
    """The bot dies at any moment after its `number`-th call from now on, or just before or after one of these.

    They are the calls that make an order, and those that send a note to its seller or urge them.
    """
    left, aim = number, "later"
    wanted: tuple[str, ...] = ()
    if scene.dice.random() < AIMED:
        left = 1
        aim = scene.dice.choice(("before", "after"))
        wanted = scene.dice.choice((CREATES, CREATES, MESSAGES))
    reached = asyncio.Event()

    def strike(arrival: Arrival) -> None:
        nonlocal left
        if wanted and arrival.call not in wanted:
            return
        left -= 1
        if left == 0 and aim != "later" and scene.life:
            scene.life.strike(signal.SIGKILL)
        if left == 0:
            reached.set()

    listeners = scene.weather.after if aim == "after" else scene.weather.before
    listeners.append(strike)
    try:
        await asyncio.wait_for(reached.wait(), LONGEST_SECONDS)
    except TimeoutError:
        pass  # nothing of that kind is called just now; it dies all the same
    finally:
        listeners.remove(strike)
    await asyncio.sleep(scene.dice.uniform(0.0, 0.2) if aim == "later" else 0.0)
    await scene.die()


async def _judged(scene: Scene, people: Town, pressed_on: int) -> tuple[dict[str, Any], list[str]]:
    ledger = await scene.ledger()
    histories = checker.Histories(
        await scene.ours.all(), ledger["orders"], scene.chat(), tuple(scene.weather.creates), ledger["refunds"]
    )
    findings = checker.check(histories)
    kinds = checker.counted(findings)
    allowed = scene.weather.ambiguous("telegram") + scene.kills
    whole, stuck = await scene.ours.whole(), people.stuck()
    states = [row["state"] for row in histories.ours["attempt"]]
    unclear = ("errand_note_unclear", "errand_urge_unclear")
    doubts = [row for row in histories.ours["event"] if row["kind"] in unclear]
    figures = {
        "purchases": len(histories.ours["request"]), "orders": len(histories.ledger), "kills": scene.kills,
        "writes": sum(ledger["writes"].values()),
        "refunds": len(ledger["refunds"]), "refunds wrong": kinds.get(checker.REFUND_WRONG, 0),
        "refunds with a person": [
            (row["kind"], row["state"]) for row in histories.ours["errand"]
        ].count(("refund", "unclear")),
        "notes at 1688": sum(len(row["notes"]) for row in ledger["orders"]),
        "urges at 1688": sum(len(row["urged"]) for row in ledger["orders"]),
        "notes and urges that were unclear": len(doubts),
        "notes and urges wrong": kinds.get(checker.MESSAGE_WRONG, 0),
        "pressed on after the kills": pressed_on,
        "creates failed": sum(n for name, n in scene.weather.injected.items() if name.startswith("1688")),
        "bought twice": kinds.get(checker.BOUGHT_TWICE, 0), "sent twice": kinds.get(checker.SENT_TWICE, 0),
        "lost": sum(kinds.get(each, 0) for each in (checker.LOST_ORDER, checker.UPDATE_LOST)) + len(stuck),
        "counts of what arrived": len({row["order_id"] for row in histories.ours["arrival"]}),
        "counted twice or in part": kinds.get(checker.COUNT_WRONG, 0),
        "lines wrong": kinds.get(checker.LINE_WRONG, 0), "undecided untold": kinds.get(checker.UNDECIDED, 0),
        "notices lost": kinds.get(checker.NOTICE_LOST, 0) + kinds.get(checker.CARD_UNTRUE, 0),
        "notices doubled": kinds.get(checker.NOTICE_DOUBLED, 0), "doubled allowed": allowed,
        "given up by people": states.count("abandoned"), "left with a person": states.count("needs_person"),
        "integrity": "ok" if whole else "broken",
    }  # fmt: skip
    wrong = [f"{each.kind}: {each.what}" for each in findings if each.kind != checker.NOTICE_DOUBLED]
    if kinds.get(checker.NOTICE_DOUBLED, 0) > allowed:
        wrong.append("more notices were doubled than sends and kills explain")
        wrong += [each.what for each in findings if each.kind == checker.NOTICE_DOUBLED]
    return figures, wrong + [f"stuck: {each}" for each in stuck] + ([] if whole else ["integrity broken"])
