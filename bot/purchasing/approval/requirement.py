"""What a request needs, stored with it: the steps, the requester, the total and the deadlines."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.purchasing.approval.deadlines import Deadlines
from bot.purchasing.approval.policy import NOTHING, ApprovalStep
from bot.purchasing.approval.policy_json import dump_steps, load_steps
from bot.purchasing.money import Fen


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

    def dump(self) -> str:
        """As JSON, to be stored with the request; times ISO in UTC, money in fen."""
        form = {
            "requester_id": self.requester_id,
            "total": self.total,
            "steps": dump_steps(self.steps),
            "escalate_to": list(self.escalate_to),
            "expire_at": self.times.expire_at.isoformat(),
            "remind_at": _iso(self.times.remind_at),
            "escalate_at": _iso(self.times.escalate_at),
            "anew_at": _iso(self.anew_at),
            "beside": self.beside,
            "contributors": sorted(self.contributors),
            "instead": self.instead,
        }
        return json.dumps(form, sort_keys=True, separators=(",", ":"))


def load_needs(text: str) -> Needs:
    """Read what `dump` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    form: dict[str, Any] = json.loads(text)
    expire_at = datetime.fromisoformat(form["expire_at"])
    return Needs(
        requester_id=int(form["requester_id"]),
        total=Fen(int(form["total"])),
        steps=load_steps(form["steps"]),
        times=Deadlines(expire_at, _moment(form["remind_at"]), _moment(form["escalate_at"])),
        escalate_to=tuple(int(each) for each in form["escalate_to"]),
        anew_at=_moment(form.get("anew_at")),
        beside=Fen(int(form.get("beside", 0))),
        contributors=frozenset(int(each) for each in form.get("contributors", ())),
        instead=Instead(form["instead"]) if form.get("instead") else None,
    )


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
