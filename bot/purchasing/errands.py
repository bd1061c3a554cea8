"""What 1688 is asked to do once beside a create call.

That is: confirm receipt, refund, take goods back, close an order, give its seller a note, urge them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from bot.purchasing.asking_back import RefundAsk, RefundStage, find_ours, stage_of
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order_report import OrderReport, OrderState, RefundReport, RefundState

SENT_WITHIN = timedelta(minutes=2)
"""No try lasts longer: what was claimed before and has no end was left by a process that ended."""


class ErrandKind(StrEnum):
    """What 1688 is asked to do with an order."""

    RECEIPT = "receipt"
    """Goods were received, which releases their money."""
    REFUND = "refund"
    RETURN = "return"
    """The goods of a refund are on their way back, with this waybill."""
    WITHDRAW = "withdraw"
    """A refund is taken back."""
    CANCEL = "cancel"
    """An unpaid order is closed."""
    NOTE = "note"
    """The seller reads these words with the order."""
    URGE = "urge"
    """The seller is urged to send it."""

    @property
    def to_seller(self) -> bool:
        """Whether it only tells the seller something: neither goods nor money move, and it holds no other errand."""
        return self in (ErrandKind.NOTE, ErrandKind.URGE)

    @property
    def of_refund(self) -> bool:
        """Whether its order's refunds show what became of it, not the order itself."""
        return self in (ErrandKind.REFUND, ErrandKind.RETURN, ErrandKind.WITHDRAW)


class ErrandState(StrEnum):
    """How an errand stands; of what was claimed it is not known whether it was sent until 1688 says so."""

    DRAFT = "draft"
    """A person prepares it."""
    WAITS = "waits"
    """It waits for the second word of somebody else."""
    ASKED = "asked"
    """It is claimed, and perhaps sent."""
    UNCLEAR = "unclear"
    """It may have been sent, and 1688 has not said what became of it."""
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"
    """It is not sent, or a person found that 1688 does not know of it."""

    @property
    def live(self) -> bool:
        """Whether it may have been sent, and 1688 has not said what became of it."""
        return self in (ErrandState.ASKED, ErrandState.UNCLEAR)


S = ErrandState
ERRAND_MOVES: frozenset[tuple[ErrandState, ErrandState]] = frozenset({
    (S.DRAFT, S.WAITS), (S.DRAFT, S.ASKED), (S.DRAFT, S.DROPPED),
    (S.WAITS, S.ASKED), (S.WAITS, S.DROPPED),
    (S.ASKED, S.UNCLEAR), (S.ASKED, S.DONE), (S.ASKED, S.REFUSED), (S.ASKED, S.DROPPED),
    (S.UNCLEAR, S.DONE), (S.UNCLEAR, S.REFUSED), (S.UNCLEAR, S.DROPPED), (S.DONE, S.UNCLEAR),
})  # fmt: skip
"""Nothing that was claimed becomes ready to be sent again: a person begins a new one.

What was claimed is dropped at once only if nothing of it can have left. A number that 1688 answered and that turns out
to be another order's makes it unclear again.
"""


@dataclass(frozen=True)
class Errand:
    """One thing that a person has 1688 do with an order, `at` when it was begun or claimed (UTC).

    `entries` are the lines that it is about, `refund_id` the refund, if 1688 has numbered it. A receipt that `accepts`
    is also of what was not counted as good; a `waybill` is the one of goods on their way back, by the `carrier` of that
    code. `ask` is what a refund asks for, `words` are those of a note. `reason` is 1688's if it refused.
    """

    id: int
    kind: ErrandKind
    state: ErrandState
    version: int
    person_id: int
    at: datetime
    entries: tuple[str, ...] = ()
    accepts: bool = False
    ask: RefundAsk | None = None
    refund_id: str = ""
    carrier: str = ""
    waybill: str = ""
    words: str = ""
    reason: str = ""
    agreed: tuple[int, ...] = ()
    """Who gave a second word, beside whose errand it is."""
    looked_at: datetime | None = None
    """When 1688 last answered what it knows of it, since it is unclear."""
    seen_whole: bool = False
    """Whether that look would have shown it, whatever became of it."""

    @property
    def holds(self) -> bool:
        """Whether nothing else about its order's goods and money is sent meanwhile."""
        waits_or_sent = self.state is ErrandState.WAITS or self.state.live
        return waits_or_sent and not self.kind.to_seller

    def left(self, now: datetime) -> bool:
        """Whether whoever claimed it cannot be sending it any more."""
        return self.state is ErrandState.ASKED and not self.under_way(now)

    def under_way(self, now: datetime) -> bool:
        """Whether it can still be on its way to 1688."""
        return now - self.at < SENT_WITHIN


class RefundsRead(NamedTuple):
    """What a look read of an order's refunds, while `errand` may have been sent.

    If it was not `answered` they say nothing; `whole` is whether those that ended were among them. `said` is what 1688
    tells of the descriptions of some.
    """

    refunds: tuple[RefundReport, ...] = ()
    errand: Errand | None = None
    answered: bool = False
    whole: bool = False
    said: Mapping[str, str] = {}
    foreign: frozenset[str] = frozenset()
    """Numbers that 1688 answered for refunds of this order, and that are another order's."""

    def could_show(self, ask: RefundAsk) -> bool:
        """Whether it would have shown a refund that was asked for like this, if it were there.

        After the sale only the buyer's list shows one.
        """
        return self.whole or (self.answered and not ask.goods_status.after_sale)


UNREAD = RefundsRead()


def became(
    errand: Errand,
    state: OrderState,
    report: OrderReport,
    read: RefundsRead,
    others: Collection[str] = (),
) -> tuple[ErrandState, Mapping[str, Any]] | None:
    """What became of an errand by what 1688 shows of its order, and what is kept of that; None if nothing shows it.

    `others` are the numbers of the refunds of other claims.
    """
    found = next((each for each in read.refunds if each.refund_id == errand.refund_id), None)
    stage = stage_of(found.word) if found is not None else None
    done = refused = False
    kept: dict[str, Any] = {}
    match errand.kind:
        case ErrandKind.RECEIPT:
            received = {line.entry_id for line in report.lines if line.step in RECEIVED_ORDERS}
            done = state in RECEIVED_ORDERS or {*errand.entries} <= received
        case ErrandKind.CANCEL:
            done, refused = state is OrderState.CANCELLED, state is not OrderState.TO_PAY
        case ErrandKind.REFUND if errand.ask is not None:
            ours = find_ours(errand.ask, errand.at, others, read.refunds, read.said)
            if done := ours is not None:
                kept = {"refund_id": ours.refund_id, "ask": replace(errand.ask, carriage_set=ours.carriage)}
        case ErrandKind.RETURN:
            back = found is not None and found.bill_no == errand.waybill
            done = back or stage in (RefundStage.SENT, RefundStage.PAID)
            refused = stage is RefundStage.CLOSED
        case ErrandKind.WITHDRAW:
            alone = not ({*others} - {errand.refund_id, ""})
            gone = alone and read.answered and found is None and report.refund is RefundState.CLOSED
            done, refused = gone or stage is RefundStage.CLOSED, stage is RefundStage.PAID
    if not done and not refused:
        return None
    word = report.word if found is None else found.word
    return (ErrandState.DONE, kept) if done else (ErrandState.REFUSED, {"reason": word})
