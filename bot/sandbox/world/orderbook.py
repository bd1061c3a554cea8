"""Creates and changes orders: placed, paid, shipped, received, closed; every change is published."""

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from bot.sandbox.clock import WorldClock
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.deals import NotNow, PretendLine, PretendOrder, PretendParcel
from bot.sandbox.world.quoting import Part
from bot.sandbox.world.refunding import PretendReason, RefundBook
from bot.sandbox.world.sellers import PretendAddress

CARRIERS = (("中通快递(ZTO)", "8", "7861"), ("圆通速递(YTO)", "3", "YT28"))
JOURNEY = (
    "【{city}】快递员已揽收",
    "快件离开【{city}】，已发往【转运中心】",
    "快件已到达【转运中心】",
    "【{target}】快递员正在派件",
    "快件已签收，签收人：本人",
)


class Shipped(NamedTuple):
    """A line of a shipment: how many pieces really go in, and how many 1688 says."""

    line: PretendLine
    pieces: int
    said: int


class OrderBook:
    """The orders by id, and the actions that change them."""

    def __init__(self, clock: WorldClock, tell: Callable[[PretendOrder], None]) -> None:
        self._clock = clock
        self._tell = tell
        self._ids = itertools.count(1)
        self.orders: dict[int, PretendOrder] = {}
        self.refunds = RefundBook(clock, self._fresh_id, self._refunded)

    def place(
        self, part: Part, address: PretendAddress, channel: str, out_order_id: str | None = None, message: str = "",
        account: str = BUYER.login_id,
    ) -> PretendOrder:  # fmt: skip
        """Create an order of this part, take its goods from the stock, and let it expire if nobody pays."""
        now = self._clock.now()
        order_id = self._fresh_id()
        lines = [
            PretendLine(order_id if len(part.lines) == 1 else self._fresh_id(), line.offer, line.sku, line.quantity,
                 line.price_fen, line.amount_fen, line.offer.title.zh)
            for line in part.lines
        ]  # fmt: skip
        order = PretendOrder(
            order_id, lines[0].offer.seller, address, lines, part.freight_fen, now, now, channel,
            out_order_id or None, message, account,
        )  # fmt: skip
        order.set_goods(part.goods_fen)
        order.first_fen = order.total_fen
        for line in lines:
            line.offer.take(line.sku, line.quantity)
        self.orders[order_id] = order
        self._clock.at(order.pay_before, lambda: self._lapse(order))
        self._tell(order)
        return order

    def pay(self, order: PretendOrder) -> None:
        self._need(order, "waitbuyerpay")
        order.paid_at, order.paid_fen = self._clock.now(), order.total_fen
        self._move(order, "waitsellersend")

    def reprice(self, order: PretendOrder, total_fen: int) -> None:
        """The seller sets another total, also of what was paid: then that is what counts as paid.

        The goods take the difference, then the freight. Raises NotNow.
        """
        self._need(order, "waitbuyerpay", "waitsellersend", "waitbuyerreceive")
        if order.paid_at is not None:
            if order.open_refund or total_fen < order.refunded_fen:
                raise NotNow("a refund is open on this order, or more came back of it")
            order.paid_fen = total_fen
        order.freight_fen = min(order.freight_fen, total_fen)
        order.set_goods(total_fen - order.freight_fen)
        order.repriced = True
        self._move(order, order.status)

    def ship(
        self, order: PretendOrder, parcels: int = 1, lines: list[Shipped] | None = None, says_lines: bool = True
    ) -> None:
        """Send these lines, or all that was not sent yet; the rest may follow, also after 1688 calls it sent. NotNow.

        The order waits for its buyer once its seller says that every line was sent. Refunds of what is sent end.
        """
        self._need(order, "waitsellersend", *(["waitbuyerreceive"] if lines else []))
        left = [line for line in order.lines if not line.sent and not line.gone]
        every = lines or [Shipped(line, line.quantity, line.quantity) for line in left]
        self.refunds.close_on(order, [each.line for each in every], "SELLER_SEND_GOODS_CLOSE")
        now = self._clock.now()
        for contents in _share(every, parcels):
            parcel = self._parcel(
                order, len(order.parcels), [(each.line, each.said) for each in contents if each.said], now
            )
            parcel.really = [(each.line, each.pieces) for each in contents if each.pieces]
            parcel.says_lines = says_lines
            order.parcels.append(parcel)
        for each in every:
            each.line.sent = True
        if all(line.sent or line.gone for line in order.lines):
            order.shipped_at = order.shipped_at or now
            self._move(order, "waitbuyerreceive")
        else:
            self._move(order, order.status)

    def trace(self, order: PretendOrder, remark: str | None = None) -> None:
        """Add a step to the trace of every parcel: the next usual one if no remark is given."""
        self._need(order, "waitbuyerreceive", *(["waitsellersend"] if order.parcels else []))
        if order.frozen:
            raise NotNow("the parcels of this order are frozen")
        for parcel in order.parcels:
            step = min(len(parcel.steps), len(JOURNEY) - 1)
            usual = JOURNEY[step].format(city=order.seller.city, target=order.address.area)
            text = remark or usual
            parcel.steps.append((self._clock.now(), text))
            signed = "签收" in text
            parcel.status = "SIGN" if signed else "TRANSPORT" if len(parcel.steps) > 1 else "ACCEPT"
        self._move(order, order.status)

    def freeze(self, order: PretendOrder) -> None:
        """Stop the order's parcels from getting further steps; 1688's answers do not show this."""
        self._need(order, "waitbuyerpay", "waitsellersend", "waitbuyerreceive")
        order.frozen = True
        self._tell(order)

    def receive(self, order: PretendOrder, lines: list[PretendLine] | None = None) -> None:
        """The buyer confirms that these lines came, or all: their money goes to the seller, their refunds end."""
        self._need(order, "waitbuyerreceive")
        came = lines or [line for line in order.lines if not line.gone]
        self.refunds.close_on(order, came, "BUYER_RECEIVE_CLOSE")
        for line in came:
            line.received = True
        if not all(line.received or line.gone for line in order.lines):
            self._move(order, order.status)
            return
        order.received_at = order.completed_at = self._clock.now()
        for parcel in order.parcels:
            parcel.status = parcel.status if order.frozen else "SIGN"
        self._move(order, "success")

    def cancel(self, order: PretendOrder, reason: str = "buyerCancel") -> None:
        self._need(order, "waitbuyerpay")
        self._close(order, reason, "CLOSE_TRADE_BY_BUYER")

    def expire(self, order: PretendOrder) -> None:
        self._need(order, "waitbuyerpay")
        self._close(order, "BUYER_NO_PAY", "CLOSE_TRADE_BY_SYSTEM")

    def seller_cancel(self, order: PretendOrder) -> None:
        """The seller cancels the order; what was paid is asked back and waits for the seller."""
        self._need(order, "waitbuyerpay", "waitsellersend")
        if order.status == "waitsellersend" and not order.open_refund:
            self.refunds.ask_on_site(order, None, reason=PretendReason(20012, "缺货，卖家关闭交易"))
        self._close(order, "sellerGoodsLack", "CLOSE_TRADE_BY_SELLER")

    def _refunded(self, order: PretendOrder) -> None:
        """A refund of the order moved: it closes if all its money came back, and goes on if what is left was sent."""
        alive = order.status in ("waitsellersend", "waitbuyerreceive")
        if alive and (order.refunded_fen >= order.paid_fen or all(line.gone for line in order.lines)):
            self._close(order, "other", "CLOSE_TRADE_BY_SYSTEM")
        elif order.status == "waitsellersend" and all(line.sent or line.gone for line in order.lines):
            order.shipped_at = order.shipped_at or self._clock.now()
            self._move(order, "waitbuyerreceive")
        else:
            self._move(order, order.status)

    def _parcel(
        self, order: PretendOrder, number: int, contents: list[tuple[PretendLine, int]], now: datetime
    ) -> PretendParcel:
        company, company_id, prefix = CARRIERS[(order.order_id + number) % len(CARRIERS)]
        tail = f"{order.order_id % 10_000_000_000 + number:010d}"
        return PretendParcel(number, f"LP00{tail}{number}", f"{prefix}{tail}", company, company_id, now, contents)

    def _close(self, order: PretendOrder, reason: str, operate: str) -> None:
        order.close_reason, order.close_operate, order.closed_at = reason, operate, self._clock.now()
        if not order.parcels:
            for line in order.lines:
                line.offer.take(line.sku, -line.quantity)
        self._move(order, "cancel")

    def _lapse(self, order: PretendOrder) -> None:
        if order.status == "waitbuyerpay":
            self.expire(order)

    def _move(self, order: PretendOrder, status: str) -> None:
        order.status, order.modified_at = status, self._clock.now()
        self._tell(order)

    def _need(self, order: PretendOrder, *statuses: str) -> None:
        if order.status not in statuses:
            raise NotNow(f"the order is {order.status}, this needs {' or '.join(statuses)}")

    def note(self, order: PretendOrder, text: str) -> None:
        """The buyer adds a message for the seller."""
        order.feedback.append(text)
        self._move(order, order.status)

    def _fresh_id(self) -> int:
        # Nineteen digits that no double can hold, rising, and within a signed 64-bit number like the real ones.
        return 3_301_686_771_403_783_779 + next(self._ids) * 1_000_003_000_784


