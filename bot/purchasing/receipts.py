"""Says what of an order its buyer can confirm as received at 1688, which releases the money of it to the seller."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.purchasing.arrivals import LineCount
from bot.purchasing.errands import Errand, ErrandKind, ErrandState
from bot.purchasing.lifecycle import RECEIVED_ORDERS
from bot.purchasing.order_report import LineState, OrderLine


@dataclass(frozen=True)
class Confirmable:
    """Entries that can be confirmed: those that are `whole`, and the `rest`, of which a buyer accepts what is not."""

    whole: tuple[str, ...]
    rest: tuple[str, ...]
    counts: Mapping[str, LineCount]

    def entries(self, *, accepts: bool) -> tuple[str, ...]:
        return (*self.whole, *self.rest) if accepts else self.whole

    def mark(self, *, accepts: bool) -> str:
        """Stands for exactly these entries, as they are counted."""
        told = [f"{each} {self.counts[each]}" for each in self.entries(accepts=accepts)]
        return sha256("\n".join(told).encode()).hexdigest()[:8]


def confirmable(lines: Sequence[OrderLine], counts: Mapping[str, LineCount], errands: Iterable[Errand]) -> Confirmable:
    """What of these lines is not confirmed yet; whole is what is counted as good, cancelled or sent back, every piece.

    What 1688 closed or refunded needs no receipt, and what it has not numbered cannot be named to it.
    """
    confirmed = (ErrandKind.RECEIPT, ErrandState.DONE)
    done = {entry for each in errands if (each.kind, each.state) == confirmed for entry in each.entries}
    # An old copy of the database may not know what was confirmed here since; then 1688 says it of the line.
    received = {each.entry_id for each in lines if each.step in RECEIVED_ORDERS}
    done |= received
    open_lines = [each.entry_id for each in lines if each.state is LineState.OPEN and each.entry_id.isdecimal()]
    left = [each for each in open_lines if each not in done]
    whole = tuple(
        each for each in left if not counts[each].missing and counts[each].damaged == counts[each].returned_damaged
    )
    return Confirmable(whole, tuple(each for each in left if each not in whole), counts)
