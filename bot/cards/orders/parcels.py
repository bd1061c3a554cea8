"""Shows the steps of parcels: usual phrases in the reader's language, anything else as the carrier wrote it."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, join, text
from bot.cards.blocks.order_lines import parcel_line, step_in_words, trace_rows
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import ON_THE_WAY, Writer, gap, grid, press, rows
from bot.desk.shared.values import Trace
from bot.purchasing.requests.purchase import Purchase

_MOST_STEPS = 12
ORIGINAL, TRANSLATED = 1, 2
"""What a button of a trace turns its message into."""


def trace(
    traces: Sequence[Trace], language: str, now: datetime | None = None, original: bool = False, number: str = ""
) -> View:
    """Each parcel's steps, the newest first; `original` shows all of them as the carriers wrote them.

    `number` is the request's as people read it.
    """
    w, readable = Writer(language, now), False
    lines = [w.head(ON_THE_WAY, number, "head-trace", n=len(traces))]
    for each in traces:
        lines += [gap(), parcel_line(each.parcel.company, each.parcel.bill_no)]
        for step in reversed(each.steps[-_MOST_STEPS:]):
            words = step_in_words(w, step.remark)
            readable = readable or words is not None
            lines.append(Html(f"{w.when(step.at)} · {(None if original else words) or text(step.remark)}"))
        lines += w.more("older-events", len(each.steps) - _MOST_STEPS) if each.steps else [w.line("no-steps")]
    if not traces:
        return View(join(lines))
    order_id = traces[0].order.order_id
    copies = trace_rows(w, order_id, [each.parcel.bill_no for each in traces], "trace-again")
    key, form = ("translated", TRANSLATED) if original else ("original", ORIGINAL)
    turn = w.button(key, Code(ButtonAction.TRACK, (order_id, form))) if original or readable else None
    return View(join(lines), rows(*copies, [turn]))


def of_which(parts: Sequence[Purchase], language: str) -> View:
    """Asks whose parcels are meant: a button for each part of a request that was split."""
    named = [press(f"#{each.request.name}", Code(ButtonAction.TRACK, (str(each.request.id),))) for each in parts]
    return View(Writer(language).line("ask-track"), grid(named, 4))
