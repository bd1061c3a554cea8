"""What people say of goods that arrived, and what 1688 changes of them afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.purchasing.arrivals import CloseReason
from bot.purchasing.events.orders import OrderEvent
from bot.purchasing.notices.audience import Tell
from bot.purchasing.notices.base import ToldParcel
from bot.purchasing.notices.purchases import CountedParcelNotice
from bot.purchasing.order_report import ParcelChange


class GoodsCounted(OrderEvent, kind="counted", facts="lines parcel", redraws=True):
    """A person counted goods: of each line its entry, what they are, and the pieces; in which parcel, if known."""

    lines: tuple[tuple[str, str, int], ...]
    parcel: str


class CountTakenBack(GoodsCounted, kind="count_taken_back"):
    """What somebody counted was a mistake."""


class RestClosed(GoodsCounted, kind="rest_closed", facts="reason"):
    """A person says that these pieces will not come any more, and why."""

    reason: CloseReason


class RestReopened(GoodsCounted, kind="rest_reopened"):
    """They may come after all."""


class PiecesSettled(GoodsCounted, kind="refund_settled", facts="refund"):
    """A refund is paid: these pieces are cancelled or were sent back, as it was asked for, or as a person says."""

    refund: str


class CountsRight(OrderEvent, kind="counts_right"):
    """A person says after a restore that what is counted of the order is all that arrived."""


class CountedParcelChanged(OrderEvent, kind="parcel_changed", facts="parcel what before after"):
    """1688 shows a parcel otherwise than when it was counted; those who count hear it, and nothing is recounted."""

    parcel: str
    what: ParcelChange
    before: str
    after: str
    told: ToldParcel
    people: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        about = replace(self.about, total=None, rate="", currency="", pay=(), pay_by=None, unpayable=None)
        new = self.after if self.what is ParcelChange.WAYBILL else ""
        notice = CountedParcelNotice(about=about, became=self.what, parcel=self.told, now=new)
        dedupe = f"parcel_changed:{self.order_id}:{self.parcel}:{self.what}:{self.order.version}"
        yield Tell(notice, self.people, dedupe)
