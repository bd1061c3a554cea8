"""Shows which parcels arrive and what is in them, as a page and as the rows of a sheet; there is no money on it."""

from collections.abc import Iterator
from datetime import datetime

from bot.cards.blocks import goods
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import ROW, Html, clean, code, columns, join, plain, text
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
from bot.desk.ledger.arriving import COUNTED
from bot.desk.tracking.arriving import ArrivingPage, ArrivingParcel

_WIDER, _LAST_DIGITS = 4, 4
"""Columns by which a line of Cyrillic may be wider than it counts; so many digits tell parcels apart."""


def arriving_page(page: ArrivingPage, language: str, now: datetime) -> View:
    """How much comes today and how many parcels are under way; each with its goods, and the way to their count."""
    w, sums = Writer(language, now), page.sums
    if not (sums.parcels or sums.others):
        return View(join([w.head(DONE, None, "arriving-head"), w.line("arriving-nothing")]))
    lines = [w.head(ON_THE_WAY, None, "arriving-head")]
    more = sums.parcels >= COUNTED
    today = expected_today(w, sums.parcels, sums.pieces, sums.late, sure=sums.sure, more=more)
    lines.append(today if sums.parcels else w.line("arriving-none-today"))
    if sums.others:
        plus = "+" if sums.others >= COUNTED else ""
        lines.append(w.line("arriving-others", n=sums.others, more=plus))
    for each in page.parcels:
        lines += _parcel(w, each)
    counts = [
        press(
            f"#{each.request.name} …{each.parcel.bill_no[-_LAST_DIGITS:]}",
            Code(ButtonAction.COUNT, (each.order.order_id, each.place)),
        )
        for each in page.parcels
    ]
    turn = turning(
        page.page,
        page.pages,
        lambda to: Code(ButtonAction.ARRIVING, (to,)),
        more=max(sums.parcels, sums.others) >= COUNTED,
    )
    return View(
        join(lines), (*grid(counts, 2), *turn, *rows([w.button("arriving-sheet", Code(ButtonAction.ARRIVING_SHEET))]))
    )


def _parcel(w: Writer, each: ArrivingParcel) -> list[Html]:
    """Two lines: its purchase and waybill, marked if it is late, then what is in it as far as that is known."""
    parcel, request, lines = each.parcel, each.request.in_language(w.language), each.order.lines
    signs = {"arriving-signed": DONE, "arriving-near": ON_THE_WAY, "arriving-sent": WAITS}
    key = "arriving-signed" if parcel.signed else "arriving-near" if parcel.near else "arriving-sent"
    offers = [request.offer_of(line.offer_id) for line in lines if not each.pieces or line.entry_id in each.pieces]
    offers, pieces = list(dict.fromkeys(offers)) or [request.offer], sum(each.pieces.values())
    count = (w.of(offers[0], pieces) if len(offers) == 1 else w.pieces(pieces)) if pieces else Html("")
    state = w.line(key)
    room = ROW - _WIDER - columns(plain(dotted([count, " ", state])))
    return [
        dotted([f"{NEEDS_YOU if each.late else signs[key]} #{text(request.name)}", code(parcel.bill_no)]),
        dotted([count, goods.products(w, offers, room), state]),
    ]


def sheet_heading(language: str) -> list[str]:
    """What the columns of the sheet are called."""
    return [each.strip() for each in Writer(language).label("arriving-columns").split("|")]


def sheet_rows(each: ArrivingParcel, language: str) -> Iterator[list[str | int | None]]:
    """The rows of a parcel: one for each line that it can bring, or for all of its order if that is not known."""
    w, parcel, request = Writer(language), each.parcel, each.request.in_language(language)
    counts = each.order.counts
    step = parcel.last_remark and plain(step_in_words(w, parcel.last_remark) or parcel.last_remark)
    signed = parcel.signed_at.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M") if parcel.signed_at else ""
    for line in each.order.lines:
        if each.pieces and line.entry_id not in each.pieces:
            continue
        offer = request.offer_of(line.offer_id)
        sku = offer.sku(line.spec_id) if line.spec_id else None
        own = request.codes_of(line)
        yield [
            parcel.bill_no, request.name, clean(w.title(offer)), clean(w.variant(sku)) if sku else "", ", ".join(own),
            offer.image_url, each.pieces.get(line.entry_id), clean(step), signed, counts[line.entry_id].arrived,
        ]  # fmt: skip


def sheet_ready(parcels: int, language: str) -> View:
    """What stands below the sheet."""
    return View(Writer(language).line("arriving-sheet-ready", n=parcels))
