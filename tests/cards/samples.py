"""Values that cards are drawn from in tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.desk.shared.views import CardState, Stage, Trace
from bot.market.port import Abilities
from bot.purchasing.choice import Choice, Piece
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, Attribute, Offer, PriceBy, Seller, Sku, Tier
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import OrderState, PayLink, PayWay, ReadBackState, RefundState, TraceStep
from bot.purchasing.person import Person, Place
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import PricedLine, Snapshot

NOW = datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
ANNA = Person(4711, "Anna", "en")
PRIVATE, GROUP = Place(4711), Place(-100123)
ALL = Abilities(variants=True, address=True, reference=True, freight=True)
ONE_CLICK = Abilities(variants=False, address=False, reference=False, freight=False)
COLOURS = (("白色", "White"), ("黑色", "Black"), ("红色", "Red"))
ORDER_ID = "3301686771403783779"


def sku(number: int, colour: tuple[str, str], size: str, stock: int, price: int | None = None) -> Sku:
    axes = (
        Attribute("颜色", colour[0], "Colour", colour[1], f"https://cbu01.alicdn.com/img/{number}.jpg"),
        Attribute("尺码", size, "Size", size),
    )
    return Sku(f"5{number:03}", f"{number:032x}", axes, None if price is None else Fen(price), stock)


SKUS = tuple(
    sku(colour * 3 + size, COLOURS[colour], "SML"[size], 0 if colour == 1 else 100 * (size + 1))
    for colour in range(3)
    for size in range(3)
)
OFFER = Offer(
    offer_id="600000000001",
    title="示例短袖T恤 纯棉",
    title_translated="T-shirt, pure cotton",
    status="published",
    price_by=PriceBy.QUANTITY,
    tiers=(Tier(2, Fen(1850)), Tier(50, Fen(1720)), Tier(500, Fen(1580))),
    skus=SKUS,
    minimum=2,
    lot=None,
    stock=1200,
    unit="件",
    unit_translated="piece",
    seller=Seller("b2b-1", "杭州某某服饰有限公司", years=3, repeat_percent="32"),
    image_url="https://cbu01.alicdn.com/img/main.jpg",
)
PLAIN_OFFER = replace(OFFER, skus=(), price_by=PriceBy.OFFER)
SNAPSHOT = Snapshot(
    lines=(PricedLine(OFFER.offer_id, SKUS[1].spec_id, 50, Fen(1720)),),
    goods=Fen(86000),
    freight=Fen(800),
    discount=Fen(0),
    total=Fen(86800),
    seller="b2b-1",
    address_id="77",
    flow="general",
    trade_mode="fxassure",
)


def priced(unit_price: int) -> tuple[PricedLine, ...]:
    """The line of the snapshot at another price of a piece (fen)."""
    return (replace(SNAPSHOT.lines[0], unit_price=Fen(unit_price)),)


CHOICE = Choice.of(quantity=50, spec_id=SKUS[1].spec_id)
SEVERAL = Choice(tuple(Piece(sku.spec_id, 10 * n) for n, sku in enumerate(SKUS[:6], 1)))
"""Several variants, as many as the offer has."""
LINES = tuple(PricedLine(OFFER.offer_id, spec_id, pieces, Fen(1720)) for spec_id, pieces in SEVERAL.counted.items())
MATRIX = replace(SNAPSHOT, lines=LINES)
ADDRESSES = (
    Address("77", "Chen Wei", "13800001111", "Guangzhou", "Baiyun Road 5, gate 3", True),
    Address("78", "Li Na", "13900002222", "Yiwu", "Futian Street 9", False),
)
REQUEST = Request(
    id=1042,
    requester=ANNA,
    place=PRIVATE,
    state=RequestState.DRAFT,
    version=3,
    chosen=Chosen((AskedLine(1, OFFER, CHOICE, ANNA.id),), "77"),
    address_label="Guangzhou (Chen Wei)",
    snapshot=SNAPSHOT,
    valid_until=NOW + timedelta(minutes=15),
    created_at=NOW,
)
ATTEMPT = Attempt(
    id=7,
    request_id=1042,
    state=AttemptState.NEEDS_PERSON,
    version=1,
    epoch=1,
    out_order_id="cg1042",
    gateway="cross",
    body="{}",
    created_at=NOW,
    submitted_at=NOW - timedelta(minutes=2),
    looks=6,
    next_look_at=NOW + timedelta(seconds=5),
)
PAY = (
    PayLink(PayWay.ALIPAY, f"https://trade.1688.com/order/cashier.htm?orderId={ORDER_ID}"),
    PayLink(PayWay.CROSS, "", "未开通跨境宝"),
)
PARCEL = ShippedParcel(
    "LP1",
    "76541234567890",
    "中通快递",
    "TRANSPORT",
    signed=False,
    last_step_at=NOW,
    last_remark="【杭州】已揽收",
    steps=1,
)
ORDER = Order(
    order_id=ORDER_ID,
    request_id=1042,
    state=OrderState.TO_PAY,
    refund=RefundState.NONE,
    word="waitbuyerpay",
    total=Fen(86800),
    freight=Fen(800),
    refunded=Fen(0),
    seller="杭州某某服饰有限公司",
    seller_login="seller",
    version=1,
    checked=ReadBackState.AGREED,
    placed_at=NOW,
    pay_by=NOW + timedelta(days=1),
    pay=PAY,
)
JOURNAL = tuple(
    JournalEntry(NOW + timedelta(minutes=n), kind, 4711, {})
    for n, kind in enumerate(("opened", "confirmed", "submitting", "placed", "paid"))
)
PURCHASE = Purchase(REQUEST, (ATTEMPT,))
ORDERED = Purchase(replace(REQUEST, state=RequestState.APPROVED), (ATTEMPT,), (ORDER,), JOURNAL)
TRACE = Trace(ORDER, PARCEL, (TraceStep(NOW, "【杭州】已揽收"), TraceStep(NOW + timedelta(hours=3), "已发往广州")))

FACTS: dict[str, Any] = {
    "number": 1042,
    "title": "T-shirt, pure cotton",
    "variant": "White / M",
    "quantity": 50,
    "unit": "piece",
    "total": 86800,
    "to_pay": 12,
    "stuck": {"frozen": 3, "late": 120, "no_scan": 1, "not_shipped": 7},
    "running": 2,
    "votes": 4,
    "arriving": 14,
    "pieces": 21200,
    "late": 2,
    "order_id": ORDER_ID,
    "gateway": "cross",
    "body": '{"cargoParamList":"[{\\"offerId\\":600000000001,\\"quantity\\":50}]","flow":"general"}',
    "pay_by": (NOW + timedelta(days=1)).isoformat(),
    "pay": [{"way": link.way.value, "url": link.url, "reason": link.reason} for link in PAY],
    "reason": "库存不足",
    "fields": {"total": [86800, 91800], "unit_price": [1720, 1820]},
    "hash": "abcdef0123456789",
    "orders": [ORDER_ID],
    "told": [{"about": {"number": 1043, "name": "1042/1", "title": "T-shirt", "total": 86800, "order_id": ORDER_ID}}],
    "lines": [{"offer_id": "600000000001", "spec_id": "x", "reason": "库存不足"}],
    "parcels": [{"company": "中通快递", "bill_no": "76541234567890"}],
    "company": "中通快递",
    "bill_no": "76541234567890",
    "remark": "【杭州】已揽收",
    "at": NOW.isoformat(),
    "again": True,
    "attempt_id": 7,
    "settle_from": (NOW + timedelta(minutes=8)).isoformat(),
    "two_deciders": True,
    "looked_for": True,
    "by": "Anna",
    "word": "waitsomething",
    "was_paid": True,
    "amount": 86800,
    "offer_id": "600000000001",
    "update_id": 99,
    "kind": "paid",
    "chat_id": -100123,
}


def earlier(number: int) -> Purchase:
    """A shipped purchase of the same, under that number."""
    shipped = replace(ORDER, state=OrderState.SHIPPED, request_id=number)
    return replace(ORDERED, request=replace(ORDERED.request, id=number), orders=(shipped,))


def step(stage: Stage, purchase: Purchase | None = None, **more: Any) -> CardState:
    """A step at a stage, with what a draft needs."""
    drawn = CardState(purchase or PURCHASE, stage, ALL, addresses=ADDRESSES)
    return replace(drawn, **more)


def asking(
    request: Request,
    *,
    offer: Offer | None = None,
    choice: Choice | None = None,
    asked: tuple[AskedLine, ...] = (),
    line_at: int | None = None,
    note: str | None = None,
) -> Request:
    """The same request with another offer or choice in its first line, with these lines, or with this note."""
    chosen = request.chosen
    if offer is not None or choice is not None:
        first = asked[0] if asked else chosen.asked[0]
        first = replace(first, offer=offer or first.offer, choice=first.choice if choice is None else choice)
        asked = (first, *asked[1:])
    note = chosen.note if note is None else note
    return replace(request, chosen=replace(chosen, asked=asked or chosen.asked, line_at=line_at, note=note))


_GOODS = ("offer", "choice", "asked", "line_at", "note")


def draft(**changes: Any) -> Purchase:
    """A purchase whose request is changed so, and asks for other goods if these are among the changes."""
    goods = {name: changes.pop(name) for name in _GOODS if name in changes}
    return Purchase(replace(asking(REQUEST, **goods), **changes))
