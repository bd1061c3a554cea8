"""Defines what the desk hands to the chat: a request's step, lists of purchases, traces, and the bot's health."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from bot.clock import ClockDoubt
from bot.desk.ledger.facts import CopyFact, Quarantine
from bot.desk.shared.quarantine import Missing
from bot.market.errors import MarketError
from bot.market.port import Abilities
from bot.purchasing.approval.judge import Obstacle
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.questions import Hold, Outcome, SellerAnswer
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.second_word import SecondWord
from bot.purchasing.approval.team import Team
from bot.purchasing.arrivals import Arrival, CountAct, Tally, count_acts
from bot.purchasing.asking_back import GoodsStatus, RefundAsk, RefundReason, goods_statuses, statuses_of, takes_sums
from bot.purchasing.calls import CallReport
from bot.purchasing.choice import Finding
from bot.purchasing.claims import Balance, Pieces
from bot.purchasing.errands import Errand, ErrandState
from bot.purchasing.holds import KeyState
from bot.purchasing.lifecycle import AttemptState
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.notices.base import ToldStandstill
from bot.purchasing.notices.operations import DoubtfulAttempt, PurchaseByHand
from bot.purchasing.offers.offer import Address, Offer, Seller, Sku
from bot.purchasing.order import Order, ShippedParcel
from bot.purchasing.order_report import OrderReport, TraceStep
from bot.purchasing.orders.line_cost import CostLine
from bot.purchasing.people.teams import OurTeam
from bot.purchasing.requests.comparison import ComparedOffer, Comparison
from bot.purchasing.requests.purchase import JournalEntry, Purchase
from bot.purchasing.requests.request import Request
from bot.purchasing.snapshot import Snapshot
from bot.purchasing.tracking.bought_before import BoughtBefore, SellerRecord
from bot.purchasing.tracking.found_orders import Earlier, mark_of
from bot.purchasing.tracking.parcel_lines import Expected


@dataclass(frozen=True)
class CountView:
    """What of an order can be counted by its `reader`, perhaps of one `parcel`; `names` are those who counted.

    `draft` is what the reader has counted of each line and not said yet. `closes` and `handles` are whether they may
    say what will not come, and take any count back. `unsure` is whether counts may have been lost by a restore.
    """

    purchase: Purchase
    order: Order
    team: OurTeam | None
    parcel: ShippedParcel | None
    expected: Expected
    reader: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    draft: Mapping[str, Tally] = field(default_factory=dict)
    photos: int = 0
    closes: bool = False
    handles: bool = False
    unsure: bool = False

    @property
    def acts(self) -> Sequence[CountAct]:
        """What was counted at once, the newest first."""
        return count_acts(self.order.arrivals)

    @property
    def counted(self) -> Arrival | None:
        """The newest count of the parcel, or of its order if nobody said in which parcel; None if it is not counted."""
        if (self.order if self.parcel is None else self.parcel).counted_at is None:
            return None
        inside = [act for act in self.acts if self.parcel_id and act[0].logistics_id == self.parcel_id]
        return next((act[0] for act in inside or self.acts), None)

    @property
    def newest(self) -> Arrival | None:
        """The newest event; None if there is none."""
        return max(self.order.arrivals, key=lambda each: each.id, default=None)

    @property
    def seen(self) -> int:
        """The number of the newest event, 0 if there is none."""
        return self.newest.id if self.newest is not None else 0

    @property
    def parcel_id(self) -> str:
        """1688's number of the parcel, empty for the whole order."""
        return self.parcel.logistics_id if self.parcel is not None else ""

    @property
    def place(self) -> int:
        """The place of the parcel in the order from 1; 0 is the whole order."""
        return 0 if self.parcel is None else self.order.parcels.index(self.parcel) + 1


