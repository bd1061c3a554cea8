"""People of the torture: they buy, agree, settle what is unclear and let buying go on, whenever the bot lets them."""

import asyncio
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.sandbox.actor import post, speaks_of
from bot.sandbox.chats.model import Message
from bot.sandbox.patience import NeverHappened
from bot.sandbox.team_scenes import SECOND_WORD_SECONDS, Cast, come_together
from tests.programmes.torture.harness import Scene

_VARIANTS = 12
"""How many variants of one good are bought."""
SETTLED = ("cancelled", "closed", "rejected", "expired")
NOT_A_CHOICE = (
    "cancel", "▶", "◀", "back", "quantity", "sold out", "✕", "change", "note", "alert", "seller", "order again",
)  # fmt: skip
WANTED = ("buy now", "ask for approval")
LINK = "https://detail.1688.com/offer/{}.html"
PRESS_SECONDS = 3.0
PRESS_AGAIN_SECONDS, AT_MOST_SECONDS = 4.0, 64.0
"""Whoever sees nothing happen presses again, each time after twice as long: else a slow bot would drown in it."""
TELL_SECONDS = 10.0
KNOWN = """SELECT r.id, r.requester_id, r.chat_id, r.state, r.team_id, a.state AS attempt,
CASE WHEN r.asked > 0 THEN l.quantity ELSE r.quantity END AS quantity,
CASE WHEN r.asked > 0 THEN l.several ELSE r.several END AS several
FROM request r LEFT JOIN attempt a ON a.request_id = r.id
LEFT JOIN asked_line l ON l.request_id = r.id AND l.place = 1
WHERE r.part_of IS NULL ORDER BY r.id, a.id"""
ARRIVING = """SELECT o.order_id, o.state, r.requester_id, CASE WHEN r.part_of IS NULL THEN CAST(r.id AS TEXT)
ELSE CAST(r.part_of AS TEXT) || '/' || CAST(r.part AS TEXT) END AS name
FROM remote_order o JOIN request r ON r.id = o.request_id
WHERE o.counted_at IS NULL AND o.checked = 'agreed' AND o.state IN ('to_pay', 'shipped')"""
TO_COUNT = ("All there", "Всё на месте", "Count in", "Принять")
"""What leads to a count, the last step first, in the languages of those who ask."""
RECEIVED_OF = 3
"""Of so many orders one is paid and sent, and is counted by whoever asked for it; another is paid and asked back.

The seller of the third is urged, and gets a note.
"""
TO_ASK_BACK = """SELECT o.order_id, o.state, r.requester_id, CASE WHEN r.part_of IS NULL THEN CAST(r.id AS TEXT)
ELSE CAST(r.part_of AS TEXT) || '/' || CAST(r.part AS TEXT) END AS name
FROM remote_order o JOIN request r ON r.id = o.request_id
WHERE o.checked = 'agreed' AND o.state IN ('to_pay', 'paid')
AND NOT EXISTS (SELECT 1 FROM errand e WHERE e.order_id = o.order_id AND e.state IN ('asked', 'unclear', 'done')
AND e.kind NOT IN ('note', 'urge'))"""
TO_CHASE = """SELECT o.order_id, o.state, r.requester_id, CASE WHEN r.part_of IS NULL THEN CAST(r.id AS TEXT)
ELSE CAST(r.part_of AS TEXT) || '/' || CAST(r.part AS TEXT) END AS name
FROM remote_order o JOIN request r ON r.id = o.request_id
WHERE o.checked = 'agreed' AND o.state IN ('to_pay', 'paid')
AND (SELECT count(DISTINCT e.kind) FROM errand e WHERE e.order_id = o.order_id
AND ((e.state = 'done' AND e.kind IN ('note', 'urge')) OR (e.state = 'refused' AND e.kind = 'urge'))) < 2"""
CHASED = "SELECT kind, state FROM errand WHERE order_id = '{}' AND kind IN ('note', 'urge') ORDER BY id"
TO_SEND_NOTE = (
    "Send the note", "Отправить", "Chase the seller", "Поторопить", "Note to seller", "Написать к заказу",
)  # fmt: skip
TO_URGE = ("Urge", "Chase the seller", "Поторопить")
"""What leads to a note to the seller, and to an urge, in the languages of those who ask.

The card of an order leads to a note that must be typed, too: so its button for chasing comes first. In Russian an urge
has the same name, and is pressed before the note.
"""
THERE = {
    ("note", True): ("The note is there", "Сообщение есть"),
    ("note", False): ("No note there", "Сообщения нет"),
    ("urge", True): ("It was urged", "Поторопили"),
    ("urge", False): ("It was not urged", "Не торопили"),
}
"""What is pressed if 1688 did not say whether it took one, by whether it is there."""
ASKING_BACK = (
    "Ask for ¥", "Запросить ¥", "Last look", "Проверить", "1", "Reason", "Причина", "Ask for the refund",
    "Вернуть деньги",
)  # fmt: skip
"""What leads to a refund, the last step first, in the languages of those who ask: the first reason is taken."""
CLEARING_UP = ("It is not there", "На 1688 этого нет", "Look again", "Проверить снова")
"""What is pressed if 1688 did not say what became of something: that it is not there, if that may be said."""
IN_PEOPLES_HANDS = """SELECT a.id, CASE WHEN r.part_of IS NULL THEN CAST(r.id AS TEXT)
ELSE CAST(r.part_of AS TEXT) || '/' || CAST(r.part AS TEXT) END AS name
FROM attempt a JOIN request r ON r.id = a.request_id
WHERE a.state = 'needs_person' AND a.empty_looks >= 3 AND a.unfiltered_looks >= 1"""


