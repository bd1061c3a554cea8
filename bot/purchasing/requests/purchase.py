"""A purchase as the ledger loads it: request, attempts, orders, parcels, refunds, as values without database rows."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.votes import Vote
from bot.purchasing.arrivals import PAID_BACK, Arrival, LineCount, counts_of, nothing_comes
from bot.purchasing.claims import Balance, Claim, balance_of
from bot.purchasing.errands import Errand, ErrandKind
from bot.purchasing.lifecycle import DOUBTFUL, ENDS_OF_DRAFTS, LIVE_ATTEMPTS, AttemptState, ClosedReason, RequestState
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.offers.offer import Offer, Sku
from bot.purchasing.order import (
    FailedLine,
    OrderLine,
    OrderState,
    Parcel,
    PayLink,
    ReadBackState,
    RefundReport,
    RefundState,
    ShownOfOrder,
)
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.receipts import Confirmable, confirmable
from bot.purchasing.request import Choice, Line, Snapshot
from bot.purchasing.requests.asked_line import AskedLine
from bot.purchasing.requests.chosen import Chosen
from bot.purchasing.requests.own_sku_pieces import bought_by


@dataclass(frozen=True)
class Person:
    """Somebody on Telegram; `reachable` if they pressed Start and have not blocked the bot."""

    id: int
    name: str
    language: str
    reachable: bool = False


@dataclass(frozen=True)
class Place:
    """A chat and the topic in it."""

    chat_id: int
    topic_id: int | None = None
    public: bool = field(default=False, compare=False)
    """Anybody may read and press here, whether or not they are in the group."""

    @property
    def private(self) -> bool:
        return self.chat_id > 0


@dataclass(frozen=True)
class Cause:
    """The Telegram update that causes a change; it takes effect once."""

    bot_id: int
    update_id: int


@dataclass(frozen=True)
class Act:
    """That a person does something: who, because of which update, and where; without a cause it may take effect again.

    A verb of the desk takes it whole, and hands it on to what is to have one effect together with it.
    """

    by: Person
    cause: Cause | None = None
    place: Place | None = None

    @property
    def here(self) -> Place:
        """The place, for what can only be done in one."""
        assert self.place is not None, "this is done somewhere"
        return self.place

    @property
    def update(self) -> Cause:
        """The update, for what nothing else can cause."""
        assert self.cause is not None, "this comes from an update"
        return self.cause


def name_of(number: int, part_of: int | None = None, part: int | None = None) -> str:
    """A request's number as people read it: 1042, or 1042/2 for the second part of 1042."""
    return str(number) if part_of is None else f"{part_of}/{part}"


