"""Words greetings, help, questions that wait for a typed answer, and hints for people the bot cannot serve."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import goods, order_lines, sums, writer
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, clean, code, cut, join, ours, plain
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import DONE, LABEL_UNITS, NEEDS_YOU, Writer, gap, group_link, open_in_private, press, rows
from bot.purchasing.approval.team import Role
from bot.purchasing.offers.offer import Seller
from bot.purchasing.order import Order
from bot.purchasing.orders.as_ordered import as_ordered
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request

_ALL = frozenset(Role) - {Role.RECEIVER}
_TASKS: dict[str, frozenset[Role]] = {
    "do-buy": frozenset({Role.REQUESTER}),
    "do-decide": frozenset({Role.APPROVER}),
    "do-pay": frozenset({Role.BUYER}),
    "do-follow": _ALL,
    "do-cancel": frozenset({Role.REQUESTER}),
    "do-away": frozenset({Role.APPROVER, Role.ADMIN}),
    "do-team": _ALL,
    "do-manage": frozenset({Role.ADMIN}),
    "do-stop": frozenset({Role.ADMIN}),
    "do-receive": frozenset({Role.RECEIVER}),
    "do-well": frozenset(Role),
}
"""Whose help names each task, in the order of an order's life; an admin reads do-manage instead of do-team.

Whoever follows purchases finds there what a receiver is led to.
"""
_MOST_TO_CANCEL, _MOST_SELLERS = 6, 12
"""So many purchases are offered for a bare /cancel, each in so many columns of a button."""
_ANSWER_WIDTH = 300
"""The most characters of a question, and of its answer, that are shown before a press takes it."""
_IN_PRIVATE = {"do-stop", "do-well"}
"""Tasks that the help of a group does not name, though they work there."""


def start(language: str, person_id: int, may_buy: bool, receives: bool = False) -> View:
    """The first message; those who may not buy learn their number, and who only `receives` how to count."""
    w = Writer(language)
    if not may_buy:
        return View(join([w.line("start-hello"), gap(), w.line("stranger", id=code(str(person_id)))]))
    how = w.line("start-receive" if receives else "start-how")
    return View(join([w.line("start-hello"), gap(), how, gap(), w.line("start-help")]))


def help_text(language: str, roles: frozenset[Role], *, private: bool, alone: bool = False) -> View:
    """What somebody with these roles can do here, a line for each task; `alone`: there is no team yet."""
    w = Writer(language)
    held = Html(w.line("comma").join(w.line(f"role-{role.value}") for role in sorted(roles)))
    left_out = ({"do-team"} if Role.ADMIN in roles else set()) | (set() if private else _IN_PRIVATE)
    left_out |= {"do-receive"} if roles & _ALL else set()
    tasks = [task for task, whose in _TASKS.items() if whose & roles and task not in left_out]
    lines = [w.line("do-buy-here" if task == "do-buy" and not private else task) for task in tasks]
    if alone:
        lines.append(w.line("do-begin"))
    return View(join([w.head("", None, "head-help"), w.line("do-roles", roles=held), gap(), *lines]))


def stranger(language: str, person_id: int) -> View:
    """Tells somebody who may not buy the number that an admin needs."""
    return View(Writer(language).line("stranger", id=code(str(person_id))))


def group_hello(language: str, hears_all: bool, username: str, is_team: bool = False) -> View:
    """What works in a group, by whether the bot hears everything there, and how it becomes a team."""
    w, name = Writer(language), ours(f"@{username}")
    how = w.line("group-hears-all") if hears_all else w.line("group-hears-some", name=name)
    lines = [w.line("group-hello"), how, *([] if hears_all else [w.line("group-make-admin")])]
    if is_team:
        return View(join(lines), rows([open_in_private(w, "press-start", username, "hello")]))
    offer = no_team_yet(language)
    return View(join([*lines, offer.text]), offer.keyboard)


def no_team_yet(language: str) -> View:
    """Offers to make a group a team."""
    w = Writer(language)
    return View(w.line("group-team-hint"), rows([w.button("team-here", Code(ButtonAction.TEAM_HERE), "primary")]))


def no_identity(language: str, username: str = "") -> View:
    """Answers a message in the name of a chat: nobody can be held to it, but people can write themselves."""
    w = Writer(language)
    go_on = open_in_private(w, "write-in-private", username, "hello")
    return View(w.marked(NEEDS_YOU, "no-identity"), rows([go_on]))


def only_private(language: str, username: str, payload: str) -> View:
    """Says that something is not for a group's eyes, with a link to the private chat."""
    w = Writer(language)
    return View(w.line("only-private"), rows([open_in_private(w, "write-in-private", username, payload)]))


def bring_me(language: str, username: str) -> View:
    """Says that a team is a group, with the link that brings the bot into one."""
    w = Writer(language)
    return View(w.line("bring-me"), rows([w.link("bring-button", group_link(username), "primary")]))


