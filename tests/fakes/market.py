"""1688 in memory: it answers what a test says, and has the orders that were made."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.market.errors import MarketError, NotFound, Rejected, Unreachable
from bot.market.port import Abilities, Account, MissedPushes, Outcome, Placed
from bot.purchasing.asking_back import Carrier, RefundAsk, RefundLimits, RefundReason, RefundStep, RefundTaken
from bot.purchasing.create_call import PiecePrice, PlacedOrder, Placing, Preview, PreviewPart
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, Offer, Seller
from bot.purchasing.offers.search import Search, SearchPage
from bot.purchasing.order_report import (
    OrderLine,
    OrderPage,
    OrderReport,
    OrderState,
    Parcel,
    PayDeadline,
    PayLink,
    PayWay,
    RefundReport,
    RefundState,
    SharedLink,
    TraceStep,
)
from bot.purchasing.snapshot import Line
from bot.purchasing.text import known_language
from tests.fakes.clock import HandClock

ORDER_ID = "3301686771403783779"
"""The first order that is made; the others follow it by number."""


def placed(order_id: str = ORDER_ID, total: int | None = 42_00) -> Placed:
    return Placed((PlacedOrder(order_id, None if total is None else Fen(total)),), (), "{}")


@dataclass
class FakeMarket:
    """Sells `offer_now` under any number of an offer, at `price` and `freight` or as `preview_now` says.

    `outcomes` is how the next create calls end, and `outcome` how all later ones do; else each makes an order.
    """

    clock: HandClock
    offer_now: Offer | None
    preview_now: Preview | None = None
    abilities: Abilities = field(default_factory=lambda: Abilities(True, True, True, True))
    price: int = 10_00
    freight: int = 5_00
    median: Fen | None = None
    discount: int = 0
    flow: str = "general"
    trade_mode: str = "fxassure"
    orderable: bool = True
    homes: tuple[Address, ...] = (Address("77", "Chen Wei", "13800001111", "Guangzhou", "Baiyun Road 5", True),)
    outcomes: list[Outcome | BaseException] = field(default_factory=list)
    outcome: Outcome | None = None
    orders: dict[str, OrderReport] = field(default_factory=dict)
    placings: dict[str, Placing] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    down: dict[str, MarketError] = field(default_factory=dict)
    """What a call raises, by its name; `*` is every call."""
    parcel_list: tuple[Parcel, ...] = ()
    parcels_of: dict[str, tuple[Parcel, ...]] = field(default_factory=dict)
    refund_list: tuple[RefundReport, ...] = ()
    reasons: tuple[RefundReason, ...] = (
        RefundReason(20028, "不想买了，已与卖家协商一致"),
        RefundReason(20021, "颜色/图案/款式不符", needs_voucher=True),
        RefundReason(20009, "少货/空包裹", carriage=False),
    )  # fmt: skip
    limits: RefundLimits = field(default_factory=lambda: RefundLimits(Fen(34_00), Fen(8_00), Fen(42_00)))
    carriage_set: Fen | None = None
    """The carriage that 1688 sets for a refund, if it is another than what is asked for."""
    asked: list[tuple[str, RefundAsk]] = field(default_factory=list)
    """Each order of which money was asked back, and how."""
    steps_of: dict[str, tuple[RefundStep, ...]] = field(default_factory=dict)
    uploaded: list[bytes] = field(default_factory=list)
    confirmed: list[tuple[str, ...]] = field(default_factory=list)
    """Each order whose receipt was confirmed, with its lines."""
    filter_works: bool = True
    """Whether an order can be found by our reference."""
    refunds_made: int = 0
    hidden_refunds: tuple[RefundReport, ...] = ()
    """Refunds that only the call for their number shows."""
    refunds_of_others: set[str] = field(default_factory=set)
    """Numbers of refunds that are of other orders."""
    loses_answers: bool = False
    refuses_what_is_done: Rejected | None = None
    """What it says after it did what it was asked, as it does of a call that came again."""
    unpayable: set[str] = field(default_factory=set)
    """The orders that no link pays."""
    refused_ways: set[PayWay] = field(default_factory=set)
    """The ways to pay that this account does not have."""
    linked: list[tuple[tuple[str, ...], PayWay]] = field(default_factory=list)
    """For which orders links were asked for, and by which way."""
    sellers: dict[str, Seller] = field(default_factory=dict)
    """Who sells an offer, by its number, if that is not the one of `offer_now`."""
    own_prices: dict[str, int] = field(default_factory=dict)
    """What a piece of an offer costs, by its number, if that is not `price`."""

    def heard(self, call: str) -> None:
        """Count a call; raise what it was told to raise."""
        self.calls.append(call)
        if error := self.down.get(call) or self.down.get("*"):
            raise error

    def changes(self, **values: Any) -> None:
        """What a purchase costs is otherwise from now on, so long after it was asked that it is asked again."""
        self.clock.on(minutes=11)
        for name, value in values.items():
            setattr(self, name, value)

    def answered(self, call: str) -> None:
        """It was done; whether that is heard of."""
        if self.loses_answers:
            raise Unreachable(call, "ReadTimeout")
        if self.refuses_what_is_done is not None:
            raise self.refuses_what_is_done

    def exists(self, order_id: str, reference: str, **values: Any) -> None:
        """There is such an order on 1688, by default of two pieces for ¥ 42."""
        report = OrderReport(
            order_id=order_id, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE, total=Fen(42_00),
            freight=Fen(8_00), refunded=Fen(0), lines=(OrderLine("600000000001", None, 2),), out_order_id=reference,
            seller="company", seller_login="", created_at=self.clock.now(), modified_at=self.clock.now(), paid_at=None,
            pay_by=self.clock.now() + timedelta(days=1),
        )  # fmt: skip
        self.orders[order_id] = replace(report, **values)

    def moves(self, order_id: str, **values: Any) -> None:
        """The order is otherwise now."""
        self.orders[order_id] = replace(self.orders[order_id], modified_at=self.clock.now(), **values)

    async def offer(self, offer_id: str, language: str) -> Offer:
        self.heard("offer")
        if self.offer_now is None or not offer_id.startswith("6"):
            raise NotFound("offer", "no such offer")
        seller = self.sellers.get(offer_id, self.offer_now.seller)
        return replace(self.offer_now, offer_id=offer_id, seller=seller, language=known_language(language))

    async def search(self, search: Search, page: int, language: str) -> SearchPage:
        self.heard("search")
        return SearchPage((), 1)

    async def upload_picture(self, jpeg: bytes) -> str:
        self.heard("upload_picture")
        return "1200000000000000001"

    async def median_price(self, offer_id: str, since: date, until: date) -> Fen | None:
        self.heard("median_price")
        return self.median

    async def addresses(self) -> tuple[Address, ...]:
        self.heard("addresses")
        return self.homes

    async def preview(self, lines: Sequence[Line], address_id: str) -> Preview:
        self.heard("preview")
        return self.preview_now or self.priced(lines)

    def priced(self, lines: Sequence[Line]) -> Preview:
        """What these lines cost at today's prices and freight."""
        each = {line.offer_id: Fen(self.own_prices.get(line.offer_id, self.price)) for line in lines}
        goods = Fen(sum(each[line.offer_id] * line.quantity for line in lines))
        total = Fen(goods + self.freight - self.discount)
        modes = (self.trade_mode,) if self.orderable else ()
        prices = tuple(PiecePrice(line.offer_id, line.spec_id or "", each[line.offer_id]) for line in lines)
        part = PreviewPart(goods, Fen(self.freight), Fen(self.discount), total, prices, self.flow, modes)
        return Preview((part,))

    def body(self, placing: Placing) -> str:
        body = json.dumps({"outOrderId": placing.out_order_id, "placing": repr(placing)})
        self.placings[body] = placing
        return body

    async def prepare(self) -> None:
        self.heard("prepare")

    async def place(self, body: str) -> Outcome:
        self.calls.append("place")
        self.sent.append(body)
        outcome = self.outcomes.pop(0) if self.outcomes else self.outcome or self._made()
        if isinstance(outcome, BaseException):
            raise outcome
        if isinstance(outcome, Placed):
            for made in outcome.orders:
                self.exists(made.order_id, json.loads(body)["outOrderId"], **self._sold(body))
        return outcome

    def _sold(self, body: str) -> dict[str, Any]:
        lines = self.placings[body].lines
        told = tuple(OrderLine(each.offer_id, each.spec_id, each.quantity) for each in lines)
        if self.preview_now:
            return {"lines": told}
        cost = self.priced(lines)
        return {"lines": told, "total": cost.total, "freight": Fen(self.freight)}

    def _made(self) -> Placed:
        return placed(str(int(ORDER_ID) + len(self.sent) - 1), 42_00 if self.preview_now else None)

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        self.heard("find")
        return tuple(o for o in self.orders.values() if o.out_order_id == out_order_id) if self.filter_works else ()

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        self.heard("orders_created")
        made = tuple(o for o in self.orders.values() if o.created_at and since <= o.created_at <= until)
        return OrderPage(made if page == 1 else (), len(made))

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        self.heard("orders_changed")
        moved = tuple(o for o in self.orders.values() if o.modified_at and o.modified_at >= since)
        return OrderPage(moved if page == 1 else (), len(moved))

    async def look(self, order_id: str) -> OrderReport:
        self.heard("look")
        if order_id not in self.orders:
            raise NotFound("look", "no such order")
        return self.orders[order_id]

    async def orders_to_pay(self, page: int) -> OrderPage:
        self.heard("orders_to_pay")
        waiting = [o for o in self.orders.values() if o.state is OrderState.TO_PAY]
        return OrderPage(tuple(waiting[(page - 1) * 50 : page * 50]), len(waiting))

    async def pay_link(self, order_ids: Sequence[str], way: PayWay) -> SharedLink:
        self.heard("pay_link")
        self.linked.append((tuple(order_ids), way))
        if way in self.refused_ways:
            return SharedLink(PayLink(way, "", "AppKey is not allowed"))
        left_out = tuple(each for each in order_ids if each in self.unpayable)
        paid = [each for each in order_ids if each not in left_out]
        url = f"https://trade.1688.com/{';'.join(paid)}" if paid else ""
        return SharedLink(PayLink(way, url, "" if paid else "PRODUCT_TRADE_STAT_ERROR"), left_out)

    async def pay_deadline(self, order_id: str) -> PayDeadline:
        self.heard("pay_deadline")
        return PayDeadline(self.orders[order_id].pay_by, None)

    async def cancel(self, order_id: str, reason: str) -> None:
        self.heard("cancel")
        self.moves(order_id, state=OrderState.CANCELLED, word="cancel", close_reason=reason)
        self.answered("cancel")

    async def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        self.heard("parcels")
        return self.parcels_of.get(order_id, self.parcel_list)

    async def trace(self, order_id: str, logistics_id: str) -> tuple[TraceStep, ...]:
        self.heard("trace")
        return ()

    async def refunds(self, order_id: str) -> RefundsRead:
        """Those that ended are not surely among them while `all_refunds` is down, as for a sub-account."""
        self.heard("refunds")
        return RefundsRead(self.refund_list, answered=True, whole="all_refunds" not in self.down)

    async def refund(self, order_id: str, refund_id: str) -> RefundReport | None:
        """What `hidden_refunds` holds is shown by its number alone; another order's is none of this one."""
        self.heard("refund")
        shown = (*self.refund_list, *self.hidden_refunds)
        found = next((each for each in shown if each.refund_id == refund_id), None)
        if found is None:
            raise Rejected("refund", "no such refund", "003")
        return None if refund_id in self.refunds_of_others else found

    async def refund_steps(self, refund_id: str) -> tuple[RefundStep, ...]:
        self.heard("refund_steps")
        return self.steps_of.get(refund_id, ())

    async def refund_reasons(self, order_id: str, ask: RefundAsk) -> tuple[RefundReason, ...]:
        self.heard("refund_reasons")
        return self.reasons

    async def refund_limits(self, order_id: str, ask: RefundAsk) -> RefundLimits:
        self.heard("refund_limits")
        return self.limits

    async def upload_voucher(self, picture: bytes) -> str:
        self.heard("upload_voucher")
        self.uploaded.append(picture)
        return f"https://cbu01.alicdn.com/img/ibank/{len(self.uploaded)}.jpg"

    async def ask_refund(self, order_id: str, ask: RefundAsk) -> RefundTaken:
        """It runs, and waits for its seller; its description stands in its first step."""
        self.heard("ask_refund")
        self.asked.append((order_id, ask))
        self.refunds_made += 1
        carriage = ask.carriage if self.carriage_set is None else self.carriage_set
        refund = RefundReport(
            f"TQ{self.refunds_made}", "waitselleragree", RefundState.ASKED, Fen(ask.goods + carriage), Fen(0), carriage,
            ask.entries, tuple(ask.counted.items()), ask.back, ask.reason.id if ask.reason else 0,
            ask.reason.name if ask.reason else "", asked_at=self.clock.now(),
        )  # fmt: skip
        self.refund_list = (*self.refund_list, refund)
        self.steps_of[refund.refund_id] = (RefundStep(self.clock.now(), f"退款说明：{ask.description}"),)
        self.moves(order_id, refund=RefundState.ASKED)
        self.answered("ask_refund")
        return RefundTaken(refund.refund_id, carriage)

    def refund_moves(self, refund_id: str, **values: Any) -> None:
        """A refund is otherwise now, and its order shows that."""
        self.refund_list = tuple(
            replace(each, **values) if each.refund_id == refund_id else each for each in self.refund_list
        )

    async def withdraw_refund(self, refund_id: str) -> None:
        self.heard("withdraw_refund")
        self.refund_moves(refund_id, word="refundclose", state=RefundState.CLOSED)
        self.answered("withdraw_refund")

    async def carriers(self) -> tuple[Carrier, ...]:
        self.heard("carriers")
        return (Carrier("中通快递", "ZTO"), Carrier("圆通速递", "YTO"))

    async def send_back(self, refund_id: str, carrier: str, bill_no: str) -> None:
        self.heard("send_back")
        self.refund_moves(refund_id, word="waitsellerreceive", carrier=carrier, bill_no=bill_no)
        self.answered("send_back")

    async def tell_seller(self, order_id: str, text: str) -> None:
        self.heard("tell_seller")
        self.answered("tell_seller")

    async def urge(self, order_id: str) -> None:
        self.heard("urge")
        self.answered("urge")

    async def confirm_receipt(self, order_id: str, entry_ids: Sequence[str]) -> None:
        self.heard("confirm_receipt")
        self.confirmed.append((order_id, *entry_ids))
        lines = tuple(
            replace(line, step=OrderState.FINISHED) if (line.entry_id or order_id) in entry_ids else line
            for line in self.orders[order_id].lines
        )
        self.moves(order_id, lines=lines)
        if all(line.step is OrderState.FINISHED for line in lines):
            self.moves(order_id, state=OrderState.FINISHED, word="success")
        self.answered("confirm_receipt")

    async def chat_link(self, seller_open_id: str) -> str:
        self.heard("chat_link")
        return "https://amos.alicdn.com/x"

    async def account(self) -> Account:
        self.heard("account")
        return Account("login", "member", "company")

    async def missed_pushes(self) -> MissedPushes:
        self.heard("missed_pushes")
        return MissedPushes(())

    async def confirm_pushes(self, message_ids: tuple[str, ...]) -> None:
        self.heard("confirm_pushes")
