"""What a request needs: the steps, the requester, the total and the deadlines; and which steps ask for more."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.deadlines import Deadlines
from bot.purchasing.approval.policy import NOTHING, ApprovalStep
from bot.purchasing.money import Fen

Steps = tuple[ApprovalStep, ...]


class Instead(StrEnum):
    """Who decides from the beginning in place of those who asked or added a line, if too few others remain."""

    ESCALATION = "escalation"
    """The people of the rules' escalation."""
    ADMINS = "admins"


@dataclass(frozen=True)
class Needs:
    """The steps of one request in order, and who may decide beside them after an escalation."""

    requester_id: int
    total: Fen
    steps: tuple[ApprovalStep, ...]
    times: Deadlines
    escalate_to: tuple[int, ...] = ()
    anew_at: datetime | None = None
    """When stricter rules were applied to it after it was asked for (UTC)."""
    beside: Fen = NOTHING
    """The total (fen) of earlier requests that count together with it."""
    contributors: frozenset[int] = frozenset()
    """Who added a line to it beside its requester."""
    instead: Instead | None = None

    @property
    def excluded(self) -> frozenset[int]:
        """Who never decides on it: its requester, and everybody who added a line to it."""
        return self.contributors | {self.requester_id}

    @property
    def measure(self) -> Fen:
        """The total (fen) that it is judged by, and that a decider's limit must reach."""
        return Fen(self.total + self.beside)

    def of_part(self, total: Fen) -> "Needs":
        """What a part of that total (fen) needed: the same, since it was judged by the sum of all parts.

        Whoever added a line to the whole decides on none of its parts: the votes on the whole are votes on each.
        """
        return replace(self, total=total, beside=Fen(self.measure - total))

    def __post_init__(self) -> None:
        """Raises ValueError if there are no steps: that would be an approval that nobody gave."""
        if not self.steps:
            raise ValueError("what needs nobody is automatic")


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
