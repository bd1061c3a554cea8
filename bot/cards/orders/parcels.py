"""Shows the steps of parcels: usual phrases in the reader's language, anything else as the carrier wrote it."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import ON_THE_WAY, Writer, beside, dotted, gap, grid, press, rows, said
from bot.desk.shared.values import Trace
from bot.purchasing.order import TraceStep
from bot.purchasing.orders.trace_phrases import phrase_of
from bot.purchasing.requests.purchase import Purchase

_MOST_STEPS = 12
_PLACE_UNITS = 60
ORIGINAL, TRANSLATED = 1, 2
"""What a button of a trace turns its message into."""


def trace(
    traces: Sequence[Trace], language: str, now: datetime | None = None, original: bool = False, number: str = ""
) -> View:
    """Each parcel's steps, the newest first; `original` shows all of them as the carriers wrote them.

    `number` is the request's as people read it.
    """
    w = Writer(language, now)
    lines = [w.head(ON_THE_WAY, number, "head-trace", n=len(traces))]
    for each in traces:
        lines += [gap(), parcel_line(each.parcel.company, each.parcel.bill_no)]
        lines += _steps(w, each.steps, original)
    if not traces:
        return View(join(lines))
    order_id = traces[0].order.order_id
    again = w.button("trace-again", Code(ButtonAction.TRACK, (order_id,)))
    copies = beside(again, w.copies([each.parcel.bill_no for each in traces]))
    if original:
        back = w.button("translated", Code(ButtonAction.TRACK, (order_id, TRANSLATED)))
        return View(join(lines), rows(*copies, [back]))
    able = any(_read(w, step.remark) for each in traces for step in each.steps[-_MOST_STEPS:])
    other = w.button("original", Code(ButtonAction.TRACK, (order_id, ORIGINAL))) if able else None
    return View(join(lines), rows(*copies, [other]))


def of_which(parts: Sequence[Purchase], language: str) -> View:
    """Asks whose parcels are meant: a button for each part of a request that was split."""
    named = [press(f"#{each.request.name}", Code(ButtonAction.TRACK, (str(each.request.id),))) for each in parts]
    return View(Writer(language).line("ask-track"), grid(named, 4))


def parcel_line(company: str, bill_no: str) -> Html:
    """Each parcel's carrier and its number, copied by a tap."""
    return dotted([text(company, 40), code(bill_no) if bill_no else Html("")])


def _steps(w: Writer, steps: Sequence[TraceStep], original: bool) -> list[Html]:
    if not steps:
        return [w.line("no-steps")]
    shown = [
        Html(f"{w.when(step.at)} · {(None if original else _read(w, step.remark)) or text(step.remark)}")
        for step in reversed(steps[-_MOST_STEPS:])
    ]
    older = len(steps) - len(shown)
    return [*shown, *([w.line("older-events", n=older)] if older else [])]


def last_step(w: Writer, remark: str) -> list[Html]:
    """What the newest step says, on its own line; the carrier's own words stand apart from ours."""
    if not remark:
        return []
    return [_read(w, remark) or said(remark)]


def _read(w: Writer, remark: str) -> Html | None:
    """The step in the reader's language; None if it is not known what it says, or if its reader reads Chinese."""
    phrase = phrase_of(remark) if w.language != "zh" else None
    if phrase is None:
        return None
    told = w.line(f"step-{phrase.kind.value.replace('_', '-')}")
    place = f" · {text(phrase.place, _PLACE_UNITS)}" if phrase.place else ""
    to = f" → {text(phrase.to, _PLACE_UNITS)}" if phrase.to else ""
    return Html(f"{told}{place}{to}")
