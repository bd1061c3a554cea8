"""Waybills of a morning: parcels to be counted and counted, one that two purchases share, and one that nobody knows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cards.blocks.view import View
from bot.cards.goods.waybills import answer, unread
from bot.desk.goods.waybills import Found
from bot.desk.shared.views import CountView
from bot.pictures.contents import PictureFault
from bot.purchasing.arrivals import Arrival, ArrivalKind
from bot.purchasing.order_report import OrderState
from bot.purchasing.reading.waybills import Scanned
from bot.purchasing.tracking.parcel_lines import Expected
from tests.cards import samples as s
from tests.cards import team_samples as t

SHARED, COUNTED, UNKNOWN = "YT8812345678901", "SF1234567890123", "JDVA12345678901234"


def view(number: int, *, counted: bool = False, **requester: Any) -> CountView:
    """A parcel of this purchase, counted by Emil or not."""
    at = s.NOW - timedelta(hours=2) if counted else None
    parcel = replace(s.PARCEL, counted_at=at)
    event = Arrival(
        1, "e1", ArrivalKind.GOOD, 50, s.NOW - timedelta(hours=2), f"{t.EMIL}:k", t.EMIL, parcel.logistics_id
    )
    order = replace(
        s.ORDER, state=OrderState.SHIPPED, parcels=(parcel,), arrivals=(event,) if counted else (), counted_at=at
    )
    request = replace(s.ORDERED.request, id=number)
    request = replace(request, requester=replace(request.requester, **requester))
    purchase = replace(s.ORDERED, request=request, orders=(order,))
    return CountView(purchase, order, None, parcel, Expected({}, True), names={t.EMIL: "Emil"})


def found() -> Found:
    """What four lines of a hand scanner are."""
    return {
        Scanned(SHARED, plain=True): (view(1042), view(1043, name="Александра Константиновна Преображенская")),
        Scanned(COUNTED, plain=True): (view(1044, counted=True),),
        Scanned(UNKNOWN, plain=True): (),
        Scanned("1050", number=True): (),
    }


def all_views(language: str) -> Iterator[tuple[str, View]]:
    """Each answer, by its name."""
    one = Scanned(COUNTED, plain=True)
    yield "many", answer(found(), 0, language, s.NOW)
    yield "counted", answer({one: (view(1044, counted=True),)}, 0, language, s.NOW)
    yield "unknown", answer({one: ()}, 0, language, s.NOW)
    for fault in (None, *PictureFault):
        yield f"not read: {fault or 'no waybill'}", unread(fault or (), language)
