"""The sums of refunds: what is asked back, what came back, and what ended without money; one refund is one refund."""

from dataclasses import replace

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind
from bot.purchasing.notices.purchases import RefundAskedNotice, RefundClosedNotice, RefundDoneNotice
from bot.purchasing.order import Order
from bot.purchasing.order_report import RefundReport, RefundState
from bot.purchasing.orders.purchase_sums import RefundSum, came_back, refund_sums, with_reports
from bot.purchasing.tracking.reconcile import reconcile
from tests.purchasing.test_reconcile import ORDER, REPORT

NONE, ASKED, DONE, CLOSED = RefundState
PAID = replace(ORDER, total=Fen(3400))


def refund(number: str, state: RefundState, amount: int, paid: int = 0) -> RefundReport:
    return RefundReport(number, "", state, Fen(amount), Fen(paid))


def order(state: RefundState, refunded: int, *refunds: RefundReport) -> Order:
    return replace(PAID, refund=state, refunded=Fen(refunded), refunds=refunds)


@pytest.mark.parametrize(
    ("seen", "sums"),
    [
        (order(NONE, 0), ()),
        (order(ASKED, 0), (RefundSum(ASKED),)),
        (order(ASKED, 0, refund("1", ASKED, 500)), (RefundSum(ASKED, Fen(500)),)),
        (order(ASKED, 0, refund("1", ASKED, 500), refund("2", ASKED, 300)), (RefundSum(ASKED, Fen(800), 2),)),
        (order(ASKED, 0, refund("1", CLOSED, 500), refund("2", ASKED, 300)), (RefundSum(ASKED, Fen(300)),)),
        (
            order(ASKED, 500, refund("1", DONE, 500, 500), refund("2", ASKED, 300)),
            (RefundSum(ASKED, Fen(300)), RefundSum(DONE, Fen(500))),
        ),
        (order(DONE, 0), (RefundSum(DONE),)),
        (order(DONE, 3400), (RefundSum(DONE, Fen(3400)),)),
        (order(DONE, 450, refund("1", DONE, 500, 450)), (RefundSum(DONE, Fen(450)),)),
        (
            order(DONE, 800, refund("1", DONE, 500, 500), refund("2", DONE, 300, 300)),
            (RefundSum(DONE, Fen(800), 2),),
        ),
        (order(CLOSED, 0), (RefundSum(CLOSED),)),
        (order(CLOSED, 0, refund("1", CLOSED, 500)), (RefundSum(CLOSED, Fen(500)),)),
        (order(CLOSED, 0, refund("1", ASKED, 500)), (RefundSum(CLOSED, Fen(500)),)),
        (order(CLOSED, 0, refund("1", CLOSED, 500), refund("2", CLOSED, 500)), (RefundSum(CLOSED, None, 2),)),
        (
            order(CLOSED, 500, refund("1", DONE, 500, 500), refund("2", CLOSED, 300)),
            (RefundSum(CLOSED, Fen(300)), RefundSum(DONE, Fen(500))),
        ),
    ],
)
def test_what_is_said_of_an_order_s_refunds(seen: Order, sums: tuple[RefundSum, ...]) -> None:
    assert refund_sums(seen) == sums


def test_one_refund_stays_one_however_often_it_is_reported() -> None:
    asked = RefundReport("1", "waitselleragree", ASKED, Fen(500), Fen(0))
    done = RefundReport("1", "refundsuccess", DONE, Fen(500), Fen(450))
    known = with_reports((), (asked, asked))
    assert with_reports(known, (done,)) == (RefundReport("1", "refundsuccess", DONE, Fen(500), Fen(450)),)


def test_what_came_back_is_what_the_order_or_its_refunds_say_whichever_is_more_and_never_above_the_order() -> None:
    half = (refund("1", DONE, 500, 500), refund("2", ASKED, 900))
    assert came_back(Fen(0), Fen(3400), half) == 500
    assert came_back(Fen(800), Fen(3400), half) == 800
    assert came_back(Fen(0), Fen(3400), (refund("1", DONE, 9900, 9900),)) == 3400


def news(before: Order, state: RefundState, refunded: int, *refunds: RefundReport) -> list[NoticeKind]:
    seen = replace(REPORT, state=before.state, word=before.word, refund=state, refunded=Fen(refunded))
    return [each.form.kind for each in reconcile(before, seen, None, refunds).news]


def test_a_second_refund_is_told_though_the_order_s_own_word_stays() -> None:
    first = refund("1", DONE, 500, 500)
    assert news(order(DONE, 500, first), DONE, 800, first, refund("2", DONE, 300, 300)) == [RefundDoneNotice.kind]
    assert news(order(DONE, 500, first), DONE, 500, first) == []


def test_more_that_is_asked_back_is_told_and_less_is_not() -> None:
    first, second = refund("1", ASKED, 500), refund("2", ASKED, 300)
    assert news(order(ASKED, 0, first), ASKED, 0, first, second) == [RefundAskedNotice.kind]
    assert news(order(ASKED, 0, first, second), ASKED, 0, first) == []
    assert news(order(ASKED, 0), ASKED, 0, first) == []


def test_money_that_came_while_another_refund_goes_on_or_ends_is_told_with_it() -> None:
    first, second = refund("1", ASKED, 500), refund("2", ASKED, 300)
    back = refund("1", DONE, 500, 500)
    assert news(order(ASKED, 0, first, second), ASKED, 500, back, second) == [RefundDoneNotice.kind]
    both = [RefundDoneNotice.kind, RefundClosedNotice.kind]
    assert news(order(ASKED, 0, first, second), CLOSED, 500, back, refund("2", CLOSED, 300)) == both
    both = [RefundDoneNotice.kind, RefundAskedNotice.kind]
    assert news(order(DONE, 500, back), ASKED, 800, back, refund("2", DONE, 300, 300), refund("3", ASKED, 1)) == both
