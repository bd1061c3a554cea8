"""What people say of goods that arrived."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.purchasing.events.base import Tell
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.notices.base import request_facts
from bot.purchasing.notices.purchases import WaybillNotice
from bot.purchasing.orders.as_ordered import as_ordered


class GoodsCounted(OrderEvent, kind="counted", facts="lines parcel", redraws=True):
    """A person counted goods: of each line its entry, what they are, and the pieces; in which parcel, if known."""

    lines: tuple[tuple[str, str, int], ...]
    parcel: str


class WaybillNamed(OrderEvent):
    """1688 names the parcel at this place of an order, from 1; this person asked about its waybill."""

    place: int
    person_id: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        parcel = self.order.parcels[self.place - 1]
        notice = WaybillNotice(
            about=replace(request_facts(as_ordered(self.purchase)), total=None), order_id=self.order_id,
            place=self.place, company=parcel.company, bill_no=parcel.bill_no,
        )  # fmt: skip
        yield Tell(notice, frozenset({self.person_id}), f"waybill:{self.order_id}:{parcel.logistics_id}")
