"""Our state and 1688's report: only what is missing is told, once, and nothing moves back."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.purchasing.lifecycle import ORDER_MOVES, REFUND_MOVES, AttemptState
from bot.purchasing.money import Fen
from bot.purchasing.notice import NOTICE_KINDS, NoticeKind
from bot.purchasing.notices.purchases import PaidNotice, PriceChangedNotice, RefundDoneNotice, ShippedNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderReport, OrderState, ReadBackState, RefundState
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.tracking.reconcile import (
    LOOK_FOR,
    Reconciled,
    differs,
    explains,
    next_doubt_look,
    reconcile,
    settled_from,
)

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ORDER = Order(
    order_id="3301686771403783779", request_id=1, state=OrderState.TO_PAY, refund=RefundState.NONE,
    word="waitbuyerpay", total=Fen(3400), freight=Fen(800), refunded=Fen(0), seller="", seller_login="", version=0,
    checked=ReadBackState.AGREED, placed_at=NOW,
)  # fmt: skip
REPORT = OrderReport(
    order_id=ORDER.order_id, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(3400),
    freight=Fen(800), refunded=Fen(0), lines=(), out_order_id="CG1", seller="", seller_login="", created_at=NOW,
    modified_at=NOW, paid_at=None, pay_by=None,
)  # fmt: skip
STATES = st.sampled_from([*OrderState, None])
REPORTS = st.builds(
    lambda state, refund, total, paid: replace(
        REPORT, state=state, word=state.value if state else "strange", refund=refund, total=Fen(total),
        paid_at=NOW if paid else None,
    ),
    STATES, st.sampled_from(RefundState), st.integers(0, 10_000), st.booleans(),
)  # fmt: skip


def apply(order: Order, changes: Reconciled) -> Order:
    """The order as the desk would keep it."""
    values = changes.values
    return replace(
        order,
        state=changes.states[-1] if changes.states else order.state,
        refund=changes.refund or order.refund,
        word=str(values["word"]),
        total=Fen(int(str(values["total_fen"]))),
        checked=ReadBackState.AGREED,
    )


def kinds(changes: Reconciled) -> list[NoticeKind]:
    return [news.form.kind for news in changes.news]


@pytest.mark.parametrize("to", list(OrderState))
@pytest.mark.parametrize("before", list(OrderState))
def test_every_pair_of_states_is_decided(before: OrderState, to: OrderState) -> None:
    changes = reconcile(replace(ORDER, state=before), replace(REPORT, state=to, word=to.value))
    if (before, to) in ORDER_MOVES:
        assert changes.states == (to,)
        assert kinds(changes) == [NOTICE_KINDS[to.value]]
        assert not changes.odd
    elif before is to:
        assert (changes.states, changes.news, changes.odd) == ((), (), "")
    else:
        assert (changes.states, changes.news, changes.odd) == ((), (), to.value)


def test_the_account_that_placed_it_is_kept_once_it_was_said() -> None:
    assert reconcile(ORDER, replace(REPORT, account="main:sub")).values["account"] == "main:sub"
    assert "account" not in reconcile(replace(ORDER, account="main:sub"), REPORT).values


@pytest.mark.parametrize("to", list(RefundState))
@pytest.mark.parametrize("before", list(RefundState))
def test_every_pair_of_refund_states_is_decided(before: RefundState, to: RefundState) -> None:
    changes = reconcile(replace(ORDER, refund=before), replace(REPORT, refund=to))
    allowed = (before, to) in REFUND_MOVES
    assert changes.refund == (to if allowed else None)
    assert kinds(changes) == ([NOTICE_KINDS[f"refund_{to.value}"]] if allowed else [])


@given(st.lists(REPORTS, max_size=12))
def test_any_sequence_of_reports_only_moves_forward(reports: list[OrderReport]) -> None:
    order = ORDER
    for report in reports:
        changes = reconcile(order, report)
        path = [order.state, *changes.states]
        assert all(pair in ORDER_MOVES for pair in itertools.pairwise(path))
        order = apply(order, changes)


@given(st.lists(REPORTS, max_size=6), REPORTS)
def test_the_same_report_again_gives_nothing(earlier: list[OrderReport], report: OrderReport) -> None:
    order = ORDER
    for each in [*earlier, report]:
        order = apply(order, reconcile(order, each))
    again = reconcile(order, report)
    assert (again.states, again.refund, again.news, again.odd) == ((), None, (), "")


def test_a_jump_over_the_payment_still_tells_of_it() -> None:
    shipped = replace(REPORT, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=NOW)
    changes = reconcile(ORDER, shipped)
    assert changes.states == (OrderState.PAID, OrderState.SHIPPED)
    assert kinds(changes) == [PaidNotice.kind, ShippedNotice.kind]


def test_a_new_price_to_pay_is_told_only_while_it_can_be_paid_and_was_known() -> None:
    dearer = replace(REPORT, total=Fen(3900))
    [news] = reconcile(ORDER, dearer).news
    assert (news.form.kind, news.before, news.after) == (PriceChangedNotice.kind, 3400, 3900)
    assert not reconcile(replace(ORDER, checked=ReadBackState.CHECKING), dearer).news
    assert not reconcile(ORDER, replace(dearer, state=OrderState.SHIPPED)).news[1:]


def test_money_that_came_back_is_told_if_the_order_says_nothing_of_a_refund() -> None:
    back = replace(REPORT, refunded=Fen(400))
    assert kinds(reconcile(ORDER, back)) == [RefundDoneNotice.kind]
    assert not reconcile(replace(ORDER, refunded=Fen(400)), back).news


def test_an_unknown_word_keeps_the_state_and_is_odd_once() -> None:
    strange = replace(REPORT, state=None, word="waitforgodot")
    assert reconcile(ORDER, strange).odd == "waitforgodot"
    assert not reconcile(replace(ORDER, word="waitforgodot"), strange).odd


def test_a_list_row_differs_by_time_word_refund_or_total() -> None:
    known = replace(ORDER, modified_at=NOW)
    assert not differs(known, REPORT)
    moved = [
        replace(REPORT, modified_at=NOW + timedelta(seconds=1)), replace(REPORT, word="waitsellersend"),
        replace(REPORT, refund=RefundState.ASKED), replace(REPORT, total=Fen(1)),
    ]  # fmt: skip
    assert all(differs(known, each) for each in moved)


LINE = OrderLine("600000000001", None, 2)
OTHER = OrderLine("600000000002", None, 2)


@pytest.mark.parametrize(
    ("lines", "fits"),
    [
        ([[LINE]], True),
        ([[OTHER]], False),
        ([[replace(LINE, quantity=1)], [replace(LINE, quantity=1)]], True),
        ([[LINE], [LINE]], False),
        ([[LINE, OTHER]], False),
        ([[LINE, replace(OTHER, quantity=0)]], False),
        ([[replace(LINE, offer_id="")]], False),
        ([[replace(LINE, spec_id="a")]], False),
        ([], False),
    ],
)
def test_orders_explain_what_was_sent_only_by_the_same_pieces(lines: list[list[OrderLine]], fits: bool) -> None:
    assert explains([LINE], [replace(REPORT, lines=tuple(each)) for each in lines]) is fits


def test_a_doubt_is_looked_for_by_the_schedule_then_hourly_and_then_no_more() -> None:
    looks, at = [], NOW
    while (following := next_doubt_look(NOW, at)) is not None:
        assert following > at
        looks.append(int((following - NOW).total_seconds()))
        at = following
    assert looks[:9] == [2, 5, 10, 20, 40, 120, 300, 600, 1800]
    assert looks[9:12] == [3600, 7200, 10800]
    assert looks[-1] == int(LOOK_FOR.total_seconds())


def test_a_doubt_is_looked_for_though_the_clock_went_back_to_before_the_call() -> None:
    earlier = NOW - timedelta(hours=3)
    looks = [next_doubt_look(NOW, earlier, 0, looks) for looks in (0, 1, 2, 8, 100)]
    assert looks == [earlier + timedelta(seconds=each) for each in (2, 5, 10, 1800, 1800)]


DOUBT = Attempt(
    id=1, request_id=1, state=AttemptState.NEEDS_PERSON, version=1, epoch=1, out_order_id="CG1", gateway="cross",
    body="{}", created_at=NOW, submitted_at=NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("empty", "whole", "next_look", "now", "minutes"),
    [
        (6, 1, 600, 300, 10),
        (2, 1, 1800, 1000, 30),
        (2, 1, 300, 200, 10),
        (1, 1, 1800, 1000, 60),
        (6, 0, 1800, 1000, 30),
        (0, 0, 600, 300, 60),
        (2, 1, 1800, 1900, 32),
        (2, 1, 1801, 1000, 31),
    ],
)
def test_people_settle_a_doubt_after_ten_minutes_and_the_looks_that_are_missing_in_whole_minutes(
    empty: int, whole: int, next_look: int, now: int, minutes: int
) -> None:
    at, look = (NOW + timedelta(seconds=each) for each in (now, next_look))
    attempt = replace(DOUBT, empty_looks=empty, unfiltered_looks=whole, next_look_at=look)
    assert settled_from(attempt, at, True) == NOW + timedelta(minutes=minutes)


def test_where_nothing_is_looked_for_ten_minutes_are_enough() -> None:
    assert settled_from(DOUBT, NOW, False) == NOW + timedelta(minutes=10)
    assert settled_from(replace(DOUBT, submitted_at=None), NOW, False) is None
