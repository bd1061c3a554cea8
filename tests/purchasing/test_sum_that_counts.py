"""Which of the sums that 1688 says counts: the detail's, the list's, or what it wants to be paid now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderReport, OrderState, ReadBackState, RefundState
from bot.purchasing.tracking.reconcile import differs, newly_listed, sum_that_counts

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ORDER = Order(
    order_id="1", request_id=1, state=OrderState.TO_PAY, refund=RefundState.NONE, word="waitbuyerpay", total=Fen(42),
    freight=Fen(0), refunded=Fen(0), seller="", seller_login="", version=0, checked=ReadBackState.AGREED, placed_at=NOW,
    modified_at=NOW, detail_total=Fen(42),
)  # fmt: skip
REPORT = OrderReport(
    order_id="1", word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(42), freight=Fen(0),
    refunded=Fen(0), lines=(), out_order_id="", seller="", seller_login="", created_at=NOW, modified_at=NOW,
    paid_at=None, pay_by=None,
)  # fmt: skip


@pytest.mark.threat("T36")
@pytest.mark.parametrize(
    ("order", "detail", "due", "total"),
    [
        ({"detail_total": None, "total": Fen(40)}, 42, None, 42),  # the first look
        ({}, 42, None, 42),
        ({}, 50, None, 50),  # the detail moved
        ({"listed_total": Fen(50)}, 42, None, 50),  # the list moved, the detail never does
        ({"listed_total": Fen(50)}, 60, None, 60),  # the detail moved last
        ({"listed_total": Fen(40)}, 42, None, 40),
        ({}, 42, 50, 50),  # neither tells it, but so much is to be paid
        ({}, 42, 41, 42),
        ({"total": Fen(50)}, 42, 42, 42),  # no more is to be paid now
        ({"total": Fen(50)}, 42, None, 50),  # nobody said anything new
    ],
)
def test_the_sum_that_moved_last_counts_and_no_less_than_is_due(
    order: dict[str, Any], detail: int, due: int | None, total: int
) -> None:
    report = replace(REPORT, total=Fen(detail))
    assert sum_that_counts(replace(ORDER, **order), report, None if due is None else Fen(due)) == total


@pytest.mark.parametrize(
    ("order", "listed", "seconds", "news", "looked_at"),
    [
        ({}, 42, 0, None, False),
        ({}, 50, 1, 50, True),
        ({}, 50, 0, 50, True),
        ({}, 50, -1, None, True),  # older than what is known: it says nothing, and is asked about
        ({"total": Fen(50), "listed_total": Fen(50)}, 50, 0, None, False),
        ({"total": Fen(50)}, 50, 0, 50, False),  # what was due is what the list says
        ({"total": Fen(60), "listed_total": Fen(50)}, 42, 1, 42, True),
    ],
)
def test_a_row_of_the_list_tells_a_sum_once(
    order: dict[str, Any], listed: int, seconds: int, news: int | None, looked_at: bool
) -> None:
    row = replace(REPORT, total=Fen(listed), modified_at=NOW + timedelta(seconds=seconds))
    known = replace(ORDER, **order)
    assert newly_listed(known, row) == news
    assert differs(known, row) is looked_at


def test_a_list_says_nothing_of_an_order_that_was_never_read() -> None:
    assert newly_listed(replace(ORDER, detail_total=None, modified_at=None), REPORT) is None
