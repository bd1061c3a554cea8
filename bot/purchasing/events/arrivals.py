"""What people say of goods that arrived, and what 1688 changes of them afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.purchasing.events.base import Tell
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.notices.base import ToldParcel
from bot.purchasing.notices.purchases import CountedParcelNotice
from bot.purchasing.order import ParcelChange
from bot.purchasing.requests.purchase import ShippedParcel


class GoodsCounted(OrderEvent, kind="counted", facts="lines parcel", redraws=True):
    """A person counted goods: of each line its entry, what they are, and the pieces; in which parcel, if known."""

    lines: tuple[tuple[str, str, int], ...]
    parcel: str


class CountTakenBack(GoodsCounted, kind="count_taken_back"):
    """What somebody counted was a mistake."""


class RestClosed(GoodsCounted, kind="rest_closed"):
    """A person says that these pieces will not come any more."""


class RestReopened(GoodsCounted, kind="rest_reopened"):
    """They may come after all."""


class CountedParcelChanged(OrderEvent, kind="parcel_changed", facts="parcel what before after"):
    """1688 shows a parcel otherwise than when it was counted; those who count hear it, and nothing is recounted."""

    what: ParcelChange
    was: ShippedParcel
    now: ShippedParcel
    people: frozenset[int]

    @property
    def parcel(self) -> str:
        return self.was.logistics_id

    @property
    def before(self) -> str:
        return _as_text(self.what, self.was)

    @property
    def after(self) -> str:
        return _as_text(self.what, self.now)

    def tells(self, now: datetime) -> Iterator[Tell]:
        about = replace(self.about, total=None, rate="", currency="", pay=(), pay_by=None, unpayable=None)
        parcel = ToldParcel(company=self.was.company, bill_no=self.was.bill_no)
        new = self.now.bill_no if self.what is ParcelChange.WAYBILL else ""
        notice = CountedParcelNotice(about=about, became=self.what, parcel=parcel, now=new)
        yield Tell(
            notice, self.people, f"parcel_changed:{self.order_id}:{self.parcel}:{self.what}:{self.order.version}"
        )


def _as_text(what: ParcelChange, parcel: ShippedParcel) -> str:
    """What changed of a parcel, as it is now or was."""
    lines = ", ".join(f"{each.entry_id} × {each.quantity or '?'}" for each in parcel.lines)
    return {ParcelChange.WAYBILL: parcel.bill_no, ParcelChange.LINES: lines}.get(what, parcel.status)
