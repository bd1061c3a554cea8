"""The market's face: what the desk may ask of it, and how a create call can end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.purchasing.offer import Address, Offer, SearchHit
from bot.purchasing.order import (
    FailedLine,
    OrderPage,
    OrderReport,
    Parcel,
    PayDeadline,
    PayLink,
    PayWay,
    PlacedOrder,
    Placing,
    Preview,
    RefundReport,
    TraceStep,
)
from bot.purchasing.request import Line


@dataclass(frozen=True)
class Abilities:
    """What a way to buy can carry; a missing one changes what people are told and who must decide."""

    variants: bool
    address: bool
    reference: bool
    freight: bool


@dataclass(frozen=True)
class Placed:
    """The answer carries at least one order id, whatever else it says."""

    orders: tuple[PlacedOrder, ...]
    failed: tuple[FailedLine, ...]
    raw: str


@dataclass(frozen=True)
class Refused:
    """A clear business refusal from the allow-list; counts only after one empty look-up."""

    code: str
    reason: str
    raw: str
    failed: tuple[FailedLine, ...] = ()


@dataclass(frozen=True)
class Unsent:
    """Proved that 1688 did not act: no byte left, or the gateway turned it away before the service."""

    reason: str
    raw: str = ""
    denied: str = ""
    """The call that 1688 has not granted this app, where that is why."""
    needs_look: bool = False
    """True where the proof counts only after one empty look-up (the frequency limit)."""


@dataclass(frozen=True)
class Unclear:
    """Everything else: the order may or may not exist."""

    reason: str
    raw: str = ""


Outcome = Placed | Refused | Unsent | Unclear


@dataclass(frozen=True)
class Account:
    """The 1688 account that the token belongs to."""

    login: str
    member_id: str
    company: str


class About(StrEnum):
    """What a push message is about."""

    ORDER = "order"
    PARCEL = "parcel"
    OTHER = "other"


@dataclass(frozen=True)
class Push:
    """A message by which 1688 says that something changed: a hint where to look, never a fact."""

    message_id: str
    topic: str
    about: About
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class MissedPushes:
    """Messages that did not reach us; `strange` are the numbers of those that cannot be read."""

    pushes: tuple[Push, ...]
    strange: tuple[str, ...] = ()

    @property
    def message_ids(self) -> tuple[str, ...]:
        return (*(each.message_id for each in self.pushes), *self.strange)


class Market(Protocol):
    """Everything that can be asked of 1688. Reads raise MarketError; `place` never raises for what the wire does."""

    abilities: Abilities

    async def offer(self, offer_id: str, language: str) -> Offer:
        """The offer now. NotFound where there is none."""
        ...

    async def search(self, keyword: str, page: int, language: str) -> tuple[SearchHit, ...]: ...

    async def addresses(self) -> tuple[Address, ...]: ...

    async def preview(self, line: Line, address_id: str) -> Preview:
        """Price and freight now. Rejected with 1688's code where it cannot be ordered so."""
        ...

    def body(self, placing: Placing) -> str:
        """The exact business parameters of the create call as canonical JSON, without token, time and signature."""
        ...

    async def prepare(self) -> None:
        """Renew the token where it is due, before a claim; a create call never renews."""
        ...

    async def place(self, body: str) -> Outcome:
        """The one call that may not be repeated: sends `body` once, at most 40 s."""
        ...

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        """Orders that carry our reference, each read back by its detail. Raises where a look gave no answer."""
        ...

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        """The unfiltered list by creation time, current and older table together on page 1 first."""
        ...

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        """The list of orders whose modify time is `since` or later."""
        ...

    async def look(self, order_id: str) -> OrderReport:
        """The order's detail now. NotFound where 1688 does not know it."""
        ...

    async def pay_link(self, order_id: str, way: PayWay) -> PayLink: ...

    async def pay_deadline(self, order_id: str) -> PayDeadline: ...

    async def cancel(self, order_id: str, reason: str) -> None:
        """Close an unpaid order. Rejected with 1688's code where it will not, Misunderstood where that is not clear."""
        ...

    async def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        """Its parcels; empty before shipment."""
        ...

    async def trace(self, order_id: str, logistics_id: str) -> tuple[TraceStep, ...]: ...

    async def refunds(self, order_id: str) -> tuple[RefundReport, ...]: ...

    async def tell_seller(self, order_id: str, text: str) -> None:
        """A note on the order that the seller sees, at most 500 characters. Misunderstood where that is not clear."""
        ...

    async def chat_link(self, seller_open_id: str) -> str:
        """The 旺旺 address of the seller."""
        ...

    async def account(self) -> Account: ...

    async def missed_pushes(self) -> MissedPushes:
        """The first page of the push messages that 1688 could not deliver; they stay until they are confirmed."""
        ...

    async def confirm_pushes(self, message_ids: tuple[str, ...]) -> None:
        """These were taken; 1688 forgets them."""
        ...
