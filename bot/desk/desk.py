"""The desk assembled: every kind of work, built once around one ledger and one market."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.desk.ledger.ledger import Ledger
from bot.desk.messages.cards import Cards
from bot.desk.messages.dead_letters import DeadLetters
from bot.desk.messages.dialogs import Dialogs
from bot.desk.messages.intake import Intake
from bot.desk.messages.outbox import Outbox
from bot.desk.operations.app_sessions import AppSessions
from bot.desk.operations.call_account import CallAccount
from bot.desk.operations.clocks import Clocks
from bot.desk.operations.forgetting import Forgetting
from bot.desk.operations.health import Checkup, Pulse
from bot.desk.operations.journal_keeper import JournalKeeper
from bot.desk.operations.lost_time import LostTime
from bot.desk.operations.retention import AS_A_RULE, KeptFor, Retention
from bot.desk.operations.tokens import SealedTokenStore
from bot.desk.placing.submit import SubmitWorker
from bot.desk.requests.approvals import Approvals
from bot.desk.requests.basket_page import BasketPages
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.opening import Collecting, Opening
from bot.desk.requests.own_skus import OwnSkus
from bot.desk.requests.progress import Readings
from bot.desk.requests.team_list import TeamList
from bot.desk.shared.pause import Switch
from bot.desk.shared.people import People
from bot.desk.shared.periodic import Periodic, always
from bot.desk.shared.values import DiskRoom
from bot.desk.teams.away import Aways
from bot.desk.teams.membership import kinds
from bot.desk.teams.notify_choices import NotifyChoices
from bot.desk.teams.policy import Policies, changed_policy
from bot.desk.teams.presence import ClosedDoor, MemberLookup, Presence
from bot.desk.teams.team_changes import Changes
from bot.desk.teams.teams import Teams
from bot.desk.tracking.by_hand import ByHand
from bot.desk.tracking.order_list import OrderList
from bot.desk.tracking.orders import Orders
from bot.desk.tracking.pacing import Pacing
from bot.desk.tracking.parcels import Parcels
from bot.desk.tracking.push_messages import PushListener
from bot.desk.tracking.reminders import Reminders
from bot.desk.tracking.sweep import Sweep, UnknownOrders
from bot.desk.tracking.unclear_orders import UnclearOrders
from bot.desk.tracking.unknown_orders import UnknownOrderDecisions
from bot.desk.tracking.watch import Watch
from bot.market.port import Market
from bot.purchasing.calls import NO_LIMITS, CallKind, CallLimits
from bot.purchasing.order import PayWay
from bot.purchasing.tracking.paces import WatchPaces

ONCE_A_DAY = timedelta(days=1)


Door = MemberLookup | None


@dataclass(frozen=True)
class Terms:
    """What the settings say about buying."""

    admins: frozenset[int]
    pay_ways: tuple[PayWay, ...]
    buy_call: str
    owner: str
    """Names this process in what it claims."""
    answers: Path | None = None
    """Where an answer goes that the database cannot take."""
    watch: timedelta = timedelta(seconds=60)
    """The unit of all paces at which 1688 is asked (WATCH_SECONDS)."""
    listens: bool = False
    """Whether 1688 can push messages to this bot."""
    limits: CallLimits = NO_LIMITS
    calls: Counter[CallKind] = field(default_factory=Counter)
    """In what the client counts its calls."""
    kept: KeptFor = AS_A_RULE
    """How long texts and drafts stay."""
    trouble: Callable[[], str] = lambda: ""
    """Why the last call to 1688 brought nothing; empty if it was answered."""
    disk: Callable[[], DiskRoom | None] = lambda: None
    """The room on the disk of our files."""


@dataclass(frozen=True)
class Rounds:
    """What 1688 is asked regularly; each round knows when its time has come."""

    changes: Periodic
    missed_pushes: Periodic
    sweep: Periodic
    daily: Periodic
    renewal: Periodic


@dataclass(frozen=True)
class Desk:
    """All verbs; the chat and the jobs call nothing else."""

    people: People
    teams: Teams
    presence: Presence
    policy: Policies
    away: Aways
    notify: NotifyChoices
    drafting: Drafting
    opening: Opening
    readings: Readings
    collecting: Collecting
    own_skus: OwnSkus
    team_list: TeamList
    basket_pages: BasketPages
    approvals: Approvals
    submit_worker: SubmitWorker
    unclear_orders: UnclearOrders
    unknown_orders: UnknownOrderDecisions
    by_hand: ByHand
    watch: Watch
    order_list: OrderList
    rounds: Rounds
    parcels: Parcels
    push_messages: PushListener
    orders: Orders
    switch: Switch
    clocks: Clocks
    lost_time: LostTime
    reminders: Reminders
    intake: Intake
    outbox: Outbox
    cards: Cards
    dialogs: Dialogs
    dead_letters: DeadLetters
    health: Checkup
    journal_keeper: JournalKeeper
    call_account: CallAccount
    pulse: Pulse
    app_sessions: AppSessions
    forgetting: Forgetting
    retention: Retention
    tokens: SealedTokenStore


def open_desk(ledger: Ledger, market: Market, tokens: SealedTokenStore, terms: Terms, door: Door = None) -> Desk:
    """Build every kind of work around one ledger and one market; without a `door` nobody can look into a group."""
    ledger.admins = terms.admins
    people, changes = People(ledger, terms.admins), Changes(ledger, {**kinds(), "policy": changed_policy})
    drafting, presence = Drafting(ledger, market, people, terms.buy_call), Presence(ledger, door or ClosedDoor())
    opening, pulse = Opening(ledger, market, people, drafting), Pulse()
    lost_time = LostTime(ledger, (unknown := UnknownOrders(ledger, market, people)).since_last_known)
    ordering = SubmitWorker(ledger, market, drafting, people, lost_time, terms.owner, terms.answers)
    pacing = Pacing(WatchPaces(terms.watch), listens=terms.listens)
    watch = Watch(ledger, market, people, drafting.deciding, terms.pay_ways, pacing)
    pushes, listed = PushListener(ledger, market), OrderList(ledger, market, pacing, unknown)
    rounds = _rounds(ledger, market, pacing, listed, Sweep(ledger, market, unknown, ordering.adopt_found_order), pushes)
    return Desk(
        people=people,
        teams=Teams(ledger, changes),
        presence=presence,
        policy=Policies(ledger, changes),
        away=Aways(ledger), notify=NotifyChoices(ledger),
        drafting=drafting, opening=opening, collecting=Collecting(ledger, people, drafting, opening),
        readings=Readings(ledger), own_skus=OwnSkus(ledger, market, people),
        team_list=TeamList(ledger, people, drafting, opening),
        basket_pages=BasketPages(ledger, people, drafting),
        approvals=Approvals(ledger, people, drafting, presence),
        submit_worker=ordering,
        unclear_orders=UnclearOrders(ledger, market, people),
        unknown_orders=UnknownOrderDecisions(ledger, market, people, terms.buy_call),
        by_hand=ByHand(ledger, market, people, drafting.addresses, terms.buy_call),
        watch=watch, order_list=listed, rounds=rounds, parcels=Parcels(ledger, market, pacing), push_messages=pushes,
        orders=Orders(ledger, market, people, watch),
        switch=Switch(ledger, people),
        clocks=Clocks(ledger), lost_time=lost_time, reminders=Reminders(ledger),
        intake=Intake(ledger, people),
        outbox=Outbox(ledger, people),
        cards=Cards(ledger), dialogs=Dialogs(ledger),
        dead_letters=DeadLetters(ledger),
        journal_keeper=JournalKeeper(ledger), call_account=CallAccount(ledger, terms.admins, terms.limits, terms.calls),
        pulse=pulse, app_sessions=AppSessions(ledger, people), retention=Retention(ledger, terms.kept),
        forgetting=Forgetting(ledger, people), tokens=tokens,
        health=Checkup(ledger, market, pulse, terms.limits, terms.disk, terms.trouble),
    )  # fmt: skip


def _rounds(
    ledger: Ledger, market: Market, pacing: Pacing, listed: OrderList, sweep: Sweep, pushes: PushListener
) -> Rounds:
    tick = pacing.paces.unit
    return Rounds(
        changes=Periodic(ledger, "list", pacing.of_list, listed.round, tick=tick, at_start=True),
        missed_pushes=Periodic(
            ledger, "missed_pushes", pacing.of_missed_pushes, pushes.fetch_missed, tick=tick, at_start=True
        ),
        sweep=Periodic(ledger, "sweep", pacing.of_sweep, sweep.round),
        daily=Periodic(ledger, "daily", pacing.of_daily, listed.daily),
        renewal=Periodic(ledger, "renewal", always(ONCE_A_DAY), market.prepare),
    )
