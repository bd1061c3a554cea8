"""A purchase as the ledger loads it: a request with its attempts, orders and journal."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.votes import Vote
from bot.purchasing.arrivals import LineCount
from bot.purchasing.order import Order
from bot.purchasing.order_report import ReadBackState
from bot.purchasing.requests.attempt import Attempt
from bot.purchasing.requests.request import Request


@dataclass(frozen=True)
class JournalEntry:
    """One thing that happened: when, who (None is the program), what, with which facts."""

    at: datetime
    kind: str
    actor_id: int | None
    facts: dict[str, object]
    order_id: str | None = None


@dataclass(frozen=True)
class Purchase:
    """A request with everything that came of it.

    `orders` belong to this purchase, as far as is known; `others` were named for it but are something else.
    """

    request: Request
    attempts: tuple[Attempt, ...] = ()
    orders: tuple[Order, ...] = ()
    journal: tuple[JournalEntry, ...] = field(default=(), repr=False)
    """The journal of the request; loaded only on demand."""
    votes: tuple[Vote, ...] = ()
    """On every content that it ever had."""
    questions: tuple[Question, ...] = ()
    others: tuple[Order, ...] = ()
    parts: tuple["Purchase", ...] = ()
    """What became of each part of it, if it was split; loaded only on demand."""

    @property
    def attempt(self) -> Attempt | None:
        """The latest attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def count(self) -> LineCount | None:
        """What arrived of all its orders, and of those of its parts; None if nobody counted any of them."""
        every = [order for each in (self, *self.parts) for order in each.orders]
        return sum((each.count for each in every), LineCount(0)) if any(each.counted_at for each in every) else None

    def in_language(self, language: str) -> "Purchase":
        """The same purchase for readers of that language, as `Offer.worded` has it."""
        parts = tuple(each.in_language(language) for each in self.parts)
        return replace(self, request=self.request.in_language(language), parts=parts)

    def with_order(self, order: Order) -> "Purchase":
        """The same purchase with one of its orders as it is now."""
        return self.with_orders(
            order if each.order_id == order.order_id else each for each in (*self.orders, *self.others)
        )

    def with_orders(self, named: Iterable[Order]) -> "Purchase":
        """The same purchase with the orders that were named for it, those apart that are something else."""
        every = tuple(named)
        ours = tuple(each for each in every if each.checked is not ReadBackState.DIFFERS)
        return replace(self, orders=ours, others=tuple(each for each in every if each.checked is ReadBackState.DIFFERS))

    def with_attempt(self, attempt: Attempt) -> "Purchase":
        """The same purchase with one of its attempts as it is now."""
        return replace(self, attempts=tuple(attempt if each.id == attempt.id else each for each in self.attempts))
