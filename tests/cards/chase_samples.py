"""What was tried so that a seller sends an order, a note before it is sent, and what is told of that is stuck."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.cards.blocks.view import View
from bot.cards.goods.counting import receipt_question
from bot.cards.notices.notices import notice
from bot.cards.orders.chasing import chase_card, note_card
from bot.desk.shared.views import Chase
from bot.purchasing.arrivals import Arrival, K
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import AlarmKind
from bot.purchasing.notices.base import OrderFacts, ToldParcel
from bot.purchasing.notices.purchases import AlarmNotice, AlarmsNotice, ErrandUnclearNotice, ToldAlarm
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderLine, OrderState
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.tracking.seller_notes import seller_note
from tests.cards.samples import ANNA, NOW, ORDER, ORDER_ID, PARCEL

PAID = replace(ORDER, state=OrderState.PAID, paid_at=NOW - timedelta(days=5), parcels=())
SENT = replace(PAID, state=OrderState.SHIPPED, parcels=(replace(PARCEL, signed=False),))
STEPS = ("urged_seller", "seller_refused", "told_seller", "seller_chat")
WORDS = (
    "您好，订单3301686771403783779已于11月24日付款，至今已5天，仍未全部发货。麻烦尽快发货，并告知预计发货时间，谢谢！"
)
COUNTS = {AlarmKind.NOT_SHIPPED: 488, AlarmKind.LATE: 7, AlarmKind.NO_SCAN: 4, AlarmKind.FROZEN: 1}


def chase(purchase: Purchase, order: Order = PAID, steps: tuple[str, ...] = STEPS, urged: bool = True) -> Chase:
    """So many steps, an hour apart; 1688 did not do one of them."""
    facts: dict[str, dict[str, object]] = {
        "seller_refused": {"reason": "24小时内限制最多一次", "step": "urged_seller"}
    }  # fmt: skip
    tried = tuple(
        JournalEntry(NOW + timedelta(hours=n), kind, ANNA.id, facts.get(kind, {}), ORDER_ID)
        for n, kind in enumerate(steps)
    )
    return Chase(purchase, order, None, tried, NOW + timedelta(hours=20) if urged else None, 412)


def unclear(order: Order, *kinds: ErrandKind) -> Order:
    """The order with one note or urge of each kind of which 1688 did not say whether it took it."""
    messages = [
        Errand(n, kind, ErrandState.UNCLEAR, 1, ANNA.id, NOW, words=WORDS if kind is ErrandKind.NOTE else "")
        for n, kind in enumerate(kinds, 7)
    ]
    return replace(order, messages=tuple(messages))


def views(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """The cards of chasing, of a purchase with long words."""
    yield "chase, nothing tried", chase_card(chase(purchase, steps=(), urged=False), language, NOW)
    yield "chase, all tried", chase_card(chase(purchase, steps=STEPS * 2), language, NOW)
    steps = ("errand_note_done", "errand_urge_refused", "errand_urge_unclear", "errand_note_unclear")
    for kinds in ((ErrandKind.NOTE,), (ErrandKind.URGE,), (ErrandKind.URGE, ErrandKind.NOTE)):
        of = chase(purchase, unclear(PAID, *kinds), steps)
        yield f"chase, unclear: {' and '.join(kinds)}", chase_card(of, language, NOW)
    yield "note to the seller", note_card(chase(purchase), seller_note(SENT, NOW), language, NOW)


def received(*, arrived: int = 0, some: int = 8) -> Order:
    """So many lines of 50 pieces, of which so many arrived whole; of the next one 40 pieces, 2 of them damaged."""
    lines = tuple(OrderLine("600000000001", None, 50, entry_id=str(number)) for number in range(11, 11 + some))
    came = [(each.entry_id, K.GOOD, 50) for each in lines[:arrived]]
    came += [(each.entry_id, *what) for each in lines[arrived : arrived + 1] for what in ((K.GOOD, 38), (K.DAMAGED, 2))]
    events = tuple(Arrival(n, *each, at=NOW, act="1:k") for n, each in enumerate(came, 1))
    return replace(SENT, lines=lines, arrivals=events, counted_at=NOW)


def receipts(purchase: Purchase, language: str) -> Iterator[tuple[str, View]]:
    """What a buyer is asked before receipt is confirmed."""
    yield "receipt, all whole", receipt_question(purchase, received(arrived=8), language, NOW)
    yield "receipt, much is missing", receipt_question(purchase, received(arrived=1, some=12), language, NOW)


def told(about: OrderFacts, language: str) -> Iterator[tuple[str, View]]:
    """What is not clear, each alarm, and many at once."""
    for errand_kind in (ErrandKind.NOTE, ErrandKind.URGE):
        told_of = ErrandUnclearNotice(about=about, errand_kind=errand_kind, errand=7)
        yield f"unclear, {errand_kind}", notice(told_of, language, NOW)
    parcel = ToldParcel(company="中通快递(ZTO)", bill_no="76541234567890")
    for kind in AlarmKind:
        of = parcel if kind in (AlarmKind.NO_SCAN, AlarmKind.FROZEN, AlarmKind.NOT_COUNTED) else None
        at = NOW - timedelta(days=121)
        yield f"alarm, {kind}", notice(AlarmNotice(about=about, alarm=kind, at=at, days=121, parcel=of), language, NOW)
    worst = tuple(
        ToldAlarm(name=f"10{n:02}/12", what=kind, days=121) for n, kind in enumerate([*AlarmKind, *AlarmKind])
    )
    yield "alarms", notice(AlarmsNotice(counts=COUNTS, worst=worst), language, NOW)
