"""What is asked back of an order: for which pieces, in which way, how much at most, and in which words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from operator import gt
from typing import NamedTuple

from bot.purchasing.arrivals import LineCount
from bot.purchasing.money import NOTHING, Fen, sum_fen
from bot.purchasing.order import LineState, OrderLine, OrderState, RefundReport

DESCRIPTION_LIMITS = (2, 150)
"""How many characters 1688 takes of a description (`alibaba.trade.createRefund`, error 5012)."""
MOST_VOUCHERS = 5


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

    @property
    def all(self) -> int:
        return self.missing + self.here


@dataclass(frozen=True)
class RefundReason:
    """A reason that 1688 takes for an order as it is now, in its words; without `carriage` none is paid back."""

    id: int
    name: str
    needs_voucher: bool = False
    carriage: bool = True


class RefundLimits(NamedTuple):
    """The most that can be asked back, fen: for the goods, for the carriage, and of both together."""

    goods: Fen
    carriage: Fen
    total: Fen


@dataclass(frozen=True)
class RefundAsk:
    """What a person asks 1688 to pay back of an order; fen.

    `pieces` are those of each line, by its entry id. With `back` the goods go back to the seller. `photos` are
    Telegram's unique ids, `vouchers` the public addresses that pictures of them have at 1688, in their places.
    `reasons` are what it is chosen from. Of one that was sent `earlier` are the refunds that there were before, and
    `carriage_set` is the carriage that 1688 gives, None if it does not say.
    """

    goods_status: GoodsStatus
    pieces: Mapping[str, Pieces]
    back: bool = False
    reason: RefundReason | None = None
    goods: Fen = NOTHING
    carriage: Fen = NOTHING
    limits: RefundLimits | None = None
    description: str = ""
    photos: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()
    reasons: tuple[RefundReason, ...] = ()
    earlier: tuple[str, ...] = ()
    carriage_set: Fen | None = None

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
    """One step of a refund, in 1688's words."""

    at: datetime
    words: str


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