@dataclass
class Wish:
    """One purchase that somebody wants; the quantity of all variants tells it from the others of this person."""

    person: int
    chat: int
    quantity: int
    offers: tuple[str, ...] = ()
    """What is bought; if it is empty, what everybody buys."""

    def words(self, variants: tuple[str, ...]) -> str:
        """What is written beside the product: the quantity, of one variant or of up to as many as there are."""
        chosen = variants[: 1 + self.quantity % len(variants)][: self.quantity] if variants else ()
        share = self.quantity // len(chosen) if chosen else 0
        pieces = [self.quantity - share * (len(chosen) - 1), *[share] * (len(chosen) - 1)]
        return (
            ", ".join(f"{name} {n}" for name, n in zip(chosen, pieces, strict=True)) if chosen else str(self.quantity)
        )


@dataclass
class Town:
    """Everybody who acts, and what they can see of how their wishes stand."""

    scene: Scene
    offer: str
    variants: tuple[str, ...] = ()
    """How people write the variants that they buy; none if the offer has none."""
    beside: str = ""
    """Another seller's good, which every fourth wish buys as well; empty if none does."""
    settles: bool = True
    """Whether an admin who lets buying go on settles what an order that nobody explains is, without a look at it."""
    receiving: bool = False
    """Whether some of the orders are paid, and are counted when they come or asked back before they are sent."""
    chaser: int | None = None
    """Who chases sellers, since links that somebody writes into a note become its words; else whoever asked."""
    agreeing: bool = True
    """Whether approvers agree to whatever is asked."""
    known: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    approvers: tuple[int, ...] = ()
    rest: float = 0.0
    """World seconds that pass after each purchase."""
    late: list[Wish] = field(default_factory=list)
    """What took longer than anybody waits, as where buying was stopped; in the end it must be through all the same."""
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _pressed: dict[tuple[str, int, int, int, int], tuple[float, float]] = field(default_factory=dict)

    @contextlib.asynccontextmanager
    async def awake(self, *, time_flies: float = 0.0, resumes: bool = True) -> Any:
        """Everybody looks and acts; `time_flies` world seconds pass in each real one.

        Unless an admin `resumes` it, buying that was stopped goes on by itself or not at all.
        """
        whatever = [self._look(), self._settle(), self._agree(), *(each() for each in self._after_payment())]
        if resumes:
            whatever.append(self._let_go_on())
        tasks = [asyncio.create_task(each) for each in whatever]
        tasks += [asyncio.create_task(self._fly(time_flies)), asyncio.create_task(self._tell())]
        try:
            yield
        finally:
            pressing = list(self._tasks)
            for task in [*tasks, *pressing]:
                task.cancel()
            await asyncio.gather(*pressing, return_exceptions=True)
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            for end in ends:
                if isinstance(end, Exception):
                    raise end

    async def buys(self, wish: Wish, patience: float = 120.0) -> None:
        """Write /buy and press until the order is on its way or is no more; else it is kept in `late`."""
        await self.asks(wish)
        await self.press_on(wish, patience)

    async def asks(self, wish: Wish) -> None:
        """Write what is wanted."""
        text = f"/buy {self.offer} {wish.words(self.variants)}"
        if self.beside and wish.quantity % 4 == 3 and not wish.offers:
            text = f"{LINK.format(self.offer)} {wish.words(self.variants)}\n{LINK.format(self.beside)} x2"
        if len(wish.offers) == 1:
            text = f"/buy {wish.offers[0]} {wish.quantity}"
        elif wish.offers:
            text = "\n".join(f"{LINK.format(each)} x{wish.quantity}" for each in wish.offers)
        body: dict[str, Any] = {"person": wish.person, "text": text}
        if wish.chat != wish.person:
            body["chat"] = wish.chat
        await post(self.scene.http, "/sim/say", body)

    async def drafts(self, wish: Wish, patience: float = 60.0) -> None:
        """Write what is wanted and press until only the consent, or the votes, are missing."""
        await self.asks(wish)
        deadline = asyncio.get_running_loop().time() + patience
        while asyncio.get_running_loop().time() < deadline:
            row = self.known.get((wish.person, wish.quantity))
            if row is not None and row["state"] != "draft":
                return
            labels = [] if row is None else [label for each in self.of(wish.chat, row["id"]) for label in _labels(each)]
            if any("buy now" in label.casefold() for label in labels):
                return
            if row is not None:
                self.press_next(row["id"], wish)
            await asyncio.sleep(0.1)
        raise NeverHappened(f"{wish} was never ready for its consent")

    async def go_on(self, at_once: int, patience: float = 300.0) -> int:
        """Whoever lost patience presses on, so many at a time, now that nothing dies any more; how many these are.

        One person's fingers are not heard where he presses on everything that he asked for at once.
        """
        waiting, self.late = self.late, []
        left = iter(waiting)

        async def one_by_one() -> None:
            for wish in left:
                await self.press_on(wish, patience)

        await asyncio.gather(*(one_by_one() for _ in range(at_once)))
        return len(waiting)

    async def press_on(self, wish: Wish, patience: float) -> None:
        """Press until the order is on its way or is no more; else the wish is kept in `late`."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        while loop.time() < deadline:
            if self._through(wish):
                self.scene.world.clock.advance(self.rest)
                return
            row = self.known.get((wish.person, wish.quantity))
            if row is not None and row["state"] in ("draft", "pending"):
                self.press_next(row["id"], wish)
            await asyncio.sleep(0.1)
        self.late.append(wish)

    def stuck(self) -> list[str]:
        """The wishes that are neither on their way nor at an end, as it was last seen, and the newest card of each."""
        return [f"{wish}: {self.seen_of(wish)}" for wish in self.late if not self._through(wish)]

    def seen_of(self, wish: Wish) -> str:
        """How a wish stands, with the newest card of it."""
        row = self.known.get((wish.person, wish.quantity))
        card = None if row is None else next(self.of(wish.chat, row["id"]), None)
        shown = "no card" if card is None else f"card {card.id}, rev {card.rev}: {card.text!r}, {_labels(card)}"
        pressed = {
            f"{look[0]} of rev {look[4]}": f"pressed again after {rest:.0f} s"
            for look, (_, rest) in self._pressed.items()
            if card is not None and look[2:4] == (card.chat.id, card.id)
        }
        return f"{row}, {shown}, {pressed}"

    def _through(self, wish: Wish) -> bool:
        row = self.known.get((wish.person, wish.quantity))
        return row is not None and _is_through(row)

    def press_next(self, number: int, wish: Wish) -> bool:
        """Press what leads on, on the newest message of that request; whether there was anything."""
        for message in self.of(wish.chat, number):
            label = _leading_on(_labels(message))
            if label:
                return self.press_once(wish.person, message, label)
        return False

    def press_once(self, person: int, message: Message, label: str) -> bool:
        """Press, unless this very look of the message was pressed so just now; whether it was."""
        now, look = asyncio.get_running_loop().time(), (label, person, message.chat.id, message.id, message.rev)
        pressed, rest = self._pressed.get(look, (now, 0.0))
        if now < pressed + rest:
            return False
        self._pressed[look] = now, min(2 * rest or PRESS_AGAIN_SECONDS, AT_MOST_SECONDS)
        self.press(person, message, label)
        return True

    def forget_presses(self) -> None:
        """Whoever knows that something has changed presses again at once."""
        self._pressed.clear()

    def press_labelled(self, person: int, number: int | str, label: str, chat: int | None = None) -> bool:
        """Press that button on a message about a request, in his own chat or another one; whether there is one."""
        for message in self.of(chat or person, number):
            if label in _labels(message):
                self.press_once(person, message, label)
                return True
        return False

    def press_containing(self, person: int, number: int | str, words: str, chat: int) -> bool:
        """Press the button with these words on a message about a request; whether there is one."""
        for message in self.of(chat, number):
            label = next((each for each in _labels(message) if words in each), None)
            if label:
                self.press_once(person, message, label)
                return True
        return False

    def press_on_to(self, person: int, number: int | str, steps: Sequence[str]) -> bool:
        """In private, press the first of these on the newest message about a request that has one; whether it was."""
        for message in self.of(person, number):
            for step in steps:
                at = step.endswith("¥")
                found = next(
                    (each for each in _labels(message) if each == step or (at and each.startswith(step))), None
                )
                if found:
                    return self.press_once(person, message, found)
        return False

    def of(self, chat: int, number: int | str) -> Iterator[Message]:
        """The bot's messages about a request in a chat, newest first."""
        messages = self.scene.world.chats.chats[chat].messages
        for message in reversed(list(messages.values())):
            codes = [[{"data": button.get("callback_data")} for button in line] for line in message.inline or []]
            about = speaks_of({"text": f"{message.text.partition(chr(10))[0]} ", "buttons": codes}, f"#{number} ")
            if message.sender == self.scene.world.chats.bot_id and about and not message.deleted:
                yield message

    def press(self, person: int, message: Message, label: str) -> None:
        """A finger on a button; nobody waits long for what it does."""
        body: dict[str, Any] = {"person": person, "message_id": message.id, "button": label}
        if message.chat.id != person:
            body["chat"] = message.chat.id
        task = asyncio.create_task(self._pressing(body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pressing(self, body: dict[str, Any]) -> None:
        with contextlib.suppress(httpx.HTTPError):  # the bot may be dead just now: nobody waits for its answer
            await self.scene.http.post("/sim/press", json=body, timeout=PRESS_SECONDS)

    async def _look(self) -> None:
        while True:
            self.known.update(_of_wishes(await self.scene.ours.peek(KNOWN)))
            await asyncio.sleep(0.15)

    async def _tell(self) -> None:
        """How far it is, now and then, for whoever watches."""
        while True:
            await asyncio.sleep(TELL_SECONDS)
            how = Counter(f"{row['state']}/{row['attempt']}" for row in self.known.values())
            sys.stderr.write(f"  {self.scene.kills} kills, {len(self.known)} requests: {dict(how)}\n")
            sys.stderr.flush()

    async def _fly(self, speed: float) -> None:
        while speed:
            await asyncio.sleep(0.25)
            self.scene.world.clock.advance(speed / 4)

    async def _let_go_on(self) -> None:
        """An admin lets buying go on whenever it was stopped, and settles an order that came after it was given up."""
        admins = self.scene.world.admins
        while True:
            await asyncio.sleep(0.4)
            found = await self.scene.ours.peek("SELECT value FROM fact WHERE name = 'pause'")
            if not found or found[0]["value"] in ("{}", "null", None, {}):
                continue
            if len(admins) > 1 and self.press_newest(admins[1], "Agree"):
                await asyncio.sleep(0.8)
                continue
            if self.settles:
                self.press_newest(admins[0], "It is settled")
            await post(self.scene.http, "/sim/say", {"person": admins[0], "text": "/resume"})
            await asyncio.sleep(0.8)

    def press_newest(self, person: int, label: str) -> bool:
        """Press a button on the newest message that has it."""
        for message in reversed(list(self.scene.world.chats.chats[person].messages.values())):
            found = next((each for each in _labels(message) if label in each), None)
            if found:
                return self.press_once(person, message, found)
        return False

    async def _settle(self) -> None:
        """Two people give up every other order that was not found for long."""
        admins = self.scene.world.admins
        while True:
            await asyncio.sleep(1.0)
            for row in await self.scene.ours.peek(IN_PEOPLES_HANDS):
                if row["id"] % 2 == 0:
                    for person in admins:
                        self._give_up(person, row["name"])

    def _give_up(self, person: int, number: str) -> None:
        for message in self.of(person, number):
            label = next((each for each in _labels(message) if "give up" in each), None)
            if label:
                self.press_once(person, message, label)
                return

    def _after_payment(self) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
        return (self._receive, self._ask_back, self._answer_refunds, self._chase) if self.receiving else ()

    async def _chase(self) -> None:
        """Pay some of the orders; its seller is urged and gets a note, each until it is there."""
        looked = dict[str, float]()
        while True:
            await asyncio.sleep(0.5)
            now = asyncio.get_running_loop().time()
            for row in await self.scene.ours.peek(TO_CHASE):
                number = row["order_id"]
                name = row["name"]
                person = self.chaser or row["requester_id"]
                if int(number) % RECEIVED_OF != 2:
                    continue
                if row["state"] == "to_pay":
                    await self.scene.http.post(f"/sim/orders/{number}/pay", json={})
                    continue
                pressed = await self.chases(person, name, number)
                if not pressed and now - looked.get(name, -AT_MOST_SECONDS) >= AT_MOST_SECONDS:
                    looked[name] = now
                    await post(self.scene.http, "/sim/say", {"person": person, "text": f"/order {name}"})

    async def chases(self, person: int, name: int | str, order_id: str) -> bool:
        """Press what leads to a note and to an urge, or say whether an unclear one is there; whether it was pressed.

        Whoever is told that 1688 takes one urge in a day, since an old copy has forgotten it, presses no more.
        """
        known = await self.scene.ours.peek(CHASED.format(order_id))
        for row in known:
            if row["state"] == "unclear":
                is_there = await self._is_at_1688(order_id, row["kind"], known)
                answers = THERE[row["kind"], is_there]
                return self.press_on_to(person, name, (*answers, "Chase the seller", "Поторопить"))
        done = [row["kind"] for row in known if row["state"] in ("asked", "done")]
        if "note" not in done:
            return self.press_on_to(person, name, TO_SEND_NOTE)
        refused = [row["kind"] for row in known if row["state"] == "refused"]
        return "urge" not in (*done, *refused) and self.press_on_to(person, name, TO_URGE)

    async def _is_at_1688(self, order_id: str, kind: str, known: Sequence[dict[str, Any]]) -> bool:
        """Whether 1688 has one more of this kind than is known to be there, as a person sees on the site."""
        ledger = await self.scene.ledger()
        order = next(row for row in ledger["orders"] if row["id"] == order_id)
        there = order["notes"] if kind == "note" else order["urged"]
        return len(there) > [(row["kind"], row["state"]) for row in known].count((kind, "done"))

    async def _ask_back(self) -> None:
        """Pay some of the orders; whoever asked looks at one that is paid, and asks its money back, once."""
        looked = dict[str, float]()
        while True:
            await asyncio.sleep(0.5)
            now = asyncio.get_running_loop().time()
            for row in await self.scene.ours.peek(TO_ASK_BACK):
                number, name, person = row["order_id"], row["name"], row["requester_id"]
                if int(number) % RECEIVED_OF != 1:
                    continue
                if row["state"] == "to_pay":
                    await self.scene.http.post(f"/sim/orders/{number}/pay", json={})
                    continue
                pressed = self.press_on_to(person, name, ASKING_BACK)
                if not pressed and now - looked.get(name, -AT_MOST_SECONDS) >= AT_MOST_SECONDS:
                    looked[name] = now
                    await post(self.scene.http, "/sim/say", {"person": person, "text": f"/order {name}"})

    async def _answer_refunds(self) -> None:
        """Sellers pay what is asked back."""
        while True:
            await asyncio.sleep(1.0)
            for each in (await self.scene.ledger())["refunds"]:
                if each["state"] == "waitselleragree":
                    await self.scene.http.post(f"/sim/orders/{each['order']}/refund_answer", json={"agree": True})

    async def _receive(self) -> None:
        """Pay and send some of the orders; whoever asked looks at one that came, and says that all of it is there."""
        looked = dict[str, float]()
        while True:
            await asyncio.sleep(0.5)
            now = asyncio.get_running_loop().time()
            for row in await self.scene.ours.peek(ARRIVING):
                number, name, person = row["order_id"], row["name"], row["requester_id"]
                if int(number) % RECEIVED_OF:
                    continue
                if row["state"] == "to_pay":
                    for action in ("pay", "ship"):
                        await self.scene.http.post(f"/sim/orders/{number}/{action}", json={})
                    continue
                pressed = any(self.press_containing(person, name, label, person) for label in TO_COUNT)
                if not pressed and now - looked.get(name, -AT_MOST_SECONDS) >= AT_MOST_SECONDS:
                    looked[name] = now
                    await post(self.scene.http, "/sim/say", {"person": person, "text": f"/order {name}"})

    async def _agree(self) -> None:
        """Approvers agree to whatever is asked in their group."""
        while True:
            await asyncio.sleep(0.3)
            for row in list(self.known.values()) if self.agreeing else ():
                if row["team_id"] is None or row["state"] != "pending":
                    continue
                for message in self.of(row["chat_id"], row["id"]):
                    label = next((each for each in _labels(message) if "Approve" in each), None)
                    if label:
                        self.press_once(self.approvers[row["id"] % len(self.approvers)], message, label)
                        break

    async def quiet(self, seconds: float = 180.0) -> None:
        """Wait until nothing is under way any more; what is left then is the checker's to name."""
        query = (
            "SELECT (SELECT count(*) FROM attempt WHERE state IN ('ready', 'submitting', 'in_doubt')) "
            "+ (SELECT count(*) FROM outbox WHERE state IN ('due', 'sending')) "
            "+ (SELECT count(*) FROM errand WHERE state = 'asked' AND kind IN ('note', 'urge')) "
            "+ (SELECT count(*) FROM inbox WHERE state = 'new') AS n"
        )
        loop = asyncio.get_running_loop()
        deadline, calm = loop.time() + seconds, 0
        while loop.time() < deadline:
            found = await self.scene.ours.peek(query)
            idle = bool(found) and found[0]["n"] == 0 and self.scene.weather.promised == 0
            calm = calm + 1 if idle else 0
            if calm >= 8:
                return
            await asyncio.sleep(0.25)

    async def plenty(self) -> None:
        """So much of the goods that they never run out, and so cheap that no budget does."""
        for offer in filter(None, (self.offer, self.beside)):
            await post(self.scene.http, f"/sim/goods/{offer}", {"stock": 9_000_000, "price": "0.10"})


async def town(scene: Scene, kind: str = "plain") -> Town:
    """The people of a scene, who buy goods of one kind."""
    goods: list[dict[str, Any]] = (await scene.http.get("/sim/goods")).json()
    found = next((good["offer_id"] for good in goods if good["kind"] == kind), None)
    if found is None:
        raise NeverHappened(f"there is no good of the kind {kind}")
    good = next(good for good in goods if good["kind"] == kind)
    names = tuple(" ".join(sku["label"].split("；")) for sku in good["skus"][:_VARIANTS])
    other = next(each for each in goods if each["kind"] == "plain" and each["seller"] != good["seller"])
    people = Town(scene, str(found), names, str(other["offer_id"]) if names else "")
    await people.plenty()
    return people


async def judged_apart(http: httpx.AsyncClient, cast: Cast) -> None:
    """Each request is judged by itself: hundreds a day would all need what their sum needs."""
    anna = next(iter(cast.alone.values()))
    await anna.writes("/policy together off")
    await anna.presses(await anna.sees("New rules for"), "Make these the rules")
    waiting = await anna.sees("second word")
    await post(http, "/sim/clock", {"advance": SECOND_WORD_SECONDS})
    await anna.presses(waiting, "Agree")
    await anna.sees("Rules changed")


async def team(scene: Scene, kind: str = "plain") -> tuple[Town, Cast]:
    """A team that came together, and a second admin, without whom nobody could let buying go on quickly."""
    await scene.start()
    cast = await come_together(scene.http)
    await judged_apart(scene.http, cast)
    await scene.stop()
    scene.world.chats.add_person("Olga", "en", admin=True)
    scene.env["TELEGRAM_ADMINS"] = ",".join(map(str, scene.world.admins))
    await scene.start()
    await post(scene.http, "/sim/say", {"person": scene.world.admins[1], "text": "/start"})
    people = await town(scene, kind)
    people.approvers = (cast.here["Boris"].person, cast.here["Chen"].person)
    people.rest = 125.0  # a team orders thirty times an hour at most
    return people, cast


def _of_wishes(rows: Sequence[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """The newest row of each wish; of two requests for one quantity of one person the first that is not through.

    People ask again while the first is open, as by a button on an old card: then the first is still to be pressed.
    """
    newest = {row["id"]: row for row in rows}
    wishes = dict[tuple[int, int], dict[str, Any]]()
    for row in newest.values():
        several = json.loads(row["several"])["pieces"] if row["several"] else ()
        quantity = row["quantity"] or sum(pieces for _, pieces in several)
        wish = (row["requester_id"], quantity)
        before = wishes.get(wish)
        if before is None or _is_through(before):
            wishes[wish] = row
    return wishes


def _is_through(row: dict[str, Any]) -> bool:
    """Whether a request is at its end, or its order is on its way."""
    return row["state"] in SETTLED or row["attempt"] not in (None, "ready", "withdrawn")


def _labels(message: Message) -> list[str]:
    return [str(button["text"]) for line in message.inline or [] for button in line if button.get("callback_data")]


def _leading_on(labels: list[str]) -> str | None:
    """The label that leads towards the order: the consent, else the first choice."""
    for wanted in WANTED:
        for label in labels:
            if wanted in label.casefold():
                return label
    choices = [label for label in labels if not any(word in label.casefold() for word in NOT_A_CHOICE)]
    return choices[0] if choices else None
