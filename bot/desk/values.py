"""What the desk hands to a face: where a request stands, lists of purchases, traces, and the bot's own health."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.market.port import Abilities
from bot.purchasing.offer import Address
from bot.purchasing.order import TraceStep
from bot.purchasing.purchase import Order, Purchase, ShippedParcel
from bot.purchasing.request import Finding, Snapshot


class Stage(StrEnum):
    """What the card of a request is about now; decides text and buttons."""

    BLOCKED = "blocked"
    """A draft that cannot be bought at all; `finding` says why."""
    VARIANT = "variant"
    QUANTITY = "quantity"
    ADDRESS = "address"
    CONFIRM = "confirm"
    """Everything chosen and previewed; `snapshot` is what a press on Buy consents to."""
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


@dataclass(frozen=True)
class Step:
    """Where a request stands, with all that its card needs."""

    purchase: Purchase
    stage: Stage
    abilities: Abilities
    finding: Finding | None = None
    addresses: tuple[Address, ...] = ()
    previous: Snapshot | None = None
    """What was shown before, where price or freight moved since: the card shows old and new."""
    two_deciders: bool = False
    """Whether a second admin exists, so that sending again can be offered in doubt."""
    settle_from: datetime | None = None
    """From when on a doubt may be settled by people."""
    repeat_of: int | None = None
    """The number of another request for the same offer and variant within 24 h."""


@dataclass(frozen=True)
class PurchasePage:
    """One page of a person's purchases, newest first; `page` counts from 1."""

    purchases: tuple[Purchase, ...]
    page: int
    pages: int
    filter: str


@dataclass(frozen=True)
class Trace:
    """One parcel with its steps, oldest first."""

    order: Order
    parcel: ShippedParcel
    steps: tuple[TraceStep, ...]


@dataclass(frozen=True)
class Tick:
    """When a periodic piece of work last ran well, and its last error (empty where that was fine)."""

    name: str
    last_run: datetime | None
    error: str = ""


@dataclass(frozen=True)
class Health:
    """Is the bot well: what waits, what failed, when it last looked."""

    now: datetime
    ticks: tuple[Tick, ...]
    last_watch: datetime | None
    open_orders: int
    doubts: int
    ghosts: int
    dead_updates: int
    dead_messages: int
    waiting_messages: int
    paused: bool
    pause_reason: str = ""
    market_error: str = ""