@dataclass(frozen=True)
class RefundView:
    """What its reader asks back of an order: their draft, or else the newest refund that was asked for here.

    `balance` says what of it can still be asked for, `own` which lines its reader may ask for. `word` is the second
    word that it takes first, of the people `word_of`.
    """

    purchase: Purchase
    order: Order
    team: OurTeam | None
    balance: Balance
    own: frozenset[str]
    errand: Errand | None = None
    word: SecondWord | None = None
    word_of: tuple[str, ...] = ()

    @property
    def able(self) -> Mapping[str, Pieces]:
        """How many pieces of each line its reader can still ask for, by what they are."""
        able = self.balance.able
        return {entry_id: pieces for entry_id, pieces in able.items() if entry_id in self.own}

    @property
    def runs(self) -> bool:
        """Whether money of the order is claimed back, and neither paid nor closed."""
        return bool(self.balance.open_claims)

    @property
    def takes_sums(self) -> bool:
        """Whether 1688 takes a sum now that people name; before shipment it takes the goods of the whole order."""
        return takes_sums(self.order.state)

    @property
    def draft(self) -> Errand | None:
        return self.errand if self.errand is not None and self.errand.state is ErrandState.DRAFT else None

    @property
    def ask(self) -> RefundAsk | None:
        return self.errand.ask if self.errand is not None else None

    @property
    def reasons(self) -> tuple[RefundReason, ...]:
        """What 1688 takes for the lines of the draft, in its words."""
        return self.ask.reasons if self.ask is not None else ()

    @property
    def statuses(self) -> tuple[GoodsStatus, ...]:
        """What can be said of the goods of the draft's lines, or of the order's if there is no draft."""
        ask = self.ask
        return goods_statuses(self.order.state) if ask is None else self.statuses_of(ask.entries)

    def statuses_of(self, entries: Iterable[str]) -> tuple[GoodsStatus, ...]:
        """What can be said at once of the goods of these lines; nothing if they are not equally far."""
        return statuses_of(self.order.state, self.balance, entries)

    @property
    def mark(self) -> str:
        """Stands for exactly what is asked for; empty if nothing is."""
        of = self.errand
        return f"{of.id}v{of.version}" if of is not None else ""


class Stage(StrEnum):
    """What a request's card shows now; decides text and buttons."""

    BLOCKED = "blocked"
    """A draft that cannot be bought at all; `finding` says why."""
    VARIANT = "variant"
    SEVERAL = "several"
    """Several variants are collected in a grid."""
    QUANTITY = "quantity"
    LINES = "lines"
    """A draft of several offers of which none can be bought as it stands."""
    ADDRESS = "address"
    CONFIRM = "confirm"
    """Everything is chosen and previewed; `snapshot` is what a press on Buy consents to."""
    WHY = "why"
    """A reason is needed before it can be asked for: `why` takes it."""
    APPROVAL = "approval"
    """It waits for approvers: `needs` says for whom and until when, `tally` how far it came."""
    DECLINED = "declined"
    """An approver said no; the request's `closed_words` are why, the last vote says who."""
    PRICE = "price"
    """Its order costs more than was agreed, and only its requester may agree to that."""
    PARTS = "parts"
    """It was approved and split into a request for each seller: `parts` are these."""
    PLACING = "placing"
    DOUBT = "doubt"
    NEEDS_PERSON = "needs_person"
    CONFLICT = "conflict"
    ORDERED = "ordered"
    """There are orders; each order's own state decides what is shown."""
    REFUSED = "refused"
    ABANDONED = "abandoned"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    DRY_RUN = "dry_run"
    """It would have been ordered, but for the dry run."""


class Subject(StrEnum):
    """What the number in a button's code names: a request, an order or an attempt."""

    REQUEST = "request"
    ORDER = "order"
    ATTEMPT = "attempt"


CHOOSING = frozenset(
    {
        Stage.BLOCKED,
        Stage.VARIANT,
        Stage.SEVERAL,
        Stage.QUANTITY,
        Stage.LINES,
        Stage.ADDRESS,
        Stage.CONFIRM,
        Stage.WHY,
    }
)
"""A draft's: its requester still chooses, and nobody was asked."""


