"""What arrived of an order, as people count it: one line, and so many that nobody counts them in a chat."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cards.blocks.view import View
from bot.cards.goods.counting import back_card, close_card, count_card, line_card
from bot.desk.shared.views import CountView
from bot.purchasing.arrivals import Arrival, ArrivalKind, Tally
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderState, ParcelLine
from bot.purchasing.requests.purchase import Purchase
from bot.purchasing.tracking.parcel_lines import expected_in
from tests.cards.samples import ANNA, NOW, ORDER, PARCEL

K = ArrivalKind
MANY = 200


def lines(count: int, title: str = "示例短袖T恤 纯棉 现货批发 夏季新款宽松男女同款") -> tuple[OrderLine, ...]:
    return tuple(
        OrderLine(f"6000000000{n:02}", None, 100 + n, title=title, entry_id=f"E{n}") for n in range(1, count + 1)
    )


def arrivals(*events: tuple[int, ArrivalKind, int]) -> tuple[Arrival, ...]:
    """Each a count of its own, an hour after the one before."""
    return tuple(
        Arrival(n, f"E{line}", kind, pieces, NOW + timedelta(hours=n), f"k{n}", ANNA.id, "LP1")
        for n, (line, kind, pieces) in enumerate(events, 1)
    )


def order(count: int, *events: tuple[int, ArrivalKind, int]) -> Order:
    """An order of so many lines in one parcel, of which this arrived."""
    parcel = replace(PARCEL, lines=tuple(ParcelLine(each.entry_id, each.quantity) for each in lines(count)))
    counted_at = NOW if events else None
    return replace(
        ORDER, state=OrderState.SHIPPED, parcels=(parcel, replace(parcel, logistics_id="LP2")), lines=lines(count),
        arrivals=arrivals(*events), counted_at=counted_at,
    )  # fmt: skip


def counted(purchase: Purchase, of: Order, **more: Any) -> CountView:
    """The first of its parcels, as somebody sees it who may do everything."""
    one = of.parcels[0]
    names = {ANNA.id: "Константин Константинопольский"}
    view = CountView(purchase.with_order(of), of, None, one, expected_in(of, one), ANNA.id, names)
    return replace(view, closes=True, handles=True, **more)


WORST = ((1, K.GOOD, 88), (1, K.DAMAGED, 2), (1, K.WRONG, 7), (1, K.CLOSED, 4), (2, K.GOOD, 140), (2, K.DAMAGED, 3),
         (3, K.CLOSED, 3), (4, K.GOOD, 1))  # fmt: skip
DRAFT = {"E1": Tally(88, 12, 3), "E5": Tally(0, 7, 0)}


def views(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """Every card of counting, of a purchase with long words."""
    fresh, worst = counted(purchase, order(1)), counted(purchase, order(MANY, *WORST), draft=DRAFT, photos=20)
    yield "nothing counted", count_card(fresh, language, NOW)
    yield "many lines, counted meanwhile", count_card(worst, language, NOW, meanwhile=True, app=True)
    yield "many lines", count_card(replace(worst, draft={}), language, NOW, 2, app=True)
    yield "all there", count_card(counted(purchase, order(1, (1, K.GOOD, 101)), photos=1), language, NOW)
    yield "counted before a restore", count_card(replace(worst, draft={}, unsure=True), language, NOW, 2, app=True)
    yield "a line", line_card(worst, 1, language, NOW)
    yield "more than ordered", count_card(worst, language, NOW, more=12)
    yield "more than can come", count_card(counted(purchase, order(1, (1, K.CANCELLED, 101))), language, NOW, more=12)
    yield "why it will not come", close_card(worst, 0, language, NOW)
    yield "why a line will not come", close_card(worst, 1, language, NOW)
    yield "counts", back_card(worst, language, NOW)
