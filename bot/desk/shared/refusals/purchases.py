"""Defines why an action on a purchase or an order does nothing; money is fen, moments are UTC."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.desk.shared.refusal import NumberedWhy, Why
from bot.purchasing.holds import Hold


@dataclass(frozen=True, kw_only=True)
class Stranger(Why):
    """They may not buy here."""

    key: ClassVar = "stranger"
    person_id: int = 0


class UnknownRequest(NumberedWhy):
    """No request with this number."""

    key: ClassVar = "unknown-request"


class UnknownOrder(NumberedWhy):
    """No order with this number."""

    key: ClassVar = "unknown-order"


class NotOnMarket(NumberedWhy):
    """1688 has no order of this number, or the words are none."""

    key: ClassVar = "not-on-market"


class NotYours(NumberedWhy):
    """Somebody else's draft."""

    key: ClassVar = "not-yours"


@dataclass(frozen=True, kw_only=True)
class NoLonger(NumberedWhy):
    """The card is old: the request moved on."""

    key: ClassVar = "no-longer"
    state: str = ""
    by: str = ""
    """Who decided already, if that is why."""


class WasSplit(NumberedWhy):
    """It was ordered in parts, one for each seller: one of them must be named."""

    key: ClassVar = "was-split"


class NotSent(NumberedWhy):
    """It waits for its requester, not for approvers."""

    key: ClassVar = "not-sent"


class Stale(NumberedWhy):
    """Something moved since the card was shown; the card is renewed."""

    key: ClassVar = "stale"


class NothingLeftOut(NumberedWhy):
    """It is not certain that 1688 left anything of an order out, so nothing is asked for again."""

    key: ClassVar = "nothing-left-out"


class LastLine(NumberedWhy):
    """A request cannot be left without any product; whoever wants none of it cancels it."""

    key: ClassVar = "last-line"


@dataclass(frozen=True, kw_only=True)
class TooManyDrafts(Why):
    """This person has as many open drafts as one may have; the oldest are named."""

    key: ClassVar = "too-many-drafts"
    limit: int = 0
    oldest: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfferNotFound(Why):
    """1688 has no such offer."""

    key: ClassVar = "offer-not-found"
    offer_id: str = ""


class ReadingOver(Why):
    """A sheet that shall be stopped was read to its end, or stopped before."""

    key: ClassVar = "reading-over"


class NotYourReading(Why):
    """Somebody else's sheet is read."""

    key: ClassVar = "not-your-reading"


@dataclass(frozen=True, kw_only=True)
class NotAsApproved(NumberedWhy):
    """An order that somebody placed by hand has other goods than were approved."""

    key: ClassVar = "not-as-approved"
    order_id: str = ""


class OrderedByHand(NumberedWhy):
    """Somebody orders it on the site: nobody else does, and the program places it no more."""

    key: ClassVar = "ordered-by-hand"


class NotByHand(NumberedWhy):
    """Nobody orders it by hand: the program places it."""

    key: ClassVar = "not-by-hand"


@dataclass(frozen=True, kw_only=True)
class NotPayableNow(NumberedWhy):
    """The order is not waiting for payment."""

    key: ClassVar = "not-payable-now"
    state: str = ""


class UnpayableChecking(NumberedWhy):
    """1688 has not shown so far that it is the order that was sent."""

    key: ClassVar = "unpayable-checking"


class UnpayableConflict(NumberedWhy):
    """It may be another order than the one sent."""

    key: ClassVar = "unpayable-conflict"


class UnpayablePrice(NumberedWhy):
    """It costs more than was agreed to."""

    key: ClassVar = "unpayable-price"


class UnpayableDiffers(NumberedWhy):
    """It shows another seller or product than was agreed to."""

    key: ClassVar = "unpayable-differs"


class UnpayableEnded(NumberedWhy):
    """Nobody agrees to it any more."""

    key: ClassVar = "unpayable-ended"


class CancelTooEarly(NumberedWhy):
    """1688 closes an order only 10 s after it was made."""

    key: ClassVar = "cancel-too-early"


@dataclass(frozen=True, kw_only=True)
class CancelRefused(NumberedWhy):
    """1688's own words."""

    key: ClassVar = "cancel-refused"
    reason: str = ""


class CancelUnclear(NumberedWhy):
    """1688 did not say whether it closed the order; it is looked at."""

    key: ClassVar = "cancel-unclear"


@dataclass(frozen=True, kw_only=True)
class CancelShipped(NumberedWhy):
    """Cannot be cancelled any more."""

    key: ClassVar = "cancel-shipped"
    state: str = ""


class NothingToCancel(NumberedWhy):
    """Nothing to cancel."""

    key: ClassVar = "nothing-to-cancel"


class NotOrdered(NumberedWhy):
    """No order, and so no parcels."""

    key: ClassVar = "not-ordered"


class NotShipped(NumberedWhy):
    """No parcels yet."""

    key: ClassVar = "not-shipped"


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


class SecondPerson(NumberedWhy):
    """Recorded; a second person must say the same."""

    key: ClassVar = "second-person"


@dataclass(frozen=True, kw_only=True)
class NotInDoubt(NumberedWhy):
    """The attempt is settled already."""

    key: ClassVar = "not-in-doubt"
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


class ClockApart(Why):
    """Buying waits for a clock that is right: a consent of a wrong time would last too long."""

    key: ClassVar = "clock-apart"


class JournalKeyWanted(Why):
    """Buying waits for the key of the journal."""

    key: ClassVar = "journal-key-wanted"


class OtherProgramRuns(Why):
    """Another program ran with this bot's token a moment ago."""

    key: ClassVar = "other-program-runs"


@dataclass(frozen=True, kw_only=True)
class NotPaused(Why):
    """Buying is not paused; `holds` are the things that hold it back all the same."""

    key: ClassVar = "not-paused"
    holds: tuple[Hold, ...] = ()
