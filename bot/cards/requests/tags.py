"""Says which tags a request has and what each costs, and asks which one it, or one of its lines, shall have."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks import goods
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, cut, join
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import LABEL_UNITS, Writer, dotted, grid, press, rows, show
from bot.desk.shared.values import CHOOSING, CardState, TagChoice
from bot.purchasing.approval.policy import label
from bot.purchasing.orders.tags import only_tag, tag_sums, tags_of
from bot.purchasing.requests.purchase import Request

_MOST_SUMS, _MOST_LINES, _WIDTH = 4, 12, 24
"""So many tags stand on a card with their sums, so many lines are buttons; and how long a tag is there, in columns."""


def on_card(w: Writer, step: CardState, view: View) -> View:
    """The card with the tag of all lines beside its head; with several, what each costs below it."""
    request = step.purchase.request
    one_of_several = request.several and request.chosen.line is not None and step.stage in CHOOSING
    found = [] if one_of_several else said(w, request)
    if not found:
        return view
    head, between, rest = view.text.partition("\n")
    beside = only_tag(request.asked)
    return replace(view, text=Html(f"{head}{' · ' if beside else chr(10)}{found[0]}{between}{rest}"))


def said(w: Writer, request: Request) -> list[Html]:
    """The tags of a request in one line: one by its name, of several also what each costs; nothing without any."""
    if only := only_tag(request.asked):
        return [brief(only, _WIDTH)]
    sums = tag_sums(request.snapshot, request.asked)
    shown = [Html(f"{brief(tag, _WIDTH)} {show(fen)}") for tag, fen in sums[:_MOST_SUMS]]
    shown = shown or [brief(tag, _WIDTH) for tag in tags_of(request.asked)[:_MOST_SUMS]]
    return [dotted([*shown, *w.more("lines-more", len(tags_of(request.asked)) - len(shown))])] if shown else []


def button(w: Writer, request_id: int, line: int = 0) -> Button | None:
    """The way to choose a tag; of one of several lines by its place."""
    return w.button("tag", Code(ButtonAction.TAG, (request_id, line)))


def mark_of(tag: str) -> str:
    """What stands on a button for a tag, of which the name may be too long; those that are alike have the same."""
    return hashlib.blake2b(label(tag).encode(), digest_size=6).hexdigest()


def meant(mark: str, tags: Sequence[str]) -> str | None:
    """The one of these tags that a button with this mark means; None if it is not among them any more."""
    return next((each for each in tags if mark_of(each) == mark), None)


def ask(choice: TagChoice, language: str) -> View:
    """Asks which tag: those used last, another one, or none; and of several lines which of them is meant."""
    w, request, place = Writer(language), choice.request, choice.line or 0
    line = request.chosen.at(choice.line) if choice.line else None
    head = w.line("ask-tag-line", number=request.name, n=place) if line else w.line("ask-tag", number=request.name)
    now = said(w, request) if line is None else [brief(line.tag, _WIDTH)] if line.tag else []
    of = (request.id, place)
    able = [
        press(cut(clean(each), LABEL_UNITS), Code(ButtonAction.TAG_THIS, (*of, mark_of(each))))
        for each in choice.latest
    ]
    none = w.button("tag-none", Code(ButtonAction.TAG_THIS, (*of, ""))) if now else None
    other = w.button("tag-other", Code(ButtonAction.TAG_OTHER, of))
    lines = [
        press(
            f"{each.place}. {cut(clean(w.title(each.offer)), LABEL_UNITS)}",
            Code(ButtonAction.TAG, (request.id, each.place)),
        )
        for each in request.asked[:_MOST_LINES]
        if request.several and line is None
    ]
    back = w.button("back", Code(ButtonAction.UNASK))
    which = [] if line is None else [goods.with_title([], w.title(line.offer), 2 * _WIDTH)]
    told = [w.line("tag-now", tags=now[0])] if now else []
    return View(join([head, *which, *told]), (*grid(able, 2), *rows([other, none]), *grid(lines, 2), *rows([back])))


def which(tags: Sequence[str], language: str) -> View:
    """Asks of which tag purchases shall be listed."""
    w = Writer(language)
    able = [press(cut(clean(each), LABEL_UNITS), Code(ButtonAction.TAGGED, (mark_of(each), 1))) for each in tags]
    back = w.button("back", Code(ButtonAction.ORDERS, ("open", 1)))
    return View(w.line("which-tag" if tags else "no-tags"), (*grid(able, 2), *rows([back])))
