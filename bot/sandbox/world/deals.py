"""What is bought in the sandbox: orders with their lines, parcels and refunds, as plain values."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.sandbox.world.account import BUYER
from bot.sandbox.world.goods import PretendOffer, PretendSeller, PretendSku
from bot.sandbox.world.sellers import PretendAddress

PAY_TIMEOUT = timedelta(days=5)
OPEN_REFUNDS = ("waitselleragree", "waitbuyermodify", "waitbuyersend", "waitsellerreceive")
"""1688's words for a refund under way."""
NOT_SENT, ON_THE_WAY, HERE = "refundWaitSellerSend", "refundWaitBuyerReceive", "refundBuyerReceived"
CONFIRMED_HERE = "aftersaleBuyerReceived"
APP, SITE = "app", "site"
"""Who asks for a refund."""
FOR_PIECES, FOR_CARRIAGE, FOR_COMPENSATION = "pieces", "carriage", "compensation"
"""What the money of a refund is for."""
IN_SALE, AFTER_SALE = (ON_THE_WAY, HERE), ("aftersaleBuyerNotReceived", CONFIRMED_HERE)
"""What can be said of goods that were sent when their money is asked back, in 1688's words."""


class NotNow(Exception):
    """The state of the order does not allow this; carries a sentence."""


@dataclass
class PretendLine:
    """One line of an order; fen. `amount_fen` is its amount after a change of price."""

    sub_id: int
    offer: PretendOffer
    sku: PretendSku | None
    quantity: int
    price_fen: int
    amount_fen: int
    title: str = ""
    """As the offer was called when it was ordered."""
    sent: bool = False
    """Whether the seller says that it was sent."""
    received: bool = False
    """Whether its buyer confirmed that it came, which released its money."""
    gone: bool = False
    """Whether all that was paid for it came back before it was sent."""

    @property
    def discount_fen(self) -> int:
        """What a change of price subtracted (negative) or added."""
        return self.amount_fen - self.price_fen * self.quantity

    @property
    def spec_id(self) -> str | None:
        return self.sku.spec_id if self.sku else None

    @property
    def label(self) -> str:
        return self.sku.label if self.sku else ""


@dataclass
class PretendParcel:
    """One parcel under way: which lines with how many pieces 1688 says it holds, and the steps of its trace.

    `really` is what is in it. With `says_lines` false 1688 does not name its lines at all.
    """

    number: int
    logistics_id: str
    bill_no: str
    company: str
    company_id: str
    sent_at: datetime
    contents: list[tuple[PretendLine, int]]
    status: str = "WAITACCEPT"
    steps: list[tuple[datetime, str]] = field(default_factory=list)
    really: list[tuple[PretendLine, int]] = field(default_factory=list)
    says_lines: bool = True


@dataclass(frozen=True)
class PretendRefundStep:
    """What somebody did with a refund: 1688's numbers for who and what, the status before it, and two texts."""

    number: int
    at: datetime
    before: str
    role: int
    kind: int
    remark: str
    said: str


