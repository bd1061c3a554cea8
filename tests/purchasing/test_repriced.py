"""Another sum of a paid order is told as what it is: a new price, what the list knew all along, or a refund's doing."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.purchasing.money import Fen
from bot.purchasing.notices.purchases import PaidSumNotice, RepricedNotice
from bot.purchasing.order_report import OrderState, RefundReport, RefundState
from bot.purchasing.tracking.reconcile import News, reconcile
from tests.purchasing.test_sum_that_counts import NOW, ORDER, REPORT

LATER = NOW + timedelta(hours=1)
PAID = replace(ORDER, state=OrderState.PAID, total=Fen(100), detail_total=Fen(100), paid_at=NOW, word="waitsellersend")
SEEN = replace(REPORT, state=OrderState.PAID, total=Fen(100), paid_at=NOW, word="waitsellersend")


def told(order: dict[str, Any], seen: dict[str, Any], *refunds: RefundReport) -> list[News]:
    """What a look says of the sum."""
    news = reconcile(replace(PAID, **order), replace(SEEN, **seen), None, refunds).news
    return [each for each in news if each.before is not None]


@pytest.mark.parametrize("state", [OrderState.PAID, OrderState.PART_SHIPPED, OrderState.SHIPPED])
@pytest.mark.parametrize("total", [90, 110])
def test_a_new_price_is_told_until_the_goods_are_received(state: OrderState, total: int) -> None:
    seen = {"state": state, "total": Fen(total), "modified_at": LATER}
    assert told({"state": state}, seen) == told({}, seen) == [News(RepricedNotice, 100, total)]
    moved_on = {**seen, "state": OrderState.RECEIVED}
    assert told({"state": state}, moved_on) == [News(RepricedNotice, 100, total)]


@pytest.mark.parametrize("state", [OrderState.RECEIVED, OrderState.FINISHED])
def test_nothing_is_told_of_the_sum_once_the_goods_are_received(state: OrderState) -> None:
    assert told({"state": state}, {"state": state, "total": Fen(110), "modified_at": LATER}) == []


def test_a_new_price_that_only_the_list_names_is_one_if_1688_changed_the_order_since() -> None:
    assert told({"listed_total": Fen(90)}, {"modified_at": LATER}) == [News(RepricedNotice, 100, 90)]
    assert told({"listed_total": Fen(90)}, {}) == [News(PaidSumNotice, 100, 90)]


@pytest.mark.parametrize("before", [{"total": Fen(90), "listed_total": Fen(90)}, {"total": Fen(110)}])
def test_the_same_sum_again_tells_nothing(before: dict[str, Any]) -> None:
    assert told(before, {"modified_at": LATER}) == []


def test_a_payment_tells_the_sum_itself() -> None:
    news = reconcile(replace(PAID, state=OrderState.TO_PAY), replace(SEEN, total=Fen(90), modified_at=LATER)).news
    assert [each.form.kind for each in news] == ["paid"]


def test_an_order_that_ends_tells_no_price() -> None:
    assert told({}, {"state": OrderState.CANCELLED, "total": Fen(0), "modified_at": LATER}) == []


@pytest.mark.parametrize(
    ("total", "refund", "refunded", "refunds", "is_told"),
    [
        (80, RefundState.DONE, 20, [], False),
        (80, RefundState.DONE, 0, [(RefundState.DONE, 20, 20)], False),
        (0, RefundState.DONE, 0, [(RefundState.DONE, 100, 100)], False),
        (80, RefundState.ASKED, 0, [(RefundState.ASKED, 20, 0)], False),
        (80, RefundState.ASKED, 0, [], False),  # nobody says how much is asked back
        (70, RefundState.DONE, 20, [], True),
        (70, RefundState.ASKED, 0, [(RefundState.ASKED, 20, 0)], True),
        (80, RefundState.CLOSED, 0, [(RefundState.CLOSED, 20, 0)], True),
        (110, RefundState.DONE, 20, [], True),
        (100, RefundState.DONE, 20, [], False),
    ],
)
def test_a_sum_that_falls_by_a_refund_is_no_new_price(
    total: int, refund: RefundState, refunded: int, refunds: list[tuple[RefundState, int, int]], is_told: bool
) -> None:
    seen = {"total": Fen(total), "refund": refund, "refunded": Fen(refunded), "modified_at": LATER}
    known = [RefundReport(str(n), "", state, Fen(asked), Fen(paid)) for n, (state, asked, paid) in enumerate(refunds)]
    assert told({"refund": RefundState.NONE}, seen, *known) == ([News(RepricedNotice, 100, total)] if is_told else [])
