"""Asks what is exported, and says what stands in each column of an export for people."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import partial

from bot.cards.blocks import sums
from bot.cards.blocks.buttons import ButtonAction, Code
from bot.cards.blocks.html import clean, join
from bot.cards.blocks.view import Keyboard, View
from bot.cards.blocks.writer import Writer, dashed, dotted, grid, press, rows
from bot.cards.texts import catalogue as texts
from bot.desk.operations.exporting import ExportedOrder
from bot.desk.operations.exports import COUNTED
from bot.purchasing.arrivals import LineCount
from bot.purchasing.exports import Export, ExportRows, Sheet, Span
from bot.purchasing.order import Order
from bot.purchasing.orders.line_cost import CostLine, converted, cost_of
from bot.purchasing.orders.payable import word_of
from bot.purchasing.orders.tags import without_mark
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line
from bot.sheets.writing import Value


def question(span: Span, what: ExportRows, form: Sheet, language: str) -> View:
    """Which days, which rows and which form; what is chosen is marked."""
    w, chosen = Writer(language), (span, what, form)
    buttons: Keyboard = ()
    for place, those in enumerate((Span, (ExportRows.LINES, ExportRows.ORDERS), (Sheet.XLSX, Sheet.CSV))):
        every = []
        for each in those:
            label = w.label(f"export-choose-{each}")
            code = Code(ButtonAction.EXPORT, (*chosen[:place], each, *chosen[place + 1 :]))
            every.append(press(f"✓ {label}" if each == chosen[place] else label, code))
        buttons += grid(every, 2)
    send = w.button("export-send", Code(ButtonAction.EXPORT_SEND, chosen))
    return View(join([w.head("", None, "export-head"), w.line("export-explained")]), buttons + rows([send]))


def file_name(asked: Export) -> str:
    """`lines-2026-11-01-2026-11-30.xlsx`"""
    ends = [str(each) for each in dict.fromkeys((asked.days.first, asked.days.last)) if each is not None]
    return f"{'-'.join([asked.what, *(ends or ['all'])])}.{asked.form}"


def ready(asked: Export, n: int, zone: tzinfo, language: str) -> View:
    """What stands in the file."""
    w = Writer(language)
    first, last = asked.days.first, asked.days.last
    days = sums.days(w, first, last) if first and last else w.line("export-choose-all")
    tag = w.line("of-tag", tag=without_mark(asked.tag)) if asked.tag else ""
    return View(dotted([w.line("export-ready", n=n), days, tag, w.line("export-zone", zone=str(zone))]))


@dataclass(frozen=True)
class ExportColumns:
    """The columns of an export in a language and with the moments of a zone."""

    language: str
    zone: tzinfo

    def heading(self, what: ExportRows) -> list[str]:
        """What they are called."""
        return [texts.say(self.language, f"export-{dashed(name)}", zone=str(self.zone)) for name in names(what)]

    def rows(self, what: ExportRows, of: ExportedOrder) -> list[list[Value]]:
        """One row for an order, or one for each line that cost something."""
        w, every = Writer(self.language), of.costed.lines
        found = [_Row(w, self.zone, of, every, 0)]
        if what is ExportRows.LINES:
            found = [_Row(w, self.zone, of, (line,), place) for place, line in enumerate(every, 1)]
        return [[COLUMNS[name](row) for name in names(what)] for row in found]


@dataclass(frozen=True)
class _Row:
    """A row: all lines of an order, or the one at a `place` (from 1; 0 for all)."""

    w: Writer
    zone: tzinfo
    of: ExportedOrder
    lines: tuple[CostLine, ...]
    place: int

    @property
    def order(self) -> Order:
        return self.of.costed.order

    @property
    def request(self) -> Request:
        return self.of.costed.purchase.request

    def each(self, say: Callable[[CostLine], str]) -> str:
        """What is to be said of the lines, each word once."""
        return ", ".join(dict.fromkeys(filter(None, map(say, self.lines))))

    def names(self, people: tuple[str, ...]) -> str:
        """People by name, those who were forgotten in the reader's words."""
        return self.w.named(", ".join(dict.fromkeys(people)))

    def title(self, line: CostLine) -> str:
        offer = self.of.costed.offer(line)
        return clean(self.w.title(offer)) if offer else ""

    def variant(self, line: CostLine) -> str:
        """The variant in the reader's words; empty if there is none, or the offer no longer has it."""
        offer = self.of.costed.offer(line)
        sku = offer.sku(line.spec_id) if offer and line.spec_id else None
        if offer is None or sku is None:
            return ""
        return clean(self.w.variant(replace(offer, skus=(sku,)).worded(self.w.language).skus[0]))

    def codes(self, line: CostLine) -> str:
        """The own SKUs by which a line was asked for."""
        asked, bought = self.of.costed.asked_line(line), Line(line.offer_id, line.spec_id, line.pieces)
        own = [each.code for each in bought_by(asked.choice, [bought])] if asked else self.request.codes_of(bought)
        return ", ".join(dict.fromkeys(own))

    def note(self, line: CostLine) -> str:
        asked = self.of.costed.asked_line(line)
        return asked.note if asked else ""

    def moment(self, at: datetime | None) -> datetime | None:
        return at.astimezone(self.zone).replace(microsecond=0) if at else None


