"""What is asked back of an order: for which pieces, in which way, how much at most, and in which words."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.purchasing.claims import NO_PIECES, Balance, ClaimKind, LineBalance, Pieces
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.order_report import OrderState, RefundReport

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

    `pieces` are those of each line, by its entry id; an ask of an AMOUNT has none, and is of the lines `of_lines`, with
    the pieces that these hold. One of a REST is of the pieces of the claim `rest_of`, and claims them no second time.
    With `back` the goods go back to the seller. `photos` are Telegram's unique ids, `vouchers` the public addresses
    that pictures of them have at 1688, in their places. `reasons` are what it is chosen from. `token` are four
    characters that its description carries and no other does. Of one that was sent `earlier` are the refunds that
    there were before, and `carriage_set` is the carriage that 1688 gives, None if it does not say. `differs` is what
    1688 takes for the whole order before shipment, if that is another sum than what the order says of its goods.
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
    kind: ClaimKind = ClaimKind.PIECES
    rest_of: int | None = None
    of_lines: Mapping[str, int] = field(default_factory=dict)
    token: str = ""
    differs: Fen | None = None

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(self.pieces) or tuple(self.of_lines)

    @property
    def total(self) -> Fen:
        return Fen(self.goods + self.carriage)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be chosen: it has a reason and a sum."""
        return self.reason is not None and self.total > 0

    @property
    def lacks_photo(self) -> bool:
        """Whether its reason needs a photo and it has none."""
        return self.reason is not None and self.reason.needs_voucher and not self.photos

    @property
    def words_fit(self) -> bool:
        """Whether 1688 takes a description of this length."""
        low, high = DESCRIPTION_LIMITS
        return low <= len(self.description) <= high

    @property
    def counted(self) -> Mapping[str, int]:
        """How many pieces of each line are sent back, for 1688; empty if it is about money alone."""
        if not self.back:
            return {}
        return {entry_id: pieces.here for entry_id, pieces in self.pieces.items() if pieces.here}

    @property
    def about(self) -> Mapping[str, int]:
        """How many pieces of each line 1688 is asked about."""
        return {entry_id: pieces.all for entry_id, pieces in self.pieces.items()} or self.of_lines

    @property
    def claimed(self) -> Mapping[str, Pieces]:
        """The pieces that it claims."""
        return self.pieces if self.kind is ClaimKind.PIECES else {}


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
    """What can be said of the goods of an order, or a line, in this state; nothing if no money can be asked back."""
    match state:
        case OrderState.PAID:
            return (GoodsStatus.NOT_SENT,)
        case OrderState.PART_SHIPPED | OrderState.SHIPPED:
            return (GoodsStatus.ON_THE_WAY, GoodsStatus.HERE)
        case OrderState.RECEIVED | OrderState.FINISHED:
            return (GoodsStatus.CONFIRMED_NOT_HERE, GoodsStatus.CONFIRMED_HERE)
        case _:
            return ()


def line_statuses(state: OrderState, line: LineBalance) -> tuple[GoodsStatus, ...]:
    """What can be said of the goods of a line of an order in this state: on their way, each line counts for itself."""
    on_its_way = state in (OrderState.PART_SHIPPED, OrderState.SHIPPED)
    apart = goods_statuses(line.step) if on_its_way and line.step is not None else ()
    return apart or goods_statuses(state)


def statuses_of(state: OrderState, balance: Balance, entries: Iterable[str]) -> tuple[GoodsStatus, ...]:
    """What can be said at once of the goods of all these lines; nothing if they are not equally far."""
    told = {line_statuses(state, balance.lines[entry_id]) for entry_id in entries if entry_id in balance.lines}
    return told.pop() if len(told) == 1 else ()


def equally_far(state: OrderState, balance: Balance, entries: Iterable[str]) -> frozenset[str]:
    """Those of these lines that one refund can be of: what was sent, or else what was received, or else the rest."""
    groups: dict[tuple[GoodsStatus, ...], set[str]] = {}
    for entry_id in entries:
        groups.setdefault(line_statuses(state, balance.lines[entry_id]), set()).add(entry_id)
    for first in (OrderState.SHIPPED, OrderState.FINISHED, OrderState.PAID):
        if goods_statuses(first) in groups:
            return frozenset(groups[goods_statuses(first)])
    return frozenset()


def takes_sums(state: OrderState) -> bool:
    """Whether 1688 takes a sum that people name; before shipment it takes the goods of the whole order alone."""
    statuses = goods_statuses(state)
    return bool(statuses) and GoodsStatus.NOT_SENT not in statuses


