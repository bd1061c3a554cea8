"""An order as 1688 reports it: state, lines, parcels, refunds, ways to pay."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.snapshot import Line

BUYER_CANCELS = "buyerCancel"
"""1688's reason of an order that its buyer cancelled."""


_DOUBLE_BITS = 52
_LONGEST_NUMBER = 19


def is_same_number(said: str, known: str) -> bool:
    """Whether a number that was said is the known one of an order or a line, or what a double leaves of it.

    A tool on the way may have taken it for a double, which changes its last digits.
    """
    if said == known:
        return True
    longest = max(len(said), len(known))
    if longest > _LONGEST_NUMBER or not (said.isdecimal() and known.isdecimal()):
        return False
    return abs(int(said) - int(known)) << _DOUBLE_BITS <= int(known)


class OrderState(StrEnum):
    """The states of an order on 1688; they only go forward."""

    TO_PAY = "to_pay"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    RECEIVED = "received"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RefundState(StrEnum):
    """What happens to the money of an order, beside its state."""

    NONE = "none"
    ASKED = "asked"
    DONE = "done"
    CLOSED = "closed"


class ReadBackState(StrEnum):
    """Whether an order that 1688 named was read back: not yet, as what was sent, or as something else."""

    CHECKING = "checking"
    AGREED = "agreed"
    DIFFERS = "differs"


class LineState(StrEnum):
    """What became of one line of an order, as far as 1688 says it line by line."""

    OPEN = "open"
    CANCELLED = "cancelled"
    """It was closed, or is shown no more, and nothing is paid for it."""
    REFUNDED = "refunded"
    """All that was paid for it came back."""


@dataclass(frozen=True)
class OrderLine(Line):
    """One line of an order: what its pieces cost together (fen), None if 1688 does not say, and its title there.

    `entry_id` is its own number at 1688, `refunded` what came back of it (fen). `share` is its share of the order's sum
    that counts, freight and discounts among it; a report has none, and it is None while 1688 does not say what each of
    several lines costs. `step` is how far 1688 says that it is, sent or received apart from the others; None if it
    says nothing of this line.
    """

    amount: Fen | None = None
    title: str = ""
    entry_id: str = ""
    state: LineState = LineState.OPEN
    refunded: Fen = NOTHING
    share: Fen | None = None
    step: OrderState | None = None


@dataclass(frozen=True, kw_only=True)
class ShownOfOrder:
    """What is kept of an order exactly as 1688 last showed it, beside what is decided by it."""

    close_reason: str = ""


@dataclass(frozen=True)
class OrderReport(ShownOfOrder):
    """One order as a call reported it; `state` is None if 1688 used a word that we do not know (`word`).

    A line's offer is `""` if 1688 no longer shows its product; its quantity is 0 if it is not counted in pieces.
    `seller` is what the seller is called; `company` is their company, if 1688 names it. `account` is the login that
    placed it. `by_parcel` names lines by the number or the waybill of the parcel that they are in. `line_refunds` is
    how the refund of a line stands, by its entry id, as far as the order says it line by line.
    """

    order_id: str
    word: str
    state: OrderState | None
    refund: RefundState
    total: Fen
    freight: Fen
    refunded: Fen
    lines: tuple[OrderLine, ...]
    out_order_id: str
    seller: str
    seller_login: str
    created_at: datetime | None
    modified_at: datetime | None
    paid_at: datetime | None
    pay_by: datetime | None
    address: str = ""
    company: str = ""
    account: str = ""
    by_parcel: tuple[tuple[str, str], ...] = ()
    line_refunds: tuple[tuple[str, RefundState], ...] = ()

    def with_lines(self, parcel: "Parcel") -> "Parcel":
        """A parcel of it with the lines that it names itself, or else those that this report says are in it."""
        for name in (parcel.logistics_id, parcel.bill_no):
            entries = dict.fromkeys(entry for of, entry in self.by_parcel if of == name)
            if entries and not parcel.lines:
                return replace(parcel, lines=tuple(map(ParcelLine, entries)))
        return parcel


@dataclass(frozen=True)
class OrderPage:
    """One page of the order list; `total` counts all pages.

    `left_out` holds the numbers of orders that could not be read, empty if not even the number could.
    """

    orders: tuple[OrderReport, ...]
    total: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParcelLine:
    """Pieces of an order line in a parcel; `quantity` is None if 1688 names the line alone."""

    entry_id: str
    quantity: int | None = None


@dataclass(frozen=True)
class Parcel:
    """One parcel of an order; `status` is 1688's word, `signed` is whether that word says it was signed for.

    `sent_at` is when it left the seller (UTC); None if 1688 does not say. `lines` are empty if it does not name them.
    `of_order` is the order that it is of, as its answer says; empty if that does not say it.
    """

    logistics_id: str
    bill_no: str
    company: str
    status: str
    signed: bool
    sent_at: datetime | None = None
    lines: tuple[ParcelLine, ...] = ()
    of_order: str = ""


class ParcelChange(StrEnum):
    """What 1688 changed of a parcel after it was counted."""

    GONE = "gone"
    """It shows it no more; this stands for its word of it."""
    WAYBILL = "waybill"
    LINES = "lines"


@dataclass(frozen=True)
class TraceStep:
    """One step of a parcel; the text is 1688's."""

    at: datetime
    remark: str


@dataclass(frozen=True)
class RefundReport:
    """One refund of an order: `amount` (fen) was asked for, `carriage` among it; `paid` (fen) came back.

    It is of the lines `entries`, of some with so many `pieces`, as far as 1688 says. With `back` the goods go back, to
    `address`, in the parcel `bill_no` of `carrier`. `rejection` is why the seller refused it. Until `ends_at` (UTC)
    somebody must act; `ends_how` is 1688's word for what happens then.
    """

    refund_id: str
    word: str
    state: RefundState
    amount: Fen
    paid: Fen
    carriage: Fen = NOTHING
    entries: tuple[str, ...] = ()
    pieces: tuple[tuple[str, int], ...] = ()
    back: bool = False
    reason_id: int = 0
    reason: str = ""
    rejection: str = ""
    asked_at: datetime | None = None
    ends_at: datetime | None = None
    ends_how: str = ""
    address: str = ""
    carrier: str = ""
    bill_no: str = ""


@dataclass(frozen=True)
class PayDeadline:
    """Until when an order can be paid (UTC), and what is to be paid (fen); None if 1688 does not say."""

    pay_by: datetime | None
    amount: Fen | None


class PayWay(StrEnum):
    """Ways to pay, spelt as in the setting ALIBABA_PAY."""

    ALIPAY = "alipay"
    CROSS = "cross"
    GROUP = "group"
    """The same call of 1688 as `phone`, for the cashier of a computer."""
    PHONE = "phone"

    @property
    def cap(self) -> int:
        """How many orders one link may hold."""
        return {PayWay.ALIPAY: 30, PayWay.CROSS: 10}.get(self, 20)


@dataclass(frozen=True)
class PayLink:
    """A link to pay with, or 1688's reason why this way does not work (`url` empty); `passing` if it may work soon."""

    way: PayWay
    url: str
    reason: str = ""
    passing: bool = False


@dataclass(frozen=True)
class SharedLink:
    """A link that pays several orders at once, and those of them that 1688 says it does not pay."""

    link: PayLink
    left_out: tuple[str, ...] = ()
