"""Adds up what arrived of an order: pieces counted by people, closed, cancelled and sent back, as events that last.

An event is never changed; a mistake is reversed by a second event. Every sum is derived here.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from bot.purchasing.order_report import LineState, OrderLine, OrderState


class ArrivalKind(StrEnum):
    """What happened to pieces of an order line."""

    GOOD = "good"
    DAMAGED = "damaged"
    WRONG = "wrong"
    """Something else came; it fills no line."""
    CLOSED = "closed"
    """A person says that they will not come any more."""
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    """They never came, and their money is settled."""
    RETURNED_GOOD = "returned_good"
    RETURNED_DAMAGED = "returned_damaged"


K = ArrivalKind
COUNTED = (K.GOOD, K.DAMAGED, K.WRONG)
"""What a person says of pieces in their hands, in the order of a Tally."""
_RETURNED = (K.RETURNED_GOOD, K.RETURNED_DAMAGED)
"""What goes back came before, also if it is counted anew since."""
SETTLED = "cancelled:"
"""How the key of an act begins by which all that had not come until then is cancelled."""
PAID_BACK = "refund:"
"""How the key of an act begins that says which pieces a paid refund was for; its number follows."""


class CloseReason(StrEnum):
    """Why the rest of a line will not come."""

    NOT_SENT = "not-sent"
    LOST = "lost"
    SOLD_OUT = "sold-out"
    OTHER = "other"


class Tally(NamedTuple):
    """How many pieces of a line somebody has in their hands, and what they are."""

    good: int = 0
    damaged: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Arrival:
    """One event: so many pieces of a line, by a person (None is the program), at `at` (UTC).

    Those of one `act` were said at once. `logistics_id` is the parcel that they were counted in, empty if that was not
    said; `reverses` is the event that this one takes back.
    """

    id: int
    entry_id: str
    kind: ArrivalKind
    pieces: int
    at: datetime
    act: str
    person_id: int | None = None
    logistics_id: str = ""
    reason: str = ""
    reverses: int | None = None


@dataclass(frozen=True)
class LineCount:
    """How many pieces of an order line are where; `surplus` came above the order, or after they were cancelled."""

    ordered: int
    good: int = 0
    damaged: int = 0
    wrong: int = 0
    closed: int = 0
    cancelled: int = 0
    surplus: int = 0
    returned_good: int = 0
    returned_damaged: int = 0

    @property
    def arrived(self) -> int:
        """Pieces of the order that came, whole or not."""
        return self.good + self.damaged

    @property
    def open(self) -> int:
        """Pieces that may still come."""
        return max(0, self.ordered - self.arrived - self.closed - self.cancelled)

    @property
    def missing(self) -> int:
        """Pieces that did not come and whose money is not settled."""
        return self.open + self.closed

    @property
    def in_hand(self) -> int:
        """Good pieces that were not sent back."""
        return self.good - self.returned_good

    def __add__(self, other: "LineCount") -> "LineCount":
        return LineCount(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))

    def fits(self, kind: ArrivalKind) -> int:
        """How many pieces this can still happen to; of what is counted, how many are no surplus."""
        match kind:
            case K.GOOD | K.DAMAGED | K.CANCELLED:
                return self.missing  # what was closed and came all the same is reopened first
            case K.CLOSED:
                return self.open
            case K.REOPENED:
                return self.closed
            case K.RETURNED_GOOD:
                return self.in_hand
            case K.RETURNED_DAMAGED:
                return self.damaged - self.returned_damaged
            case K.WRONG:
                return 0

    def late(self, kind: ArrivalKind, pieces: int) -> int:
        """How many of the pieces that came were closed, and are reopened by that."""
        came = min(pieces, self.fits(kind)) if kind in (K.GOOD, K.DAMAGED) else 0
        return max(0, came - self.open)

    def after(self, kind: ArrivalKind, pieces: int) -> "LineCount":
        """The count once this happened; what does not fit is surplus if it came, and else did not happen."""
        fitting = min(pieces, self.fits(kind))
        match kind:
            case K.WRONG:
                return replace(self, wrong=self.wrong + pieces)
            case K.GOOD | K.DAMAGED:
                came = {kind.value: getattr(self, kind.value) + fitting, "surplus": self.surplus + pieces - fitting}
                return replace(self, closed=self.closed - self.late(kind, pieces), **came)
            case K.CANCELLED:
                return replace(self, closed=max(0, self.closed - fitting), cancelled=self.cancelled + fitting)
            case K.REOPENED:
                return replace(self, closed=self.closed - fitting)
            case K.CLOSED | K.RETURNED_GOOD | K.RETURNED_DAMAGED:
                return replace(self, **{kind.value: getattr(self, kind.value) + fitting})


def standing(events: Iterable[Arrival]) -> list[Arrival]:
    """The events that nobody took back, in their order."""
    every = sorted(events, key=lambda each: each.id)
    gone = {each.reverses for each in every if each.reverses is not None}
    return [each for each in every if each.reverses is None and each.id not in gone]


CountAct = tuple[Arrival, ...]
"""What one person counted at once, with what that reopened."""


def count_acts(events: Iterable[Arrival]) -> tuple[CountAct, ...]:
    """Each count that nobody took back, the newest first."""
    acts = dict[str, list[Arrival]]()
    for each in standing(events):
        acts.setdefault(each.act, []).append(each)
    found = [tuple(of) for of in acts.values() if any(each.kind in COUNTED for each in of)]
    return tuple(sorted(found, key=lambda act: -act[0].id))


def nothing_comes(state: str, total: int, refunded: int) -> bool:
    """Whether the whole order was cancelled, or all of its money is back; fen."""
    return state == OrderState.CANCELLED or 0 < total <= refunded


def counts_of(
    lines: Sequence[OrderLine], events: Collection[Arrival], *, over: bool = False
) -> Mapping[str, LineCount]:
    """The count of each line, by its entry id.

    `over` is whether nothing more comes of the whole order. Then, and if a line is, what never came of it
    is cancelled, at the event that says so if there is one: what came later is surplus, also if what came before is
    taken back.
    """
    found = {each.entry_id: LineCount(each.quantity) for each in lines}
    settled = {each.entry_id for each in lines if over or each.state is not LineState.OPEN}
    for each in sorted(standing(events), key=lambda event: event.kind in _RETURNED):
        count = found.get(each.entry_id)
        if count is None:
            continue
        pieces = each.pieces
        if each.entry_id in settled and each.act.startswith(SETTLED):
            settled.remove(each.entry_id)
            pieces = count.fits(K.CANCELLED)
        found[each.entry_id] = count.after(each.kind, pieces)
    for entry in settled:
        found[entry] = found[entry].after(K.CANCELLED, found[entry].fits(K.CANCELLED))
    return found