def asking(language: str, key: str, **facts: object) -> View:
    """A question that waits for a typed answer, with the way back."""
    w = Writer(language)
    return View(w.line(key, **facts), rows([w.button("back", Code(ButtonAction.UNASK))]))


def offered_answer(language: str, question: str, words: str, minutes: int | None) -> View:
    """Words that a press makes the answer to a question; `minutes` is how long after it they came, if too late."""
    w = Writer(language)
    asked = writer.words(question, _ANSWER_WIDTH)
    why = w.line("answer-shown") if minutes is None else w.line("answer-late", minutes=minutes)
    lines = [w.marked(NEEDS_YOU, "answer-to", question=asked), writer.words(words, _ANSWER_WIDTH), why]
    use = w.button("use-answer", Code(ButtonAction.USE_ANSWER), "primary")
    return View(join(lines), rows([use], [w.button("back", Code(ButtonAction.UNASK))]))


def ask_cancel(purchases: Sequence[Purchase], language: str) -> View:
    """Asks which of several shall be cancelled: a button for each, or its typed number."""
    w = Writer(language)
    question, buttons = asking(language, "ask-cancel"), []
    for purchase in purchases[:_MOST_TO_CANCEL]:
        request = as_ordered(purchase.in_language(w.language))
        label = f"#{request.name} · {clean(plain(goods.goods(w, request, listed=True)))}"
        buttons.append([press(label, Code(ButtonAction.CANCEL_THIS, (purchase.request.id,)))])
    return replace(question, keyboard=(*rows(*buttons), *question.keyboard))


def ask_cancel_this(purchase: Purchase, language: str) -> View:
    """Asks whether the only purchase that a bare /cancel can mean shall be cancelled; nothing of it is ordered."""
    w, request = Writer(language), purchase.in_language(language).request
    yes, no = (Code(ButtonAction.CANCEL_THIS, (request.id, wanted)) for wanted in (1, 0))
    lines = [w.head(NEEDS_YOU, request.name, "head-cancel-this"), goods.goods(w, request)]
    return View(join(lines), rows([w.button("cancel-yes", yes, "danger"), w.button("cancel-no", no)]))


def cancel_question(purchase: Purchase, order: Order, language: str) -> View:
    """Asks for the second press that cancels an order on 1688: says of what, for how much, under which number."""
    w = Writer(language)
    lines = [
        w.head(NEEDS_YOU, purchase.request.name, "head-cancel-question"),
        goods.goods(w, as_ordered(purchase.in_language(w.language))),
        *([sums.total(order.total)] if order.total else []),
        order_lines.number_line(w, order.order_id),
    ]
    yes = w.button("cancel-yes", Code(ButtonAction.CANCEL_YES, (order.order_id,)), "danger")
    return View(join(lines), rows([yes, w.button("cancel-no", Code(ButtonAction.CANCEL_NO, (order.order_id,)))]))


def seller_chat(url: str, language: str, request: Request | None = None, question: str = "") -> View:
    """The link to the seller's own chat; of a request also what to send there, and the way to paste the answer."""
    w = Writer(language)
    button = w.link("open-chat", url)
    if request is None:
        return View(w.line("seller-chat") if button else w.line("refusal-no-chat-link"), rows([button]))
    paste = w.button("paste-answer", Code(ButtonAction.SELLER_ANSWER, (request.id,)))
    lines = [w.head("", request.shown_number, "ask-seller-head"), w.line("ask-seller-how"), code(question)]
    return View(join(lines), rows([button, w.copy("copy-question", question)], [paste]))


def which_seller(request: Request, sellers: Sequence[Seller], language: str) -> View:
    """Asks which of several sellers shall be asked."""
    w, named = Writer(language), list[list[Button | None]]()
    for n, each in enumerate(sellers[:_MOST_SELLERS], 1):
        name = cut(f"{n}. {clean(each.company or each.login)}", LABEL_UNITS)
        named.append([press(name, Code(ButtonAction.ASK_SELLER, (request.id, n)))])
    return View(w.head("", request.shown_number, "ask-which-seller"), rows(*named))


def forget_question(mark: str, language: str) -> View:
    """Asks for the press that forgets the reader: what goes, what stays, how long copies last."""
    w = Writer(language)
    lines = [
        w.head(NEEDS_YOU, None, "forget-head"), w.line("forget-goes"), w.line("forget-stays"), gap(),
        w.line("forget-copies"), w.line("forget-for-good"),
    ]  # fmt: skip
    yes = w.button("forget-yes", Code(ButtonAction.FORGET, (mark, 1)), "danger")
    return View(join(lines), rows([yes], [w.button("forget-no", Code(ButtonAction.FORGET, (mark, 0)))]))


def forgotten(language: str) -> View:
    """The reader is forgotten; what a reader sees in Telegram is theirs to delete."""
    w = Writer(language)
    return View(join([w.marked(DONE, "forget-done"), w.line("forget-telegram")]))
