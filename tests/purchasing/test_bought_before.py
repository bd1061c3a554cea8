"""What was bought before: which price is told of a good, and how a seller served us."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderLine, OrderState, RefundReport, RefundState
from bot.purchasing.own_sku import Source
from bot.purchasing.tracking.awaited import AwaitedOrder
from bot.purchasing.tracking.bought_before import BoughtBefore, PaidPrice, SellerRecord, price_paid, record_of
from tests.cards import samples as s

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
OLD, NEW, OTHER = (
    PaidPrice("1", "a", Fen(1250), 50, NOW - 9 * DAY), PaidPrice("1", "b", Fen(1300), 20, NOW - 5 * DAY),
    PaidPrice("2", "", Fen(1100), 10, NOW - 2 * DAY),
)  # fmt: skip
PAST = BoughtBefore({"1": [OLD, NEW], "2": [OTHER]}, {"cup": {Source("1", "a"), Source("2")}})


def test_the_last_time_is_that_of_the_own_sku_then_of_the_variant_then_of_the_offer() -> None:
    assert PAST.last("1", "a", ["CUP"]) == OTHER, "bought from another source since"
    assert PAST.last("1", "a", ["MUG"]) == OLD
    assert PAST.last("1", "c") == NEW
    assert PAST.last("3", None) is None


def line(quantity: int, share: int | None, amount: int | None = None) -> OrderLine:
    return OrderLine(
        "1", "a", quantity, None if amount is None else Fen(amount), share=None if share is None else Fen(share)
    )


def test_the_price_of_a_piece_is_its_share_of_what_was_paid_without_the_freight() -> None:
    assert price_paid(line(50, 62_500), Fen(62_500), Fen(500)) == 1240
    assert price_paid(line(3, 3_334, 3_000), Fen(10_000), Fen(1_000)) == 1000, "a share is rounded, an amount is not"
    assert price_paid(line(10, 9_000, 10_000), Fen(18_000), Fen(0)) == 900, "the seller took something off"
    assert price_paid(line(10, None, 10_000), Fen(18_000), Fen(0)) is None


def order(state: OrderState, sent: timedelta | None = None, **more: Any) -> AwaitedOrder:
    """An order that was paid ten days ago, of goods that are promised within 48 hours."""
    parcels = () if sent is None else (replace(s.PARCEL, sent_at=NOW - 10 * DAY + sent, counted_at=NOW),)
    known = replace(s.ORDER, state=state, paid_at=NOW - 10 * DAY, parcels=parcels, **more)
    offer = replace(s.OFFER, ship_within="48 h")
    asked = (replace(s.REQUEST.asked[0], offer=offer),)
    return AwaitedOrder(known, replace(s.REQUEST, chosen=replace(s.REQUEST.chosen, asked=asked)), "", None)


def test_a_seller_s_record_is_the_median_of_its_days_and_how_often_it_kept_its_promise() -> None:
    record = record_of(
        7,
        [
            order(OrderState.FINISHED, DAY), order(OrderState.SHIPPED, 2 * DAY), order(OrderState.SHIPPED, 5 * DAY),
            order(OrderState.PAID), order(OrderState.TO_PAY), order(OrderState.CANCELLED),
        ],
        NOW,
    )  # fmt: skip
    assert record == SellerRecord(orders=7, to_ship=2 * DAY, promised=4, on_time=2)


def test_what_came_short_or_damaged_and_what_became_of_refunds_is_counted() -> None:
    lines = (OrderLine("1", "a", 50, Fen(5000), entry_id="e1", share=Fen(5000)),)
    came = [(ArrivalKind.GOOD, 40), (ArrivalKind.DAMAGED, 4), (ArrivalKind.WRONG, 1)]
    arrivals = tuple(Arrival(n, "e1", kind, pieces, NOW, "act") for n, (kind, pieces) in enumerate(came, 1))
    back = RefundReport("T1", "", RefundState.DONE, Fen(600), Fen(600))
    refused = RefundReport("T2", "", RefundState.CLOSED, Fen(100), Fen(0))
    counted = order(
        OrderState.FINISHED, DAY, lines=lines, arrivals=arrivals, counted_at=NOW,
        refund=RefundState.CLOSED, refunds=(back, refused), refunded=Fen(600), total=Fen(5000),
    )  # fmt: skip
    record = record_of(1, [counted], NOW)
    assert (record.counted, record.short, record.damaged) == (50, 6, 5)
    assert (record.refunds, record.paid_back, record.back, record.refused) == (2, 1, 600, 1)


def test_what_still_can_come_is_not_short() -> None:
    lines = (OrderLine("1", "a", 50, Fen(5000), entry_id="e1"),)
    arrivals = (Arrival(1, "e1", ArrivalKind.GOOD, 40, NOW, "act"),)
    waits = order(OrderState.SHIPPED, DAY, lines=lines, arrivals=arrivals, counted_at=NOW)
    waits = replace(waits, order=replace(waits.order, parcels=(replace(s.PARCEL, sent_at=NOW, counted_at=None),)))
    record = record_of(1, [waits], NOW)
    assert (record.counted, record.short) == (40, 0)
