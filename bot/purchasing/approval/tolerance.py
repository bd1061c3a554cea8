"""Whether a purchase that changed after its approval is still approved, within the team's tolerance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.purchasing.approval.candidates import Candidate
from bot.purchasing.approval.policy import NOTHING, Policy
from bot.purchasing.approval.splitting import rule_of
from bot.purchasing.money import Fen
from bot.purchasing.request import Snapshot, by_variant

FIXED = ("seller", "address_id", "flow", "trade_mode", "note", "parts", "otherwise")
"""Fields that no tolerance covers, beside what is bought and how many of it."""
_WHOLE = 10_000


class Beyond(StrEnum):
    """Why the old approval no longer counts."""

    FIXED = "fixed"
    """A field changed that no tolerance covers."""
    CHANGE = "change"
    TOTAL = "total"
    RULE = "rule"
    """Another rule applies to it now."""
    CAP = "cap"
    LIMIT = "limit"
    """The new total is above the limit of one of those who approved."""


@dataclass(frozen=True)
class Drift:
    """How far the money moved, in fen, never negative: by this change, and in all since the approval."""

    beyond: Beyond | None
    change: Fen
    total: Fen

    @property
    def may_go_on(self) -> bool:
        return self.beyond is None


def drift(
    policy: Policy,
    facts: Callable[[Snapshot], Candidate],
    approved: Snapshot,
    passed: Sequence[Snapshot],
    new: Snapshot,
    limit: Fen | None = None,
    beside: Fen = NOTHING,
) -> Drift:
    """Compare a new snapshot with the approved one and those let pass since, oldest first.

    `facts` tells what rules look at in a snapshot, `limit` (fen) is the lowest limit among those who approved, and
    `beside` (fen) what counts together with it.
    """
    chain = [approved, *passed, new]
    steps = [moved(before, after) for before, after in pairwise(chain)]
    change, total = Fen(steps[-1]), Fen(sum(steps))
    return Drift(_beyond(policy, facts, approved, new, change, total, limit, beside), change, total)


def moved(before: Snapshot, after: Snapshot) -> Fen:
    """How far the money of two snapshots differs (fen); parts that cancel each other out still count."""
    parts = sum(abs(getattr(after, name) - getattr(before, name)) for name in ("goods", "freight", "discount"))
    return Fen(max(parts, _prices_moved(before, after), abs(after.total - before.total)))


def _prices_moved(before: Snapshot, after: Snapshot) -> int:
    """How far the prices of pieces moved, over all pieces (fen); one that fell makes up for no other."""
    old = {(line.offer_id, line.spec_id): line for line in before.lines}
    pairs = [(old[each.offer_id, each.spec_id], each) for each in after.lines if (each.offer_id, each.spec_id) in old]
    return sum(abs(each.unit_price - was.unit_price) * max(was.quantity, each.quantity) for was, each in pairs)


def _beyond(
    policy: Policy,
    facts: Callable[[Snapshot], Candidate],
    approved: Snapshot,
    new: Snapshot,
    change: Fen,
    total: Fen,
    limit: Fen | None,
    beside: Fen,
) -> Beyond | None:
    same_goods = by_variant(approved.lines) == by_variant(new.lines)
    if not same_goods or any(getattr(approved, name) != getattr(new, name) for name in FIXED):
        return Beyond.FIXED
    if change * _WHOLE > approved.total * policy.tolerance.change:
        return Beyond.CHANGE
    if total * _WHOLE > approved.total * policy.tolerance.total:
        return Beyond.TOTAL
    was, now = facts(approved), facts(new)
    if was != now and rule_of(policy, was, beside) != rule_of(policy, now, beside):
        return Beyond.RULE
    if now.total == was.total:
        return None
    if policy.caps.order is not None and now.total > policy.caps.order:
        return Beyond.CAP
    return Beyond.LIMIT if limit is not None and now.total + beside > limit else None