@dataclass(frozen=True)
class BudgetLine:
    """A month's budget with this request in it; fen.

    `person_id` None is the team's, or that of a `tag`; `left` may be negative.
    """

    person_id: int | None
    month: date
    """The first day of the month in the team's calendar."""
    used: Fen
    """Committed and spent, without this request."""
    limit: Fen
    left: int
    """What remains after this request."""
    tag: str = ""


@dataclass(frozen=True)
class SellerView:
    """The seller at a `place` (from 0) of the `of` sellers of a request: our record, and what we bought before."""

    request: Request
    team: Team | None
    place: int
    of: int
    seller: Seller
    record: SellerRecord
    past: BoughtBefore


@dataclass(frozen=True)
class Side:
    """One offer of a comparison: what it costs, the `finding` why it cannot be bought so, or 1688's `error`.

    `offer` is None if 1688 did not show it. Of its seller we had so many `orders`, and paid `last` for a piece of it;
    `wishes` are the names of those who would take it.
    """

    candidate: ComparedOffer
    offer: Offer | None = None
    snapshot: Snapshot | None = None
    finding: Finding | None = None
    error: MarketError | None = None
    orders: int = 0
    last: Fen | None = None
    wishes: tuple[str, ...] = ()

    @property
    def sku(self) -> Sku | None:
        return self.candidate.sku_of(self.offer) if self.offer is not None else None

    @property
    def hours(self) -> int | None:
        """Within how many hours its seller promises to ship; None if it cannot be bought, or 1688 does not say."""
        hours = self.offer.ship_within.partition(" ")[0] if self.offer is not None and self.snapshot else ""
        return int(hours) if hours.isdecimal() else None


@dataclass(frozen=True)
class ComparisonView:
    """Offers side by side; `city` is where to, `left_out` how many offers had no room."""

    comparison: Comparison
    sides: tuple[Side, ...]
    team: Team | None
    city: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class ShownPurchase:
    """What the card of a purchase and its details both show."""

    purchase: Purchase
    _: KW_ONLY
    two_deciders: bool = False
    """Whether a second admin exists, so that sending again can be offered in doubt."""
    blind: bool = False
    """Whether 1688 does not show our reference with orders, so that not finding one proves nothing."""
    team: Team | None = None
    """The team that the request belongs to, as it is now; None if the requester buys alone."""
    budgets: tuple[BudgetLine, ...] = ()
    past: BoughtBefore = field(default_factory=BoughtBefore)
    """While nothing is decided."""
    answers: tuple[SellerAnswer, ...] = ()
    """What sellers answered, oldest first."""
    told: datetime | None = None
    """As of when 1688 told its sums; None if nothing of it goes on."""


@dataclass(frozen=True)
class CardState(ShownPurchase):
    """The step a request is at, with all that its card needs."""

    stage: Stage
    abilities: Abilities
    finding: Finding | None = None
    addresses: tuple[Address, ...] | None = ()
    """The account's, if one of them is to be chosen; None if 1688 does not tell them."""
    previous: Snapshot | None = None
    """What was shown before, if price or freight moved since: the card shows old and new."""
    settle_from: datetime | None = None
    """From when on a doubt may be settled by people."""
    repeat: Earlier | None = None
    """Another one of the same offer and variant within 24 h, as it is now."""
    teams: tuple[Team, ...] = ()
    """Other teams that the requester could ask in instead, while it is a draft."""
    policy: Policy | None = None
    """The rules that it was judged by, or would be."""
    automatic: bool = False
    """Whether it is a draft that nobody else must approve: the consent buys."""
    forbidden: Obstacle | None = None
    """Why a draft can't be asked for as it stands."""
    forbidden_detail: str = ""
    """Which cap (`order`, `day`, `hour`), whose budget (`team`, `person`) or which step is in the way."""
    needs: Needs | None = None
    """Which steps it needs, and when it is reminded of, escalated and expires."""
    beside: Fen = NOTHING
    """Earlier requests that count together with it by the rules."""
    standstill: ToldStandstill | None = None
    """That too few are here to decide on it, or nobody who may pay it."""
    tally: Outcome | None = None
    """The result of the votes on this content: `Open.who` may decide now, `approved_by` did."""
    holds: tuple[Hold, ...] = ()
    """Whose questions hold an approval while it waits, and until when."""
    with_seller: int = 0
    """Our orders with an only seller, counted to MANY_ORDERS, while nothing is decided."""
    contributors: tuple[int, ...] = ()
    """Who added a line to it beside its requester, and so does not decide on it."""
    shut_out: tuple[int, ...] = ()
    """Those of them who could decide on this draft if they had not."""
    deciders: tuple[int, ...] = ()
    """Who can decide on this draft first, if somebody cannot because of that."""

    @property
    def seen(self) -> tuple[str, ...]:
        """What a button that agrees carries of the warning above it: its mark, nothing without a warning."""
        return () if self.repeat is None else (mark_of(self.repeat),)

    @property
    def budget(self) -> BudgetLine | None:
        """The tightest of the budgets that it falls into."""
        return min(self.budgets, key=lambda line: line.left, default=None)


