"""The simulated market as one object: its goods, addresses, orders, switches and call counts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.bus import Bus
from bot.sandbox.clock import BooksClock, WorldClock
from bot.sandbox.world.account import BUYER
from bot.sandbox.world.catalogue import stock_up
from bot.sandbox.world.deals import PretendOrder, PretendRefund
from bot.sandbox.world.goods import PretendOffer
from bot.sandbox.world.orderbook import OrderBook
from bot.sandbox.world.pushed import PretendPushes
from bot.sandbox.world.quoting import MarketRefused, Part, Priced, Wish, freight, out_of_stock, price_basket, split
from bot.sandbox.world.sellers import ADDRESSES, PretendAddress
from bot.sandbox.world.showing import order_row


@dataclass(frozen=True)
class PaySwitch:
    """How links for several orders end."""

    leave_out: tuple[str, ...] = ()
    """The orders that a link leaves out. Two of the calls name them; grouppay says nothing about them."""
    no_link: bool = False
    """Whether every link is refused, without naming an order."""
    form: str = "results"
    """Where grouppay's answer stands: within `results`, as its page has it, or flat."""
    bracketed: bool = False
    """Whether there is no link while one of those that it leaves out is asked for: its words name them in brackets."""


@dataclass
class LostAnswers:
    """The next `n` answers are lost: `after` it was done, `before` it is done, or done and told as `garbage`.

    If they are `late`, nothing comes until the caller hangs up, and it is done so many seconds after it arrived.
    """

    n: int = 0
    how: str = "after"
    seconds: float = 0.0

    def take(self) -> str:
        """How the next one is lost, counted down; empty if it is not."""
        if self.n < 1:
            return ""
        self.n -= 1
        return self.how


@dataclass
class PlannedLie:
    """The next `n` answers that can are false in one way; with an `order`, only those about it."""

    n: int = 0
    order: str = ""

    def fits(self, order_id: object) -> bool:
        """Whether an answer about this order is to be false."""
        return self.n > 0 and self.order in ("", str(order_id))


@dataclass
class Switches:
    """How the market behaves in cases that 1688's documents leave open, and which calls it denies."""

    repeat: str = "second"
    list_filter: bool = True
    one_click: str = "paid"
    commit_delay: float = 0.0
    single_user: bool = False
    detail_total: str = "paid"
    """The detail's total: what is paid, or for ever the first sum; the list always shows what is paid."""
    address_texts: bool = False
    """Whether a preview needs the province, city and area of an address beside its id."""
    echo: bool = True
    """Whether orders show the buyer's own reference."""
    list_echo: bool = False
    """Whether the list shows it too, which no page promises."""
    parcel_lines: bool = False
    """Whether parcels name the lines that are in them; the page has them, its sample has not."""
    refuse_receipt: bool = False
    """Whether 1688 refuses to take that goods came."""
    pay_calls: list[str] | None = None
    """The calls about paying that the app may use; None is all of them."""
    pay: PaySwitch = field(default_factory=PaySwitch)
    account: str = BUYER.login_id
    """The account that the token belongs to: `main`, or `main:sub` for one of its sub-accounts."""
    modes: list[str] = field(default_factory=lambda: ["creditBuy", "period", "futurePay", "assureTrade"])
    """The modes in previews, credit and unknown ones first: taking the first buys on terms that nobody agreed to."""
    denied: set[str] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)
    """Sellers (login or company) that this app may not buy from yet."""
    split: bool = False
    """Whether each line of a purchase becomes an order of its own."""
    coupon_fen: int = 0
    """What a coupon of the shop takes off each order whose goods cost more than twice that."""
    refund_carriage: int | None = None
    """What the platform's rules make of the carriage (fen) that refunds ask back; None leaves it as it is asked."""
    lost_refund: LostAnswers = field(default_factory=LostAnswers)
    """The next answers of createRefund that do not come, or come as garbage."""
    refund_lag: float = 0.0
    """For so many seconds after it was asked for, no query shows a refund."""
    after_sale_to_sub: str = "nothing"
    """What a sub-account is told of refunds that were asked for after the receipt: nothing, or what has a number."""
    lies: dict[str, PlannedLie] = field(default_factory=dict)
    """The lies that are told next, by their kinds."""
    no_picture_id: bool = False
    """Whether a picture to search by is taken without a number."""
    nothing_alike: bool = False
    """Whether a search by a picture finds nothing, and no thing in it."""
    fail: dict[str, str] = field(default_factory=dict)
    """Offers whose lines a create call refuses, and the code."""


@dataclass
class PretendPlaced:
    """The result of an attempt to buy: the orders created, and the lines that failed with the reason."""

    orders: list[PretendOrder]
    failed: list[tuple[Priced, MarketRefused]]


