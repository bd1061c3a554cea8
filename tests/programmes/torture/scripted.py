"""A market in memory that keeps its own ledger: what a call came to is scripted, what exists is not."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.market.errors import NotFound, Rejected, Unreachable
from bot.market.port import Outcome, Placed, Refused, Unclear, Unsent
from bot.purchasing.asking_back import RefundAsk, RefundLimits, RefundStep, RefundTaken
from bot.purchasing.create_call import PlacedOrder, Placing
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Attribute, Offer, Sku
from bot.purchasing.order_report import OrderLine, OrderPage, OrderReport, OrderState, RefundReport, RefundState
from tests.fakes.market import FakeMarket

WORDS = {
    OrderState.TO_PAY: "waitbuyerpay",
    OrderState.PAID: "waitsellersend",
    OrderState.SHIPPED: "waitbuyerreceive",
    OrderState.FINISHED: "success",
    OrderState.CANCELLED: "cancel",
}
ENDINGS = (
    "placed", "unclear, done", "unclear, not done", "unclear, done late", "refused", "refused, done",
    "turned away", "turned away, look first", "turned away, done", "dies before", "dies after",
)  # fmt: skip
"""How a create call can end."""


REFUND_ENDINGS = ("taken", "lost, done", "lost, not done", "refused", "not sent", "dies before", "dies after")
"""How a call that asks for a refund can end."""
VARIANTS = tuple(Sku(name, name, (Attribute("颜色", name),), Fen(10_00), 1000) for name in ("red", "blue", "white"))
"""What every third offer has."""


def several(offer_id: str) -> bool:
    """Whether this offer is bought in several variants."""
    return int(offer_id) % 3 == 0


def basket(offer_id: str) -> bool:
    """Whether this offer is asked for together with the next one, of another seller."""
    return int(offer_id) % 5 == 0 and not several(offer_id) and not several(str(int(offer_id) + 1))


class Died(BaseException):
    """The process ended in the middle of the call."""


@dataclass
class ScriptedMarket(FakeMarket):
    """`ending` is how the next create calls end; `silent` names the reads that give no answer.

    It is a market of its own, since here the truth must not come from the answers: what a create call makes is decided
    beside what it is answered, may arrive minutes later, and is what the invariants are judged by.
    """

    ending: str = "placed"
    late_by: float = 300.0
    seller: str = "b2b-1"
    silent: frozenset[str] = frozenset()
    under_way: list[tuple[datetime, Placing]] = field(default_factory=list)
    arrivals: list[str] = field(default_factory=list)
    """The reference of every create call that arrived."""
    refund_ending: str = "taken"
    refunds_asked: list[str] = field(default_factory=list)
    """The order of every call that asked for a refund and arrived."""
    refunds_of: dict[str, list[RefundReport]] = field(default_factory=dict)
    """What there is of each order."""

    def under(self, reference: str) -> list[OrderReport]:
        """What exists under a reference, for whoever may know it."""
        return [order for order in self.orders.values() if order.out_order_id == reference]

    async def offer(self, offer_id: str, language: str) -> Offer:
        found = await super().offer(offer_id, language)
        found = replace(found, seller=replace(found.seller, open_id=f"{found.seller.open_id}-{int(offer_id) % 2}"))
        return replace(found, skus=VARIANTS) if several(offer_id) else found

    def pass_time(self) -> None:
        """What was under way arrives."""
        due = [each for each in self.under_way if each[0] <= self.clock.now()]
        self.under_way = [each for each in self.under_way if each[0] > self.clock.now()]
        for at, placing in due:
            self._make(placing, at)

    def _make(self, placing: Placing, at: datetime) -> str:
        number = f"33016867714037{len(self.orders):05}"
        goods = self.price * sum(line.quantity for line in placing.lines)
        self.orders[number] = OrderReport(
            order_id=number, word="waitbuyerpay", state=OrderState.TO_PAY, refund=RefundState.NONE,
            total=Fen(goods + self.freight), freight=Fen(self.freight), refunded=Fen(0),
            out_order_id=placing.out_order_id,
            lines=tuple(OrderLine(each.offer_id, each.spec_id, each.quantity) for each in placing.lines),
            seller=self.seller, seller_login="", created_at=at, modified_at=at,
            paid_at=None, pay_by=at + timedelta(days=5),
        )  # fmt: skip
        return number

    def move(self, order_id: str, state: OrderState) -> None:
        """The order is in another state now."""
        order = self.orders[order_id]
        paid = order.paid_at or (self.clock.now() if state not in (OrderState.TO_PAY, OrderState.CANCELLED) else None)
        self.orders[order_id] = replace(
            order, state=state, word=WORDS[state], modified_at=self.clock.now(), paid_at=paid
        )

    def grow(self, order_id: str) -> None:
        """The order holds one piece more than was sent."""
        order = self.orders[order_id]
        lines = tuple(replace(line, quantity=line.quantity + 1) for line in order.lines)
        self.orders[order_id] = replace(order, lines=lines, modified_at=self.clock.now())

    async def place(self, body: str) -> Outcome:
        placing = self.placings[body]
        self.arrivals.append(placing.out_order_id)
        if self.ending == "dies before":
            raise Died
        if self.ending == "unclear, done late":
            self.under_way.append((self.clock.now() + timedelta(seconds=self.late_by), placing))
        done = self.ending in (
            "placed",
            "another's number",
            "unclear, done",
            "refused, done",
            "turned away, done",
            "dies after",
        )
        number = self._make(placing, self.clock.now()) if done else ""
        if self.ending == "dies after":
            raise Died
        return self._answer(number)

    def _answer(self, number: str) -> Outcome:
        if self.ending == "another's number":
            number = next(iter(self.orders))
        if self.ending in ("placed", "another's number"):
            return Placed((PlacedOrder(number, self.orders[number].total),), (), "{}")
        if self.ending.startswith("refused"):
            return Refused("500_003", "库存不足", "{}")
        if self.ending.startswith("turned away"):
            return Unsent("turned away", needs_look="look" in self.ending)
        return Unclear("no answer")

    def _asked(self, what: str) -> None:
        self.pass_time()  # what is made late is there before anybody is answered after that moment
        if what in self.silent:
            raise Unreachable(what, "no answer")

    async def refunds(self, order_id: str) -> RefundsRead:
        self._asked("look")
        return RefundsRead(tuple(self.refunds_of.get(order_id, ())), answered=True, whole=True)

    async def refund_limits(self, order_id: str, ask: RefundAsk) -> RefundLimits:
        self._asked("look")
        order = self.orders[order_id]
        return RefundLimits(Fen(order.total - order.freight), order.freight, order.total)

    async def ask_refund(self, order_id: str, ask: RefundAsk) -> RefundTaken:
        if self.refund_ending == "not sent":
            raise Unreachable("createRefund", "ConnectError", sent=False)
        self.refunds_asked.append(order_id)
        if self.refund_ending == "dies before":
            raise Died
        if self.refund_ending == "refused":
            no = Rejected("createRefund", "退款退货原因错误，请确认原因id", "5004")
            no.answer = {"result": {"success": False, "code": "5004"}}
            raise no
        number = f"TQ{len(self.refunds_asked)}"
        if self.refund_ending != "lost, not done":
            of_order = self.refunds_of.setdefault(order_id, [])
            of_order.append(RefundReport(
                number, "waitselleragree", RefundState.ASKED, ask.total, Fen(0), ask.carriage, ask.entries,
                back=ask.back, reason_id=ask.reason.id if ask.reason else 0, asked_at=self.clock.now(),
            ))  # fmt: skip
            self.orders[order_id] = replace(
                self.orders[order_id], refund=RefundState.ASKED, modified_at=self.clock.now()
            )
            self.steps_of[number] = (RefundStep(self.clock.now(), f"退款说明：{ask.description}"),)
        if self.refund_ending == "dies after":
            raise Died
        if self.refund_ending.startswith("lost"):
            raise Unreachable("createRefund", "ReadTimeout")
        return RefundTaken(number, ask.carriage)

    def end_refund(self, order_id: str, *, paid: bool) -> None:
        """Its seller pays what is asked back of an order, or it ends without money."""
        every = self.refunds_of.get(order_id, [])
        for place, each in enumerate(every):
            if each.state is RefundState.ASKED:
                end = ("refundsuccess", RefundState.DONE) if paid else ("refundclose", RefundState.CLOSED)
                back = each.amount if paid else Fen(0)
                every[place] = replace(each, word=end[0], state=end[1], paid=back)
                order = self.orders[order_id]
                self.orders[order_id] = replace(
                    order, refund=end[1], refunded=Fen(order.refunded + back), modified_at=self.clock.now()
                )

    async def prepare(self) -> None:
        self._asked("preview")

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        self._asked("find")
        return tuple(self.under(out_order_id)) if self.filter_works else ()

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        self._asked("list")
        made = [o for o in self.orders.values() if o.created_at is not None and since <= o.created_at <= until]
        return OrderPage(tuple(made) if page == 1 else (), len(made))

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        self._asked("list")
        moved = [o for o in self.orders.values() if o.modified_at is not None and o.modified_at >= since]
        return OrderPage(tuple(moved[:size]) if page == 1 else (), min(len(moved), size))

    async def look(self, order_id: str) -> OrderReport:
        self._asked("look")
        if order_id not in self.orders:
            raise NotFound("look", "no such order")
        return self.orders[order_id]

    async def cancel(self, order_id: str, reason: str) -> None:
        if self.orders[order_id].state is not OrderState.TO_PAY:
            raise Rejected("cancel", "the order cannot be closed", "500")
        self.move(order_id, OrderState.CANCELLED)
