"""Exports for programs what was bought, page by page in order, and the journal, with personal values that are kept."""

import json
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from bot.desk.ledger.journal_chain import Entry, Unreadable, put_at, sealed_in
from bot.desk.ledger.ledger import Ledger
from bot.purchasing.arrivals import LineCount
from bot.purchasing.errands import ErrandKind
from bot.purchasing.exports import ExportRows
from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.offers.offer import Offer
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundReport
from bot.purchasing.orders.as_ordered import taken
from bot.purchasing.orders.payable import word_of
from bot.purchasing.orders.purchase_sums import asked_back, back_by_line, held, ordered_lines
from bot.purchasing.own_sku import AskedSku
from bot.purchasing.people.forgotten import exported
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.own_sku_pieces import bought_by
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Line, PricedLine
from bot.sheets.writing import Value, csv_line

PAGE = 500
COUNTED = ("arrived", "damaged", "missing", "closed", "cancelled", "surplus")
"""The columns of what people counted, empty if nobody did; what is damaged arrived, what is closed is missing."""


@dataclass(frozen=True)
class Bought:
    """One order with its purchase; `team` is the title of its team, empty without one."""

    purchase: Purchase
    order: Order
    team: str

    @property
    def request(self) -> Request:
        return self.purchase.request

    @property
    def attempt(self) -> Attempt:
        """The attempt that it came of."""
        return next(each for each in self.purchase.attempts if each.id == self.order.attempt_id)

    @cached_property
    def _counts(self) -> Mapping[str, LineCount]:
        return self.order.counts

    def count(self, line: Line | None = None) -> LineCount | None:
        """What arrived of all of it, or of one of its lines; None if nobody counted."""
        if not self.order.arrivals:
            return None
        like = None if line is None else (line.offer_id, line.spec_id)
        of = {each.entry_id for each in self.order.lines if like in (None, (each.offer_id, each.spec_id))}
        return sum((self._counts[entry] for entry in of), LineCount(0))

    def back(self, line: Line | None) -> Fen | None:
        """What came back of one of its lines, or of all of it (fen); None if 1688 does not say what each costs."""
        lines, back = held(self.order.lines), self.order.refunded
        if line is None or not back:
            return back
        if not lines or None in [each.share for each in lines]:
            return None
        every = zip(lines, back_by_line(lines, back, self.order.refunds), strict=True)
        like = (line.offer_id, line.spec_id)
        return sum_fen(fen for each, fen in every if (each.offer_id, each.spec_id) == like)


def _counted(name: str, row: "Bought | BoughtLine") -> Value:
    """One sum of what was counted of an order or a line; None if nobody counted."""
    count = row.count() if isinstance(row, Bought) else row.bought.count(row.line)
    return None if count is None else int(getattr(count, name))


