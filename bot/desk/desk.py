"""The desk assembled: every kind of work, built once around one ledger and one market."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.desk.ledger.ledger import Ledger
from bot.desk.messages.cards import Cards
from bot.desk.messages.dead_letters import DeadLetters
from bot.desk.messages.dialogs import Dialogs
from bot.desk.messages.intake import Intake
from bot.desk.messages.outbox import Outbox
from bot.desk.operations.clock_rewind import Rewound
from bot.desk.operations.health import Checkup, Pulse
from bot.desk.operations.lost_time import LostTime
from bot.desk.operations.tokens import SealedTokenStore
from bot.desk.placing.submit import SubmitWorker
from bot.desk.requests.approvals import Approvals
from bot.desk.requests.drafting import Drafting
from bot.desk.requests.search import Search
from bot.desk.shared.pause import Switch
from bot.desk.shared.people import People
from bot.desk.shared.periodic import Periodic
from bot.desk.teams.away import Aways
from bot.desk.teams.membership import kinds
from bot.desk.teams.notify_choices import NotifyChoices
from bot.desk.teams.policy import Policies, changed_policy
from bot.desk.teams.presence import ClosedDoor, MemberLookup, Presence
from bot.desk.teams.team_changes import Changes
from bot.desk.teams.teams import Teams
from bot.desk.tracking.orders import Orders
from bot.desk.tracking.parcels import Parcels
from bot.desk.tracking.push_messages import PushListener
from bot.desk.tracking.reminders import Reminders
from bot.desk.tracking.sweep import Sweep, UnknownOrders
from bot.desk.tracking.unclear_orders import UnclearOrders
from bot.desk.tracking.unknown_orders import UnknownOrderDecisions
from bot.desk.tracking.watch import Watch
from bot.market.port import Market
from bot.purchasing.order import PayWay

SWEEP_EVERY = timedelta(minutes=15)
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
    approvals: Approvals
    submit_worker: SubmitWorker
    unclear_orders: UnclearOrders
    unknown_orders: UnknownOrderDecisions
    watch: Watch
    parcels: Parcels
    push_messages: PushListener
    orders: Orders
    search: Search
    switch: Switch
    clock_rewind: Rewound
    lost_time: LostTime
    reminders: Reminders
    sweep: Periodic
    daily: Periodic
    renewal: Periodic
    intake: Intake
    outbox: Outbox
    cards: Cards
    dialogs: Dialogs
    dead_letters: DeadLetters
    health: Checkup
    pulse: Pulse
    tokens: SealedTokenStore


def open_desk(ledger: Ledger, market: Market, tokens: SealedTokenStore, terms: Terms, door: Door = None) -> Desk:
    """Build every kind of work around one ledger and one market; without a `door` nobody can look into a group."""
    ledger.admins = terms.admins
    people, changes = People(ledger, terms.admins), Changes(ledger, {**kinds(), "policy": changed_policy})
    drafting, presence = Drafting(ledger, market, people, terms.buy_call), Presence(ledger, door or ClosedDoor())
    lost_time = LostTime(ledger, (unknown := UnknownOrders(ledger, market, people)).since_last_known)
    ordering = SubmitWorker(ledger, market, drafting, people, lost_time, terms.owner, terms.answers)
    watch, pulse = Watch(ledger, market, people, drafting.deciding, terms.pay_ways), Pulse()
    return Desk(
        people=people,
        teams=Teams(ledger, changes),
        presence=presence,
        policy=Policies(ledger, changes),
        away=Aways(ledger),
        notify=NotifyChoices(ledger),
        drafting=drafting,
        approvals=Approvals(ledger, people, drafting, presence),
        submit_worker=ordering,
        unclear_orders=UnclearOrders(ledger, market, people),
        unknown_orders=UnknownOrderDecisions(ledger, market, people, terms.buy_call),
        watch=watch,
        parcels=Parcels(ledger, market),
        push_messages=PushListener(ledger, market),
        orders=Orders(ledger, market, people, watch),
        search=Search(market, people),
        switch=Switch(ledger, people),
        clock_rewind=Rewound(ledger),
        lost_time=lost_time,
        reminders=Reminders(ledger),
        sweep=Periodic(ledger, "sweep", SWEEP_EVERY, Sweep(ledger, market, unknown, ordering.take_up).round),
        daily=Periodic(ledger, "daily", ONCE_A_DAY, watch.daily),
        renewal=Periodic(ledger, "renewal", ONCE_A_DAY, market.prepare),
        intake=Intake(ledger, people),
        outbox=Outbox(ledger, people),
        cards=Cards(ledger),
        dialogs=Dialogs(ledger),
        dead_letters=DeadLetters(ledger),
        health=Checkup(ledger, pulse),
        pulse=pulse,
        tokens=tokens,
    )
