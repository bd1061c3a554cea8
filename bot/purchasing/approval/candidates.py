"""The facts of a request that a policy looks at, and those of the requests before it."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.policy import ApprovalStep, Kind
from bot.purchasing.money import Fen


@dataclass(frozen=True)
class Asked:
    """An earlier request of the team, as it counts together with later ones; money in fen, `at` in UTC.

    `steps` are the steps that approved it (empty if automatic), `by` the people who said yes; None if it is still
    pending. Sellers are labels as `policy.label` writes them.
    """

    request_id: int
    requester_id: int
    total: Fen
    at: datetime
    offer_id: str = ""
    sellers: frozenset[str] = frozenset()
    steps: tuple[ApprovalStep, ...] | None = None
    by: tuple[int, ...] = ()
    more_offers: frozenset[str] = frozenset()
    """The other offers, if it holds several."""

    @property
    def offers(self) -> frozenset[str]:
        return self.more_offers | {self.offer_id}


@dataclass(frozen=True)
class Candidate:
    """What a policy looks at in a request; `kinds` has each of its offers.

    `asked_at` (UTC) is when it was asked for; None means now, so that every earlier request came before it.
    """

    requester_id: int
    total: Fen
    kinds: tuple[Kind, ...] = (Kind(),)
    note: str = ""
    usage: Usage = field(default_factory=Usage)
    request_id: int = 0
    asked_at: datetime | None = None
    others: tuple[Asked, ...] = ()
    """The other requests made in the team lately."""
    declined_at: datetime | None = None
    """When the team last declined this offer to this requester (UTC)."""
    contributors: frozenset[int] = frozenset()
    """Who added a line to it beside its requester."""
    shares: tuple[tuple[int, Fen], ...] = ()
    """What the lines of each person cost (fen), if several people added some."""

    @property
    def people(self) -> tuple[int, ...]:
        """Its requester, and then whoever else added a line to it."""
        return (self.requester_id, *sorted(self.contributors - {self.requester_id}))

    @property
    def sellers(self) -> frozenset[str]:
        """The sellers of all its offers."""
        return frozenset().union(*(each.sellers for each in self.kinds))