def _sum(name: str, row: _Row) -> Value:
    return _yuan(sum(int(getattr(each, name)) for each in row.lines))


def _yuan(fen: int) -> Decimal:
    return Decimal(fen).scaleb(-2)


def _per_piece(row: _Row) -> Value:
    pieces = sum(each.pieces for each in row.lines)
    return _yuan(round(Decimal(cost_of(row.lines)) / pieces)) if pieces else None


def _count(name: str, row: _Row) -> Value:
    """One sum of what was counted; None if nobody counted, or if it stands in the row of the first who share a line."""
    counts = row.order.counts if row.order.arrivals else {}
    before = {each.entry_id for each in row.of.costed.lines[: max(0, row.place - 1)]}
    known = [counts[entry] for entry in {each.entry_id for each in row.lines} - before if entry in counts]
    return int(getattr(sum(known, LineCount(0)), name)) if known else None


def _waybills(row: _Row) -> Value:
    """Of its parcels; of a line, of those that bring it or do not say what they bring."""
    entries = {each.entry_id for each in row.lines}
    theirs = [
        each.bill_no for each in row.order.parcels
        if not row.place or not each.lines or entries & {line.entry_id for line in each.lines}
    ]  # fmt: skip
    return ", ".join(dict.fromkeys(filter(None, theirs)))


COLUMNS: dict[str, Callable[[_Row], Value]] = {
    "number": lambda row: row.request.name,
    "order": lambda row: row.order.order_id,
    "line": lambda row: row.place,
    "state": lambda row: row.w.label(f"state-{dashed(word_of(row.of.costed.purchase, row.order))}"),
    "team": lambda row: row.of.costed.team.title if row.of.costed.team else "",
    "requester": lambda row: row.names(
        tuple(row.of.names.get(each.person_id, "") for each in row.lines) or (row.of.names[row.request.requester.id],)
    ),
    "approvers": lambda row: row.names(row.of.approvers),
    "why": lambda row: row.request.why,
    "note": lambda row: ", ".join(filter(None, (row.request.chosen.note, row.each(row.note)))),
    "tag": lambda row: row.each(lambda line: line.tag),
    "seller": lambda row: row.order.seller,
    "title": lambda row: row.each(row.title),
    "variant": lambda row: row.each(row.variant),
    "sku": lambda row: row.each(row.codes),
    "pieces": lambda row: sum(each.pieces for each in row.lines) or None,
    **{name: partial(_count, name) for name in COUNTED},
    **{name: partial(_sum, name) for name in ("due", "paid", "refunded", "other", "cost")},
    "per_piece": _per_piece,
    "currency": lambda row: row.of.costed.rate.currency if row.of.costed.rate else "",
    "rate": lambda row: row.of.costed.rate.yuan if row.of.costed.rate else None,
    "converted": lambda row: converted(row.lines, row.of.costed.rate) if row.of.costed.rate else None,
    "placed_at": lambda row: row.moment(row.order.placed_at),
    "paid_at": lambda row: row.moment(row.order.paid_at),
    "waybills": _waybills,
    "told": lambda row: row.moment(row.of.costed.told),
}
"""Money is yuan, ids are texts, moments are of the reader's zone; `told` is as of when 1688 told the sums."""


def names(what: ExportRows) -> list[str]:
    """The names of its columns, as JSON Lines has them."""
    return [name for name in COLUMNS if name != "line" or what is ExportRows.LINES]
