"""Every question that words answer, beside every kind of message, at each time and place: a table of what happens.

The table stands here, written from the rule and not from the code: a reply to a question is its answer, in a group only
a reply; in private also the next message, for ten minutes, if it has no meaning of its own. All of it runs on the chat
code, over both wires and a database: each question has a person of its own, and all persons write at once.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any, NamedTuple

import pytest

from bot.cards import answers
from bot.desk.messages import dialogs
from bot.purchasing.approval.team import Role
from bot.purchasing.person import Person, Place
from bot.sandbox.chats import acts
from tests.chat.conversation.conftest import data_of
from tests.counts import WHOLE
from tests.sandbox.test_botapi_files import png

LATER = 660
CALM = 61
"""Seconds after which everybody may write a few messages again."""
LINK = "https://detail.1688.com/offer/600000000001.html"
TWO_LINKS = f"{LINK}\nhttps://detail.1688.com/offer/600000000002.html"
ORDER = "3301687771406784563"
WAYBILL = "YT1234567890123"
CELLS = "600000000001\t3\n600000000002\t4"
WORDS = "with care, please"


class Form(StrEnum):
    """What a message is, as the rule has it."""

    WORDS = "words"
    NUMBER = "a number"
    PRODUCT = "a product's number"
    LINK = "a link"
    WAYBILL = "a waybill"
    PICTURE = "a picture"
    PRODUCTS = "numbers of several products"
    CODE = "a code that may be a waybill"
    CELLS = "cells"
    DOES = "a command, a sheet, a forward"
    """What does what it says, also in reply."""
    UNREAD = "a voice, an edit"
    """What neither answers nor ends anything."""


class Asking(NamedTuple):
    """A question of the register: how it is asked, what answers it, and which forms it takes beside words."""

    dialog: Callable[["Facts"], dialogs.Dialog]
    answer: str
    takes: frozenset[Form] = frozenset()
    answer_is: Form = Form.WORDS
    """What its answer is, if it came to another question."""


@dataclass(frozen=True)
class Facts:
    """What the questions of one person are about."""

    draft: int
    pending: int
    hash: str
    order: str
    team: int
    group: int


NUMBERS = frozenset({Form.NUMBER, Form.PRODUCT})
QUESTIONS: dict[str, Asking] = {
    "quantity": Asking(lambda f: dialogs.QuantityDialog(request_id=f.draft), "10", NUMBERS, Form.NUMBER),
    "note": Asking(lambda f: dialogs.NoteDialog(request_id=f.draft), WORDS),
    "why": Asking(lambda f: dialogs.WhyDialog(request_id=f.draft), "for the fair"),
    "tag": Asking(lambda f: dialogs.TagDialog(request_id=f.draft), "fair", frozenset({Form.CODE})),
    "decline": Asking(lambda f: dialogs.DeclineDialog(request_id=f.pending, hash=f.hash), "too dear"),
    "ask": Asking(lambda f: dialogs.AskDialog(request_id=f.pending), "how many people are there?"),
    "answer": Asking(lambda f: dialogs.AnswerDialog(request_id=f.pending), "forty"),
    "seller_answer": Asking(lambda f: dialogs.SellerAnswerDialog(request_id=f.draft), "in two days"),
    "order_number": Asking(lambda f: dialogs.OrderNumberDialog(attempt_id=1), ORDER, NUMBERS),
    "hand_number": Asking(lambda f: dialogs.HandNumberDialog(request_id=f.draft), ORDER, NUMBERS),
    "seller_note": Asking(lambda f: dialogs.SellerNoteDialog(order_id=f.order), WORDS),
    "count": Asking(
        lambda f: dialogs.CountDialog(order_id=f.order, parcel="", line=1, what="good"), "5", NUMBERS, Form.NUMBER
    ),
    "refund": Asking(lambda f: dialogs.RefundDialog(order_id=f.order, what="goods"), "3", NUMBERS, Form.NUMBER),
    "return": Asking(
        lambda f: dialogs.ReturnDialog(order_id=f.order, refund_id="TQ1", carrier="ZTO"),
        WAYBILL,
        NUMBERS | {Form.WAYBILL, Form.CODE, Form.PICTURE},
        Form.WAYBILL,
    ),
    "cancel": Asking(lambda f: dialogs.CancelDialog(), "1", NUMBERS, Form.NUMBER),
    "search": Asking(lambda f: dialogs.SearchDialog(), "ceramic mug", frozenset({Form.PICTURE})),
    "compare": Asking(
        lambda f: dialogs.CompareDialog(), TWO_LINKS, NUMBERS | {Form.LINK, Form.PRODUCTS, Form.CODE}, Form.LINK
    ),
    "list_pieces": Asking(lambda f: dialogs.ListPiecesDialog(line_id=1), "7", NUMBERS, Form.NUMBER),
    "rate": Asking(lambda f: dialogs.RateDialog(team_id=f.team, currency="USD"), "7.2", NUMBERS),
    "sku_count": Asking(lambda f: dialogs.SkuCountDialog(code="MUG"), "4", NUMBERS, Form.NUMBER),
}
SHOWN_FIRST = {"decline", "rate"}
"""What declines, or changes a rate, is shown before it does, unless it is a reply."""
ROLES = {"decline": {Role.APPROVER}, "ask": {Role.APPROVER}, "rate": {Role.ADMIN}}
"""What whoever is asked this may do beside asking and buying."""
OF_WORDS = {"note", "why", "tag", "decline", "ask", "answer", "seller_answer", "seller_note", "search"}
"""To these a number that comes too late is that of a purchase, as always."""


class When(StrEnum):
    """When a message comes."""

    NOW = "now"
    LATE = "after eleven minutes"
    RESTARTED = "after a restart"


class Outcome(StrEnum):
    """What became of a question."""

    HEARD = "heard"
    """The message was its answer; if it cannot be done, the question is asked once more."""
    OFFERED = "offered"
    """A press makes the words its answer."""
    PASSED = "passed"
    """Only a reply, or a press, answers it from now on."""
    OPEN = "open"


@dataclass
class Cell:
    """One question that one person was asked in one place."""

    question: str
    place: str
    person: int
    chat: int
    topic: int | None
    facts: Facts
    asking: int = 0
    """The message that asks it."""
    other: int = 0
    """Another message of the bot."""
    own: int = 0
    """An earlier message of the person."""
    written: int = 0
    """How far the chats were when the person had written."""
    dialog: Any = None
    newer: Any = None

    @property
    def private(self) -> bool:
        return self.chat > 0

    @property
    def there(self) -> dict[str, Any]:
        """What a message of this person here has in any case."""
        found: dict[str, Any] = {"person": self.person}
        if not self.private:
            found["chat"] = self.chat
        return found | ({} if self.topic is None else {"topic": self.topic})


class Kind(NamedTuple):
    """A kind of message: what is sent for a question, and what that is."""

    sent: Callable[[Cell], list[dict[str, Any]]]
    form: Form
    in_reply: bool = False
    """Whether it replies to what asks the question."""


def reply(cell: Cell) -> dict[str, Any]:
    return {"reply_to": cell.asking}


def picture(**more: Any) -> dict[str, Any]:
    return {"photo": {"name": "x.png", "base64": _PICTURE}, **more}


_ALBUMS = count(1)
_PICTURE = base64.b64encode(png(40, 40)).decode()
_SHEET = {"name": "goods.csv", "base64": base64.b64encode(b"a,b\n1,2\n").decode()}
_VOICE = {"name": "a.ogg", "base64": "T2dnUw=="}


def answer_of(cell: Cell) -> str:
    return QUESTIONS[cell.question].answer


def album(cell: Cell, **more: Any) -> list[dict[str, Any]]:
    """Two pictures that come as one; the first has the words."""
    name = f"album {next(_ALBUMS)}"
    return [picture(album=name, text=answer_of(cell), **more), picture(album=name, **more)]


KINDS: dict[str, Kind] = {
    "its answer": Kind(lambda c: [{"text": answer_of(c)}], Form.WORDS),
    "other words": Kind(lambda c: [{"text": WORDS}], Form.WORDS),
    "its answer after a command": Kind(lambda c: [{"text": "/status"}, {"text": answer_of(c)}], Form.DOES),
    "the answer of a newer question": Kind(lambda c: [{"text": newer_of(c)[1]}], Form.DOES),
    "a number": Kind(lambda c: [{"text": "12"}], Form.NUMBER),
    "a product's number": Kind(lambda c: [{"text": "600000000001"}], Form.PRODUCT),
    "several products' numbers": Kind(lambda c: [{"text": "600000000001 600000000002"}], Form.PRODUCTS),
    "a code": Kind(lambda c: [{"text": "PO123456"}], Form.CODE),
    "a link": Kind(lambda c: [{"text": LINK}], Form.LINK),
    "a waybill": Kind(lambda c: [{"text": WAYBILL}], Form.WAYBILL),
    "a command": Kind(lambda c: [{"text": "/status"}], Form.DOES),
    "an unknown command": Kind(lambda c: [{"text": "/nosuch"}], Form.DOES),
    "a sheet": Kind(lambda c: [{"document": _SHEET}], Form.DOES),
    "pasted cells": Kind(lambda c: [{"text": CELLS}], Form.CELLS),
    "a picture": Kind(lambda c: [picture()], Form.PICTURE),
    "a picture with words": Kind(lambda c: [picture(text=answer_of(c))], Form.PICTURE),
    "an album": Kind(album, Form.PICTURE),
    "an edit": Kind(lambda c: [{"text": f"other words {c.dialog.id}", "edit": c.own}], Form.UNREAD),
    "something forwarded": Kind(lambda c: [{"text": "hello", "forwarded": c.person}], Form.DOES),
    "a voice": Kind(lambda c: [{"voice": _VOICE}], Form.UNREAD),
    "a reply to something else": Kind(lambda c: [{"text": answer_of(c), "reply_to": c.other}], Form.DOES),
    "in reply, its answer": Kind(lambda c: [{"text": answer_of(c)} | reply(c)], Form.WORDS, in_reply=True),
    "in reply, its answer after a command": Kind(
        lambda c: [{"text": "/status"}, {"text": answer_of(c)} | reply(c)], Form.WORDS, in_reply=True
    ),
    "in reply, its answer beside a newer question": Kind(
        lambda c: [{"text": answer_of(c)} | reply(c)], Form.WORDS, in_reply=True
    ),
    "in reply, a number": Kind(lambda c: [{"text": "12"} | reply(c)], Form.NUMBER, in_reply=True),
    "in reply, a link": Kind(lambda c: [{"text": f"see {LINK}"} | reply(c)], Form.LINK, in_reply=True),
    "in reply, a waybill": Kind(lambda c: [{"text": WAYBILL} | reply(c)], Form.WAYBILL, in_reply=True),
    "in reply, cells": Kind(lambda c: [{"text": CELLS} | reply(c)], Form.CELLS, in_reply=True),
    "in reply, a command": Kind(lambda c: [{"text": "/status"} | reply(c)], Form.DOES, in_reply=True),
    "in reply, a sheet": Kind(lambda c: [{"document": _SHEET} | reply(c)], Form.DOES, in_reply=True),
    "in reply, a picture": Kind(lambda c: [picture(**reply(c))], Form.PICTURE, in_reply=True),
    "in reply, a picture with words": Kind(
        lambda c: [picture(text=answer_of(c), **reply(c))], Form.WORDS, in_reply=True
    ),
    "in reply, an album": Kind(lambda c: album(c, **reply(c)), Form.WORDS, in_reply=True),
    "in reply, an album whose second picture has the words": Kind(
        lambda c: album(c, **reply(c))[::-1], Form.WORDS, in_reply=True
    ),
    "in reply, a voice": Kind(lambda c: [{"voice": _VOICE} | reply(c)], Form.UNREAD, in_reply=True),
}
ASKED_ON = {
    ("quantity", "other words"),  # the draft's card says it, and asks again
    ("quantity", "in reply, a link"),  # a product instead of a quantity is one more draft
    ("quantity", "in reply, a waybill"),
    ("quantity", "in reply, cells"),
    ("return", "a picture"),  # no waybill is on it, which is said
    ("return", "in reply, a picture"),
}
"""What is heard, but leaves the question open for another answer."""
WITH_A_NEWER_ONE = {"the answer of a newer question", "in reply, its answer beside a newer question"}


def newer_of(cell: Cell) -> tuple[dialogs.Dialog, str]:
    """Another question that this person is asked meanwhile, and its answer."""
    name = "count" if cell.question == "quantity" else "quantity"
    return QUESTIONS[name].dialog(cell.facts), QUESTIONS[name].answer


def expected(question: str, kind: str, when: When, *, private: bool) -> set[Outcome]:
    """What the rule says of a question and a message."""
    asked, message = QUESTIONS[question], KINDS[kind]
    if message.form is Form.UNREAD:
        return {Outcome.OPEN}
    if message.in_reply and message.form is not Form.DOES:
        if message.form is Form.PICTURE and Form.PICTURE not in asked.takes:
            return {Outcome.OPEN}  # it is said that words are waited for
        return {Outcome.OPEN} if (question, kind) in ASKED_ON else {Outcome.HEARD}
    if not private:
        return {Outcome.OPEN, Outcome.PASSED}  # the same in a group: only a reply answers
    if message.form is Form.DOES:
        return {Outcome.PASSED}
    form = asked.answer_is if kind == "its answer" else message.form
    alone = _alone(question, form, when)
    return {Outcome.OPEN if alone is Outcome.HEARD and (question, kind) in ASKED_ON else alone}


def expected_of_the_newer(kind: str, when: When, *, private: bool) -> set[Outcome]:
    """What the rule says of the newer question beside it."""
    if kind != "the answer of a newer question" or not private:
        return {Outcome.OPEN, Outcome.PASSED}
    return {Outcome.OFFERED if when is When.LATE else Outcome.HEARD}


def _alone(question: str, form: Form, when: When) -> Outcome:
    """What the rule says of a message of its own in private."""
    plain = form in (Form.WORDS, Form.NUMBER)
    if not plain and form not in QUESTIONS[question].takes:
        return Outcome.PASSED
    if when is not When.LATE:
        return Outcome.OFFERED if question in SHOWN_FIRST else Outcome.HEARD
    if form is Form.NUMBER and question in OF_WORDS:
        return Outcome.PASSED
    return Outcome.OFFERED if plain else Outcome.PASSED


def test_the_table_holds_every_question_that_words_answer() -> None:
    typed = {kind for kind, dialog in dialogs.KINDS.items() if not dialog.only_pressed}
    assert typed == {*QUESTIONS}
    assert {kind for kind, dialog in dialogs.KINDS.items() if dialog.only_pressed} == {"policy", "cost", "forget"}


def outcome(asked: dialogs.Dialog, waiting: tuple[dialogs.Dialog, ...]) -> Outcome:
    """What became of a question that one message asked."""
    now = next((dialog for dialog in waiting if dialog.id == asked.id), None)
    if now is None:
        return Outcome.HEARD
    if now.offered:
        return Outcome.OFFERED
    if len(now.asked_in) > 1:
        return Outcome.HEARD
    return Outcome.PASSED if now.passed else Outcome.OPEN


class Crowd:
    """A person for each question in private and in a group, and one for each in a topic of a forum."""

    def __init__(self, stage: Any, cells: list[Cell]) -> None:
        self.stage, self.cells = stage, cells

    def thin_out(self) -> None:
        """Except in a whole run, each question is asked in the group or in the topic, by turns."""
        turns = {name: ("group", "topic")[number % 2] for number, name in enumerate(QUESTIONS)}
        if not WHOLE:
            self.cells = [cell for cell in self.cells if cell.place in ("private", turns[cell.question])]

    async def ask(self, kind: str) -> None:
        """Everybody is asked their question; before some messages also a newer one."""
        await self._close_all()
        await self.stage.post("/sim/clock", {"advance": CALM})
        now = datetime.fromisoformat((await self.stage.get("/sim/clock"))["now"]).replace(microsecond=0)
        dialogs_here = self.stage.house.desk.dialogs
        for cell in self.cells:
            dialog = QUESTIONS[cell.question].dialog(cell.facts)
            cell.dialog = await dialogs_here.ask(cell.chat, cell.person, dialog)
            await dialogs_here.asked(cell.chat, cell.dialog, cell.asking, now)
            cell.newer = cell.dialog
            if kind in WITH_A_NEWER_ONE:
                cell.newer = await dialogs_here.ask(cell.chat, cell.person, newer_of(cell)[0])
                await dialogs_here.asked(cell.chat, cell.newer, cell.other, now)

    async def write(self, kind: str) -> None:
        """Everybody sends a message of this kind, and the bot has dealt with them."""
        for cell in self.cells:
            for body in KINDS[kind].sent(cell):
                there = {name: value for name, value in cell.there.items() if name != "topic" or "edit" not in body}
                acts.say(self.stage.world.chats, there | body)
            cell.written = next(reversed(self.stage.world.chats.chats[cell.chat].by_rev))
        await self.stage.settle()

    async def outcomes(self) -> list[tuple[Cell, Outcome, Outcome]]:
        """What became of every question, and of the newer one beside it."""
        async with self.stage.house.ledger.read() as uow:
            waiting = [(cell, await dialogs.dialogs_of(uow, cell.chat, cell.person)) for cell in self.cells]
        return [(cell, outcome(cell.dialog, found), outcome(cell.newer, found)) for cell, found in waiting]

    def is_answered(self, cell: Cell) -> bool:
        """Whether the bot said something in a private chat, or changed what it had said, after the person wrote."""
        messages = self.stage.world.chats.chats[cell.chat].messages.values()
        bot = self.stage.world.chats.bot_id
        return any(message.sender == bot and message.rev > cell.written for message in messages)

    async def done(self) -> set[str]:
        """What the questions did that cannot be taken back: a purchase declined, a rate set, words at a seller."""
        desk, done = self.stage.house.desk, set[str]()
        for facts in {cell.facts.team: cell.facts for cell in self.cells}.values():
            request = (await desk.drafting.step(facts.pending)).purchase.request
            team = await desk.teams.of_chat(facts.group)
            done |= {"declined"} if request.state.value != "pending" else set()
            done |= {"rate"} if team.rate is not None else set()
        orders = self.stage.world.world.book.orders.values()
        return done | ({"a note"} if any(order.feedback for order in orders) else set())

    async def _close_all(self) -> None:
        async with self.stage.house.ledger.change() as uow:
            for chat in {cell.chat for cell in self.cells}:
                for stored in await uow.people.dialogs(chat):
                    await uow.people.forget_dialog(stored.id)


@pytest.fixture
async def crowd(stage: Any) -> Crowd:
    await stage.post("/sim/telegram", {"flood": False})
    await stage.say("/start")
    here = await team_of(stage, "group")
    there = await team_of(stage, "topic", topics=True)
    private = [await alone(stage, cell) for cell in here]
    return await settled(Crowd(stage, [*private, *here, *there]))


async def alone(stage: Any, cell: Cell) -> Cell:
    """The same question to the same person in private, about a draft of its own: both are answered at one instant."""
    facts = replace(cell.facts, draft=await drafted(stage, cell.person))
    return Cell(cell.question, "private", cell.person, cell.person, None, facts)


async def team_of(stage: Any, place: str, **more: Any) -> list[Cell]:
    """A team with a person for each question, whose group is that place; each has a draft, and two have asked."""
    people = {name: await stage.person(f"{name} {place}") for name in QUESTIONS}
    for person in people.values():
        await stage.post("/sim/say", {"person": person, "text": "/start"})
    await stage.settle()
    group = await stage.group([stage.anna, *people.values()], bot_admin=True, **more)
    await stage.say("/team here", chat=group)
    team = await stage.house.desk.teams.of_chat(group)
    async with stage.house.ledger.change() as uow:
        for name, person in people.items():
            roles = frozenset({Role.REQUESTER, Role.BUYER, *ROLES.get(name, ())})
            await uow.teams.put_member(team.id, person, roles=roles, limit=None)
    order = await ordered(stage, people["note"], people["decline"])
    pending = await asks(stage, people["answer"])
    request = (await stage.house.desk.drafting.step(pending)).purchase.request
    drafts = {name: await drafted(stage, person) for name, person in people.items()}
    topic = None
    if more:
        said = await stage.say("hello", stage.anna, group, topic="Buying")
        rows = await stage.get("/sim/messages", person=stage.anna, chat=group)
        topic = next(row["topic"] for row in rows if row["message_id"] == said)
    return [
        Cell(
            name,
            place,
            person,
            group,
            topic,
            Facts(drafts[name], pending, request.snapshot.hash, order, team.id, group),
        )
        for name, person in people.items()
    ]


async def settled(crowd: Crowd) -> Crowd:
    """Every cell has its messages."""
    stage = crowd.stage
    for cell in crowd.cells:
        send = stage.house.services.sender.send
        place = Place(cell.chat, cell.topic)
        cell.asking = (await send(place, answers.sentence("en", "courtesy-hello"))).message_id
        cell.other = (await send(place, answers.sentence("en", "courtesy-thanks"))).message_id
        cell.own = (await stage.post("/sim/say", cell.there | {"text": "hello"}))["message_id"]
    await stage.settle()
    return crowd


async def drafted(stage: Any, person: int) -> int:
    """A draft of this person that only needs their consent; its number."""
    goods = await stage.goods("plain")
    await stage.say(f"/buy {goods['offer_id']} {goods['min_order']}", person)
    card = await stage.last(person)
    if "ad:" in str(card["buttons"]):
        await stage.press(data_of(card, "ad"), card, person)
    number = await stage.house.desk.drafting.latest(Person(person, "", "en"), Place(person))
    return int(number)


async def asks(stage: Any, person: int) -> int:
    """A purchase that this person asks the team for; its number."""
    number = await drafted(stage, person)
    card = await stage.last(person)
    await stage.press(data_of(card, "ok"), card, person)
    return number


async def ordered(stage: Any, requester: int, approver: int) -> str:
    """An order of the team; its number on 1688."""
    number = await asks(stage, requester)
    await stage.say(f"/approve {number}", approver)
    card = await stage.last(approver)
    await stage.press(data_of(card, "ap"), card, approver)
    await stage.order()
    return str((await stage.get("/sim/ledger"))["orders"][-1]["id"])


@pytest.mark.threat("T65")
@pytest.mark.timeout(180)
@pytest.mark.parametrize("when", list(When))
async def test_each_message_is_an_answer_only_to_what_asks_for_it(crowd: Crowd, when: When) -> None:
    wrong: list[str] = []
    if when is not When.NOW:
        crowd.thin_out()
    for kind, message in KINDS.items():
        await crowd.ask(kind)
        if when is When.LATE:
            await crowd.stage.post("/sim/clock", {"advance": LATER})
        elif when is When.RESTARTED:
            await crowd.stage.restart()
        await crowd.write(kind)
        for cell, became, newer in await crowd.outcomes():
            may = expected(cell.question, kind, when, private=cell.private)
            if became not in may:
                wrong.append(f"{kind}: {cell.question}, {cell.place}: {became}, and not {' or '.join(sorted(may))}")
            if kind in WITH_A_NEWER_ONE and newer not in expected_of_the_newer(kind, when, private=cell.private):
                wrong.append(f"{kind}: beside {cell.question}, {cell.place}: {newer}")
            if cell.private and kind != "an edit" and not crowd.is_answered(cell):
                wrong.append(f"{kind}: {cell.question}: its writer got no answer")
        done = await crowd.done()
        if not message.in_reply and done:
            wrong.append(f"{kind}: done unseen: {done}")
    assert wrong == []
    assert await crowd.done() == {"declined", "rate"}, "by replies alone, and no seller was sent anything"
