"""The `Market` protocol: everything the desk may ask of 1688, and how a create call can end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.purchasing.asking_back import Carrier, RefundAsk, RefundLimits, RefundReason, RefundStep, RefundTaken
from bot.purchasing.create_call import FailedLine, PlacedOrder, Placing, Preview
from bot.purchasing.errands import RefundsRead
from bot.purchasing.money import Fen
from bot.purchasing.offers.offer import Address, Offer
from bot.purchasing.offers.search import Search, SearchPage
from bot.purchasing.order_report import (
    OrderPage,
    OrderReport,
    Parcel,
    PayDeadline,
    PayWay,
    RefundReport,
    SharedLink,
    TraceStep,
)
from bot.purchasing.snapshot import Line


@dataclass(frozen=True)
class Abilities:
    """What a way to buy supports; a missing ability changes what people are told and who must approve."""

    variants: bool
    address: bool
    reference: bool
    freight: bool
    orders: bool = True
    """False in a dry run, which only says what would be ordered."""


@dataclass(frozen=True)
class Placed:
    """The answer carries at least one order id, whatever else it says."""

    orders: tuple[PlacedOrder, ...]
    failed: tuple[FailedLine, ...]
    raw: str


@dataclass(frozen=True)
class Refused:
    """A clear business refusal from the allow-list; it counts only after one empty look-up."""

    code: str
    reason: str
    raw: str
    failed: tuple[FailedLine, ...] = ()


@dataclass(frozen=True)
class Unsent:
    """Proved that 1688 did not act: no byte left, or the gateway refused the call before it reached the service."""

    reason: str
    raw: str = ""
    denied: str = ""
    """The call that 1688 has not granted this app, if that is the reason."""
    needs_look: bool = False
    """True if the proof counts only after one empty look-up (the frequency limit)."""
    lasting: bool = False
    """True if trying again would change nothing: a person orders it on the site, or not at all."""


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
    """A message by which 1688 says that something changed. It tells where to look; what it claims is not trusted."""

    message_id: str
    topic: str
    about: About
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class MissedPushes:
    """Push messages that did not reach us; `strange` holds the numbers of those that cannot be read."""

    pushes: tuple[Push, ...]
    strange: tuple[str, ...] = ()

    @property
    def message_ids(self) -> tuple[str, ...]:
        return (*(each.message_id for each in self.pushes), *self.strange)


class Market(Protocol):
    """Everything that can be asked of 1688. Reads raise MarketError; `place` never raises for what the network does."""

    abilities: Abilities

    async def offer(self, offer_id: str, language: str) -> Offer:
        """The offer now. Raises NotFound."""
        ...

    async def search(self, search: Search, page: int, language: str) -> SearchPage:
        """A page (from 1) of what is looked for, by words or by a picture that `upload_picture` gave 1688."""
        ...

    async def upload_picture(self, jpeg: bytes) -> str:
        """Give 1688 a picture of about 100 KB to search by; its number there. Misunderstood if 1688 gives none."""
        ...

    async def median_price(self, offer_id: str, since: date, until: date) -> Fen | None:
        """The median (fen) of what the offer cost on the days from `since` to `until`, a month at most, or None."""
        ...

    async def addresses(self) -> tuple[Address, ...]: ...

    async def preview(self, lines: Sequence[Line], address_id: str) -> Preview:
        """Price and freight now of lines of one seller. Raises Rejected with 1688's code if they cannot be ordered."""
        ...

    def body(self, placing: Placing) -> str:
        """The exact business parameters of the create call as canonical JSON, without token, time and signature."""
        ...

    async def prepare(self) -> None:
        """Renew the token if it is due. Call this before a claim: a create call never renews."""
        ...

    async def place(self, body: str) -> Outcome:
        """The one call that must not be repeated: sends `body` once, within 40 s."""
        ...

    async def find(self, out_order_id: str) -> tuple[OrderReport, ...]:
        """Orders that carry our reference, each read back by its detail. Raises MarketError if there was no answer."""
        ...

    async def orders_created(self, since: datetime, until: datetime, page: int) -> OrderPage:
        """One page (from 1) of the unfiltered list by creation time, current and older table together."""
        ...

    async def orders_changed(self, since: datetime, page: int, size: int) -> OrderPage:
        """One page of the orders whose modify time is `since` or later."""
        ...

    async def look(self, order_id: str) -> OrderReport:
        """The order's detail now. Raises NotFound if 1688 does not know it."""
        ...

    async def orders_to_pay(self, page: int) -> OrderPage:
        """One page (from 1) of the orders that wait to be paid, of about three months."""
        ...

    async def pay_link(self, order_ids: Sequence[str], way: PayWay) -> SharedLink:
        """One link for orders of one account, at most `way.cap`; without an address it tells 1688's reason."""
        ...

    async def pay_deadline(self, order_id: str) -> PayDeadline: ...

    async def cancel(self, order_id: str, reason: str) -> None:
        """Close an unpaid order. Raises Rejected with 1688's code, or Misunderstood if the result is not clear."""
        ...

    async def parcels(self, order_id: str) -> tuple[Parcel, ...]:
        """Its parcels, empty before shipment; also what the answer says is another order's."""
        ...

    async def trace(self, order_id: str, logistics_id: str) -> tuple[TraceStep, ...]: ...

    async def refunds(self, order_id: str) -> RefundsRead:
        """Its refunds as far as this account may see them; those that run with the time they have, if 1688 tells it."""
        ...

    async def refund(self, order_id: str, refund_id: str) -> RefundReport | None:
        """One refund by its number; None if it is another order's. Raises NotAllowed or Rejected if it is not shown."""
        ...

    async def refund_steps(self, refund_id: str) -> tuple[RefundStep, ...]:
        """What happened to a refund, oldest first."""
        ...

    async def refund_reasons(self, order_id: str, ask: RefundAsk) -> tuple[RefundReason, ...]:
        """The reasons that 1688 takes for its lines now. Raises Rejected if nothing can be asked back."""
        ...

    async def refund_limits(self, order_id: str, ask: RefundAsk) -> RefundLimits:
        """The most that can be asked back for its pieces."""
        ...

    async def upload_voucher(self, picture: bytes) -> str:
        """Give 1688 a picture (JPEG, under 1 MB) for a refund; its address there, which anybody can read."""
        ...

    async def ask_refund(self, order_id: str, ask: RefundAsk) -> RefundTaken:
        """Ask for a refund; 1688 knows no key for it, so this is sent once. Misunderstood if the result is not clear.

        Raises Rejected with 1688's code and its whole answer if it did not take it.
        """
        ...

    async def withdraw_refund(self, refund_id: str) -> None:
        """Take back a refund that runs. Raises Misunderstood if the result is not clear."""
        ...

    async def carriers(self) -> tuple[Carrier, ...]:
        """The companies that a parcel can go back with."""
        ...

    async def send_back(self, refund_id: str, carrier: str, bill_no: str) -> None:
        """Say that the goods of a refund are on their way back, by the carrier of this code.

        Raises Rejected if the number and the carrier do not fit, Misunderstood if the result is not clear.
        """
        ...

    async def tell_seller(self, order_id: str, text: str) -> None:
        """Leave a note on the order for the seller, at most 500 characters.

        Raises Misunderstood if the result is not clear.
        """
        ...

    async def urge(self, order_id: str) -> None:
        """Ask the seller to ship a paid order; 1688 takes that before shipment, once in 24 hours.

        Raises Misunderstood if the result is not clear.
        """
        ...

    async def confirm_receipt(self, order_id: str, entry_ids: Sequence[str]) -> None:
        """Say that these lines were received, which releases their money to the seller and cannot be undone.

        Raises Misunderstood if the result is not clear.
        """
        ...

    async def chat_link(self, seller_open_id: str) -> str:
        """The link to the seller's 旺旺 chat."""
        ...

    async def account(self) -> Account: ...

    async def missed_pushes(self) -> MissedPushes:
        """The first page of the push messages that 1688 could not deliver; they stay there until they are confirmed."""
        ...

    async def confirm_pushes(self, message_ids: tuple[str, ...]) -> None:
        """Confirm that these were received; 1688 then forgets them."""
        ...
