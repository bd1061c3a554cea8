"""An order as the ledger loads it: what 1688 reported of it, with what people did, as a value without database rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.purchasing.arrivals import PAID_BACK, Arrival, LineCount, counts_of, nothing_comes
from bot.purchasing.claims import Balance, Claim, balance_of
from bot.purchasing.errands import Errand, ErrandKind
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.order_report import (
    OrderLine,
    OrderState,
    Parcel,
    PayLink,
    ReadBackState,
    RefundReport,
    RefundState,
    ShownOfOrder,
)
from bot.purchasing.receipts import Confirmable, confirmable


@dataclass(frozen=True)
class ShippedParcel(Parcel):
    """One parcel under way, with its latest step; `traced_at` is when 1688 last answered for its trace (UTC)."""

    last_step_at: datetime | None = None
    last_remark: str = ""
    steps: int = 0
    traced_at: datetime | None = None
    pieces: int | None = None
    """How many of them can still come in it; None if nobody knows."""
    near: bool = False
    """Whether its trace says that it is at the door, or was there."""
    signed_at: datetime | None = None
    counted_at: datetime | None = None


@dataclass(frozen=True)
class Order(ShownOfOrder):
    """One 1688 order of a purchase as last seen; fen, UTC.

    `total` is the sum that counts now; `detail_total` is the detail's last sum, `listed_total` the list's sum since
    then; `paid_total` is what was paid for it, as far as it is known, and 0 before; `unbelieved` is what 1688 last said
    came back of it beyond that, 0 if it never did. `pieces` is how many pieces it was read back with, `lines` is what
    1688 last said of its lines. `echoed` tells whether our reference came back with its detail; None until it was read.
    """

    order_id: str
    request_id: int | None
    state: OrderState
    refund: RefundState
    word: str
    total: Fen
    freight: Fen
    refunded: Fen
    seller: str
    seller_login: str
    version: int
    checked: ReadBackState
    placed_at: datetime
    modified_at: datetime | None = None
    paid_at: datetime | None = None
    pay_by: datetime | None = None
    pay: tuple[PayLink, ...] = ()
    parcels: tuple[ShippedParcel, ...] = ()
    refunds: tuple[RefundReport, ...] = ()
    looked_at: datetime | None = None
    echoed: bool | None = None
    detail_total: Fen | None = None
    listed_total: Fen | None = None
    paid_total: Fen = NOTHING
    unbelieved: Fen = NOTHING
    attempt_id: int = 0
    pieces: int | None = None
    lines: tuple[OrderLine, ...] = ()
    next_look_at: datetime | None = None
    look_step: int = 0
    warned: str = ""
    """Of what people were warned: that it lapses, or before there were alarms that it is not shipped."""
    account: str = ""
    """The 1688 account that it was placed by; empty if that was not said."""
    arrivals: tuple[Arrival, ...] = ()
    counted_at: datetime | None = None
    errand_at: datetime | None = None
    """When something was last asked of 1688 once, or a claim was first known; None if neither was."""
    errands: tuple[Errand, ...] = ()
    """What was about its goods and money; not what somebody only prepares, or let go."""
    messages: tuple[Errand, ...] = ()
    """The notes and urges to its seller, oldest first; not those that were let go."""
    claims: tuple[Claim, ...] = ()
    """What is claimed back of it, and was."""

    @property
    def balance(self) -> Balance:
        """What lacks of it, what is claimed back, and what can still be asked back."""
        paid = self.most_back if self.is_paid else NOTHING
        return balance_of(self.lines, self.arrivals, self.claims, paid=paid, freight=self.freight, back=self.refunded)

    @property
    def is_paid(self) -> bool:
        """Whether money was paid for it; an order on account is shipped without a time of payment."""
        unpaid = self.state in (OrderState.TO_PAY, OrderState.CANCELLED)
        return self.paid_at is not None or not unpaid

    @property
    def bought_at(self) -> datetime:
        """The moment whose day, week and month it belongs to, with all that became of it (UTC).

        That is when it was paid; one that is not paid yet, or on account, belongs to when it was placed.
        """
        return self.paid_at or self.placed_at

    @property
    def most_back(self) -> Fen:
        """The most of it that can come back (fen): what was paid or, as long as nothing is, what is to be paid."""
        return self.paid_total or self.total

    @property
    def refund_runs(self) -> bool:
        """Whether money of it is asked back and has not ended: by what is claimed, or by 1688's word of the order."""
        return self.refund is RefundState.ASKED or bool(self.balance.open_claims)

    @property
    def can_be_received(self) -> bool:
        """Whether a buyer may confirm now that it was received, or a part of it."""
        able = self.state is OrderState.SHIPPED and self.known and self.counted
        free = self.holding is None and not self.refund_runs
        return able and free and bool(self.confirmable.entries(accepts=True))

    @property
    def counted(self) -> bool:
        """Whether a person said anything of what arrived, which a paid refund does not say."""
        return any(not each.act.startswith(PAID_BACK) for each in self.arrivals)

    @property
    def confirmable(self) -> Confirmable:
        return confirmable(self.lines, self.counts, self.errands)

    @property
    def holding(self) -> Errand | None:
        """The errand because of which nothing else is asked of 1688 about it."""
        return next((each for each in self.errands if each.holds), None)

    @property
    def live_errand(self) -> Errand | None:
        """What may have been sent to 1688, and of which it is not known what became."""
        return self.holding if self.holding is not None and self.holding.state.live else None

    def unanswered(self, kind: ErrandKind) -> Errand | None:
        """The note or the urge that may have been sent, and of which 1688 has not said what became."""
        of_kind = (message for message in self.messages if message.kind is kind)
        return next((message for message in of_kind if message.state.live), None)

    @property
    def counts(self) -> Mapping[str, LineCount]:
        """What of each line arrived, by its entry id."""
        return counts_of(self.lines, self.arrivals, over=nothing_comes(self.state, self.total, self.refunded))

    @property
    def count(self) -> LineCount:
        """The same of the whole order."""
        return sum(self.counts.values(), LineCount(0))

    @property
    def known(self) -> bool:
        """Whether it was read back and is what was sent."""
        return self.checked is ReadBackState.AGREED
