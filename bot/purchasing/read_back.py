"""Checks whether an order that 1688 named for a purchase is that purchase: compares what was sent with what is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.purchasing.order import OrderReport, ReadBackState
from bot.purchasing.request import Line


@dataclass(frozen=True)
class SentOrder:
    """What one create call asked for: the line, our reference, and whether 1688 said that it left something out."""

    line: Line
    reference: str
    partly: bool = False


def read_back(sent: SentOrder, report: OrderReport, others: Iterable[int | None] = ()) -> ReadBackState:
    """Judge one order of an attempt; `others` are the pieces of the attempt's other orders, None if not known.

    Our reference is 128 random bits that nobody else has. An order that carries it was made by our call, so 1688 need
    not show all of its lines. Without the reference every line must be shown and be what was sent.
    """
    if report.out_order_id and report.out_order_id != sent.reference:
        return ReadBackState.DIFFERS
    shown = [_compared(sent.line, line) for line in report.lines]
    if ReadBackState.DIFFERS in shown:
        return ReadBackState.DIFFERS
    elsewhere = list(others)
    pieces = sum(line.quantity for line in report.lines)
    if pieces + sum(each or 0 for each in elsewhere) > sent.line.quantity:
        return ReadBackState.DIFFERS
    whole = bool(shown) and ReadBackState.CHECKING not in shown
    if whole and not elsewhere and not sent.partly and pieces < sent.line.quantity:
        return ReadBackState.DIFFERS  # fewer pieces, although 1688 did not say that some were left out
    return ReadBackState.AGREED if whole or report.out_order_id else ReadBackState.CHECKING


def echoed(report: OrderReport, reference: str) -> bool | None:
    """Whether our reference came back with the order; None if another reference did."""
    return None if report.out_order_id not in ("", reference) else bool(report.out_order_id)


def pieces_of(report: OrderReport) -> int | None:
    """How many pieces an order has; None if 1688 does not count all of them."""
    counted = report.lines and all(line.quantity > 0 for line in report.lines)
    return sum(line.quantity for line in report.lines) if counted else None


def _compared(sent: Line, shown: Line) -> ReadBackState:
    """Compare one line: the same goods, other goods, or not comparable."""
    if shown.offer_id and shown.offer_id != sent.offer_id:
        return ReadBackState.DIFFERS
    if shown.spec_id and sent.spec_id and shown.spec_id != sent.spec_id:
        return ReadBackState.DIFFERS
    told = shown.offer_id and shown.quantity > 0 and bool(shown.spec_id) == bool(sent.spec_id)
    return ReadBackState.AGREED if told else ReadBackState.CHECKING
