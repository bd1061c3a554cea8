"""Presses whatever can still be pressed, as people do who come back to their old cards, and counts what it bought."""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.cards.blocks.buttons import TAG_LENGTH, ButtonAction
from bot.sandbox.actor import post
from bot.sandbox.chats.model import Message
from tests.programmes.torture.harness import Scene
from tests.programmes.torture.people import Town, team, town

LEFT_ALONE = tuple(
    f"{action}:"
    for action in (
        ButtonAction.REORDER, ButtonAction.REST, ButtonAction.OPEN, ButtonAction.LIST_LET_GO, ButtonAction.SKU_BUY,
        ButtonAction.LANGUAGE,
    )
)  # fmt: skip
"""Whoever presses these, but for the last one, asks for goods once more: that is another wish, and no order that comes
twice. The people of the torture read English."""
BUYS = (
    "buy now",
    "yes, still",
    "approve",
    "ask for approval",
    "place it",
    "try again",
    "it is the order",
    "it is this",
    "ask for all",
)
"""What leads to an order is pressed first: whoever cancels first has nothing left to press."""
RESTS = """SELECT CASE WHEN r.part_of IS NULL THEN CAST(r.id AS TEXT)
ELSE CAST(r.part_of AS TEXT) || '/' || CAST(r.part AS TEXT) END AS name, l.offer_id, l.spec_id, l.quantity
FROM attempt a JOIN request r ON r.id = a.request_id JOIN order_line l ON l.request_id = r.id
WHERE a.state = 'ready' AND a.due_at IS NULL"""
ITS_ORDER, PLACES = ("It is this one", "Это он"), ("It was not ordered: place it", "Не заказано: оформить")
PRESSES = 4
"""Whoever was shown the purchase, and pressed so often without an end, takes it back."""
OPENS = "Decide one by one"
WAYS = ("it is the order of", "follow it as a purchase", "it is settled", "attach to", "ignore it")
"""What can be said of an order that nothing explains, by the beginnings of the labels."""
ALWAYS = ("follow it as a purchase", "ignore it")
FINGERS, ROUNDS, PRESS_SECONDS = 12, 8, 10.0
SAME_THING = 4
"""So often a person presses in a chat what does one thing to one order or request, and leads to no order; many presses
post a message with the same buttons, or the next step of a form, so that pressing all would double them in each round.
"""
ONCE_MORE = 1
"""So often they press it anew each time that they press everything, however many have it: else the presses of a round
would grow by all purchases of the rounds before."""
BREATH, BREATH_SECONDS = 36, 20.0
"""Nobody is heard who presses more than forty at once, or more than two a second for long."""

Press = tuple[int, int, int, int, str]
"""Chat, message, the message's revision if that counts, person, and what the button carries."""
Goods = tuple[str, str, int]
"""An offer, its variant or none, and the quantity, which tells one wish from every other one."""


