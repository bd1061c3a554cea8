"""Greetings, help, questions that wait for a typed answer, and hints for people whom the bot cannot serve."""

from collections.abc import Sequence

from bot.chat.buttons import Action, Code
from bot.chat.cards.writer import NEEDS_YOU, Writer, gap, rows
from bot.chat.html import Html, code, join
from bot.chat.view import View
from bot.purchasing.purchase import Order


def start(language: str, person_id: int, may_buy: bool) -> View:
    """The first message; those who may not buy learn their number."""
    w = Writer(language)
    if not may_buy:
        return View(join([w.line("start-hello"), gap(), w.line("stranger", id=code(str(person_id)))]))
    return View(join([w.line("start-hello"), gap(), w.line("start-how"), gap(), w.line("start-help")]))


def help_text(language: str, private: bool) -> View:
    """Every command with what it does, and how to begin."""
    w = Writer(language)
    names = ["buy", "orders", "order", "track", "cancel"]
    names += ["search", "status", "pause", "resume"] if private else []
    lines = [w.line(f"help-{name}", usage=code(w.label(f"usage-{name}"))) for name in names]
    return View(join([w.head("", None, "head-help"), w.line("start-how"), gap(), *lines, gap(), w.line("help-end")]))


def stranger(language: str, person_id: int) -> View:
    """Somebody who may not buy: the number that an admin needs."""
    return View(Writer(language).line("stranger", id=code(str(person_id))))


def group_hello(language: str, hears_all: bool, username: str) -> View:
    """What works in a group, by whether the bot hears everything there."""
    w, name = Writer(language), f"@{username}"
    how = w.line("group-hears-all") if hears_all else w.line("group-hears-some", name=name)
    return View(join([w.line("group-hello"), how, *([] if hears_all else [w.line("group-make-admin")])]))


def no_identity(language: str) -> View:
    """A message in the name of a chat: nobody can be asked or made to answer for it."""
    return View(Html(f"{NEEDS_YOU} {Writer(language).line('no-identity')}"))


def channel_goodbye(language: str) -> View:
    return View(Writer(language).line("channel-goodbye"))


def ask_quantity(request_id: int, language: str) -> View:
    return View(Writer(language).line("ask-quantity", number=str(request_id)))


def ask_note(request_id: int, language: str) -> View:
    return View(Writer(language).line("ask-note", number=str(request_id)))


def ask_seller_note(order_id: str, language: str) -> View:
    return View(Writer(language).line("ask-seller-note", order=code(order_id)))


def ask_order_number(language: str) -> View:
    return View(Writer(language).line("ask-order-number"))


def ask_search(language: str) -> View:
    return View(Writer(language).line("ask-search"))


def ask_cancel(request_ids: Sequence[int], language: str) -> View:
    """Which of several that can be cancelled."""
    numbers = ", ".join(f"#{number}" for number in request_ids)
    return View(Writer(language).line("ask-cancel", numbers=numbers))


def cancel_question(order: Order, language: str) -> View:
    """The second press that cancels an order on 1688."""
    w = Writer(language)
    lines = [
        w.head(NEEDS_YOU, order.request_id, "head-cancel-question"),
        w.line("order-number", number=code(order.order_id)),
    ]
    yes = w.button("cancel-yes", Code(Action.CANCEL_YES, (order.order_id,)), "danger")
    return View(join(lines), rows([yes, w.button("cancel-no", Code(Action.CANCEL_NO, (order.order_id,)))]))


def seller_chat(url: str, language: str) -> View:
    """The way to the seller's own chat."""
    w = Writer(language)
    button = w.link("open-chat", url)
    return View(w.line("seller-chat") if button else w.line("refusal-no-chat-link"), rows([button]))
