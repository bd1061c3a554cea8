"""An attempt to place an approved request, as the ledger loads it, and how long a consent lasts."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.create_call import FailedLine
from bot.purchasing.lifecycle import DOUBTFUL, LIVE_ATTEMPTS, AttemptState, RequestState
from bot.purchasing.money import Fen
from bot.purchasing.own_reasons import OwnReason
from bot.purchasing.requests.request import Request


@dataclass(frozen=True)
class SimilarOrder:
    """An order without an attempt, made since an attempt was sent: the same goods, no dearer, maybe the lost one."""

    order_id: str
    total: Fen
    created_at: datetime | None = None


ONE_CLICK = "one_click"
"""The gateway whose orders do not carry our reference."""
OUTSIDE_PREFIX = "1688-"
"""The prefix of an attempt's reference if it holds an order placed outside: that order itself carries no reference."""


@dataclass(frozen=True)
class Attempt:
    """One try to place a request; `out_order_id` is our own reference, the same however often it is sent."""

    id: int
    request_id: int
    state: AttemptState
    version: int
    epoch: int
    out_order_id: str
    gateway: str
    body: str
    created_at: datetime
    note: str = ""
    """The note to the seller in `body`; empty if it has none."""
    submitted_at: datetime | None = None
    due_at: datetime | None = None
    reason: str = ""
    """1688's words, or one of the program's own reasons."""
    resends: int = 0
    looks: int = 0
    empty_looks: int = 0
    unfiltered_looks: int = 0
    next_look_at: datetime | None = None
    doubted_at: datetime | None = None
    failed: tuple[FailedLine, ...] = ()
    alike: tuple[SimilarOrder, ...] = ()
    """While there is one, the order is not proved absent, and the attempt is not sent again."""
    by_hand: int | None = None
    """Who orders it on the site; from then on the program places it no more, and its consent lasts."""

    @property
    def alike_hash(self) -> str:
        """Identifies exactly these orders: whoever says "none of them" says so about what they were shown."""
        return hashlib.sha256(" ".join(each.order_id for each in self.alike).encode()).hexdigest()[:10]

    @property
    def placed_outside(self) -> bool:
        """Whether it holds an order that nobody placed by this bot."""
        return self.out_order_id.startswith(OUTSIDE_PREFIX)

    @property
    def carries_reference(self) -> bool:
        """Whether its orders could show our reference at all."""
        return self.gateway != ONE_CLICK and not self.placed_outside

    @property
    def sent_since(self) -> datetime | None:
        """The first moment (UTC) at which an order under the reference may have been made; None if nothing was sent.

        Only the latest of several claims is stored, and an attempt found after a restore has none; then it is
        `created_at`.
        """
        if self.submitted_at is None:
            return None
        return self.submitted_at if self.epoch == 1 and self.body else self.created_at

    @property
    def never_sent(self) -> bool:
        """Whether it surely was never sent.

        A request from before a copy was made may have been sent since; people decide about it.
        """
        return self.state is AttemptState.READY and self.epoch == 0 and self.reason != OwnReason.RESTED

    @property
    def waits_for_a_person(self) -> bool:
        """Whether it is agreed to, not sent, and not tried again by itself."""
        return self.state is AttemptState.READY and self.due_at is None

    @property
    def rests_since_restore(self) -> bool:
        """Whether it was ready when the copy was made that is in use now, and nobody has let it go on yet."""
        return self.waits_for_a_person and self.reason == OwnReason.RESTED

    @property
    def live(self) -> bool:
        return self.state in LIVE_ATTEMPTS

    @property
    def dry(self) -> bool:
        """Whether it would have been sent, but for the dry run; nothing more becomes of it."""
        return self.state is AttemptState.WITHDRAWN and self.reason == OwnReason.DRY_RUN

    @property
    def doubtful(self) -> bool:
        return self.state in DOUBTFUL


CONSENT_LASTS = timedelta(hours=24)
"""How long after the consent something may be sent; later it must be asked for again."""


def consent_is_over(request: Request, attempt: Attempt, now: datetime) -> bool:
    """Whether the consent has expired and the attempt was surely never sent, nor ordered on the site."""
    late = now >= max(attempt.created_at + CONSENT_LASTS, request.valid_until or attempt.created_at)
    unsent = attempt.never_sent and attempt.by_hand is None
    return request.state is RequestState.APPROVED and unsent and late
