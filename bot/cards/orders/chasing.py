"""Shows how a seller is chased: what was tried, the steps that can be, and a note before it is sent."""

from datetime import datetime

from bot.cards.blocks import goods, order_lines, team_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, text
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dashed, gap, of_1688, rows
from bot.cards.blocks.writer import words as words_of
from bot.desk.shared.views import Chase
from bot.purchasing.errands import Errand
from bot.purchasing.order_report import OrderState
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.purchase import JournalEntry

_MOST_STEPS, _WORDS_WIDTH = 4, 16
"""So much fits a phone's screen."""
_STEP_OF = {
    "urged_seller": "urge",
    "told_seller": "note",
    "seller_chat": "chat",
    "errand_urge_asked": "urge",
    "errand_urge_unclear": "urge",
    "errand_urge_done": "urge",
    "errand_note_asked": "note",
    "errand_note_unclear": "note",
    "errand_note_done": "note",
}
"""Which step an entry of the journal tells of, if it was taken or may have been."""


def chase_card(chase: Chase, language: str, now: datetime) -> View:
    """What was tried with one order, the newest last, and the steps: first what was not tried."""
    w, order = Writer(language, now), chase.order
    # What is unclear is answered one by one, before anything else is tried.
    most = 1 if chase.unclear else _MOST_STEPS
    tried = [line for each in chase.tried[-most:] for line in _step(w, chase, each)]
    lines = _head(w, chase, "chase-seller")
    lines += [] if chase.unclear else [order_lines.number_line(w, order.order_id)]
    lines += [w.line("chase-tried"), *tried] if tried else [w.line("chase-nothing")]
    unsent = order.state is OrderState.PAID
    if unsent and chase.urge_from is not None:
        lines.append(w.line("chase-urge-from", when=w.when(chase.urge_from)))
    can_urge = unsent and chase.urge_from is None
    answers: list[list[Button | None]] = []
    for message in chase.unclear[:1]:
        lines += [w.line(f"errand-{message.kind}-unclear"), *_words(message), w.line("message-unclear-how")]
        answers.append(order_lines.message_there(w, order.order_id, message.kind, message.id))
    if answers:
        answers.append(order_lines.on_1688(w, order.order_id))
    tried_steps = {_STEP_OF.get(entry.kind, "") for entry in chase.tried}
    steps = order_lines.chase(w, order.order_id, can_urge, tried_steps)
    return View(join(lines), (*rows(*answers), *steps))


def _words(message: Errand) -> list[Html]:
    """Those of a note, so that they are known again on the site."""
    return [words_of(message.words, _WORDS_WIDTH)] if message.words else []


def note_card(chase: Chase, words: str, language: str, now: datetime) -> View:
    """A note before it is sent: its words, how many characters are left, and how other words replace it."""
    w = Writer(language, now)
    left = w.line("note-left", left=chase.left - len(words))
    lines = [*_head(w, chase, "tell-seller"), gap(), Html(f"<i>{text(words)}</i>"), left, w.line("note-replace")]
    send = w.button("send-note", Code(ButtonAction.SEND_NOTE, (chase.order.order_id,)), "primary")
    return View(join(lines), rows([send, w.button("back", Code(ButtonAction.UNASK))]))


def _head(w: Writer, chase: Chase, key: str) -> list[Html]:
    request = as_ordered(chase.purchase.in_language(w.language))
    return [w.head(NEEDS_YOU, chase.purchase.request.name, key), goods.goods(w, request, listed=True)]


def _step(w: Writer, chase: Chase, entry: JournalEntry) -> list[Html]:
    """When which step was taken by whom, or why 1688 did not do it."""
    by = f" · {text(team_lines.known_as(chase.team, entry.actor_id))}" if chase.team and entry.actor_id else ""
    line = Html(f"{w.when(entry.at)} · {w.line(f'event-{dashed(entry.kind)}')}{w.named(by)}")
    return [line, *of_1688(w, str(entry.facts.get("reason") or ""))]
