"""R8: every event and alarm is shown somewhere, although chats are blocked, left and moved, and Telegram fails."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.actor import post
from tests.programmes.torture.fault_injection import DROP_BEFORE, FAIL_BEFORE, REFUSED, SENDS, THROTTLE, Arrival
from tests.programmes.torture.harness import Scene, opened, until
from tests.programmes.torture.people import Town, Wish, team, town
from tests.programmes.torture.programme import Result, Scale, programme
from tests.programmes.torture.refused_sends import refused_sends

OUTAGE_HOURS = 24
WORDS = {
    "paid": "paid|оплачен|已付款", "shipped": "shipped|отправлен|已发货", "cancelled": "cancelled|closed|закрыт|已关闭",
}  # fmt: skip
STUCK = {
    "frozen": "stands still|stuck|не движется|停滞",
    "not_shipped": "not shipped|stuck|всё ещё не отправлен|仍未发货",
}
"""What an alarm says in each language, or the word that it could not be delivered."""
DAYS_BEFORE = 3.5
STATUS = "look at 1688"
"""What every answer to /status has, and no notice."""
Trouble = Callable[[Scene, Town], Awaitable[None]]


@programme(
    8, "notices and alarms through kicks, blocks, migration, 429, 400 and a day without Telegram",
    gate=(
        "committed events and alarms never shown anywhere 0, alarms told twice 0, dead letters shown in /status 100 %, "
        "while sends are refused for 1 to 60 s: answers lost 0, effects without an answer 0, doubled 0"
    ),
)  # fmt: skip
async def honesty(scale: Scale) -> Result:
    """In each trouble an order is paid and shipped, another is closed by its seller, and two others are stuck."""
    figures: dict[str, Any] = {"events": 0, "never shown": 0, "dead letters": 0, "dead letters not shown": 0}
    figures["alarms told twice"] = 0
    failures: list[str] = []
    for name, (trouble, in_team) in TROUBLES.items():
        folder = scale.folder / name.replace(" ", "-")
        folder.mkdir()
        events, unseen, twice, dead, hidden = await _one(
            Scale(scale.seed, scale.tenth, scale.database, folder), trouble, in_team
        )
        figures["events"] += events
        figures["never shown"] += len(unseen)
        figures["alarms told twice"] += len(twice)
        figures["dead letters"] += dead
        figures["dead letters not shown"] += hidden
        failures += [f"{name}: {each} is shown nowhere" for each in unseen]
        failures += [f"{name}: {each} is told twice" for each in twice]
        failures += [f"{name}: /status hides {hidden} of {dead} dead letters"] if hidden else []
    folder = scale.folder / "refused-sends"
    folder.mkdir()
    writer = await refused_sends(Scale(scale.seed, scale.tenth, scale.database, folder))
    figures["written while sends were refused"] = writer.asked
    figures["answers lost"] = len(writer.lost)
    figures["effects without an answer"] = len(writer.without_answer)
    figures["answers doubled"] = len(writer.doubled)
    failures += [f"{each} is not answered" for each in (*writer.lost, *writer.without_answer)]
    failures += [f"{each} is answered twice" for each in writer.doubled]
    return Result(figures | {"troubles": ", ".join(TROUBLES)}, not failures, tuple(failures))


async def _one(scale: Scale, trouble: Trouble, in_team: bool) -> tuple[int, list[str], list[str], int, int]:
    async with opened(scale, admins=1 if in_team else 3, WATCH_SECONDS="1") as scene:
        people, buyer, chat = await (_in_a_team(scene) if in_team else _alone(scene))
        async with people.awake():
            stuck = await _stuck_soon(people, buyer, chat)
            orders = [await _ordered(people, Wish(buyer, chat, quantity)) for quantity in (2, 3)]
            await trouble(scene, people)
            await _moves(scene, orders)
            await _outlast(scene, people)
            dead, hidden = await _dead_letters(scene)
            unseen, twice = _alarms(scene, stuck)
        await scene.stop()
        return 3 + len(stuck), await _unseen(scene, orders) + unseen, twice, dead, hidden


async def _alone(scene: Scene) -> tuple[Town, int, int]:
    await scene.start()
    for admin in scene.world.admins:
        await post(scene.http, "/sim/say", {"person": admin, "text": "/start"})
    return await town(scene), scene.world.admins[0], scene.world.admins[0]


async def _in_a_team(scene: Scene) -> tuple[Town, int, int]:
    people, cast = await team(scene)
    return people, cast.here["Daria"].person, cast.group


async def _stuck_soon(people: Town, buyer: int, chat: int) -> dict[int, str]:
    """Two orders of which one stands still, and one is not shipped, for as long as is told while the trouble lasts."""
    scene = people.scene
    frozen, order = await _ordered(people, Wish(buyer, chat, quantity=4))
    for action in ("pay", "ship", "trace"):
        await post(scene.http, f"/sim/orders/{order}/{action}", {"remark": "moves"} if action == "trace" else {})

    async def traced() -> bool:
        scene.world.clock.advance(60)
        return bool(await scene.ours.peek(f"SELECT 1 FROM parcel WHERE order_id = '{order}' AND steps > 0"))

    await until(traced, f"the parcel of #{frozen} moves", 90.0)
    await post(scene.http, f"/sim/orders/{order}/freeze", {})
    await _days(scene, 1)
    await post(scene.http, f"/sim/goods/{people.offer}", {"ship_hours": 0})  # a promise would be told before
    unsent, order = await _ordered(people, Wish(buyer, chat, quantity=5))
    await post(scene.http, f"/sim/orders/{order}/pay", {})

    async def paid() -> bool:
        return bool(await scene.ours.peek(f"SELECT 1 FROM remote_order WHERE order_id = '{order}' AND state = 'paid'"))

    await until(paid, f"#{unsent} is paid", 90.0)
    await _days(scene, DAYS_BEFORE)
    return {frozen: "frozen", unsent: "not_shipped"}


async def _days(scene: Scene, days: float) -> None:
    """So many days pass, in hours."""
    for _ in range(round(24 * days)):
        scene.world.clock.advance(3600)
        await asyncio.sleep(0.3)


async def _ordered(people: Town, wish: Wish) -> tuple[int, str]:
    await people.buys(wish)
    number = int(people.known[wish.person, wish.quantity]["id"])

    async def there() -> bool:
        order = f"SELECT 1 FROM remote_order WHERE request_id = {number} AND checked = 'agreed'"
        return bool(await people.scene.ours.peek(order))

    await until(there, f"#{number} is ordered", 90.0)
    return number, str(await people.scene.ours.value(f"SELECT order_id FROM remote_order WHERE request_id = {number}"))


async def _moves(scene: Scene, orders: list[tuple[int, str]]) -> None:
    """What happens on 1688 meanwhile; the bot learns of each before the next."""
    for (number, order), action, state in (
        (orders[0], "pay", "paid"), (orders[0], "ship", "shipped"), (orders[1], "seller_cancel", "cancelled"),
    ):  # fmt: skip
        await post(scene.http, f"/sim/orders/{order}/{action}", {})

        async def known(number: int = number, state: str = state) -> bool:
            found = await scene.ours.peek(f"SELECT state FROM remote_order WHERE request_id = {number}")
            return [row["state"] for row in found] == [state]

        await until(known, f"#{number} is {state}", 90.0)


async def _outlast(scene: Scene, people: Town) -> None:
    """A day and a bit passes in steps, then the trouble is over and everything owed has its time."""
    for _ in range(OUTAGE_HOURS + 1):
        scene.world.clock.advance(3600)
        await asyncio.sleep(1.2)
    scene.weather.choose = lambda _: None
    for _ in range(6):
        scene.world.clock.advance(600)
        await asyncio.sleep(1.2)
    await people.quiet(90.0)


async def _dead_letters(scene: Scene) -> tuple[int, int]:
    """How many there are, and how many of them an admin who asks is not told of."""
    dead = int(await scene.ours.value("SELECT count(*) FROM outbox WHERE state = 'dead'"))
    asker = scene.world.admins[-1]
    before = len(scene.chat(asker))
    await post(scene.http, "/sim/say", {"person": asker, "text": "/status"})

    def answers() -> list[str]:
        return [str(row["text"]) for row in scene.chat(asker)[before:] if STATUS in str(row["text"])]

    await until(lambda: bool(answers()), "/status is answered", 60.0)
    told = re.search(r"(\d+)\s+messages?\b[^\n]* not be delivered", answers()[-1])
    return dead, max(0, dead - (int(told[1]) if told else 0))


async def _unseen(scene: Scene, orders: list[tuple[int, str]]) -> list[str]:
    """Events that stand in no chat where anybody reads: a notice, a card, or the word that one was not delivered."""
    blocked = {person.id for person in scene.world.chats.people.values() if person.blocked}
    texts = [row["text"] for row in scene.chat() if row["from"] == "bot" and row["chat"] not in blocked]
    unseen = []
    for (number, _), state in ((orders[0], "paid"), (orders[0], "shipped"), (orders[1], "cancelled")):
        about = [text for text in texts if f"#{number} " in text.replace("\n", " ").replace(":", " ")]
        if not any(re.search(WORDS[state], text) for text in about):
            unseen.append(f"#{number} {state}")
    return unseen


def _alarms(scene: Scene, stuck: dict[int, str]) -> tuple[list[str], list[str]]:
    """The alarms that nobody reads anywhere, and those that one chat has twice."""
    blocked = {person.id for person in scene.world.chats.people.values() if person.blocked}
    unseen, twice = list[str](), list[str]()
    for number, kind in stuck.items():
        told = [
            row["chat"] for row in scene.chat()
            if row["from"] == "bot" and re.search(rf"#{number}\b", row["text"]) and re.search(STUCK[kind], row["text"])
        ]  # fmt: skip
        unseen += [] if {*told} - blocked else [f"#{number} {kind}"]
        twice += [f"#{number} {kind}"] if len(told) > len({*told}) else []
    return unseen, twice


async def _blocked(scene: Scene, _: Town) -> None:
    await post(scene.http, f"/sim/people/{scene.world.admins[0]}/block", {})


async def _kicked(scene: Scene, people: Town) -> None:
    await post(scene.http, f"/sim/chats/{_group(people)}/kick_bot", {})


async def _migrated(scene: Scene, people: Town) -> None:
    await post(scene.http, f"/sim/chats/{_group(people)}/migrate", {})


def _group(people: Town) -> int:
    return next(int(row["chat_id"]) for row in people.known.values())


def _failing(kind: str, share: float, calls: tuple[str, ...] | None = SENDS) -> Trouble:
    async def trouble(scene: Scene, _: Town) -> None:
        def choose(arrival: Arrival) -> str | None:
            hit = arrival.side == "telegram" and (calls is None or arrival.call in calls)
            return kind if hit and scene.dice.random() < share else None

        scene.weather.choose = choose

    return trouble


TROUBLES: dict[str, tuple[Trouble, bool]] = {
    "blocked": (_blocked, False),
    "kicked": (_kicked, True),
    "migrated": (_migrated, True),
    "429": (_failing(THROTTLE, 0.7), False),
    "400": (_failing(REFUSED, 0.5), False),
    "500": (_failing(FAIL_BEFORE, 0.7), False),
    "24 h outage": (_failing(DROP_BEFORE, 1.0, None), False),
}
