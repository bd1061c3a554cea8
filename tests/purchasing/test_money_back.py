"""Whatever 1688 says came back of an order, no more is believed than was paid, and what can be is believed whole."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.money import Fen
from bot.purchasing.order_report import LineState, OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import came_of, with_reports
from bot.purchasing.tracking.money_back import believed
from bot.purchasing.tracking.reconcile import reconcile
from tests.purchasing.test_sum_that_counts import NOW, ORDER, REPORT

PAID = replace(
    ORDER,
    state=OrderState.PAID,
    paid_at=NOW,
    total=Fen(100),
    detail_total=Fen(100),
    paid_total=Fen(100),
    lines=(OrderLine("1", None, 1, Fen(100), entry_id="11"),),
)
SEEN = replace(REPORT, state=OrderState.PAID, paid_at=NOW, total=Fen(100), lines=PAID.lines)
SUMS = st.sampled_from([0, 1, 40, 60, 99, 100, 101, 1000, 10**9])
REFUNDS = st.builds(
    lambda number, state, fen: RefundReport(
        f"TQ{number}", "", state, Fen(fen), Fen(fen if state is RefundState.DONE else 0)
    ),
    st.integers(1, 3),
    st.sampled_from([RefundState.ASKED, RefundState.DONE, RefundState.CLOSED]),
    SUMS,
)
LOOKS = st.tuples(st.sampled_from(RefundState), SUMS, SUMS, st.lists(REFUNDS, max_size=3))


@given(st.lists(LOOKS, min_size=1, max_size=4))
def test_no_more_is_ever_believed_than_was_paid(looks: list[Any]) -> None:
    order = PAID
    for refund, by_order, by_line, refunds in looks:
        [line] = SEEN.lines
        told = replace(SEEN, refund=refund, refunded=Fen(by_order), lines=(replace(line, refunded=Fen(by_line)),))
        back = believed(order, told, None, refunds)
        known = with_reports(order.refunds, back.refunds)
        changes = reconcile(order, back.report, None, known)
        came = Fen(int(str(changes.values["refunded_fen"])))
        assert max(came, came_of(known), *(each.refunded for each in changes.lines)) <= back.paid == 100
        possible = max(by_order, by_line, came_of(with_reports(order.refunds, refunds))) <= 100
        assert bool(back.beyond) is not possible
        if possible:
            assert (back.report, back.refunds, back.shown) == (told, tuple(refunds), tuple(refunds))
        assert [each.refund_id for each in back.shown] == [each.refund_id for each in refunds]
        order = replace(order, refund=changes.refund or order.refund, refunds=known, refunded=came, lines=changes.lines)


@pytest.mark.parametrize(
    ("order", "seen", "paid"),
    [
        ({}, {}, 100),
        ({"paid_total": Fen(0)}, {}, 100),
        ({"paid_total": Fen(0), "paid_at": None, "state": OrderState.TO_PAY}, {}, 100),  # paid by this look
        ({"paid_total": Fen(0), "paid_at": None}, {"paid_at": None}, 100),  # on account
        ({}, {"state": OrderState.CANCELLED, "paid_at": None}, 100),
        ({"paid_total": Fen(0), "paid_at": None, "state": OrderState.TO_PAY},
         {"state": OrderState.CANCELLED, "paid_at": None}, 0),
        ({}, {"total": Fen(120)}, 120),
        ({}, {"total": Fen(70)}, 70),
        ({}, {"total": Fen(70), "refunded": Fen(30), "refund": RefundState.DONE}, 100),
        ({"refunded": Fen(80)}, {"total": Fen(10), "refunded": Fen(80)}, 80),
    ],
)  # fmt: skip
def test_what_was_paid_is_what_stood_when_it_was_paid_or_what_its_seller_set_since(
    order: dict[str, Any], seen: dict[str, Any], paid: int
) -> None:
    assert believed(replace(PAID, **order), replace(SEEN, **seen)).paid == paid


def test_of_a_new_refund_that_paid_too_much_only_that_it_is_there_is_said() -> None:
    lie = RefundReport("TQ1", "refundsuccess", RefundState.DONE, Fen(100), Fen(1000))
    back = believed(PAID, replace(SEEN, refund=RefundState.DONE), None, [lie])
    assert back.refunds == ()
    assert back.shown == (replace(lie, word="", state=RefundState.ASKED, paid=Fen(0)),)
    assert back.report.refund is RefundState.NONE


def test_a_line_of_which_too_much_came_back_stays_as_it_was() -> None:
    known = replace(PAID.lines[0], refunded=Fen(30))
    lie = replace(known, refunded=Fen(1000), state=LineState.REFUNDED)
    back = believed(replace(PAID, lines=(known,), refunded=Fen(30)), replace(SEEN, lines=(lie,)))
    assert back.report.lines == (known,)
    assert back.beyond == 1000