@dataclass
class PretendRefund:
    """A refund for so many `pieces` of lines of an order (by their numbers), in fen; `status` is 1688's word.

    `goods_word` is what was said of the goods when it was asked for. With `goods_back` the goods go back to the seller,
    in the buyer's parcel of `company` and `bill_no` once it is sent. `action` is what was done last; until `ends_at`
    somebody must act.
    """

    number: int
    asked_at: datetime
    pieces: dict[int, int]
    goods_fen: int
    carriage_fen: int
    goods_word: str
    goods_back: bool = False
    reason_id: int = 0
    reason: str = ""
    description: str = ""
    vouchers: tuple[str, ...] = ()
    status: str = "waitselleragree"
    action: str = "BUYER_APPLY_REFUND"
    paid_goods_fen: int = 0
    paid_carriage_fen: int = 0
    changed_at: datetime | None = None
    done_at: datetime | None = None
    ends_at: datetime | None = None
    company: str = ""
    bill_no: str = ""
    rejection: str = ""
    rejected: int = 0
    steps: list[PretendRefundStep] = field(default_factory=list)
    asked_by: str = APP
    """Who asked: the app, or a person on the site."""
    purpose: str = FOR_PIECES
    """What its money is really for; 1688's answers do not say that."""
    meant: dict[int, int] | None = None
    """The pieces of each line that it is really for; None if nobody told the books."""

    @property
    def asked_fen(self) -> int:
        return self.goods_fen + self.carriage_fen

    @property
    def paid_fen(self) -> int:
        return self.paid_goods_fen + self.paid_carriage_fen

    @property
    def after_sale(self) -> bool:
        """Whether it was asked for after the receipt was confirmed."""
        return self.goods_word in AFTER_SALE

    @property
    def goods_received(self) -> bool:
        """Whether the buyer had the goods when they asked."""
        return self.goods_word in (HERE, CONFIRMED_HERE)

    @property
    def goods_status(self) -> int:
        """1688's number for where the goods are: not received, with the buyer, sent back."""
        return 3 if self.bill_no else 2 if self.goods_received else 1

    @property
    def refund_id(self) -> str:
        return f"TQ{self.number}"


@dataclass
class PretendOrder:
    """One order with one seller; money in fen, times in UTC."""

    order_id: int
    seller: PretendSeller
    address: PretendAddress
    lines: list[PretendLine]
    freight_fen: int
    created_at: datetime
    modified_at: datetime
    channel: str
    out_order_id: str | None = None
    message: str = ""
    account: str = BUYER.login_id
    """The login that placed it; of a sub-account `main:sub`."""
    feedback: list[str] = field(default_factory=list)
    status: str = "waitbuyerpay"
    paid_fen: int = 0
    first_fen: int = 0
    """The total when it was created."""
    repriced: bool = False
    frozen: bool = False
    """Its parcels do not move any more."""
    urged: list[datetime] = field(default_factory=list)
    """When 1688 urged its seller."""
    parcels: list[PretendParcel] = field(default_factory=list)
    refunds: list[PretendRefund] = field(default_factory=list)
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    received_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: str | None = None
    close_operate: str | None = None

    @property
    def goods_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines)

    @property
    def list_fen(self) -> int:
        """The goods before any change of price."""
        return sum(line.price_fen * line.quantity for line in self.lines)

    def set_goods(self, goods_fen: int) -> None:
        """Let the goods cost this together: each line its share, the last one the rest."""
        listed = self.list_fen
        for line in self.lines:
            line.amount_fen = goods_fen * line.price_fen * line.quantity // listed if listed else 0
        self.lines[-1].amount_fen += goods_fen - self.goods_fen

    @property
    def total_fen(self) -> int:
        return self.goods_fen + self.freight_fen

    @property
    def refunded_fen(self) -> int:
        return sum(refund.paid_fen for refund in self.refunds)

    def shares(self, refund: PretendRefund, fen: int) -> dict[int, int]:
        """So many fen of a refund on the lines that it is of; the last one gets the remainder."""
        lines = [line for line in self.lines if line.sub_id in refund.pieces]
        weights = [line.amount_fen * refund.pieces[line.sub_id] // line.quantity for line in lines]
        shares = [fen * weight // max(1, sum(weights)) for weight in weights]
        shares[-1] += fen - sum(shares)
        return {line.sub_id: share for line, share in zip(lines, shares, strict=True)}

    @property
    def released_fen(self) -> int:
        """What went to the seller: what came back is taken off at the end, and the freight is released with it."""
        if self.status == "success":
            return self.paid_fen - self.refunded_fen
        return sum(line.amount_fen for line in self.lines if line.received)

    @property
    def open_refund(self) -> PretendRefund | None:
        return next((refund for refund in self.refunds if refund.status in OPEN_REFUNDS), None)

    @property
    def pay_before(self) -> datetime:
        return self.created_at + PAY_TIMEOUT