@dataclass
class Fingers:
    """Everybody presses each button of each message in their chats once; what a press brings up is pressed as well.

    What a press brings up often does the same to the same order: each of these is pressed a few times only.
    """

    scene: Scene
    pressed: set[Press] = field(default_factory=set)
    times: Counter[tuple[int, int, str]] = field(default_factory=Counter)
    """How often a person pressed in a chat what does the same to the same order or request."""

    async def press_everything(self) -> int:
        """Until nothing new comes up, or so many times; what leads to an order comes before everything else."""
        count = await self.press_what_buys()
        for thing, times in self.times.items():
            self.times[thing] = min(times, SAME_THING - ONCE_MORE)
        return count + await self._press(buys=False)

    async def press_what_buys(self) -> int:
        """Only what leads to an order, until nothing new comes up, or so many times."""
        return await self._press(buys=True)

    async def _press(self, *, buys: bool) -> int:
        before = len(self.pressed)
        for _ in range(ROUNDS):
            found = list(self._buttons(buys=buys))
            if not buys:
                found = self._few_of_each(found)
            if not found:
                break
            for part in _in_breaths(found):
                left = iter(part)
                await asyncio.gather(*(self._finger(left) for _ in range(FINGERS)))
                await self.scene.later(BREATH_SECONDS)
        return len(self.pressed) - before

    def _buttons(self, *, buys: bool) -> Iterator[Press]:
        """What nobody has pressed yet, the newest message first; what buys is pressed anew if its message changed."""
        chats = self.scene.world.chats
        people = sorted(chats.people)
        for chat in list(chats.chats.values()):
            readers = [chat.id] if chat.id in people else [each for each in people if each in chat.members]
            for message in reversed(list(chat.messages.values())):
                if message.sender != chats.bot_id or message.deleted:
                    continue
                for button in (each for line in message.inline or [] for each in line if each.get("callback_data")):
                    label, code = str(button["text"]), str(button["callback_data"])
                    leads = any(word in label.casefold() for word in BUYS)
                    if code.startswith(LEFT_ALONE) or leads is not buys:
                        continue
                    for person in readers:
                        press = (chat.id, message.id, message.rev if buys else 0, person, code)
                        if press not in self.pressed:
                            yield press

    def _few_of_each(self, found: list[Press]) -> list[Press]:
        """Some of what does the same to the same order, by chance from old and new messages, so often as is left."""
        self.scene.dice.shuffle(found)
        few = []
        for press in found:
            chat, _, _, person, code = press
            thing = (chat, person, _thing(code))
            if self.times[thing] < SAME_THING:
                self.times[thing] += 1
                few.append(press)
        return few

    async def _finger(self, left: Iterator[Press]) -> None:
        for press in left:
            chat, message, _, person, code = press
            self.pressed.add(press)
            body: dict[str, Any] = {"person": person, "message_id": message, "button": code}
            if chat != person:
                body["chat"] = chat
            with contextlib.suppress(httpx.HTTPError):
                await self.scene.http.post("/sim/press", json=body, timeout=PRESS_SECONDS)


def _thing(code: str) -> str:
    """What a button does, and to which order, request or other thing; its page, step and tag do not count."""
    return ":".join(code[:-TAG_LENGTH].split(":")[:2])


def _in_breaths(presses: Sequence[Press]) -> Iterator[list[Press]]:
    """As many at a time as everybody is heard with."""
    part: list[Press] = []
    count: Counter[int] = Counter()
    for press in presses:
        part.append(press)
        count[press[3]] += 1
        if count[press[3]] == BREATH:
            yield part
            part, count = [], Counter()
    if part:
        yield part


def bought(orders: Sequence[Mapping[str, Any]]) -> dict[Goods, list[str]]:
    """The orders of 1688's books that hold each of these goods, those that were closed since included."""
    found: defaultdict[Goods, list[str]] = defaultdict(list)
    for order in orders:
        lines: Counter[tuple[str, str]] = Counter()
        for line in order["lines"]:
            lines[str(line["offer_id"]), str(line["spec_id"] or "")] += line["quantity"]
        for (offer, variant), quantity in lines.items():
            found[offer, variant, quantity].append(str(order["id"]))
    return found


def asked_back_twice(refunds: Sequence[Mapping[str, Any]]) -> list[str]:
    """The orders of which more than one refund runs or is paid, in 1688's books."""
    there = Counter(str(each["order"]) for each in refunds if each["state"] != "refundclose")
    return [f"{order} was asked back {count} times" for order, count in there.items() if count > 1]


def twice(orders: Sequence[Mapping[str, Any]]) -> list[str]:
    """What was wanted once and is in several orders."""
    return [
        f"{quantity} pieces of {offer} {variant}were bought {len(numbers)} times: {', '.join(numbers)}"
        for (offer, variant, quantity), numbers in bought(orders).items()
        if len(numbers) > 1
    ]