def lacks(balance: Balance, *, here: bool = True) -> dict[str, Pieces]:
    """What lacks of each line and is not claimed: what never came, and what is here and is not what was ordered."""
    lacking: dict[str, Pieces] = {}
    for entry_id, pieces in balance.short.items():
        wanted = pieces if here else Pieces(missing=pieces.missing)
        if wanted.all:
            lacking[entry_id] = wanted
    return lacking


def to_send_back(balance: Balance) -> dict[str, Pieces]:
    """What can go back to the seller first: what is damaged or wrong, or else the good pieces."""
    here = {entry_id: balance.lines[entry_id].can_go_back for entry_id in balance.able}
    bad = {entry_id: pieces._replace(missing=0, good=0) for entry_id, pieces in here.items()}
    return bad if any(pieces.all for pieces in bad.values()) else here


def fits(ask: RefundAsk, balance: Balance) -> bool:
    """Whether the pieces of this can be claimed (law 1), and it can be said of them that they are there.

    Before shipment it is all that was not sent and is not claimed yet. Only what is here and was not sent back before
    goes back. Nothing is asked of a line of which it is not known what an earlier refund was for.
    """
    if ask.kind is not ClaimKind.PIECES:
        known = {entry_id for entry_id, line in balance.lines.items() if not line.in_question}
        return bool(ask.entries) and not ask.back and {*ask.entries} <= known
    if not balance.allows(ask.pieces):
        return False
    match ask.goods_status:
        case GoodsStatus.NOT_SENT:
            unclaimed = {
                entry_id: Pieces(missing=line.able.missing)
                for entry_id, line in balance.lines.items()
                if line.open and line.able.missing and line.step in (None, OrderState.PAID)
            }
            return ask.pieces == unclaimed and not ask.back
        case GoodsStatus.ON_THE_WAY | GoodsStatus.CONFIRMED_NOT_HERE:
            return not ask.back and not any(pieces.here for pieces in ask.pieces.values())
        case _ if not balance.counted:
            return False  # nobody has said what is there
        case _:
            return not ask.back or all(
                pieces.within(balance.lines[entry_id].can_go_back) for entry_id, pieces in ask.pieces.items()
            )


def first_ask(
    state: OrderState,
    balance: Balance,
    *,
    here: bool | None = None,
    back: bool = False,
    pieces: Mapping[str, Pieces] | None = None,
) -> RefundAsk:
    """What is asked for first: what lacks and nobody claimed; good pieces only if they are to go `back`.

    `here` is whether the goods are there; None if the pieces tell. Of lines that are not equally far only some are.
    """
    if pieces is None:
        can_be_here = len(goods_statuses(state)) > 1
        pieces = to_send_back(balance) if back else lacks(balance, here=here is not False and can_be_here)
        together = equally_far(state, balance, pieces)
        pieces = {entry_id: of_line for entry_id, of_line in pieces.items() if entry_id in together}
    not_here, *rest = statuses_of(state, balance, pieces) or goods_statuses(state)
    if here is None:
        here = back or any(wanted.here for wanted in pieces.values()) or balance.counted
    status = rest[0] if here and rest else not_here
    wanted = {entry_id: asked for entry_id, asked in pieces.items() if asked.all}
    return RefundAsk(status, wanted, back and bool(rest))


_REASON_WORDS = {
    "missing": ("少件", "少货", "漏发", "少发"),
    "damaged": ("质量", "破损"),
    "wrong": ("错发", "发错"),
}
"""What stands in 1688's reasons for pieces of a kind."""


def fitting_reason(ask: RefundAsk, reasons: Collection[RefundReason]) -> RefundReason | None:
    """The one reason of 1688's list that fits what was counted; None if none does, or several do.

    Of goods that are not there nothing was counted, and good pieces have no reason that 1688 could name.
    """
    pieces = NO_PIECES
    for wanted in ask.pieces.values():
        pieces = pieces.plus(wanted)
    if not ask.goods_status.returnable or not pieces.bad or pieces.good:
        return None
    kinds = [kind for kind in _REASON_WORDS if getattr(pieces, kind)]
    fitting = [reason for reason in reasons if all(_names_kind(reason, kind) for kind in kinds)]
    return fitting[0] if len(fitting) == 1 else None


def _names_kind(reason: RefundReason, kind: str) -> bool:
    return any(word in reason.name for word in _REASON_WORDS[kind])