class World:
    """Everything on the 1688 side; all APIs share it."""

    def __init__(self, clock: WorldClock, bus: Bus, seed: int = 1688) -> None:
        self.clock = BooksClock(clock)
        self.bus = bus
        self.seed = seed
        self.offers: dict[int, PretendOffer] = stock_up(seed)
        self.addresses: tuple[PretendAddress, ...] = ADDRESSES
        self.pushes = PretendPushes(self.clock)
        self.book = OrderBook(self.clock, self._changed)
        self.switches = Switches()
        self.calls: Counter[str] = Counter()
        self.told_lies: Counter[str] = Counter()
        """How many answers with each kind of lie were delivered."""
        self.pictures: dict[str, bytes] = {}
        """Pictures that buyers gave to search by, by their numbers."""
        self.vouchers: dict[str, bytes] = {}
        """Pictures that buyers gave for refunds, by the path at which anybody can look at them."""

    def _changed(self, order: PretendOrder) -> None:
        self.bus.publish("order", order_row(order))
        self.pushes.changed(order)

    def now(self) -> datetime:
        """The sandbox's time, UTC."""
        return self.clock.now()

    @property
    def home(self) -> PretendAddress:
        """The account's default address."""
        return next(address for address in self.addresses if address.default)

    def address(self, address_id: int) -> PretendAddress | None:
        """A saved address by its id."""
        return next((address for address in self.addresses if address.id == address_id), None)

    def shown_refunds(self, order: PretendOrder) -> list[PretendRefund]:
        """The refunds of the order that queries of this account show, oldest first."""
        switches = self.switches
        blind = ":" in switches.account and switches.after_sale_to_sub == "nothing"
        return [
            refund
            for refund in order.refunds
            if (self.now() - refund.asked_at).total_seconds() >= switches.refund_lag
            and not (blind and refund.after_sale)
        ]

    def order(self, order_id: object) -> PretendOrder | None:
        """The order with this id, given as text or number; None if there is none."""
        text = str(order_id)
        return self.book.orders.get(int(text)) if text.isdecimal() else None

    def by_out_id(self, out_order_id: str) -> list[PretendOrder]:
        """The orders with this reference of the buyer, oldest first."""
        return [order for order in self.book.orders.values() if order.out_order_id == out_order_id]

    def newest_first(self) -> list[PretendOrder]:
        return sorted(self.book.orders.values(), key=lambda order: order.order_id, reverse=True)

    def quote(self, wishes: list[Wish]) -> list[Part]:
        """What the basket would cost now, as the orders it would become. Raises MarketRefused."""
        lines = price_basket(self.offers, wishes)
        for line in lines:
            if line.short:
                raise out_of_stock(line)
        self._check_sellers(lines)
        return self._parts(lines)

    def _check_sellers(self, lines: list[Priced]) -> None:
        for line in lines:
            seller = line.offer.seller
            if {seller.login_id, seller.company.zh} & set(self.switches.strangers):
                raise MarketRefused("400", f"您没有向供应商[{seller.company.zh}]下单的权限。", line.offer)

    def _parts(self, lines: list[Priced]) -> list[Part]:
        """The orders that these lines become."""
        parts = [part for line in lines for part in split([line])] if self.switches.split else split(lines)
        for part in parts:
            part.coupon_fen = self._coupon(part)
        return parts

    def _coupon(self, part: Part) -> int:
        coupon = self.switches.coupon_fen
        return coupon if part.goods_fen > 2 * coupon else 0

    def _refused(self, line: Priced) -> MarketRefused | None:
        """Why a create call leaves this line out."""
        code = self.switches.fail.get(str(line.offer.offer_id))
        if code is not None:
            return MarketRefused(code, f"商品[{line.offer.offer_id}]下单失败。", line.offer)
        return out_of_stock(line) if line.short else None

    def buy(
        self,
        wishes: list[Wish],
        address: PretendAddress,
        channel: str,
        out_order_id: str | None = None,
        message: str = "",
        account: str = "",
    ) -> PretendPlaced:
        """Place the orders; lines that are refused fail alone if others can be bought. Raises MarketRefused."""
        lines = price_basket(self.offers, wishes)
        if channel != "site":
            self._check_sellers(lines)
        for line in lines:
            if not line.offer.tradable and channel != "site":
                text = f"商品[{line.offer.offer_id}]不支持在线交易，无法下单。"
                raise MarketRefused("500_001", text, line.offer)
        placed = PretendPlaced([], [])
        for part in self._parts(lines):
            refused = {id(line): why for line in part.lines if (why := self._refused(line)) is not None}
            left = [line for line in part.lines if id(line) not in refused]
            placed.failed += [(line, refused[id(line)]) for line in part.lines if id(line) in refused]
            if left:
                order = Part(left, freight(left))
                order.coupon_fen = self._coupon(order)
                by = account or self.switches.account
                placed.orders.append(self.book.place(order, address, channel, out_order_id, message, by))
        if not placed.orders:
            raise placed.failed[0][1]
        return placed

    def saw(self, call: str, ok: bool, note: str) -> None:
        """Tell the page that a call arrived, and its result."""
        facts: dict[str, Any] = {
            "side": "1688",
            "call": call,
            "ok": ok,
            "note": note,
            "at": self.now().isoformat(),
        }
        self.bus.publish("call", facts)
