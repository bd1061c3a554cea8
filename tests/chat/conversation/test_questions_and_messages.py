"""Every question that words answer, beside every kind of message: a table of what happens, written down here."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from bot.desk.messages import dialogs
from tests.chat.conversation.conftest import asked
from tests.chat.conversation.test_handlers_orders import ordered
from tests.sandbox.test_botapi_files import png

LATER = 660
ORDER = "3301687771406784563"
QUESTIONS: dict[str, dialogs.Dialog] = {
    "quantity": dialogs.QuantityDialog(request_id=2),
    "note": dialogs.NoteDialog(request_id=2),
    "why": dialogs.WhyDialog(request_id=2),
    "tag": dialogs.TagDialog(request_id=2),
    "decline": dialogs.DeclineDialog(request_id=2, hash="h"),
    "ask": dialogs.AskDialog(request_id=2),
    "answer": dialogs.AnswerDialog(request_id=2),
    "seller_answer": dialogs.SellerAnswerDialog(request_id=2),
    "order_number": dialogs.OrderNumberDialog(attempt_id=1),
    "hand_number": dialogs.HandNumberDialog(request_id=2),
    "seller_note": dialogs.SellerNoteDialog(order_id=ORDER),
    "count": dialogs.CountDialog(order_id=ORDER, parcel="", line=1, what="good"),
    "refund": dialogs.RefundDialog(order_id=ORDER, what="goods"),
    "return": dialogs.ReturnDialog(order_id=ORDER, refund_id="TQ1", carrier="ZTO"),
    "cancel": dialogs.CancelDialog(),
    "search": dialogs.SearchDialog(),
    "compare": dialogs.CompareDialog(),
    "list_pieces": dialogs.ListPiecesDialog(line_id=1),
    "rate": dialogs.RateDialog(team_id=1, currency="USD"),
    "sku_count": dialogs.SkuCountDialog(code="MUG"),
}
FREE_WORDS = {"note", "why", "tag", "decline", "ask", "answer", "seller_answer", "seller_note"}
NUMBERS = {*QUESTIONS} - FREE_WORDS - {"search"}
EVERY = {*QUESTIONS}
Message = Callable[[Any, dict[str, Any]], dict[str, Any]]


def picture(**more: Any) -> dict[str, Any]:
    return {"photo": {"name": "x.png", "base64": base64.b64encode(png(200, 200)).decode()}, **more}


MESSAGES: dict[str, tuple[Message, set[str], set[str]]] = {
    "its words": (lambda stage, card: {"text": "with care, please"}, EVERY, EVERY),
    "a number": (lambda stage, card: {"text": "12"}, EVERY, NUMBERS),
    "a link": (lambda stage, card: {"text": "https://detail.1688.com/offer/600000000001.html"}, {"compare"}, set()),
    "a product's number": (lambda stage, card: {"text": "600000000001"}, NUMBERS, set()),
    "a waybill": (lambda stage, card: {"text": "YT1234567890123"}, {"return"}, set()),
    "a command": (lambda stage, card: {"text": "/status"}, set(), set()),
    "an unknown command": (lambda stage, card: {"text": "/nosuch"}, set(), set()),
    "a sheet": (lambda stage, card: {"text": "1\\t2\\n3\\t4", "document": sheet()}, set(), set()),
    "a picture": (lambda stage, card: picture(), {"search", "return"}, set()),
    "a picture with words": (lambda stage, card: picture(text="like this"), {"search", "return"}, set()),
    "something forwarded": (lambda stage, card: {"text": "hello", "forwarded": stage.anna}, set(), set()),
    "a reply to something else": (lambda stage, card: {"text": "hm", "reply_to": card["message_id"]}, set(), set()),
}
"""How it is sent; the questions that it answers at once, and those that it would answer but for eleven minutes."""
UNHEARD: dict[str, Message] = {
    "a voice": lambda stage, card: {"voice": {"name": "a.ogg", "base64": "T2dnUw=="}},
    "an edit": lambda stage, card: {"text": "other words", "edit": card["own"]},
}


ASKED_ON = {
    ("quantity", "its words", False),  # the draft's card asks again, below
    ("return", "a picture", False),  # no waybill is on it, which is said
    ("return", "a picture with words", False),
}


def sheet() -> dict[str, str]:
    return {"name": "goods.csv", "base64": base64.b64encode(b"a,b\n1,2\n").decode()}


@pytest.fixture
async def beside(stage: Any) -> Any:
    """Anna with an order and a draft; the draft's card, and a message of hers."""
    await ordered(stage)
    goods = await stage.goods("plain")
    await stage.say(f"/buy {goods['link']} {goods['min_order']}")
    card = await stage.last()
    own = await stage.say("hello")
    return stage, {**card, "own": own}


async def outcome(stage: Any, before: dialogs.Dialog) -> str:
    """What became of a question: it was answered, or it is offered, passed over or open as it was."""
    waiting = await stage.house.desk.dialogs.waiting(stage.anna, stage.anna)
    now = next((dialog for dialog in waiting if dialog.id == before.id), None)
    if now is None:
        return "answered"
    if now.offered:
        return "offered"
    if len(now.asked_in) > len(before.asked_in) + 1:
        return "answered"  # what was wrong with the answer asks it once more
    return "passed" if now.passed else "open"


@pytest.mark.threat("T65")
@pytest.mark.parametrize("message", [*MESSAGES, *UNHEARD])
async def test_each_message_is_an_answer_only_to_what_asks_for_it(beside: Any, message: str) -> None:
    stage, card = beside
    wrong: list[str] = []
    for name, question in QUESTIONS.items():
        for late in (False, True):
            await stage.say("/help")
            stored = await asked(stage, stage.anna, question)
            if late:
                await stage.post("/sim/clock", {"advance": LATER})
            sent = (MESSAGES[message][0] if message in MESSAGES else UNHEARD[message])(stage, card)
            await stage.say(**sent)
            expected = expects(name, message, late=late)
            if (happened := await outcome(stage, stored)) not in expected:
                wrong.append(f"{name}, {'late' if late else 'now'}: {happened}, and not {' or '.join(expected)}")
    assert wrong == []


def expects(question: str, message: str, *, late: bool) -> tuple[str, ...]:
    """What may become of a question by this message. What is shown first is offered at once as well."""
    if message in UNHEARD:
        return ("open",)
    if (question, message, late) in ASKED_ON:
        return ("open",)
    _, at_once, in_time = MESSAGES[message]
    if late:
        return ("offered",) if question in in_time else ("passed",)
    return ("answered", "offered") if question in at_once else ("passed",)


def test_the_table_holds_every_question_that_words_answer() -> None:
    typed = {kind for kind, dialog in dialogs.KINDS.items() if not dialog.only_pressed}
    assert typed == {*QUESTIONS}
    assert {kind for kind, dialog in dialogs.KINDS.items() if dialog.only_pressed} == {"policy", "cost", "forget"}
