"""Answers waybills that somebody typed, pasted or photographed: whose each is, and whether it is counted."""

from collections.abc import Sequence
from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import CHECKING, DONE, NEEDS_YOU, ON_THE_WAY, Writer, dashed, dotted, grid, press
from bot.desk.goods.waybills import Found
from bot.desk.shared.views import CountView
from bot.pictures.contents import PictureFault
from bot.purchasing.reading.waybills import MOST_WAYBILLS

_IN_A_ROW, _NAME = 3, 16


def answer(found: Found, left_out: int, language: str, now: datetime) -> View:
    """A line and a button for each parcel, and a line for what is unknown; `left_out` were too many."""
    w = Writer(language, now)
    rows = [(scanned, view) for scanned, views in found.items() for view in views]
    unknown = [scanned for scanned, views in found.items() if not views]
    counted = sum(view.counted is not None for _, view in rows)
    sums = {"open": len(rows) - counted, "counted": counted, "unknown": len(unknown)}
    head = dotted(w.line(f"waybills-{name}", n=n) for name, n in sums.items() if n)
    lines = [Html(f"{ON_THE_WAY} {head}")] if len(found) > 1 else []
    for number, (scanned, view) in enumerate(rows, 1):
        named = f"{number}. " if len(rows) > 1 else ""
        lines.append(_line(w, Html(f"{named}{code(scanned.text)}"), view))
    lines += [Html(f"{CHECKING} {dotted([code(each.text), w.line('waybill-unknown')])}") for each in unknown]
    lines += [w.line("waybills-remembered")] if any(not each.number for each in unknown) else []
    lines += [w.marked(NEEDS_YOU, "waybills-too-many", most=MOST_WAYBILLS, n=left_out)] if left_out else []
    opens = [
        press(f"{number} · #{view.purchase.request.name}", Code(ButtonAction.COUNT, (view.order.order_id, view.place)))
        for number, (_, view) in enumerate(rows, 1)
    ]
    return View(join(lines), grid(opens, _IN_A_ROW))


def _line(w: Writer, named: Html, view: CountView) -> Html:
    request, count = view.purchase.request, view.counted
    parts = [named, Html(f"#{text(request.name)}"), w.named(text(request.requester.name, _NAME))]
    if count is None:
        return Html(f"{ON_THE_WAY} {dotted(parts)}")
    by = w.line("waybill-counted-by", name=view.names.get(count.person_id or 0, ""))
    return Html(f"{DONE} {dotted([*parts, by, w.when(count.at)])}")


def unread(found: Sequence[str] | PictureFault, language: str) -> View:
    """Why no waybill was read from a picture, of which these are the codes."""
    why = f"picture-{dashed(found.value)}" if isinstance(found, PictureFault) else "picture-no-waybill"
    return View(Writer(language).marked(NEEDS_YOU, why))
