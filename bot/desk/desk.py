"""The desk assembled: every kind of work, built once around one ledger and one market."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.desk.goods.arriving import Arriving
from bot.desk.goods.counting import Counting
from bot.desk.goods.parcels import Parcels
from bot.desk.goods.receipts import Receipts
from bot.desk.goods.waybills import Waybills
from bot.desk.ledger.ledger import Ledger
from bot.desk.messages.cards import Cards
from bot.desk.messages.dead_letters import DeadLetters
from bot.desk.messages.dialogs import Dialogs
from bot.desk.messages.intake import Intake
from bot.desk.messages.mornings import Mornings
from bot.desk.messages.outbox import Outbox
from bot.desk.money.asking_back import Refunds
from bot.desk.money.costs import Costs
from bot.desk.money.paying import Paying
from bot.desk.money.reports import Reports
from bot.desk.operations.app_sessions import AppSessions
from bot.desk.operations.exporting import Exporting
from bot.desk.operations.forgetting import Forgetting
from bot.desk.operations.health import CallAccount, Checkup, Pulse
from bot.desk.operations.journal_keeper import JournalKeeper
from bot.desk.operations.lost_time import Clocks, LostTime
from bot.desk.operations.retention import AS_A_RULE, KeptFor, Retention
from bot.desk.operations.tokens import SealedTokenStore
from bot.desk.operations.troubles import Troubles
from bot.desk.orders.alarms import Alarms
from bot.desk.orders.by_hand import ByHand
from bot.desk.orders.chasing import Chasing
from bot.desk.orders.news import Reminders
from bot.desk.orders.order_list import OrderList
from bot.desk.orders.orders import Orders
from bot.desk.orders.push_messages import PushListener
from bot.desk.orders.sweep import Sweep, UnknownOrders
from bot.desk.orders.unclear import UnclearOrders
from bot.desk.orders.unknown import UnknownOrderDecisions
from bot.desk.orders.watch import Watch
from bot.desk.orders.words import OrderWords
from bot.desk.placing.create_call import CreateCall
from bot.desk.placing.submit import SubmitWorker
from bot.desk.requests.approvals import Approvals
from bot.desk.requests.asking_seller import AskingSeller
from bot.desk.requests.comparing import Comparing
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.finding import OfferSearch
from bot.desk.requests.line_page import LinePages
from bot.desk.requests.opening import Collecting, Opening
from bot.desk.requests.own_skus import OwnSkus
from bot.desk.requests.progress import Readings
from bot.desk.requests.tagging import Tagging
from bot.desk.requests.team_list import TeamList
from bot.desk.shared.errands import Errands
from bot.desk.shared.pacing import Pacing
from bot.desk.shared.pause import Switch
from bot.desk.shared.people import People
from bot.desk.shared.periodic import Periodic
from bot.desk.shared.views import DiskRoom
from bot.desk.teams.away import Aways
from bot.desk.teams.notify_choices import NotifyChoices
from bot.desk.teams.policy import Policies
from bot.desk.teams.presence import MemberLookup, Presence
from bot.desk.teams.setup import Setups
from bot.desk.teams.teams import Teams
from bot.market.openplatform.tokens import TokenUse
from bot.market.port import Market
from bot.purchasing.calls import NO_LIMITS, CallKind, CallLimits
from bot.purchasing.order_report import PayWay
from bot.purchasing.tracking.paces import WatchPaces

ONCE_A_DAY = timedelta(days=1)


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
    token_use: Callable[[], TokenUse] = TokenUse
    """How 1688 took the tokens of this process last."""
    disk: Callable[[], DiskRoom | None] = lambda: None
    """The room on the disk of our files."""


@dataclass(frozen=True)
class Rounds:
    """What 1688 is asked regularly, and what its answers show; each round knows when its time has come."""

    changes: Periodic
    missed_pushes: Periodic
    sweep: Periodic
    daily: Periodic
    renewal: Periodic
    alarms: Periodic


class Desk:
    """All verbs, built once around one ledger and one market; the chat and the jobs call nothing else."""

    def __init__(
        self, ledger: Ledger, market: Market, tokens: SealedTokenStore, terms: Terms, door: MemberLookup
    ) -> None:
        ledger.admins = terms.admins
        self.tokens, self.orders_nothing = tokens, not market.abilities.orders
        self.people = people = People(ledger, terms.admins)
        self.teams = Teams(ledger)
        self.policy = Policies(ledger, self.teams)
        self.presence = Presence(ledger, door)
        self.away, self.notify = Aways(ledger), NotifyChoices(ledger)

        self.drafting = drafting = Drafting(ledger, market, people, terms.buy_call)
        self.wording = drafting.wording
        self.setup = Setups(ledger, drafting.addresses.all if market.abilities.address else None)
        self.opening = Opening(ledger, market, people, drafting)
        self.comparing = Comparing(ledger, market, people, drafting, self.opening)
        self.finding = OfferSearch(ledger, market, people)
        self.readings, self.own_skus = Readings(ledger), OwnSkus(ledger, market, people)
        self.collecting = Collecting(ledger, people, drafting, self.opening)
        self.tagging = Tagging(ledger, people, drafting)
        self.team_list = TeamList(ledger, people, drafting, self.opening)
        self.line_pages = LinePages(ledger, people, drafting)
        self.asking_seller = AskingSeller(ledger, market, people)
        self.approvals = Approvals(ledger, people, drafting, self.presence)

        unknown = UnknownOrders(ledger, market)
        self.lost_time = LostTime(ledger, unknown.since_last_known)
        self.create_call = CreateCall(ledger, market, people, terms.answers)
        self.submit_worker = SubmitWorker(
            ledger, market, drafting, people, self.lost_time, self.create_call, terms.owner
        )
        self.unclear_orders = UnclearOrders(ledger, market, people)
        self.unknown_orders = UnknownOrderDecisions(ledger, market, people, terms.buy_call)
        self.by_hand = ByHand(ledger, market, people, drafting.addresses, terms.buy_call)

        pacing = Pacing(WatchPaces(terms.watch), listens=terms.listens)
        self.watch = Watch(ledger, market, people, drafting.deciding, terms.pay_ways, pacing)
        self.order_list = OrderList(ledger, market, pacing, unknown)
        self.parcels, self.push_messages = Parcels(ledger, market, pacing), PushListener(ledger, market)
        self.errands, self.reminders = Errands(ledger, self.watch.look), Reminders(ledger)
        self.order_words = OrderWords(ledger)
        self.orders = Orders(ledger, market, people, self.watch, self.errands, self.order_words)
        self.paying = Paying(ledger, market, people, terms.pay_ways)
        self.costs = Costs(ledger, people)
        self.mornings, self.counting = Mornings(ledger, people), Counting(ledger, people)
        self.receipts = Receipts(ledger, market, people, self.errands)
        self.refunds = Refunds(ledger, market, people, self.errands)
        self.reports = Reports(ledger, people)
        self.waybills, self.arriving = Waybills(ledger, people, self.counting), Arriving(ledger, people)
        sweep = Sweep(ledger, market, unknown, self.submit_worker.adopt_found_order)
        self.chasing, alarms = Chasing(ledger, market, people, self.errands), Alarms(ledger)
        self.rounds = Rounds(
            changes=Periodic(ledger, "list", pacing.of_list, self.order_list.round, tick=terms.watch, at_start=True),
            missed_pushes=Periodic(
                ledger, "missed_pushes", pacing.of_missed_pushes, self.push_messages.fetch_missed,
                tick=terms.watch, at_start=True,
            ),
            sweep=Periodic(ledger, "sweep", pacing.of_sweep, sweep.round),
            daily=Periodic(ledger, "daily", pacing.paces.of_daily(), self.order_list.daily),
            renewal=Periodic(ledger, "renewal", ONCE_A_DAY, market.prepare),
            alarms=Periodic(ledger, "alarms", alarms.pace, alarms.round),
        )  # fmt: skip

        self.intake, self.outbox = Intake(ledger), Outbox(ledger, people)
        self.cards, self.dialogs, self.dead_letters = Cards(ledger), Dialogs(ledger), DeadLetters(ledger)

        self.switch, self.clocks, self.journal_keeper = Switch(ledger), Clocks(ledger), JournalKeeper(ledger)
        self.call_account = CallAccount(ledger, terms.limits, terms.calls)
        self.app_sessions, self.retention = AppSessions(ledger, people), Retention(ledger, terms.kept)
        self.exporting = Exporting(ledger, people, terms.answers.parent if terms.answers else None)
        self.forgetting, self.pulse = Forgetting(ledger, people), Pulse()
        self.troubles = Troubles(ledger, tokens, terms.limits, terms.token_use)
        self.health = Checkup(ledger, market, self.pulse, terms.limits, terms.disk, terms.trouble)
