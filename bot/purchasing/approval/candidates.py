"""What a policy looks at in a request, and in those that were asked for before it."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.purchasing.approval.budget import Usage
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.money import Fen


@dataclass(frozen=True)
class Asked:
    """A request of the team that was asked for, as it counts together with those after it; money in fen, `at` in UTC.

    `steps` are those by which it was approved (none where it was automatic), `by` are those who said yes; None means
    that it still waits for them. Labels of sellers are written as `policy.label` does.
    """

    request_id: int
    requester_id: int
    total: Fen
    at: datetime
    offer_id: str = ""
    sellers: frozenset[str] = frozenset()
    steps: tuple[ApprovalStep, ...] | None = None
    by: tuple[int, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """What a policy looks at in a request; the labels of goods and seller are written as `policy.label` does.

    `asked_at` (UTC) is when it was asked for; None is now, and what anybody asked for until now came before it.
    """

    requester_id: int
    total: Fen
    goods: frozenset[str] = frozenset()
    sellers: frozenset[str] = frozenset()
    note: str = ""
    usage: Usage = field(default_factory=Usage)
    request_id: int = 0
    offer_id: str = ""
    asked_at: datetime | None = None
    others: tuple[Asked, ...] = ()
    """What else was asked for in the team lately."""
    declined_at: datetime | None = None
    """When the team last declined this offer to this requester (UTC)."""
