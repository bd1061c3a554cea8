"""Asks a buyer whether goods shall be confirmed as received at 1688."""

from datetime import datetime

from bot.cards.blocks import order_lines
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import brief, join
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import NEEDS_YOU, Writer, dotted, rows
from bot.desk.shared.values import ReceiptView

_MOST, _NAME = 3, 16
"""So many lines that are not whole fit a phone's screen, with so many columns of each title."""


def receipt_question(view: ReceiptView, language: str, now: datetime) -> View:
    """What is whole, each line that is not, and that this pays the seller for good; a press for each way to say it."""
    w, order, can = Writer(language, now), view.order, view.can
    request = view.purchase.in_language(language).request
    lines = [w.head(NEEDS_YOU, request.name, "receipt-ask"), order_lines.number_line(w, order.order_id)]
    lines.append(w.line("receipt-whole", n=len(can.whole), of=len(can.entries(accepts=True))))
    rest = [each for each in order.lines if each.entry_id in can.rest]
    for each in rest[:_MOST]:
        title = brief(w.title(request.offer_of(each.offer_id)), _NAME)
        lines.append(dotted([title, order_lines.arrived(w, order.counts[each.entry_id], counting=True)]))
    lines += [*w.more("receipt-more", len(rest) - _MOST), w.line("receipt-pays")]
    lines += [w.line("receipt-accepts")] if rest else []

    able = []
    for accepts, key in enumerate(("receipt-yes", "receipt-yes-all")):
        yes = Code(ButtonAction.RECEIPT_YES, (order.order_id, accepts, can.mark(accepts=bool(accepts))))
        able += [w.button(key, yes, "danger")] if (can.whole, can.rest)[accepts] else []
    count = w.button("count-in", Code(ButtonAction.COUNT, (order.order_id, 0)))
    return View(join(lines), rows(*([each] for each in able), [count]))
