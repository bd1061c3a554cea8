"""What is asked back of an order: for which pieces, in which way, how much at most, and in which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.purchasing.money import Fen, sum_fen
from bot.purchasing.order import OrderLine, OrderState, RefundReport

DESCRIPTION_LIMITS = (2, 150)
"""How many characters 1688 takes of a description (`alibaba.trade.createRefund`, error 5012)."""
MOST_VOUCHERS = 5
_NOTHING = Fen(0)


class GoodsStatus(StrEnum):
    """Where the goods are when money is asked back, in 1688's words (`goodsStatus`)."""

    NOT_SENT = "refundWaitSellerSend"
    ON_THE_WAY = "refundWaitBuyerReceive"
    HERE = "refundBuyerReceived"
    CONFIRMED_NOT_HERE = "aftersaleBuyerNotReceived"
    """The receipt was confirmed by mistake."""
    CONFIRMED_HERE = "aftersaleBuyerReceived"

    @property
    def after_sale(self) -> bool:
        return self in (GoodsStatus.CONFIRMED_NOT_HERE, GoodsStatus.CONFIRMED_HERE)

    @property
    def returnable(self) -> bool:
        """Whether the goods can be sent back: only whoever has them can."""
        return self in (GoodsStatus.HERE, GoodsStatus.CONFIRMED_HERE)


class Pieces(NamedTuple):
    """The pieces of a line for which money is asked back: what never came, and what came, by what it is."""

    missing: int = 0
    damaged: int = 0
    good: int = 0
    wrong: int = 0

    @property
    def here(self) -> int:
        return self.damaged + self.good + self.wrong


@dataclass(frozen=True)
class RefundReason:
    """A reason that 1688 takes for an order as it is now, in its words; without `carriage` none is paid back."""

    id: int
    name: str
    needs_voucher: bool = False
    carriage: bool = True
    tip: str = ""


class RefundLimits(NamedTuple):
    """The most that can be asked back, fen: for the goods, for the carriage, and of both together."""

    goods: Fen
    carriage: Fen
    total: Fen


@dataclass(frozen=True)
class RefundAsk:
    """What a person asks 1688 to pay back of an order; fen.

    `pieces` are those of each line, by its entry id. With `back` the goods go back to the seller. `photos` are
    Telegram's unique ids, `vouchers` the public addresses that pictures of them have at 1688.
    """

    goods_status: GoodsStatus
    pieces: Mapping[str, Pieces]
    back: bool = False
    reason: RefundReason | None = None
    goods: Fen = _NOTHING
    carriage: Fen = _NOTHING
    limits: RefundLimits | None = None
    description: str = ""
    photos: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(self.pieces)

    @property
    def total(self) -> Fen:
        return Fen(self.goods + self.carriage)

    @property
    def counted(self) -> Mapping[str, int]:
        """How many pieces of each line are sent back, for 1688; empty if it is about money alone."""
        return {entry: each.here for entry, each in self.pieces.items() if each.here} if self.back else {}


class RefundTaken(NamedTuple):
    """1688's number of a refund that it took, and the carriage (fen) that it set; None if it does not say."""

    refund_id: str
    carriage: Fen | None = None


class RefundStep(NamedTuple):
    """One step of a refund, in 1688's words; `by_buyer` is whether our account did it."""

    at: datetime
    words: str
    by_buyer: bool


class Carrier(NamedTuple):
    """A company that carries parcels, and 1688's code of it."""

    name: str
    code: str


class RefundStage(StrEnum):
    """For whom a refund waits, by 1688's word for it."""

    SELLER = "seller"
    """For the seller, who has not answered."""
    REFUSED = "refused"
    """The seller refused it: it is for its buyer to change, to take back, or to call 1688's help."""
    TO_SEND = "to_send"
    """The seller wants the goods back; they are to be sent."""
    SENT = "sent"
    """The goods are on their way back."""
    PAID = "paid"
    CLOSED = "closed"
    OTHER = "other"
    """1688 uses a word that we do not know."""

    @property
    def ours(self) -> bool:
        """Whether it is for us to do something."""
        return self in (RefundStage.REFUSED, RefundStage.TO_SEND)


_STAGES = {
    "waitselleragree": RefundStage.SELLER,
    "waitbuyermodify": RefundStage.REFUSED,
    "waitbuyersend": RefundStage.TO_SEND,
    "waitsellerreceive": RefundStage.SENT,
    "refundsuccess": RefundStage.PAID,
    "refundclose": RefundStage.CLOSED,
}


def stage_of(word: str) -> RefundStage:
    """For whom a refund of this word of 1688's waits."""
    return _STAGES.get(word.lower(), RefundStage.OTHER)


def goods_statuses(state: OrderState) -> tuple[GoodsStatus, ...]:
    """What can be said of the goods of an order in this state; nothing if none of its money can be asked back."""
    match state:
        case OrderState.PAID:
            return (GoodsStatus.NOT_SENT,)
        case OrderState.PART_SHIPPED | OrderState.SHIPPED:
            return (GoodsStatus.ON_THE_WAY, GoodsStatus.HERE)
        case OrderState.RECEIVED | OrderState.FINISHED:
            return (GoodsStatus.CONFIRMED_NOT_HERE, GoodsStatus.CONFIRMED_HERE)
        case _:
            return ()


def share_of(lines: Sequence[OrderLine], pieces: Mapping[str, Pieces]) -> Fen:
    """The paid share of these pieces (fen), each line's part rounded down; what 1688 does not say counts as nothing."""
    told = {each.entry_id: (each.share or _NOTHING, each.quantity) for each in lines}
    known = [(*told[entry], each.missing + each.here) for entry, each in pieces.items() if entry in told]
    return sum_fen(Fen(share * n // of) for share, of, n in known if of)


def is_ours(ask: RefundAsk, claimed_at: datetime, report: RefundReport) -> bool:
    """Whether a refund that 1688 shows can be the one that was asked for then (UTC): its lines, its sum, its reason.

    1688 counts whole seconds, and its carriage may be another than what was asked for.
    """
    since = report.asked_at is not None and report.asked_at >= claimed_at.replace(microsecond=0) - timedelta(seconds=1)
    same_sum = report.amount - report.carriage == ask.goods and report.back == ask.back
    same_reason = ask.reason is None or report.reason_id in (0, ask.reason.id)
    return since and same_sum and same_reason and {*report.entries} == {*ask.entries}


def found_ours(
    ask: RefundAsk, claimed_at: datetime, known: Iterable[str], reports: Iterable[RefundReport]
) -> RefundReport | None:
    """The one refund that is new since then and can be ours; None if there is none, or more than one."""
    old = {*known}
    found = [each for each in reports if each.refund_id not in old and is_ours(ask, claimed_at, each)]
    return found[0] if len(found) == 1 else None


def with_limits(ask: RefundAsk, limits: RefundLimits, share: Fen) -> RefundAsk:
    """The same with what is filled in first: the share of its pieces, within what is possible.

    Before shipment 1688 takes the whole paid goods amount, and nothing else.
    """
    whole = ask.goods_status is GoodsStatus.NOT_SENT
    goods = limits.goods if whole else min(share, limits.goods)
    carriage = limits.carriage if whole else _NOTHING
    return replace(ask, limits=limits, goods=Fen(goods), carriage=Fen(min(carriage, limits.total - goods)))
