"""What another policy would have decided for the latest requests: the preview of a policy change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.purchasing.approval.candidates import Candidate
from bot.purchasing.approval.judge import Automatic, Impossible, Judgement, judge
from bot.purchasing.approval.policy import Policy
from bot.purchasing.approval.team import Team

LOOKED_AT = 20


@dataclass(frozen=True)
class Past:
    """A past request with the facts that it was judged by; `name` is its number as people write it, `at` in UTC."""

    request_id: int
    name: str
    facts: Candidate
    at: datetime


@dataclass(frozen=True)
class Retold:
    """A request under the current policy and under the proposed one, both with the team of today."""

    past: Past
    before: Judgement
    after: Judgement

    @property
    def differs(self) -> bool:
        return outcome(self.before) != outcome(self.after)


def what_if(old: Policy, new: Policy, team: Team, requests: Sequence[Past]) -> tuple[Retold, ...]:
    """The last twenty requests, newest first, judged by both policies."""
    latest = sorted(requests, key=lambda each: (each.at, each.request_id), reverse=True)[:LOOKED_AT]
    return tuple(
        Retold(each, judge(old, team, each.facts, each.at), judge(new, team, each.facts, each.at)) for each in latest
    )


def outcome(judgement: Judgement) -> object:
    """The part of a judgement that people notice: automatic, its steps, or why not; without deadlines."""
    if isinstance(judgement, Automatic | Impossible):
        return judgement
    return judgement.steps
