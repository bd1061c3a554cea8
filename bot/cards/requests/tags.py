"""Says which tags a request has and what each costs, and asks which one it, or one of its lines, shall have."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, brief, clean, cut, join
from bot.cards.blocks.view import Button, View
from bot.cards.blocks.writer import LABEL_UNITS, Writer, dotted, grid, press, rows, show
from bot.desk.shared.views import CHOOSING, CardState, TagChoice
from bot.purchasing.orders.tags import only_tag, tag_mark, tag_sums, tags_of
from bot.purchasing.requests.request import Request

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


def meant(mark: str, tags: Sequence[str]) -> str | None:
    """The one of these tags that a button with this mark means; None if it is not among them any more."""
    return next((each for each in tags if tag_mark(each) == mark), None)


def ask(choice: TagChoice, place: int, language: str) -> View:
    """Asks which tag the line at this place shall have, 0 are all; of several lines also which is meant."""
    w, request, of = Writer(language), choice.request, (choice.request.id, place)
    line = request.chosen.at(place)
    if line is None:
        told, now = [w.line("ask-tag", number=request.name)], said(w, request)
    else:
        told = [w.line("ask-tag-line", number=request.name, n=place), brief(w.title(line.offer), 2 * _WIDTH)]
        now = [brief(line.tag, _WIDTH)] if line.tag else []
    able = [press(_label(each), Code(ButtonAction.TAG_THIS, (*of, tag_mark(each)))) for each in choice.latest]
    other = w.button("tag-other", Code(ButtonAction.TAG_OTHER, of))
    none = w.button("tag-none", Code(ButtonAction.TAG_THIS, of)) if now else None
    lines = [
        press(f"{each.place}. {_label(w.title(each.offer))}", Code(ButtonAction.TAG, (request.id, each.place)))
        for each in request.asked[:_MOST_LINES]
        if request.several and line is None
    ]
    back = w.button("back", Code(ButtonAction.UNASK))
    told += [w.line("tag-now", tags=each) for each in now]
    return View(join(told), (*grid(able, 2), *rows([other, none]), *grid(lines, 2), *rows([back])))


def which(tags: Sequence[str], language: str) -> View:
    """Asks of which tag purchases shall be listed."""
    w = Writer(language)
    able = [press(_label(each), Code(ButtonAction.TAGGED, (tag_mark(each),))) for each in tags]
    back = w.button("back", Code(ButtonAction.ORDERS, ("open", 1)))
    return View(w.line("which-tag" if tags else "no-tags"), (*grid(able, 2), *rows([back])))


def _label(name: str) -> str:
    return cut(clean(name), LABEL_UNITS)