ORDERS: dict[str, Callable[[Bought], Value]] = {
    "order_id": lambda bought: bought.order.order_id,
    "reference": lambda bought: bought.attempt.out_order_id,
    "request_id": lambda bought: bought.request.name,
    "state": lambda bought: word_of(bought.purchase, bought.order),
    "status": lambda bought: bought.order.word,
    "refund": lambda bought: bought.order.refund.value,
    "total_fen": lambda bought: bought.order.total,
    "freight_fen": lambda bought: bought.order.freight,
    "refunded_fen": lambda bought: bought.order.refunded,
    "seller": lambda bought: bought.order.seller,
    "team": lambda bought: bought.team,
    "requester_id": lambda bought: str(bought.request.requester.id),
    "requester": lambda bought: exported(bought.request.requester.name),
    "placed_at": lambda bought: _moment(bought.order.placed_at),
    "paid_at": lambda bought: _moment(bought.order.paid_at),
    "close_reason": lambda bought: bought.order.close_reason,
    "refund_asked_fen": lambda bought: asked_back(bought.order),
    **{name: partial(_counted, name) for name in COUNTED},
}
LINES: dict[str, Callable[["BoughtLine"], Value]] = {
    "order_id": lambda row: row.bought.order.order_id,
    "line": lambda row: row.place,
    "request_id": lambda row: row.bought.request.name,
    "offer_id": lambda row: row.offer.offer_id if row.offer else "",
    "spec_id": lambda row: (row.line.spec_id if row.line else None) or "",
    "title": lambda row: row.offer.title if row.offer else "",
    "title_translated": lambda row: row.offer.title_translated if row.offer else "",
    "variant": lambda row: _variant(row),
    "sku": lambda row: ", ".join(each.code for each in row.own),
    "sku_count": lambda row: row.own[0].count if len(row.own) == 1 else ", ".join(str(each.count) for each in row.own),
    "quantity": lambda row: row.quantity,
    "unit": lambda row: row.offer.unit if row.offer else "",
    "unit_price_fen": lambda row: row.line.price if row.line else None,
    "goods_fen": lambda row: row.goods,
    "state": lambda row: ORDERS["state"](row.bought),
    "seller": lambda row: ORDERS["seller"](row.bought),
    "team": lambda row: ORDERS["team"](row.bought),
    "requester": lambda row: ORDERS["requester"](row.bought),
    "placed_at": lambda row: ORDERS["placed_at"](row.bought),
    **{name: partial(_counted, name) for name in COUNTED},
    "refunded_fen": lambda row: row.bought.back(row.line),
}
REFUNDS: dict[str, Callable[[Bought, RefundReport], Value]] = {
    "refund_id": lambda _, refund: refund.refund_id,
    "order_id": lambda bought, _: bought.order.order_id,
    "request_id": lambda bought, _: bought.request.name,
    "seller": lambda bought, _: bought.order.seller,
    "team": lambda bought, _: bought.team,
    "entries": lambda _, refund: ", ".join(refund.entries),
    "asked_fen": lambda _, refund: refund.amount,
    "carriage_fen": lambda _, refund: refund.carriage,
    "paid_fen": lambda _, refund: refund.paid,
    "state": lambda _, refund: refund.state.value,
    "status": lambda _, refund: refund.word,
    "reason": lambda _, refund: refund.reason,
    "rejection": lambda _, refund: refund.rejection,
    "asked_at": lambda _, refund: _moment(refund.asked_at),
    "ends_at": lambda _, refund: _moment(refund.ends_at),
    "asked_by_id": lambda bought, refund: _asked_by(bought, refund.refund_id),
    "waybill": lambda _, refund: refund.bill_no,
}
"""Ids are text, money is whole fen, moments are UTC; `request_id` is the number as people read it: 1042, or 1042/2.

`sku` are own SKUs, `sku_count` how many of ours.
"""
FIELDS = {ExportRows.ORDERS: [*ORDERS], ExportRows.LINES: [*LINES], ExportRows.REFUNDS: [*REFUNDS]}


@dataclass(frozen=True)
class BoughtLine:
    """One line of an order, counted from 1; `goods` is fen, None if only the sum of several lines is known.

    `line` is None if it is not known which goods are in it.
    """

    bought: Bought
    place: int
    line: PricedLine | None
    quantity: int | None
    goods: int | None

    @property
    def offer(self) -> Offer | None:
        """What is in the line; None if it is one of several offers, and not known which."""
        if self.line is not None:
            return self.bought.request.offer_of(self.line.offer_id)
        return None if self.bought.request.several else self.bought.request.offer

    @property
    def own(self) -> tuple[AskedSku, ...]:
        """The own SKUs by which it was asked for."""
        if (line := self.line) is None:
            return ()
        theirs = [each.choice for each in self.bought.request.asked if each.offer.offer_id == line.offer_id]
        return tuple(own for choice in theirs for own in bought_by(choice, [line]))


async def pages(
    ledger: Ledger, since: datetime | None, until: datetime | None
) -> AsyncGenerator[tuple[Bought, ...], None]:
    """Every page of what was bought since then and before `until`, in the order of the attempts."""
    after = (0, "")
    while True:
        async with ledger.read() as uow:
            placed = await uow.orders.placed(after, since, until, PAGE)
            purchases = await uow.purchases(sorted({request_id for *_, request_id in placed}))
            found = {order.order_id: (each, order) for each in purchases for order in each.orders}
            page = [found[order_id] for _, order_id, _ in placed if order_id in found]
            titles = {
                number: (await uow.audiences.team(number)).title
                for number in {each.request.team_id for each in purchases} if number is not None
            }  # fmt: skip
        if not placed:
            return
        yield tuple(Bought(each, order, titles.get(each.request.team_id or 0, "")) for each, order in page)
        after = placed[-1][:2]