@dataclass(frozen=True)
class Request:
    """What a person asks for; `version` grows with every change; prices are only inside `snapshot`.

    In a team: `needs` is what the policy of `policy_version` asks for, `approved` the snapshot that was agreed to and
    `passed` those within tolerance since; `rate` is yuan for one `currency`.
    """

    id: int
    requester: Person
    place: Place
    state: RequestState
    version: int
    chosen: Chosen
    address_label: str
    snapshot: Snapshot | None
    valid_until: datetime | None
    created_at: datetime
    closed_reason: ClosedReason | None = None
    """Why it ended; None while it has not."""
    closed_words: str = ""
    """What the person who ended it said."""
    previous: Snapshot | None = None
    team_id: int | None = None
    policy_version: int | None = None
    why: str = ""
    """The reason, for the approvers; the note to the seller is in `chosen`."""
    needs: Needs | None = None
    approved: Snapshot | None = None
    passed: tuple[Snapshot, ...] = ()
    rate: str | None = None
    currency: str = ""
    pending_at: datetime | None = None
    next_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    parts: int = 0
    """Into how many requests, one for each seller, it was split when it was approved."""
    part_of: int | None = None
    """The request that it was split from; it is its `part`, counted from 1."""
    part: int | None = None

    def in_language(self, language: str) -> "Request":
        """The same request for readers of that language, as `Offer.worded` has it."""
        return self.with_offers(lambda offer: offer.worded(language))

    def with_offers(self, change: Callable[[Offer], Offer]) -> "Request":
        """The same request with each of its offers, which all its lines show alike, changed once."""
        offers = {each.offer_id: change(each) for each in self.offers}
        if all(each.offer is offers[each.offer.offer_id] for each in self.asked):
            return self
        asked = tuple(replace(each, offer=offers[each.offer.offer_id]) for each in self.asked)
        return replace(self, chosen=replace(self.chosen, asked=asked))

    @property
    def name(self) -> str:
        """Its number as people read it: 1042, or 1042/2 for the second part of 1042."""
        return name_of(self.id, self.part_of, self.part)

    @property
    def unasked(self) -> bool:
        """Whether nobody was ever asked for it: a draft, or one that ended as a draft. Its requester alone reads it."""
        draft = self.state is RequestState.DRAFT or self.closed_reason in ENDS_OF_DRAFTS
        return draft and not self.asked_for and self.part_of is None

    @property
    def shown_number(self) -> str | None:
        """Its number once it was asked for; None for a draft that nobody asked for yet."""
        return None if self.state is RequestState.DRAFT and self.unasked else self.name

    @property
    def asked_for(self) -> bool:
        """Whether its requester ever consented to it: what could not be bought then is a draft of its own since."""
        return self.pending_at is not None or self.approved is not None

    @property
    def unfinished(self) -> bool:
        """Whether one of its lines still waits for a choice."""
        return any(each.waits for each in self.asked)

    @property
    def asked(self) -> tuple[AskedLine, ...]:
        """Its lines, one at least."""
        return self.chosen.asked

    @property
    def several(self) -> bool:
        """Whether it has several lines."""
        return self.chosen.several

    @property
    def offer(self) -> Offer:
        """The offer of the line that is being chosen, or else of the first that is bought."""
        return self.chosen.shown.offer

    @property
    def choice(self) -> Choice:
        """What is chosen of the line that is being chosen; nothing if all of several are shown."""
        return self.chosen.line.choice if self.chosen.line is not None else Choice()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Every offer that it holds, once."""
        return tuple({each.offer.offer_id: each.offer for each in self.asked}.values())

    @property
    def bought(self) -> tuple[Offer, ...]:
        """Those of its offers that are bought; all of them while nothing is chosen whole."""
        named = {line.offer_id for line in self.lines}
        return tuple(each for each in self.offers if not named or each.offer_id in named)

    def offer_of(self, offer_id: str) -> Offer:
        """The offer of one of its lines; its first one if it holds no such offer."""
        return next((each for each in self.offers if each.offer_id == offer_id), self.offer)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What it asks for, each offer and variant once; what cannot be bought among several lines is left out."""
        return self.snapshot.lines if self.several and self.snapshot is not None else self.chosen.lines

    @property
    def missing(self) -> tuple[AskedLine, ...]:
        """Its lines that are not bought with the others; once it was asked for, whatever their offers became since."""
        if not self.several:
            return ()
        if not self.asked_for or self.snapshot is None:
            return tuple(each for each in self.asked if not each.buyable)
        bought = {line.variant for line in self.snapshot.lines}
        return tuple(each for each in self.asked if not any(line.variant in bought for line in each.lines))

    def codes_of(self, line: Line) -> tuple[str, ...]:
        """The own SKUs by which a line of it was asked for."""
        theirs = [each for each in self.asked if each.offer.offer_id == line.offer_id]
        bought = [each for each in theirs if each.buyable] or theirs
        own = (sku for each in bought for sku in bought_by(each.choice, [line]))
        return tuple(dict.fromkeys(sku.code for sku in own))

    @property
    def pieces(self) -> int:
        """The pieces of all its lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def waits(self) -> bool:
        """Whether it waits for approvers."""
        return self.state is RequestState.PENDING and self.needs is not None

    @property
    def sku(self) -> Sku | None:
        """The only variant of the line that is being chosen."""
        return self.offer.sku(self.choice.spec_id) if self.choice.spec_id else None


@dataclass(frozen=True)
class SimilarOrder:
    """An order without an attempt, made since an attempt was sent: the same goods, no dearer, maybe the lost one."""

    order_id: str
    total: Fen
    created_at: datetime | None = None


ONE_CLICK = "one_click"
"""The gateway whose orders do not carry our reference."""
OUTSIDE_PREFIX = "1688-"
"""The prefix of an attempt's reference if it holds an order placed outside: that order itself carries no reference."""


