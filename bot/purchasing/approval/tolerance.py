"""Whether a purchase that changed after its approval is still approved, within the team's tolerance."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from itertools import pairwise

from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.splitting import Candidate, rule_of
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.snapshot import Snapshot, by_variant

FIXED = ("seller", "address_id", "flow", "trade_mode", "note", "parts", "otherwise")
"""Fields that no tolerance covers, beside what is bought, how many of it, and for which tags."""
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


def drift(
    policy: Policy,
    facts: Callable[[Snapshot], Candidate],
    approved: Snapshot,
    passed: Sequence[Snapshot],
    new: Snapshot,
    limit: Fen | None = None,
    beside: Fen = NOTHING,
) -> Beyond | None:
    """Why a new snapshot is beyond the approved one and those let pass since, oldest first; None if it may go on.

    `facts` tells what rules look at in a snapshot, `limit` (fen) is the lowest limit among those who approved, and
    `beside` (fen) what counts together with it.
    """
    chain = [approved, *passed, new]
    steps = [moved(before, after) for before, after in pairwise(chain)]
    same_goods = by_variant(approved.lines) == by_variant(new.lines)
    same_goods = same_goods and dict(approved.tags).keys() == dict(new.tags).keys()
    if not same_goods or any(getattr(approved, name) != getattr(new, name) for name in FIXED):
        return Beyond.FIXED
    if steps[-1] * _WHOLE > approved.total * policy.tolerance.change:
        return Beyond.CHANGE
    if sum(steps) * _WHOLE > approved.total * policy.tolerance.total:
        return Beyond.TOTAL
    was, now = facts(approved), facts(new)
    if was != now and rule_of(policy, was, beside) != rule_of(policy, now, beside):
        return Beyond.RULE
    if now.total == was.total:
        return None
    if policy.caps.order is not None and now.total > policy.caps.order:
        return Beyond.CAP
    return Beyond.LIMIT if limit is not None and now.total + beside > limit else None


def moved(before: Snapshot, after: Snapshot) -> Fen:
    """How far the money of two snapshots differs (fen); parts that cancel each other out still count."""
    parts = sum(abs(getattr(after, name) - getattr(before, name)) for name in ("goods", "freight", "discount"))
    old = {line.variant: line for line in before.lines}
    pairs = [(old[each.variant], each) for each in after.lines if each.variant in old]
    # Over all pieces; a price that fell makes up for no other.
    prices = sum(abs(each.unit_price - was.unit_price) * max(was.quantity, each.quantity) for was, each in pairs)
    return Fen(max(parts, prices, abs(after.total - before.total)))
