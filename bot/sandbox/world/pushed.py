"""The push messages for each change of an order, and those that nobody accepted."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.sandbox.clock import WorldClock
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.deals import PretendOrder, PretendRefund

MODES = ("on", "lose", "double", "reorder")
_CHINA = timezone(timedelta(hours=8))
_VIEW = "ORDER_BUYER_VIEW_"
_BY_STATUS = {
    "waitsellersend": ("ORDER_PAY",),
    "waitbuyerreceive": ("ANNOUNCE_SENDGOODS",),
    "success": ("ORDER_COMFIRM_RECEIVEGOODS", "ORDER_SUCCESS"),
}
_BY_CLOSER = {
    "CLOSE_TRADE_BY_BUYER": "ORDER_BUYER_CLOSE",
    "CLOSE_TRADE_BY_SELLER": "ORDER_SELLER_CLOSE",
    "CLOSE_TRADE_BY_SYSTEM": "ORDER_BOPS_CLOSE",
}


@dataclass(frozen=True)
class Pushed:
    """One message: its number, topic and content, and how it is delivered (one of MODES)."""

    msg_id: int
    topic: str
    data: dict[str, Any]
    born: datetime
    fate: str = "on"

    def envelope(self) -> dict[str, Any]:
        """The message as it is sent."""
        return {
            "bizKey": str(self.data.get("orderId", self.msg_id)),
            "data": self.data,
            "gmtBorn": int(self.born.timestamp() * 1000),
            "msgId": self.msg_id,
            "type": self.topic,
            "userInfo": BUYER.member_id,
        }

    def listed(self, app_key: str) -> dict[str, Any]:
        """The message as the replay calls show it to the app that it was for."""
        group, _, name = self.topic.partition("_")
        return {**self.envelope(), "topicGroup": group, "topicName": name, "appKey": app_key}


@dataclass(frozen=True)
class _Seen:
    """The state of an order when it was last reported."""

    status: str
    total_fen: int
    steps: int
    refunds: dict[int, tuple[str, str, int]]


class PretendPushes:
    """Where messages go (`url`; nowhere if it is empty), how (`mode`), and those not accepted, by number."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._numbers = itertools.count(92_705_609_220)
        self._seen: dict[int, _Seen] = {}
        self.url, self.mode = "", "on"
        self.failed: dict[int, Pushed] = {}
        self.on_new: list[Callable[[Pushed], None]] = []

    def changed(self, order: PretendOrder) -> None:
        """Report a changed order, if messages are sent at all."""
        before, now = self._seen.get(order.order_id), _seen(order)
        self._seen[order.order_id] = now
        if not self.url:
            return
        for topic, data in _told(order, before, now, self._clock.now()):
            message = Pushed(next(self._numbers), topic, data, self._clock.now(), self.mode)
            for listener in self.on_new:
                listener(message)


def _seen(order: PretendOrder) -> _Seen:
    steps = sum(len(parcel.steps) for parcel in order.parcels)
    refunds = {each.number: (each.status, each.action, each.asked_fen) for each in order.refunds}
    return _Seen(order.status, order.total_fen, steps, refunds)


def _told(order: PretendOrder, before: _Seen | None, now: _Seen, at: datetime) -> list[tuple[str, dict[str, Any]]]:
    """The messages for one change; none if no topic fits."""
    about = _about(order, at)
    if before is None:
        return [(f"{_VIEW}BUYER_MAKE", about)]
    told: list[tuple[str, dict[str, Any]]] = []
    for refund in order.refunds:
        if now.refunds[refund.number] != before.refunds.get(refund.number):
            name = "ORDER_REFUND_AFTER_SALES" if refund.after_sale else "ORDER_BUYER_REFUND_IN_SALES"
            told.append((_VIEW + name, {**about, **_refund(refund)}))
    if now.status != before.status:
        names = _BY_STATUS.get(now.status) or (_BY_CLOSER.get(order.close_operate or "", "ORDER_BOPS_CLOSE"),)
        told += [(_VIEW + name, about) for name in names]
    elif now.total_fen != before.total_fen:
        told.append((f"{_VIEW}ORDER_PRICE_MODIFY", about))
    if now.steps > before.steps:
        told.append(("LOGISTICS_BUYER_VIEW_TRACE", _trace(order, at)))
    return told


def _about(order: PretendOrder, at: datetime) -> dict[str, Any]:
    return {
        "orderId": order.order_id,
        "currentStatus": order.status,
        "msgSendTime": _wall(at),
        "buyerMemberId": BUYER.member_id,
        "sellerMemberId": order.seller.member_id,
    }


def _refund(refund: PretendRefund) -> dict[str, Any]:
    """The number stands here without the letters that it has elsewhere."""
    operator = refund.action.partition("_")[0].lower()
    return {
        "currentStatus": refund.status, "refundId": str(refund.number), "refundAction": refund.action,
        "operator": operator if operator in ("buyer", "seller") else "system",
    }  # fmt: skip


def _trace(order: PretendOrder, at: datetime) -> dict[str, Any]:
    parcel = order.parcels[-1]
    entries = [{"orderId": order.order_id, "orderEntryId": line.sub_id} for line, _ in parcel.contents]
    return {
        "OrderLogisticsTracingModel": {
            "logisticsId": parcel.logistics_id, "cpCode": parcel.company_id, "mailNo": parcel.bill_no,
            "statusChanged": parcel.status, "changeTime": _wall(at), "orderLogsItems": entries,
        }
    }  # fmt: skip


def _wall(at: datetime) -> str:
    """China's local time as text."""
    return at.astimezone(_CHINA).strftime("%Y-%m-%d %H:%M:%S")