@dataclass(frozen=True)
class PurchasePage:
    """One page of a person's purchases, newest first; `page` counts from 1, `more` pages follow than were counted."""

    purchases: tuple[Purchase, ...]
    page: int
    pages: int
    filter: str
    more: bool = False
    told: datetime | None = None
    """As of when 1688 told its sums; None if nothing of it goes on."""
    tag: str = ""
    """The tag that a line of each of them has; empty if none was asked for."""


@dataclass(frozen=True)
class TagChoice:
    """Which tags a request may get by a button: its own, then the `latest` of its team."""

    request: Request
    latest: tuple[str, ...]


@dataclass(frozen=True)
class WaitingPage:
    """One page of what waits for approvers, oldest first; `page` counts from 1, `more` wait than were counted."""

    steps: tuple[CardState, ...]
    page: int
    pages: int
    total: int
    more: bool = False


@dataclass(frozen=True)
class Details(ShownPurchase):
    """One purchase with all its details, for one reader; its budgets while its team has not decided."""

    reader: int
    """The reader's number."""
    acts: bool
    """Whether any action that is possible on it now is the reader's to take."""
    freight: bool = True
    """Whether the way to buy tells the freight."""
    with_seller: int | None = None
    """As in `CardState`, while its team has not decided."""
    median: Fen | None = None
    """The median price of an only offer in the last month, while nothing is decided, if 1688 tells it."""
    costs: tuple[CostLine, ...] = ()
    """What those lines cost that the reader may see, if something was paid."""


@dataclass(frozen=True)
class Trace:
    """One parcel with its steps, oldest first."""

    order: Order
    parcel: ShippedParcel
    steps: tuple[TraceStep, ...]


@dataclass(frozen=True)
class Chase:
    """What was `tried` so that a seller sends an order, oldest first, and what can be; `team` is its own.

    Each note and each urge is there once, as what is known of it now. They can be urged again at `urge_from` (UTC),
    None if now; `left` characters of notes are left.
    """

    purchase: Purchase
    order: Order
    team: Team | None
    tried: tuple[JournalEntry, ...]
    urge_from: datetime | None
    left: int

    @property
    def unclear(self) -> tuple[Errand, ...]:
        """The note and the urge of which a person must say whether 1688 has them."""
        return tuple(message for message in self.order.messages if message.state is ErrandState.UNCLEAR)


@dataclass(frozen=True)
class Looked:
    """A look that somebody asked for: the order as it is now, and whether 1688 showed it and something was new.

    If 1688 did not show it, `error` says why; None if another look goes on.
    """

    purchase: Purchase
    order: Order
    seen: bool
    news: bool
    error: MarketError | None = None


@dataclass(frozen=True)
class Unshown:
    """An offer among several that 1688 does not show, and its error."""

    offer_id: str
    error: MarketError