def share_of(lines: Sequence[OrderLine], pieces: Mapping[str, Pieces], freight: Fen = NOTHING) -> Fen:
    """The paid share of these pieces (fen) without `freight`, which is among the shares of all lines.

    Each line's part is rounded, a half down; what 1688 does not say counts as nothing.
    """
    told = {each.entry_id: (each.share or NOTHING, each.quantity) for each in lines}
    total = sum_fen(share for share, _ in told.values())
    known = [(*told[entry], each.all) for entry, each in pieces.items() if entry in told]
    parts = [(share * n * (total - freight), of * total) for share, of, n in known]
    return sum_fen(Fen((2 * part + of - 1) // (2 * of)) for part, of in parts if of)


def able_of(
    lines: Sequence[OrderLine], counts: Mapping[str, LineCount], running: Collection[Collection[str]]
) -> dict[str, Pieces]:
    """The most pieces of each line for which money can be asked back, by what they are; anything if nobody counted.

    Nothing of a line whose money is back, or that 1688 does not number, or that one of the refunds is of that are
    `running`; of which lines one is that names none, nobody knows.
    """
    held, found = {entry for each in running for entry in each}, dict[str, Pieces]()
    for line in lines if all(running) else ():
        count = counts[line.entry_id]
        pieces = Pieces(count.missing, count.damaged - count.returned_damaged, count.in_hand, count.wrong)
        if not _arrived(counts):
            pieces = Pieces(*[count.missing] * 4)
        if line.state is LineState.OPEN and line.entry_id.isdecimal() and line.entry_id not in held and any(pieces):
            found[line.entry_id] = pieces
    return found


def _arrived(counts: Mapping[str, LineCount]) -> bool:
    return any(each.arrived or each.wrong for each in counts.values())


def fits(ask: RefundAsk, able: Mapping[str, Pieces], lines: Sequence[OrderLine]) -> bool:
    """Whether this can be asked for these pieces: not twice for the same one, and only what is here goes back.

    Before shipment it is always the whole order.
    """
    quantity = {each.entry_id: each.quantity for each in lines if each.state is LineState.OPEN}
    for entry, each in ask.pieces.items():
        if entry not in able or min(each) < 0 or not 0 < each.all <= quantity[entry] or any(map(gt, each, able[entry])):
            return False
    match ask.goods_status:
        case GoodsStatus.NOT_SENT:
            whole = all(each == Pieces(able[entry].missing) for entry, each in ask.pieces.items())
            return whole and {*ask.pieces} == {*quantity} and not ask.back
        case GoodsStatus.ON_THE_WAY | GoodsStatus.CONFIRMED_NOT_HERE:
            return not any(each.here for each in ask.pieces.values()) and not ask.back
        case _:
            return not ask.back or not any(each.missing for each in ask.pieces.values())


def first_ask(
    state: OrderState, able: Mapping[str, Pieces], counts: Mapping[str, LineCount], *, here: bool | None = None,
    back: bool = False, pieces: Mapping[str, Pieces] | None = None,
) -> RefundAsk:  # fmt: skip
    """What is asked for first: of what is missing or damaged by the count, of all if it says nothing of it.

    `here` is whether the goods are there; None if the count or the pieces tell.
    """
    not_here, *rest = goods_statuses(state)
    if here is None:
        here = back or (_arrived(counts) if pieces is None else any(each.here for each in pieces.values()))
    if pieces is None:
        pieces = {entry: Pieces(good=most.good) for entry, most in able.items()}
        bad = {
            entry: Pieces(damaged=most.damaged, wrong=most.wrong) if back else Pieces(most.missing, most.damaged)
            for entry, most in able.items()
        }
        if not here:
            pieces = {entry: Pieces(most.missing) for entry, most in able.items()}
        elif _arrived(counts) and any(map(any, bad.values())):
            pieces = bad
    status = rest[0] if here and rest else not_here
    return RefundAsk(status, {entry: each for entry, each in pieces.items() if each.all}, back and bool(rest))


_NUMBERED = re.compile(r"采购单 ?#(\d+(?:/\d+)?)")


def described(ask: RefundAsk, name: str, words: str = "") -> str:
    """The description for the seller: our number, and the words of a person, or what is wrong with how many pieces."""
    pieces = Pieces(*map(sum, zip(*ask.pieces.values(), strict=True))) if ask.pieces else Pieces()
    match ask.goods_status:
        case GoodsStatus.NOT_SENT:
            told = ["未发货，申请全额退款"]
        case GoodsStatus.ON_THE_WAY | GoodsStatus.CONFIRMED_NOT_HERE:
            told = [f"未收到货{pieces.missing}件"]
        case _:
            good = "退回" if ask.back else "协商退款"
            kinds = zip(("少货", "破损", good, "错发"), pieces, strict=True)
            told = [*(["退货退款"] if ask.back else []), *(f"{word}{n}件" for word, n in kinds if n)]
    return f"采购单 #{name}：{words.strip() or '，'.join(told)}"


def is_ours(ask: RefundAsk, claimed_at: datetime, report: RefundReport) -> bool:
    """Whether a refund that 1688 shows can be the one that was asked for then (UTC): its lines, its sum, its reason.

    1688 counts whole seconds, and its carriage may be another than what was asked for.
    """
    since = report.asked_at is not None and report.asked_at >= claimed_at.replace(microsecond=0) - timedelta(seconds=1)
    same_sum = report.amount - report.carriage == ask.goods and report.back == ask.back
    same_reason = ask.reason is None or report.reason_id in (0, ask.reason.id)
    return since and same_sum and same_reason and {*report.entries} == {*ask.entries}


def found_ours(
    ask: RefundAsk, claimed_at: datetime, known: Iterable[str], reports: Iterable[RefundReport],
    said: Mapping[str, str] | None = None,
) -> RefundReport | None:  # fmt: skip
    """The one refund that is new since then and can be ours; None if there is none, or more than one.

    `said` is what 1688 tells of their descriptions: one that says our number is ours, one that says another is not.
    """
    old, number = {*known}, {*_NUMBERED.findall(ask.description)[:1]}
    found = [each for each in reports if each.refund_id not in old and is_ours(ask, claimed_at, each)]
    numbers = {each.refund_id: {*_NUMBERED.findall((said or {}).get(each.refund_id, ""))} for each in found}
    sure = [each for each in found if number & numbers[each.refund_id]]
    perhaps = sure or [each for each in found if not numbers[each.refund_id]]
    return perhaps[0] if len(perhaps) == 1 else None


def within(ask: RefundAsk, limits: RefundLimits) -> RefundAsk:
    """The same within what 1688 lets be asked back; before shipment it takes the whole paid goods, and nothing else."""
    whole = ask.goods_status is GoodsStatus.NOT_SENT
    goods = limits.goods if whole else Fen(min(ask.goods, limits.goods))
    carriage = Fen(max(0, min(ask.carriage, limits.carriage, limits.total - goods)))
    same = (goods, carriage) == (ask.goods, ask.carriage)
    return ask if same else replace(ask, limits=limits, goods=goods, carriage=carriage)
