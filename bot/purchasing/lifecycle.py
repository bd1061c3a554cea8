"""The states of a request, an attempt and an order, and which state may follow which."""

from enum import StrEnum
from typing import TypeVar

from bot.purchasing.order_report import OrderState, RefundState


class RequestState(StrEnum):
    """A request, from the first card to its end."""

    DRAFT = "draft"
    PENDING = "pending"
    APPROVED = "approved"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class ClosedReason(StrEnum):
    """Why a request ended."""

    BY_REQUESTER = "by-requester"
    UNCONFIRMED = "unconfirmed"
    """Its requester never confirmed it."""
    UNDECIDED = "undecided"
    """The approvers did not decide in time."""
    DECLINED = "declined"
    """An approver said no, in words of their own."""
    CONSENT_OVER = "consent-over"
    """It was approved, but could not be sent in time."""
    TAKEN_BACK = "taken-back"
    """It was taken back after the approval."""
    TEAM_CLOSED = "team-closed"
    REFUSED = "refused"
    """1688 refused the order; its words are the attempt's `reason`."""
    GIVEN_UP = "given-up"
    """Nobody found out whether it was placed, and two people gave it up."""
    ORDERS_ENDED = "orders-ended"
    TO_LIST = "to-list"
    """Its lines stand on the list of its team."""


class AttemptState(StrEnum):
    """One try to place an approved request."""

    READY = "ready"
    SUBMITTING = "submitting"
    PLACED = "placed"
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"
    CONFLICT = "conflict"
    NEEDS_PERSON = "needs_person"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"


class InboxState(StrEnum):
    """An update from Telegram: recorded, done, or a dead letter."""

    NEW = "new"
    DONE = "done"
    DEAD = "dead"


class OutboxState(StrEnum):
    """A message to send: due, being sent, accepted by Telegram, or given up (shown in health)."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


S = TypeVar("S", bound=StrEnum)
R, A, ORD = RequestState, AttemptState, OrderState

REQUEST_MOVES: frozenset[tuple[RequestState, RequestState]] = frozenset({
    (R.DRAFT, R.PENDING), (R.DRAFT, R.CANCELLED), (R.DRAFT, R.EXPIRED),
    (R.PENDING, R.DRAFT),  # the choice changed or cannot be bought any more: there is nothing to consent to
    (R.PENDING, R.APPROVED), (R.PENDING, R.REJECTED), (R.PENDING, R.CANCELLED), (R.PENDING, R.EXPIRED),
    (R.APPROVED, R.PENDING), (R.APPROVED, R.CLOSED), (R.APPROVED, R.CANCELLED), (R.APPROVED, R.EXPIRED),
})  # fmt: skip

ATTEMPT_MOVES: frozenset[tuple[AttemptState, AttemptState]] = frozenset({
    (A.READY, A.SUBMITTING), (A.READY, A.WITHDRAWN),
    (A.SUBMITTING, A.READY), (A.SUBMITTING, A.PLACED), (A.SUBMITTING, A.REFUSED), (A.SUBMITTING, A.IN_DOUBT),
    (A.SUBMITTING, A.CONFLICT),  # the answer names an order that belongs to another purchase
    (A.PLACED, A.CONFLICT),  # its order reads back with another reference or other goods
    (A.IN_DOUBT, A.PLACED), (A.IN_DOUBT, A.CONFLICT), (A.IN_DOUBT, A.NEEDS_PERSON),
    (A.NEEDS_PERSON, A.READY), (A.NEEDS_PERSON, A.PLACED), (A.NEEDS_PERSON, A.CONFLICT), (A.NEEDS_PERSON, A.ABANDONED),
    (A.CONFLICT, A.PLACED),  # a person looked and typed the number
})  # fmt: skip

_FORWARD = (ORD.TO_PAY, ORD.PAID, ORD.PART_SHIPPED, ORD.SHIPPED, ORD.RECEIVED, ORD.FINISHED)

ORDER_MOVES: frozenset[tuple[OrderState, OrderState]] = frozenset(
    {(a, b) for i, a in enumerate(_FORWARD) for b in _FORWARD[i + 1 :]}
    | {(a, ORD.CANCELLED) for a in _FORWARD if a is not ORD.FINISHED}
)

REFUND_MOVES: frozenset[tuple[RefundState, RefundState]] = frozenset({
    (RefundState.NONE, RefundState.ASKED), (RefundState.NONE, RefundState.DONE),
    (RefundState.ASKED, RefundState.DONE), (RefundState.ASKED, RefundState.CLOSED),
    (RefundState.CLOSED, RefundState.ASKED), (RefundState.CLOSED, RefundState.DONE),
    (RefundState.DONE, RefundState.ASKED),  # a second refund of the same order; it happens on 1688
})  # fmt: skip

ENDS_OF_DRAFTS = frozenset({
    ClosedReason.BY_REQUESTER, ClosedReason.UNCONFIRMED, ClosedReason.TO_LIST, ClosedReason.TEAM_CLOSED,
})  # fmt: skip
"""How a draft may end; what was asked for may end so as well."""
UNDECIDED = frozenset({RequestState.DRAFT, RequestState.PENDING})
LIVE_ATTEMPTS = frozenset(set(A) - {A.REFUSED, A.ABANDONED, A.WITHDRAWN})
DOUBTFUL = frozenset({A.IN_DOUBT, A.NEEDS_PERSON, A.CONFLICT})
ENDED_ORDERS = frozenset({ORD.FINISHED, ORD.CANCELLED})
RECEIVED_ORDERS = frozenset({ORD.RECEIVED, ORD.FINISHED})
"""Its goods were confirmed as received, which 1688 counts as a purchase."""


class ForbiddenMove(Exception):
    """A state cannot become the requested one."""


def check_move(moves: frozenset[tuple[S, S]], before: S, after: S) -> None:
    """Raise ForbiddenMove unless `after` may follow `before`."""
    if (before, after) not in moves:
        raise ForbiddenMove(f"{before} may not become {after}")


class AlarmKind(StrEnum):
    """In which way an order is stuck."""

    NOT_SHIPPED = "not_shipped"
    """Paid, and not shipped."""
    LATE = "late"
    """Not shipped whole within the time that the product's page promised."""
    NO_SCAN = "no_scan"
    """A parcel was sent, and no carrier has scanned it."""
    FROZEN = "frozen"
    """The trace of a parcel has no new step."""
    NOT_COUNTED = "not_counted"
    """A parcel was signed for, and nobody counted what is in it."""
    SHORT = "short"
    """Less was counted than was ordered, or some of it is damaged, and nobody asked for anything."""
    REFUND_WAITS = "refund_waits"
    """A refund waits for us, and its time at 1688 ends soon."""
