"""Parcels that arrive, as the pages of /arrivals show them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cards.blocks.view import View
from bot.cards.goods.arriving import arriving_page
from bot.desk.goods.arriving import ArrivingPage, ArrivingParcel
from bot.desk.ledger.arriving import COUNTED, ArrivingSums
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.requests.purchase import Purchase
from tests.cards.samples import NOW, OFFER, ORDER, PARCEL, SKUS

LINES = tuple(
    OrderLine(OFFER.offer_id, sku.spec_id, pieces, entry_id=entry)
    for entry, sku, pieces in (("1", SKUS[1], 188), ("2", SKUS[2], 24))
)
SIGNED = replace(PARCEL, logistics_id="LP2", bill_no="YT8812345678901", signed=True, signed_at=NOW, near=True)
NEAR = replace(PARCEL, logistics_id="LP3", bill_no="SF1020304050607", near=True)
SHIPPED = replace(ORDER, state=OrderState.SHIPPED, lines=LINES, parcels=(PARCEL, SIGNED, NEAR))


def arriving(purchase: Purchase) -> tuple[ArrivingParcel, ...]:
    """A parcel that is signed for, one at the door that is late, and one of which nobody knows what is in it."""
    part = replace(purchase.request, part_of=1042, part=12)
    return (
        ArrivingParcel(purchase.request, SHIPPED, SIGNED, {"1": 188}, late=False),
        ArrivingParcel(part, SHIPPED, NEAR, {"1": 100, "2": 24}, late=True),
        ArrivingParcel(part, SHIPPED, replace(PARCEL, sent_at=NOW - timedelta(days=4)), {}, late=True),
    )


def views(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """Pages as long as they can be, and one of a day without a parcel."""
    parcels = arriving(purchase)
    usual, most = ArrivingSums(14, 212, 14, 2, 3), ArrivingSums(COUNTED, 21_200, 190, 120, COUNTED)
    for name, sums, pages in (("arrivals", usual, 4), ("arrivals, very many", most, 60)):
        four = (*parcels, parcels[1])
        yield name, arriving_page(ArrivingPage(sums, four, 1, pages), language, NOW)
    yield "arrivals, later", arriving_page(ArrivingPage(ArrivingSums(0, 0, 0, 0, 1), parcels[2:], 1, 1), language, NOW)
    yield "no arrivals", arriving_page(ArrivingPage(ArrivingSums(0, 0, 0, 0, 0), (), 1, 1), language, NOW)
