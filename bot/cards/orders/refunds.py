"""Words what comes back of an order's money."""

from collections.abc import Sequence

from bot.cards.blocks.html import Html
from bot.cards.blocks.writer import Writer, dotted, show
from bot.purchasing.money import Fen
from bot.purchasing.orders.refunds import RefundSum


def is_partial(amount: Fen | None, total: Fen | None) -> bool:
    """Whether only a part of what an order cost comes back; no if either is not known."""
    return bool(amount) and bool(total) and (amount or 0) < (total or 0)


def amount_of(w: Writer, amount: Fen | None, total: Fen | None) -> list[Html]:
    """How much comes back, and of how much if that is not all; nothing if it is not known."""
    if not amount:
        return []
    if total and is_partial(amount, total):
        return [w.line("refund-of", amount=show(amount), total=show(total))]
    return [show(amount)]


def refund_lines(w: Writer, sums: Sequence[RefundSum], total: Fen | None = None) -> list[Html]:
    """Where the money of an order that cost `total` is going, each with its sum if it is known."""
    lines = []
    for each in sums:
        parts = [w.line(f"refund-{each.state.value}"), *amount_of(w, each.amount, total)]
        parts += [w.line("refund-count", n=each.count)] if each.count > 1 else []
        lines.append(dotted(parts))
    return lines
