"""Answers waybills that somebody typed, pasted or photographed: whose each is, and whether it is counted."""

from datetime import datetime

from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, code, join, text
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import CHECKING, DONE, NEEDS_YOU, ON_THE_WAY, Writer, dashed, dotted, grid, press
from bot.desk.tracking.waybills import CountPlace, Found
from bot.pictures.reader import PictureFault
from bot.purchasing.reading.waybills import MOST_WAYBILLS

_IN_A_ROW, _NAME = 3, 24


def answer(found: Found, left_out: int, language: str, now: datetime) -> View:
    """A line and a button for each parcel, and a line for what is unknown; `left_out` were too many."""
    w = Writer(language, now)
    rows = [(scanned, place) for scanned, places in found.items() for place in places]
    unknown = [scanned for scanned, places in found.items() if not places]
    counted = sum(place.at is not None for _, place in rows)
    sums = {"open": len(rows) - counted, "counted": counted, "unknown": len(unknown)}
    head = dotted(w.line(f"waybills-{name}", n=n) for name, n in sums.items() if n)
    lines = [Html(f"{ON_THE_WAY} {head}")] if len(found) > 1 else []
    for number, (scanned, place) in enumerate(rows, 1):
        named = f"{number}. " if len(rows) > 1 else ""
        lines.append(_line(w, Html(f"{named}{code(scanned.text)}"), place))
    lines += [Html(f"{CHECKING} {dotted([code(each.text), w.line('waybill-unknown')])}") for each in unknown]
    lines += [w.line("waybills-remembered")] if any(not each.number for each in unknown) else []
    lines += [w.marked(NEEDS_YOU, "waybills-too-many", most=MOST_WAYBILLS, n=left_out)] if left_out else []
    opens = [
        press(f"{number} · #{place.request.name}", Code(ButtonAction.COUNT, (place.order_id, place.place)))
        for number, (_, place) in enumerate(rows, 1)
    ]
    return View(join(lines), grid(opens, _IN_A_ROW))


def _line(w: Writer, named: Html, place: CountPlace) -> Html:
    parts = [named, Html(f"#{text(place.request.name)}"), text(place.request.requester.name, _NAME)]
    if place.at is None:
        return Html(f"{ON_THE_WAY} {dotted(parts)}")
    by = w.line("waybill-counted-by", name=place.by) if place.by else w.line("event-counted")
    return Html(f"{DONE} {dotted([*parts, by, w.when(place.at)])}")


def unread(fault: PictureFault | None, language: str) -> View:
    """Why no waybill was read from a picture; None if it shows none."""
    why = f"picture-{dashed(fault.value)}" if fault is not None else "picture-no-waybill"
    return View(Writer(language).marked(NEEDS_YOU, why))
