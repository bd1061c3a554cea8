"""Refunds: two calls with one form; all amounts in fen."""

from bot.market.openplatform.wire.fields import FormError, Json, fen, part, rows, text
from bot.market.openplatform.wire.orders import refund_word
from bot.purchasing.money import Fen
from bot.purchasing.order import RefundReport, RefundState


def parse_refunds(answer: Json, order_id: str) -> tuple[RefundReport, ...]:
    """Read the refunds of one order, from either call; refunds of other orders are left out."""
    outer = part(answer, "result")
    models = rows(outer, "opOrderRefundModels") or rows(part(outer, "result"), "opOrderRefundModels")
    ours = (row for row in models or rows(outer, "result") if text(row, "orderId") in ("", order_id))
    return tuple(_refund(row) for row in ours)


def _refund(row: Json) -> RefundReport:
    refund_id = text(row, "refundId")
    if not refund_id:
        raise FormError("a refund has no refundId")
    word = text(row, "status")
    state = refund_word(word)
    paid = _sum(row, "refundPayment", "refundCarriage") if state is RefundState.DONE else Fen(0)
    return RefundReport(refund_id, word, state, _sum(row, "applyPayment", "applyCarriage"), paid)


def _sum(row: Json, *keys: str) -> Fen:
    return Fen(sum(fen(row, key) or 0 for key in keys))