@dataclass
class Decider:
    """An admin who says of each order that nothing explains what it is, by chance one of all that can be said."""

    scene: Scene
    person: int
    said: Counter[str] = field(default_factory=Counter)
    tries: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    """How often each purchase that waits was turned to."""

    async def decide(self) -> bool:
        """Press once; whether an order was left to decide on. Who was refused too often says what always holds."""
        left = await self.scene.ours.peek("SELECT count(*) AS n FROM ghost WHERE closed_by IS NULL")
        if not left or left[0]["n"] == 0:
            return False
        found = self._page()
        if found is None:
            await post(self.scene.http, "/sim/say", {"person": self.person, "text": "/status"})
            return True
        message, labels = found
        ways = [label for label in labels if label.casefold().startswith(WAYS)]
        self.tries += 1
        if ways and self.tries % 4 == 0:
            ways = [label for label in ways if label.casefold().startswith(ALWAYS)] or ways
        label = self.scene.dice.choice(ways) if ways else next(each for each in labels if OPENS in each)
        body = {"person": self.person, "message_id": message.id, "button": label}
        with contextlib.suppress(httpx.HTTPError):
            await self.scene.http.post("/sim/press", json=body, timeout=PRESS_SECONDS)
        if ways:
            self.said[next(way for way in WAYS if label.casefold().startswith(way))] += 1
        return True

    async def let_go_on(self, people: Town, handlers: Sequence[int]) -> bool:
        """What waits for a person is given its order on 1688 or taken back, and else placed; whether any waited."""
        there = bought((await self.scene.ledger())["orders"])
        waiting = await self.scene.ours.peek(RESTS)
        for row in waiting:
            exists = (str(row["offer_id"]), str(row["spec_id"] or ""), int(row["quantity"])) in there
            words = self.scene.dice.choice((ITS_ORDER, ())) if exists else PLACES
            name, tries = str(row["name"]), self.asked[row["name"]]
            self.asked[row["name"]] += 1
            if tries and tries < PRESSES and self._press_any(people, handlers, name, words):
                continue
            command = "cancel" if tries else "order"
            person = handlers[tries % len(handlers)]
            await post(self.scene.http, "/sim/say", {"person": person, "text": f"/{command} {name}"})
            await asyncio.sleep(1.0)
        return bool(waiting)

    def _press_any(self, people: Town, handlers: Sequence[int], name: str, words: Sequence[str]) -> bool:
        return any(people.press_containing(each, name, word, each) for each in handlers for word in words)

    def _page(self) -> tuple[Message, list[str]] | None:
        """The newest message of this admin that asks about such an order, or leads to one that does."""
        for message in reversed(list(self.scene.world.chats.chats[self.person].messages.values())):
            buttons = [each for line in message.inline or [] for each in line if each.get("callback_data")]
            labels = [str(each["text"]) for each in buttons]
            if message.deleted or message.sender != self.scene.world.chats.bot_id:
                continue
            if any(label.casefold().startswith(WAYS) or OPENS in label for label in labels):
                return message, labels
        return None


async def shoppers(scene: Scene, *, in_team: bool) -> tuple[Town, tuple[tuple[int, int], ...], tuple[int, ...]]:
    """Whoever buys, and in which chat: the admins, each alone, or the requester of a team in its group.

    And who handles what waits for a person, in their own chat.
    """
    if in_team:
        people, cast = await team(scene)
        people.rest = 0.0
        return people, ((cast.here["Daria"].person, cast.group),), (cast.here["Daria"].person,)
    await scene.start()
    for admin in scene.world.admins:
        await post(scene.http, "/sim/say", {"person": admin, "text": "/start"})
    admins = tuple(scene.world.admins)
    return await town(scene), tuple((admin, admin) for admin in admins), admins


async def another_seller(scene: Scene, people: Town) -> str:
    """A good of another seller than everybody's, in any number, and never too dear."""
    goods: list[dict[str, Any]] = (await scene.http.get("/sim/goods")).json()
    own = next(good["seller"] for good in goods if str(good["offer_id"]) == people.offer)
    found = next(str(each["offer_id"]) for each in goods if each["kind"] == "plain" and each["seller"] != own)
    await post(scene.http, f"/sim/goods/{found}", {"stock": 9_000_000, "price": "0.10"})
    return found
