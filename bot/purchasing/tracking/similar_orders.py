"""Finds orders without an attempt that may be the one whose answer was lost, if they carry no reference."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.purchasing.money import Fen
from bot.purchasing.order import OrderReport
from bot.purchasing.request import Line
from bot.purchasing.requests.purchase import SimilarOrder
from bot.purchasing.tracking.reconcile import explains

CLOCKS_DIFFER = timedelta(minutes=10)
"""An order made this long before the attempt was sent cannot be it; less may be a wrong clock."""


def may_be(lines: Iterable[Line], approved_total: Fen, sent_since: datetime, report: OrderReport) -> bool:
    """Whether it carries no reference, was made since then, and is exactly what was sent, no dearer than approved."""
    if report.out_order_id:
        return False
    early = report.created_at is not None and report.created_at < sent_since - CLOCKS_DIFFER
    return not early and report.total <= approved_total and explains(lines, (report,))


def as_alike(reports: Iterable[OrderReport]) -> tuple[SimilarOrder, ...]:
    """These orders as people are shown them, the smallest number first."""
    found = sorted(reports, key=lambda report: report.order_id)
    return tuple(SimilarOrder(report.order_id, report.total, report.created_at) for report in found)
