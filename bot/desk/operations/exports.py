"""Exports what was bought: the columns of an order and of its lines, page by page in order."""

import json
from collections.abc import AsyncGenerator, Callable, Iterable
from datetime import datetime

from bot.desk.ledger.exports import Bought
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.spreadsheets import Value

Columns = dict[str, Callable[[Bought], Value]]

PAGE = 500

ORDERS: Columns = {
    "order_id": lambda bought: bought.order_id,
    "reference": lambda bought: bought.out_order_id,
    "request_id": lambda bought: str(bought.request_id),
    "state": lambda bought: bought.state,
    "status": lambda bought: bought.word,
    "refund": lambda bought: bought.refund,
    "total_fen": lambda bought: bought.total_fen,
    "freight_fen": lambda bought: bought.freight_fen,
    "refunded_fen": lambda bought: bought.refunded_fen,
    "seller": lambda bought: bought.seller,
    "team": lambda bought: bought.team or "",
    "requester_id": lambda bought: str(bought.requester_id),
    "requester": lambda bought: bought.requester,
    "placed_at": lambda bought: _moment(bought.placed_at),
    "paid_at": lambda bought: _moment(bought.paid_at),
    "close_reason": lambda bought: bought.close_reason,
}
LINES: Columns = {
    "order_id": lambda bought: bought.order_id,
    "line": lambda bought: 1,
    "request_id": lambda bought: str(bought.request_id),
    "offer_id": lambda bought: bought.offer.offer_id,
    "spec_id": lambda bought: (bought.snapshot.spec_id if bought.snapshot else None) or "",
    "title": lambda bought: bought.offer.title,
    "title_translated": lambda bought: bought.offer.title_translated,
    "variant": lambda bought: _variant(bought),
    "quantity": lambda bought: _quantity(bought),
    "unit": lambda bought: bought.offer.unit,
    "unit_price_fen": lambda bought: bought.snapshot.unit_price if bought.snapshot else None,
    "goods_fen": lambda bought: max(0, bought.total_fen - bought.freight_fen),
    "state": lambda bought: bought.state,
    "seller": lambda bought: bought.seller,
    "team": lambda bought: bought.team or "",
    "requester": lambda bought: bought.requester,
    "placed_at": lambda bought: _moment(bought.placed_at),
}
"""Ids are text, money is whole fen, moments are UTC."""


async def pages(
    ledger: Ledger, since: datetime | None, until: datetime | None
) -> AsyncGenerator[tuple[Bought, ...], None]:
    """Every page of what was bought since then and before `until`, in the order of the attempts."""
    after = (0, "")
    while True:
        async with ledger.look() as uow:
            page = await uow.exports.page(after, since, until, PAGE)
        if not page:
            return
        yield page
        after = (page[-1].attempt_id, page[-1].order_id)


def values(columns: Columns, bought: Bought) -> list[Value]:
    """The cells of one row."""
    return [take(bought) for take in columns.values()]


def json_line(names: Iterable[str], cells: Iterable[Value]) -> str:
    """One object for a row."""
    return json.dumps(dict(zip(names, cells, strict=True)), ensure_ascii=False) + "\n"


def _moment(at: datetime | None) -> Value:
    return at.isoformat(timespec="seconds") if at else None


def _variant(bought: Bought) -> str:
    """The variant in the seller's words; empty if there is none, or the offer no longer has it."""
    spec_id = bought.snapshot.spec_id if bought.snapshot else None
    sku = bought.offer.sku(spec_id) if spec_id else None
    return sku.original_label if sku else ""


def _quantity(bought: Bought) -> Value:
    """The pieces that the order was read back with, else those that were agreed to."""
    if bought.pieces is not None:
        return bought.pieces
    return bought.snapshot.quantity if bought.snapshot else None
