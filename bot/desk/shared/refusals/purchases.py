"""Defines why an action on a purchase or an order does nothing; money is fen, moments are UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.desk.shared.refusal import Why


@dataclass(frozen=True, kw_only=True)
class Stranger(Why):
    """They may not buy here."""

    key: ClassVar = "stranger"
    person_id: int = 0


@dataclass(frozen=True, kw_only=True)
class UnknownRequest(Why):
    """No request with this number."""

    key: ClassVar = "unknown-request"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class UnknownOrder(Why):
    """No order with this number."""

    key: ClassVar = "unknown-order"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class NotYours(Why):
    """Somebody else's draft."""

    key: ClassVar = "not-yours"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class NoLonger(Why):
    """The card is old: the request moved on."""

    key: ClassVar = "no-longer"
    number: int | str | None = None
    state: str = ""
    by: str = ""
    """Who decided already, if that is why."""


@dataclass(frozen=True, kw_only=True)
class NotSent(Why):
    """It waits for its requester, not for approvers."""

    key: ClassVar = "not-sent"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class Stale(Why):
    """Something moved since the card was shown; the card is renewed."""

    key: ClassVar = "stale"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class OfferNotFound(Why):
    """1688 has no such offer."""

    key: ClassVar = "offer-not-found"
    offer_id: str = ""


@dataclass(frozen=True, kw_only=True)
class NotPayableNow(Why):
    """The order is not waiting for payment."""

    key: ClassVar = "not-payable-now"
    number: int | str | None = None
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class UnpayableChecking(Why):
    """1688 has not shown so far that it is the order that was sent."""

    key: ClassVar = "unpayable-checking"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class UnpayableConflict(Why):
    """It may be another order than the one sent."""

    key: ClassVar = "unpayable-conflict"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class UnpayablePrice(Why):
    """It costs more than was agreed to."""

    key: ClassVar = "unpayable-price"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class UnpayableEnded(Why):
    """Nobody agrees to it any more."""

    key: ClassVar = "unpayable-ended"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelTooEarly(Why):
    """1688 closes an order only 10 s after it was made."""

    key: ClassVar = "cancel-too-early"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelRefused(Why):
    """1688's own words."""

    key: ClassVar = "cancel-refused"
    reason: str = ""
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelUnclear(Why):
    """1688 did not say whether it closed the order; it is looked at."""

    key: ClassVar = "cancel-unclear"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class CancelShipped(Why):
    """Cannot be cancelled any more."""

    key: ClassVar = "cancel-shipped"
    number: int | str | None = None
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class NothingToCancel(Why):
    """Nothing to cancel."""

    key: ClassVar = "nothing-to-cancel"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class NotShipped(Why):
    """No parcels yet."""

    key: ClassVar = "not-shipped"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class NoteEmpty(Why):
    """Note empty."""

    key: ClassVar = "note-empty"


@dataclass(frozen=True, kw_only=True)
class NoteTooLong(Why):
    """Note too long."""

    key: ClassVar = "note-too-long"
    limit: int = 0


@dataclass(frozen=True, kw_only=True)
class TooEarly(Why):
    """A doubt may be settled only from a moment on."""

    key: ClassVar = "too-early"
    at: datetime | None = None
    looks: int = 0
    needed_looks: int = 0


@dataclass(frozen=True, kw_only=True)
class SecondPerson(Why):
    """Recorded; a second person must say the same."""

    key: ClassVar = "second-person"
    number: int | str | None = None


@dataclass(frozen=True, kw_only=True)
class NotInDoubt(Why):
    """The attempt is settled already."""

    key: ClassVar = "not-in-doubt"
    number: int | str | None = None
    state: str = ""


@dataclass(frozen=True, kw_only=True)
class NotOurOrder(Why):
    """The typed order is known to 1688 but is not this purchase."""

    key: ClassVar = "not-our-order"
    order_id: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderTaken(Why):
    """The typed order belongs to another request."""

    key: ClassVar = "order-taken"
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Paused(Why):
    """Buying is stopped."""

    key: ClassVar = "paused"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotPaused(Why):
    """Not paused."""

    key: ClassVar = "not-paused"