@dataclass(frozen=True)
class Tick:
    """When a periodic piece of work last ran well, and its last error (empty if that was fine).

    `idle` is how many steady seconds ago that was, or the start if it never was; `late` if that is too long ago.
    """

    STUCK_AFTER: ClassVar = 180.0
    """Seconds by which work may be late."""

    name: str
    last_run: datetime | None
    error: str = ""
    idle: float = 0.0
    late: bool = False


@dataclass(frozen=True)
class UnknownOrder:
    """An order that should not exist, one of several, for a person to settle; empty `order_id`: none is left.

    `outside`: it was placed on the site or the phone, and stops nothing; it may be that of one of the `doubts`.

    `known` is the request that its reference belongs to, `candidates` are requests that ask for the same pieces;
    `resting` are numbers that a person has to let go on after a restore; `unread`: more may still be found. `names` are
    what people call all these requests.
    """

    order_id: str = ""
    place: int = 0
    total: int = 0
    report: OrderReport | None = None
    error: str = ""
    known: int | None = None
    candidates: tuple[int, ...] = ()
    outside: bool = False
    doubts: tuple[DoubtfulAttempt, ...] = ()
    by_hand: tuple[PurchaseByHand, ...] = ()
    resting: tuple[int, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    quarantined: bool = False
    unread: bool = False


@dataclass(frozen=True)
class Doubtful:
    """A request whose order is not clear: what is known of it, and since when."""

    name: str
    state: AttemptState
    since: datetime | None


@dataclass(frozen=True)
class UnreadableOrder:
    """An order of ours that 1688's list shows in a form that we do not know, and since when."""

    order_id: str
    request: str
    """How people call its request; empty if none is known."""
    since: datetime


@dataclass(frozen=True)
class DiskRoom:
    """The free space of the disk of our files, and what a copy of the database takes there, in bytes.

    `copy` is None if the bot makes no copies, as on PostgreSQL; then only small files are written there.
    """

    LOW: ClassVar[int] = 500_000_000
    SCARCE: ClassVar[int] = 50_000_000

    free: int
    copy: int | None = None

    @property
    def too_little(self) -> bool:
        """Whether no copy can be made, or hardly anything else."""
        return self.free < max(self.copy or 0, self.SCARCE)

    @property
    def low(self) -> bool:
        """Whether somebody should make room before it is too little."""
        return self.free < (self.SCARCE if self.copy is None else max(2 * self.copy, self.LOW))


@dataclass(frozen=True)
class Health:
    """The bot's health: what waits, what failed, when it last looked."""

    now: datetime
    ticks: tuple[Tick, ...]
    last_watch: datetime | None
    open_orders: int
    doubts: int
    unknown: int
    dead_updates: int
    dead_messages: int
    waiting_messages: int
    paused: bool
    pause_reason: str = ""
    market_error: str = ""
    in_doubt: tuple[Doubtful, ...] = ()
    """The oldest of the doubts."""
    quarantine: Quarantine | None = None
    missing: Missing | None = None
    """What has to be done before the quarantine ends."""
    outside: int = 0
    """Orders placed outside that nobody decided on; they stop nothing."""
    blind: bool = False
    """Whether 1688 did not show our reference with the newest order that was read back."""
    copies: CopyFact | None = None
    """None if the bot makes no copies by itself, as on PostgreSQL."""
    unread: tuple[UnreadableOrder, ...] = ()
    """Orders of ours that the list does not tell."""
    calls: CallReport | None = None
    """The account of calls to 1688."""
    journal_key: KeyState = KeyState.HELD
    """Whether the key of the journal is there, as far as whoever asks was given it."""
    disk: DiskRoom | None = None
    """None if nobody could tell."""
    dry_run: bool = False
    """Whether the database is a dry run's, from which nothing is ordered."""
    clock: ClockDoubt | None = None
    """Why buying waits until a service confirms the time of the process that was asked; None if it does not."""
    old_rates: tuple[Team, ...] = ()
    """Teams whose second currency has a rate older than a week."""
