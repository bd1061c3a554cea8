"""An order as 1688 reports it: its state in our words, lines, parcels, refunds, and what was asked to be placed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.purchasing.money import Fen
from bot.purchasing.request import Line

_NOTHING = Fen(0)


class OrderState(StrEnum):
    """The life of an order on 1688, forward only."""

    TO_PAY = "to_pay"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    RECEIVED = "received"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RefundState(StrEnum):
    """Where the money of an order is going, beside its state."""

    NONE = "none"
    ASKED = "asked"
    DONE = "done"
    CLOSED = "closed"


class ReadBackState(StrEnum):
    """Whether an order that 1688 named was read back: not yet, as what was sent, or as something else."""

    CHECKING = "checking"
    AGREED = "agreed"
    DIFFERS = "differs"


@dataclass(frozen=True)
class OrderReport:
    """One order as a call reported it; `state` is None where 1688 used a word that we do not know (`word`).

    A line is without an offer (`""`) where 1688 shows its product no more, and of 0 where it is not counted in pieces.
    """

    order_id: str
    word: str
    state: OrderState | None
    refund: RefundState
    total: Fen
    freight: Fen
    refunded: Fen
    lines: tuple[Line, ...]
    out_order_id: str
    seller: str
    seller_login: str
    created_at: datetime | None
    modified_at: datetime | None
    paid_at: datetime | None
    pay_by: datetime | None
    close_reason: str = ""
    address: str = ""


@dataclass(frozen=True)
class OrderPage:
    """One page of the order list, as it came; `total` counts all pages.

    `left_out` are the numbers of what this one could not tell, empty where not even that could be read.
    """

    orders: tuple[OrderReport, ...]
    total: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """One parcel of an order; `status` is 1688's word, `signed` when it says that it was signed for."""

    logistics_id: str
    bill_no: str
    company: str
    status: str
    signed: bool


@dataclass(frozen=True)
class TraceStep:
    """One step of a parcel, oldest first; the text is 1688's."""

    at: datetime
    remark: str


@dataclass(frozen=True)
class RefundReport:
    """One refund of an order; `amount` fen is what was asked, `paid` fen what came back."""

    refund_id: str
    word: str
    state: RefundState
    amount: Fen
    paid: Fen


@dataclass(frozen=True)
class PayDeadline:
    """Until when an order can be paid and what is to be paid (fen), where 1688 says so."""

    pay_by: datetime | None
    amount: Fen | None


class PayWay(StrEnum):
    """Ways to pay, as the setting ALIBABA_PAY spells them."""

    ALIPAY = "alipay"
    CROSS = "cross"
    PHONE = "phone"


@dataclass(frozen=True)
class PayLink:
    """A link to pay by, or the reason of 1688 why this way does not work (`url` empty)."""

    way: PayWay
    url: str
    reason: str = ""


@dataclass(frozen=True)
class PreviewPart:
    """One order that 1688 would make; money in fen. `unit_price` is what the first line's piece costs.

    `trade_modes` are those of 1688's that leave one payment of the total to a person; `fee` is what it adds beside the
    freight, `funds` the red packets and coupons that it would use, `lines` how many lines the sums are rounded over.
    """

    goods: Fen
    freight: Fen
    discount: Fen
    total: Fen
    unit_price: Fen | None
    flow: str
    trade_modes: tuple[str, ...]
    fee: Fen = _NOTHING
    funds: Fen = _NOTHING
    lines: int = 1


@dataclass(frozen=True)
class Preview:
    """What 1688 would charge now; several parts where it splits the order."""

    parts: tuple[PreviewPart, ...]

    @property
    def trade_mode(self) -> str:
        """The first mode that every part offers; empty where there is none, and it cannot be ordered here."""
        offered = self.parts[0].trade_modes if self.parts else ()
        return next((mode for mode in offered if all(mode in part.trade_modes for part in self.parts)), "")

    @property
    def goods(self) -> Fen:
        return Fen(sum(part.goods for part in self.parts))

    @property
    def freight(self) -> Fen:
        return Fen(sum(part.freight for part in self.parts))

    @property
    def discount(self) -> Fen:
        return Fen(sum(part.discount for part in self.parts))

    @property
    def total(self) -> Fen:
        return Fen(sum(part.total for part in self.parts))


@dataclass(frozen=True)
class Placing:
    """Everything a create call is made of; its canonical JSON is the body that is stored before it is sent."""

    line: Line
    out_order_id: str
    address_id: str
    flow: str
    trade_mode: str
    message: str
    unit_price: Fen


@dataclass(frozen=True)
class PlacedOrder:
    """One order that a create call made; `total` in fen where the answer told it."""

    order_id: str
    total: Fen | None
    word: str = ""


@dataclass(frozen=True)
class FailedLine:
    """One line that a create call did not take, with 1688's reason."""

    offer_id: str
    spec_id: str
    code: str
    reason: str
