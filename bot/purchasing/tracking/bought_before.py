"""What was bought before, by our own orders alone: of a good, and of a seller. Money in fen, times UTC."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median_high, median_low

from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.order_report import OrderLine, OrderState, RefundState
from bot.purchasing.orders.purchase_sums import refund_sums
from bot.purchasing.own_sku import Source, normal
from bot.purchasing.tracking.awaited import AwaitedOrder

MANY_ORDERS = 1_000
"""Orders with a seller are counted up to this number; nobody needs a more exact one."""
_OVER = (OrderState.RECEIVED, OrderState.FINISHED, OrderState.CANCELLED)


@dataclass(frozen=True)
class PaidPrice:
    """A variant of an offer when it was last ordered: what a piece cost, how many they were, and when.

    `spec_id` is empty if the offer has no variants.
    """

    offer_id: str
    spec_id: str
    price: Fen
    pieces: int
    at: datetime


@dataclass(frozen=True)
class BoughtBefore:
    """What was last bought of each variant, by offers, and from which sources own SKUs were, by their normal codes.

    An empty `spec_id` of a source stands for any variant.
    """

    goods: Mapping[str, Collection[PaidPrice]] = field(default_factory=dict)
    sources: Mapping[str, Collection[Source]] = field(default_factory=dict)

    def last(self, offer_id: str, spec_id: str | None, codes: Iterable[str] = ()) -> PaidPrice | None:
        """The last time by these own SKUs, from whatever source; else of this variant, else of this offer."""
        known = [each for code in codes for each in self.sources.get(normal(code), ())]
        by_code = [
            each
            for source in known
            for each in self.goods.get(source.offer_id, ())
            if source.spec_id in ("", each.spec_id)
        ]
        of_offer = self.goods.get(offer_id, ())
        same = [each for each in of_offer if each.spec_id == (spec_id or "")]
        return max(by_code or same or of_offer, key=lambda each: each.at, default=None)


def price_paid(line: OrderLine, total: Fen, freight: Fen) -> Fen | None:
    """What a piece of an order line cost without freight: by its share of what was paid; None if that is not known."""
    if line.share is None or not total:
        return None
    goods = (2 * line.share * (total - freight) + total) // (2 * total)
    if line.amount is not None and abs(goods - line.amount) <= 1:  # shares are rounded
        goods = line.amount
    return Fen((2 * goods + line.quantity) // (2 * line.quantity))


@dataclass(frozen=True, kw_only=True)
class SellerRecord:
    """How a seller served us: all `orders` up to MANY_ORDERS, and what the newest of them tell.

    `to_ship` is the median time from the payment to the first parcel. Of `promised` orders that had a time to shipment
    which is over, or kept, `on_time` kept it. Of the `counted` pieces some came `short` or `damaged`. `refunds` were
    asked for: of some money came `back`, some were `refused`, others run.
    """

    orders: int = 0
    to_ship: timedelta | None = None
    promised: int = 0
    on_time: int = 0
    counted: int = 0
    short: int = 0
    damaged: int = 0
    refunds: int = 0
    paid_back: int = 0
    back: Fen = NOTHING
    refused: int = 0


def record_of(orders: int, newest: Iterable[AwaitedOrder], now: datetime) -> SellerRecord:
    """The record of a seller of whom there are so many orders, by the newest of them."""
    every = [each for each in newest if each.order.state is not OrderState.TO_PAY]
    shipped, kept = list[timedelta](), list[bool]()
    for each in every:
        sent = min((parcel.sent_at for parcel in each.order.parcels if parcel.sent_at is not None), default=None)
        if sent is not None:
            shipped.append(max(timedelta(0), sent - each.order.bought_at))
        waits = sent is None and each.order.state in (OrderState.PAID, OrderState.PART_SHIPPED)
        if each.promised is not None and (sent is not None or (waits and now > each.order.bought_at + each.promised)):
            kept.append(sent is not None and sent <= each.order.bought_at + each.promised)
    counted = short = damaged = 0
    for order in (each.order for each in every if each.order.counted):
        count, comes = order.count, order.state not in _OVER and any(each.counted_at is None for each in order.parcels)
        waits_for = count.open if comes else 0
        counted += count.ordered - waits_for
        short += count.missing + count.cancelled - waits_for
        damaged += count.damaged + count.wrong
    refunds = [refund for each in every for refund in refund_sums(each.order)]
    back = [each for each in refunds if each.state is RefundState.DONE]
    return SellerRecord(
        orders=orders,
        to_ship=(median_low(shipped) + median_high(shipped)) / 2 if shipped else None,
        promised=len(kept),
        on_time=sum(kept),
        counted=counted,
        short=short,
        damaged=damaged,
        refunds=sum(each.count for each in refunds),
        paid_back=sum(each.count for each in back),
        back=sum_fen(each.amount or NOTHING for each in back),
        refused=sum(each.count for each in refunds if each.state is RefundState.CLOSED),
    )