@dataclass(frozen=True)
class Attempt:
    """One try to place a request; `out_order_id` is our own reference, the same however often it is sent."""

    id: int
    request_id: int
    state: AttemptState
    version: int
    epoch: int
    out_order_id: str
    gateway: str
    body: str
    created_at: datetime
    note: str = ""
    """The note to the seller in `body`; empty if it has none."""
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    reason: str = ""
    """1688's words, or one of the program's own reasons."""
    resends: int = 0
    looks: int = 0
    empty_looks: int = 0
    unfiltered_looks: int = 0
    next_look_at: datetime | None = None
    doubted_at: datetime | None = None
    failed: tuple[FailedLine, ...] = ()
    alike: tuple[SimilarOrder, ...] = ()
    """While there is one, the order is not proved absent, and the attempt is not sent again."""
    by_hand: int | None = None
    """Who orders it on the site; from then on the program places it no more, and its consent lasts."""

    @property
    def alike_hash(self) -> str:
        """Identifies exactly these orders: whoever says "none of them" says so about what they were shown."""
        return hashlib.sha256(" ".join(each.order_id for each in self.alike).encode()).hexdigest()[:10]

    @property
    def placed_outside(self) -> bool:
        """Whether it holds an order that nobody placed by this bot."""
        return self.out_order_id.startswith(OUTSIDE_PREFIX)

    @property
    def carries_reference(self) -> bool:
        """Whether its orders could show our reference at all."""
        return self.gateway != ONE_CLICK and not self.placed_outside

    @property
    def sent_since(self) -> datetime | None:
        """The first moment (UTC) at which an order under the reference may have been made; None if nothing was sent.

        Only the latest of several claims is stored, and an attempt found after a restore has none; then it is
        `created_at`.
        """
        if self.submitted_at is None:
            return None
        return self.submitted_at if self.epoch == 1 and self.body else self.created_at

    @property
    def never_sent(self) -> bool:
        """Whether it surely was never sent.

        A request from before a copy was made may have been sent since; people decide about it.
        """
        return self.state is AttemptState.READY and self.epoch == 0 and self.reason != OwnReason.RESTED

    @property
    def waits_for_a_person(self) -> bool:
        """Whether it is agreed to, not sent, and not tried again by itself."""
        return self.state is AttemptState.READY and self.due_at is None

    @property
    def rests_since_restore(self) -> bool:
        """Whether it was ready when the copy was made that is in use now, and nobody has let it go on yet."""
        return self.waits_for_a_person and self.reason == OwnReason.RESTED

    @property
    def live(self) -> bool:
        return self.state in LIVE_ATTEMPTS

    @property
    def dry(self) -> bool:
        """Whether it would have been sent, but for the dry run; nothing more becomes of it."""
        return self.state is AttemptState.WITHDRAWN and self.reason == OwnReason.DRY_RUN

    @property
    def doubtful(self) -> bool:
        return self.state in DOUBTFUL


CONSENT_LASTS = timedelta(hours=24)
"""How long after the consent something may be sent; later it must be asked for again."""


def consent_is_over(request: Request, attempt: Attempt, now: datetime) -> bool:
    """Whether the consent has expired and the attempt was surely never sent, nor ordered on the site."""
    late = now >= max(attempt.created_at + CONSENT_LASTS, request.valid_until or attempt.created_at)
    unsent = attempt.never_sent and attempt.by_hand is None
    return request.state is RequestState.APPROVED and unsent and late


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


@dataclass(frozen=True)
class JournalEntry:
    """One thing that happened: when, who (None is the program), what, with which facts."""

    at: datetime
    kind: str
    actor_id: int | None
    facts: dict[str, object]
    order_id: str | None = None


@dataclass(frozen=True)
class Purchase:
    """A request with everything that came of it.

    `orders` belong to this purchase, as far as is known; `others` were named for it but are something else.
    """

    request: Request
    attempts: tuple[Attempt, ...] = ()
    orders: tuple[Order, ...] = ()
    journal: tuple[JournalEntry, ...] = field(default=(), repr=False)
    """The journal of the request; loaded only on demand."""
    votes: tuple[Vote, ...] = ()
    """On every content that it ever had."""
    questions: tuple[Question, ...] = ()
    others: tuple[Order, ...] = ()
    parts: tuple["Purchase", ...] = ()
    """What became of each part of it, if it was split; loaded only on demand."""

    @property
    def attempt(self) -> Attempt | None:
        """The latest attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def count(self) -> LineCount | None:
        """What arrived of all its orders, and of those of its parts; None if nobody counted any of them."""
        every = [order for each in (self, *self.parts) for order in each.orders]
        return sum((each.count for each in every), LineCount(0)) if any(each.counted_at for each in every) else None

    def in_language(self, language: str) -> "Purchase":
        """The same purchase for readers of that language, as `Offer.worded` has it."""
        parts = tuple(each.in_language(language) for each in self.parts)
        return replace(self, request=self.request.in_language(language), parts=parts)

    def with_order(self, order: Order) -> "Purchase":
        """The same purchase with one of its orders as it is now."""
        return self.with_orders(
            order if each.order_id == order.order_id else each for each in (*self.orders, *self.others)
        )

    def with_orders(self, named: Iterable[Order]) -> "Purchase":
        """The same purchase with the orders that were named for it, those apart that are something else."""
        every = tuple(named)
        ours = tuple(each for each in every if each.checked is not ReadBackState.DIFFERS)
        return replace(self, orders=ours, others=tuple(each for each in every if each.checked is ReadBackState.DIFFERS))

    def with_attempt(self, attempt: Attempt) -> "Purchase":
        """The same purchase with one of its attempts as it is now."""
        return replace(self, attempts=tuple(attempt if each.id == attempt.id else each for each in self.attempts))