def table_rows(what: ExportRows, bought: Bought) -> list[list[Value]]:
    """One row for an order, or one for each of its lines or refunds, with the `FIELDS` of what is exported."""
    match what:
        case ExportRows.ORDERS:
            return [[take(bought) for take in ORDERS.values()]]
        case ExportRows.LINES:
            return [[take(line) for take in LINES.values()] for line in _lines(bought)]
        case ExportRows.REFUNDS:
            return [[take(bought, refund) for take in REFUNDS.values()] for refund in bought.order.refunds]


def _asked_by(bought: Bought, refund_id: str) -> str:
    """The number of whoever asked for it here; empty if it was opened on the site."""
    theirs = [each for each in bought.order.errands if (each.kind, each.refund_id) == (ErrandKind.REFUND, refund_id)]
    return str(theirs[0].person_id) if theirs else ""


def _lines(bought: Bought) -> Iterator[BoughtLine]:
    """Its lines as ordered; without those, as agreed to without what 1688 did not take.

    One row if it is not known which goods are in it.
    """
    order, snapshot = bought.order, bought.request.snapshot
    told, agreed = held(order.lines), snapshot.lines if snapshot else ()
    priced = agreed if order.lines else taken(agreed, bought.attempt.failed, [order.pieces]) or agreed
    if len(priced) == 1 and not order.lines and order.pieces:
        priced = (replace(priced[0], quantity=order.pieces),)
    goods = Fen(max(0, order.total - order.freight))
    lines = ordered_lines(priced, told, goods)
    pieces = sum(line.quantity for line in lines) or None
    if len(lines) == 1 or (lines and (order.pieces in (None, pieces) or pieces == sum(each.quantity for each in told))):
        for place, line in enumerate(lines, 1):
            yield BoughtLine(bought, place, line, line.quantity, line.cost)
    else:
        yield BoughtLine(bought, 1, None, pieces if order.pieces is None else order.pieces, goods)


def _moment(at: datetime | None) -> Value:
    return at.isoformat(timespec="seconds") if at else None


def _variant(row: BoughtLine) -> str:
    """The variant in the seller's words; empty if there is none, or the offer no longer has it."""
    spec_id = row.line.spec_id if row.line else None
    sku = row.offer.sku(spec_id) if row.offer and spec_id else None
    return sku.original_label if sku else ""


BESIDE = ("personal", "hash_before")
"""What stands beside an entry, and is no column of its own."""
COLUMNS = tuple(each.name for each in fields(Entry) if each.name not in BESIDE)
ERASED = "erased"
"""Stands for a personal value that is not kept any more."""


def csv_lines(entries: Iterable[Entry | Unreadable], *, heading: bool = True) -> Iterator[str]:
    """One line for each entry, ids and moments as text; a text that a spreadsheet would run gets an apostrophe."""
    if heading:
        yield csv_line(COLUMNS)
    for entry in entries:
        values = _values(entry)
        if not isinstance(facts := values.get("facts", ""), str):
            values["facts"] = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        yield csv_line([values.get(name) for name in COLUMNS])


def json_lines(entries: Iterable[Entry | Unreadable]) -> Iterator[str]:
    """One JSON object for each entry, its facts as an object if they can be read."""
    for entry in entries:
        yield json.dumps(_values(entry), ensure_ascii=False, sort_keys=True) + "\n"


def _values(entry: Entry | Unreadable) -> dict[str, object]:
    values: dict[str, object] = {name: value for name, value in asdict(entry).items() if name not in BESIDE}
    if isinstance(entry, Entry):
        values |= {"facts": _facts(entry), "at": entry.at.isoformat()}
    return values


def _facts(entry: Entry) -> Any:
    """The facts with each personal value in its place; as text if they cannot be read."""
    try:
        facts = json.loads(entry.facts)
        beside = {each.field: json.loads(each.value) for each in entry.personal}
    except ValueError:
        return entry.facts
    for path, _ in list(sealed_in(facts)):
        put_at(facts, path, beside.get(path, ERASED))
    return facts
