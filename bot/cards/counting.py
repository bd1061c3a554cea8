"""Shows what of an order came, line by line, for whoever counts it; there is no money on it."""

from datetime import datetime

from bot.cards.blocks import order_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import DONE, ON_THE_WAY, Writer, dotted, rows
from bot.desk.shared.values import CountView
from bot.purchasing.arrivals import LineCount

MOST_LINES = 15
"""So many lines are counted in a chat."""


def count_card(view: CountView, language: str, now: datetime) -> View:
    """The lines that are expected, what of them came so far, and the press that says that all is there."""
    w, order = Writer(language, now), view.order
    request, counts = view.purchase.in_language(language).request, order.counts
    lines = [w.head(ON_THE_WAY if order.count.open else DONE, request.name, "count-head")]
    if view.parcel is not None:
        lines.append(order_lines.parcel_line(view.parcel.company, view.parcel.bill_no))
    for line in order.lines[:MOST_LINES]:
        title = text(w.title(request.offer_of(line.offer_id)), 40)
        lines.append(dotted([title, came(w, counts[line.entry_id])]))
    whole = Code(ButtonAction.COUNT_ALL, (order.order_id, view.place, view.seen))
    return View(join(lines), rows([w.button("count-all", whole, "success") if view.expected.pieces else None]))


def came(w: Writer, count: LineCount) -> Html:
    """How much of it arrived: 188 of 212, and what is damaged, missing or closed of it."""
    parts = [w.line("count-of", arrived=count.arrived, ordered=count.ordered)]
    for name in ("damaged", "wrong", "closed", "cancelled", "surplus"):
        pieces = getattr(count, name)
        parts += [w.line(f"count-{name}", n=pieces)] if pieces else []
    return dotted(parts)
