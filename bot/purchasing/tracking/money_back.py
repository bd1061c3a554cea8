"""Says which money is believed to have come back: 1688 may say any sum, but no more comes back than was paid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import LineState, OrderLine, OrderReport, RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import came_of, paid_after, with_entry_ids, with_reports
from bot.purchasing.tracking.reconcile import sum_that_counts


class MoneyBackRefunds(NamedTuple):
    """Refunds that are believed, and all that were shown: of one that is not believed only that it is there."""

    believed: tuple[RefundReport, ...]
    shown: tuple[RefundReport, ...]


@dataclass(frozen=True)
class MoneyBack:
    """What is believed of a look at an order: its report, and the refunds that it told.

    `shown` are all refunds that 1688 showed; of one that is not believed only that it is there. `beyond` is the sum
    that 1688 says came back (fen) if it is more than was `paid`, else 0.
    """

    report: OrderReport
    refunds: tuple[RefundReport, ...]
    shown: tuple[RefundReport, ...]
    paid: Fen
    beyond: Fen = NOTHING


def believed(
    order: Order, report: OrderReport, due: Fen | None = None, refunds: Sequence[RefundReport] = ()
) -> MoneyBack:
    """What a look says of the money that came back, without what is more than was paid for the order.

    The detail, its lines and the refunds are judged each by itself. Whatever contradicts the payment leaves what was
    known before; refunds that only together are too much leave all of it.
    """
    told = tuple(refunds)
    total = sum_that_counts(order, report, due)
    paid = paid_after(order, report, total, with_reports(order.refunds, told))
    by_lines = sum_fen(line.refunded for line in report.lines)
    by_refunds = came_of(with_reports(order.refunds, told))
    said = max(report.refunded, by_lines, by_refunds)
    if said <= paid:
        return MoneyBack(report, told, told, paid)
    kept = _within(order.refunds, told, paid)
    refunded = report.refunded if report.refunded <= paid else _before(order, paid)
    lines = report.lines if by_lines <= paid else _lines_before(order, report.lines)
    came = max(refunded, came_of(with_reports(order.refunds, kept)))
    refund = report.refund
    if refund in (RefundState.DONE, RefundState.CLOSED) and came <= order.refunded:
        refund = order.refund
    return MoneyBack(
        report=replace(report, refunded=refunded, lines=lines, refund=refund),
        refunds=kept,
        shown=tuple(each if each in kept else _only_there(each, order.refunds) for each in told),
        paid=paid,
        beyond=said,
    )


def believed_refunds(order: Order, told: Sequence[RefundReport]) -> MoneyBackRefunds:
    """The same of refunds alone: those that fit what was paid, and all that were shown."""
    if came_of(with_reports(order.refunds, told)) <= order.most_back:
        return MoneyBackRefunds(tuple(told), tuple(told))
    kept = _within(order.refunds, told, order.most_back)
    shown = tuple(refund if refund in kept else _only_there(refund, order.refunds) for refund in told)
    return MoneyBackRefunds(kept, shown)


def _before(order: Order, paid: Fen) -> Fen:
    """What was known to have come back before the look, unless that was too much as well."""
    return order.refunded if order.refunded <= paid else NOTHING


def _within(known: Sequence[RefundReport], told: Sequence[RefundReport], paid: Fen) -> tuple[RefundReport, ...]:
    """The refunds of a look that fit what was paid, with those known before; those that paid nothing always do."""
    fit = tuple(refund for refund in told if refund.paid <= paid)
    if came_of(with_reports(known, fit)) <= paid:
        return fit
    return tuple(refund for refund in fit if refund.state is not RefundState.DONE)


def _only_there(refund: RefundReport, known: Sequence[RefundReport]) -> RefundReport:
    """A refund as it was known before; of a new one nothing is said but that it is there."""
    before = next((each for each in known if each.refund_id == refund.refund_id), None)
    return before or replace(refund, word="", state=RefundState.ASKED, paid=NOTHING)


def _lines_before(order: Order, lines: Sequence[OrderLine]) -> tuple[OrderLine, ...]:
    """The lines of a look with what came back of each as it was known before."""
    known = {line.entry_id: line for line in order.lines}
    found: list[OrderLine] = []
    for line, named in zip(lines, with_entry_ids(order.order_id, lines), strict=True):
        before = known.get(named.entry_id)
        refunded = before.refunded if before is not None else NOTHING
        state = line.state
        if state is LineState.REFUNDED:
            state = before.state if before is not None else LineState.OPEN
        found.append(replace(line, refunded=refunded, state=state))
    return tuple(found)