def bounded(ask: RefundAsk, balance: Balance, limits: RefundLimits) -> RefundAsk:
    """The same within law 2 and within what 1688 lets be asked back, which lowers it and never raises it.

    Before shipment it is the goods of the whole order, as the order tells them; if 1688 takes another sum, the lower
    of the two, and `differs` says what 1688 takes.
    """
    whole = ask.goods_status is GoodsStatus.NOT_SENT and ask.kind is ClaimKind.PIECES
    most = most_goods(ask, balance)
    asked = most if whole else Fen(min(ask.goods, most))
    goods = Fen(min(asked, limits.goods))
    differs = limits.goods if whole and limits.goods != most else None
    carriage_room = min(limits.carriage, limits.total - goods, balance.carriage_left, balance.left - goods)
    carriage = Fen(max(0, min(ask.carriage, carriage_room)))
    same = (goods, carriage, differs) == (ask.goods, ask.carriage, ask.differs)
    return ask if same else replace(ask, limits=limits, goods=goods, carriage=carriage, differs=differs)


def most_goods(ask: RefundAsk, balance: Balance) -> Fen:
    """Law 2: the most (fen) that can be asked back of the goods that it is about."""
    match ask.kind:
        case ClaimKind.PIECES:
            return balance.goods_of(ask.pieces)
        case ClaimKind.REST:
            paid = next((claim for claim in balance.claims if claim.id == ask.rest_of), None)
            return balance.rest_of(paid) if paid is not None else NOTHING
        case _:
            return balance.goods_left(ask.entries)


_NAMED = re.compile(r"采购单 ?#(?P<number>\d+(?:/\d+)?)(?:·(?P<token>[0-9A-Z]{4}))?(?![0-9A-Z])")
"""How our number, and the characters of one claim, stand in a description."""


def described(ask: RefundAsk, name: str, words: str = "") -> str:
    """The description for the seller: our number, and the words of a person, or what is wrong with how many pieces."""
    token = f"·{ask.token}" if ask.token else ""
    return f"采购单 #{name}{token}：{words.strip() or _what_is_wrong(ask)}"


def with_token(ask: RefundAsk, token: str) -> RefundAsk:
    """The same for another claim: its description carries this token instead of the one before."""
    if not ask.token:
        return ask
    description = ask.description.replace(f"·{ask.token}：", f"·{token}：", 1)
    return replace(ask, token=token, description=description)


def _what_is_wrong(ask: RefundAsk) -> str:
    if ask.kind is ClaimKind.REST:
        return "补退差额"
    if ask.kind is ClaimKind.AMOUNT:
        return "与卖家协商退款"
    pieces = NO_PIECES
    for wanted in ask.pieces.values():
        pieces = pieces.plus(wanted)
    match ask.goods_status:
        case GoodsStatus.NOT_SENT:
            return "未发货，申请全额退款"
        case GoodsStatus.ON_THE_WAY | GoodsStatus.CONFIRMED_NOT_HERE:
            return f"未收到货{pieces.missing}件"
    good = "退回" if ask.back else "协商退款"
    kinds = zip(("少货", "破损", good, "错发"), pieces, strict=True)
    told = [f"{word}{n}件" for word, n in kinds if n]
    return "，".join(["退货退款", *told] if ask.back else told)


CLOCKS_DIFFER = timedelta(minutes=10)
"""How much older than its claim a refund may look that is ours: clocks differ."""


def find_ours(
    ask: RefundAsk,
    claimed_at: datetime,
    others: Collection[str],
    reports: Iterable[RefundReport],
    said: Mapping[str, str],
) -> RefundReport | None:
    """The refund that this became, among those that were not there before; None if nobody can tell.

    `others` are the numbers of other claims, `said` what 1688 tells of descriptions. The characters of the claim
    decide, whatever sum, reason or time say. Without any, it is the only one that touches exactly these lines and is
    not older than the claim (UTC) by more than clocks differ.
    """
    gone = {*ask.earlier, *others}
    without_token = []
    for report in reports:
        if report.refund_id in gone:
            continue
        named = _NAMED.search(said.get(report.refund_id, ""))
        if named is not None and named["token"] and ask.token:
            if named["token"] == ask.token:
                return report
            continue
        number = _NAMED.search(ask.description)
        if named is not None and number is not None and named["number"] != number["number"]:
            continue
        if new_on_these_lines(ask, claimed_at, report):
            without_token.append(report)
    return without_token[0] if len(without_token) == 1 else None


def new_on_these_lines(ask: RefundAsk, claimed_at: datetime, report: RefundReport) -> bool:
    """Whether it touches exactly the lines that were asked for, and is not older than that."""
    since = claimed_at - CLOCKS_DIFFER
    return {*report.entries} == {*ask.entries} and (report.asked_at is None or report.asked_at >= since)


def could_be_ours(ask: RefundAsk, others: Collection[str], report: RefundReport) -> bool:
    """Whether a look shows a refund of these lines that was not there before and that no other claim is."""
    new = report.refund_id not in ask.earlier and report.refund_id not in others
    return new and (not report.entries or bool({*report.entries} & {*ask.entries}))
