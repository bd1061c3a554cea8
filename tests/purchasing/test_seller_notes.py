"""What a seller reads of what is stuck: the order's facts, in Chinese."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState
from bot.purchasing.tracking.seller_notes import NOTE_LIMIT, seller_note
from tests.purchasing.test_alarms import DAY, FRIDAY, ORDER, shipped

NOW = FRIDAY + 6 * DAY


def test_what_is_not_shipped_names_the_order_and_when_it_was_paid() -> None:
    assert seller_note(replace(ORDER, order_id="3301686771403783779"), NOW) == (
        "您好，订单3301686771403783779已于11月27日付款，至今已6天，仍未全部发货。麻烦尽快发货，并告知预计发货时间，谢谢！"
    )


def test_a_parcel_is_named_by_its_waybill() -> None:
    assert "但YTO运单YT1至今6天没有揽收记录" in seller_note(shipped(), NOW)
    assert "YTO运单YT1自11月28日起已5天没有新的物流信息" in seller_note(shipped(last_step_at=FRIDAY + DAY), NOW)


def test_of_several_parcels_it_is_the_one_of_which_nothing_was_heard_for_longest() -> None:
    one = shipped(last_step_at=FRIDAY + 2 * DAY)
    other = replace(one.parcels[0], bill_no="YT2", last_step_at=FRIDAY + timedelta(hours=1))
    assert "运单YT2自" in seller_note(replace(one, parcels=(*one.parcels, other)), NOW)


@pytest.mark.parametrize("order", [shipped(signed=True), replace(ORDER, state=OrderState.SHIPPED)])
def test_of_what_is_signed_for_and_not_there_the_payment_is_named(order: Order) -> None:
    assert "已于11月27日付款，至今已6天，仍未收到货" in seller_note(order, NOW)


def test_a_note_fits_many_times_into_what_1688_takes() -> None:
    assert len(seller_note(shipped(last_step_at=FRIDAY), NOW)) * 3 < NOTE_LIMIT
