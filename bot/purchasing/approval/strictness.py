"""Compares two lists of approval steps: which one asks for more."""

from bot.purchasing.approval.policy import ApprovalStep

Steps = tuple[ApprovalStep, ...]


def asks_less(new: Steps, old: Steps) -> bool:
    """Whether it cannot be shown that the new steps ask the same people, in the same order, for at least as many."""
    if len(new) < len(old):
        return True
    return not all(_as_strict(*each) for each in zip(new, old, strict=False))


def _as_strict(new: ApprovalStep, old: ApprovalStep) -> bool:
    """Whether a step asks the same people for at least as many; "all" may be as few as one person."""
    if (new.role, new.people) != (old.role, old.people):
        return False
    if old.count == 1 or new.count == old.count:
        return True
    return new.count is not None and old.count is not None and new.count > old.count