def _share(lines: list[Shipped], parcels: int) -> list[list[Shipped]]:
    """The contents of each parcel: whole lines if there are enough, else halves of a line's pieces."""
    if parcels == 1:
        return [lines]
    if len(lines) > 1:
        half = len(lines) // 2
        return [lines[half:], lines[:half]]
    line, pieces, said = lines[0]
    first = Shipped(line, pieces - pieces // 2, said - said // 2)
    return [[first], [Shipped(line, pieces // 2, said // 2)]]


def actions(order: PretendOrder) -> list[str]:
    """What can be done to the order now, in the control API's words."""
    if order.open_refund:
        on = {"waitsellersend": ["ship"], "waitbuyerreceive": ["receive"]}
        return ["refund", *on.get(order.status, [])]
    freeze = [] if order.frozen else ["freeze"]
    trace = ["trace"] if order.parcels and not order.frozen else []
    by_status = {
        "waitbuyerpay": ["pay", "reprice", *freeze, "cancel", "seller_cancel", "expire"],
        "waitsellersend": ["ship", *trace, "reprice", *freeze, "seller_cancel", "refund"],
        "waitbuyerreceive": [*trace, "receive", "reprice", *freeze, "refund"],
        "success": ["refund"] if order.refunded_fen < order.paid_fen else [],
    }
    return by_status.get(order.status, [])
