"""Shows which parcels arrive and what is in them, as a page and as the rows of a sheet; there is no money on it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.cards.blocks import goods
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import Html, clean, code, join, plain, text
from bot.cards.blocks.order_lines import expected_today, step_in_words
from bot.cards.blocks.view import View
from bot.cards.blocks.writer import (
    BEIJING,
    DONE,
    NEEDS_YOU,
    ON_THE_WAY,
    WAITS,
    Writer,
    dotted,
    grid,
    press,
    rows,
    turning,
)
from bot.cards.goods.counting import parcel_mark
from bot.desk.goods.arriving import ArrivingPage, ArrivingParcel
from bot.desk.ledger.arriving import COUNTED
from bot.purchasing.order_report import OrderLine

_WIDER, _LAST_DIGITS = 4, 4
"""Columns by which a line of Cyrillic may be wider than it counts; so many digits tell parcels apart."""


def arriving_page(found: ArrivingPage, language: str, now: datetime) -> View:
    """How much comes today and how many parcels are under way; each with its goods, and the way to their count."""
    w, sums, shown = Writer(language, now), found.sums, found.parcels
    if not shown:
        return View(join([w.head(DONE, None, "arriving-head"), w.line("arriving-nothing")]))
    more, others = sums.parcels >= COUNTED, sums.others >= COUNTED
    today = expected_today(w, sums.parcels, sums.pieces, sums.late, sure=sums.sure, more=more)
    lines = [w.head(ON_THE_WAY, None, "arriving-head"), today if sums.parcels else w.line("arriving-none-today")]
    lines += [w.line("arriving-others", n=sums.others, more="+" if others else "")] if sums.others else []
    counts = []
    for each in shown:
        lines += _parcel(w, each)
        count = Code(ButtonAction.COUNT, (each.order.order_id, parcel_mark(each.parcel.logistics_id)))
        counts.append(press(f"#{each.request.name} …{each.parcel.bill_no[-_LAST_DIGITS:]}", count))
    turn = turning(found.page, found.pages, lambda to: Code(ButtonAction.ARRIVING, (to,)), more=more or others)
    sheet = w.button("as-sheet", Code(ButtonAction.ARRIVING_SHEET))
    return View(join(lines), (*grid(counts, 2), *turn, *rows([sheet])))


def _parcel(w: Writer, each: ArrivingParcel) -> list[Html]:
    """Two lines: its purchase and waybill, marked if it is late, then what is in it as far as that is known."""
    parcel, request = each.parcel, each.request.in_language(w.language)
    sign, key = (ON_THE_WAY, "near") if parcel.near else (WAITS, "sent")
    sign, key = (DONE, "signed") if parcel.signed else (sign, key)
    offers = [*dict.fromkeys(request.offer_of(line.offer_id) for line in _lines(each))]
    pieces = sum(each.pieces.values())
    count = (w.of(offers[0], pieces) if len(offers) == 1 else w.pieces(pieces)) if pieces else Html("")
    state = w.line(f"arriving-{key}")
    return [
        dotted([f"{NEEDS_YOU if each.late else sign} #{text(request.name)}", code(parcel.bill_no)]),
        dotted([count, goods.products(w, offers or [request.offer]), state]),
    ]


def _lines(each: ArrivingParcel) -> list[OrderLine]:
    """The lines that it can bring, or all of its order if that is not known."""
    named = {*each.pieces} or {line.entry_id for line in each.parcel.lines}
    return [line for line in each.order.lines if not named or line.entry_id in named]


def sheet_heading(language: str) -> list[str]:
    """What the columns of the sheet are called."""
    return [each.strip() for each in Writer(language).label("arriving-columns").split("|")]


def sheet_rows(parcels: Sequence[ArrivingParcel], language: str) -> Iterator[list[str | int | None]]:
    """A row for each line of each parcel."""
    w = Writer(language)
    for each in parcels:
        parcel, request, counts = each.parcel, each.request.in_language(language), each.order.counts
        step = parcel.last_remark and plain(step_in_words(w, parcel.last_remark) or parcel.last_remark)
        signed = parcel.signed_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if parcel.signed_at else ""
        for line in _lines(each):
            yield [
                parcel.bill_no, request.name, *goods.line_words(w, request, line), ", ".join(request.codes_of(line)),
                request.offer_of(line.offer_id).image_url, each.pieces.get(line.entry_id), clean(step), signed,
                counts[line.entry_id].arrived,
            ]  # fmt: skip
