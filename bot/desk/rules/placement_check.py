"""Decides whether an approved purchase may be placed now, by tolerance, votes, roles, caps and budgets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.rules.approval_case import Case
from bot.purchasing.approval.budget import day_of, over_cap
from bot.purchasing.approval.judge import Automatic, Impossible, Obstacle, judge, standings
from bot.purchasing.approval.team import Role
from bot.purchasing.approval.tolerance import drift
from bot.purchasing.approval.votes import Approved, tally
from bot.purchasing.choice import Finding
from bot.purchasing.money import NOTHING, Fen
from bot.purchasing.snapshot import Snapshot

RIGHT_LOST = "right-lost"
"""Somebody who agreed may not any more."""
CAP_WAIT = timedelta(minutes=5)
"""After this time it is checked whether the hour's cap has room again."""


@dataclass(frozen=True)
class Clear:
    """It may be placed with exactly this content."""

    snapshot: Snapshot


@dataclass(frozen=True)
class Wait:
    """A cap on the hour or the day is reached: it is placed later, without anybody's decision."""

    until: datetime
    cap: str


@dataclass(frozen=True)
class Back:
    """It must be approved again; the cause is a field of drift, an obstacle, or a word of this module."""

    reason: str
    detail: str = ""


Clearance = Clear | Wait | Back


def clearance(case: Case, answer: Snapshot | Finding, now: datetime) -> Clearance:
    """Judge an approved request by what 1688 says of it at this moment."""
    if isinstance(answer, Finding):
        return Back("not-orderable")
    if case.team.closed:
        return Back("team-closed")
    asker = case.team.member(case.request.requester.id)
    if asker is not None and asker.rests:
        return Back(Obstacle.LEFT_THE_GROUP.value)
    if Role.REQUESTER not in case.team.roles_of(case.request.requester.id):
        return Back(Obstacle.NOT_A_MEMBER.value)
    return _agreed(case, answer, now) or _affordable(case, answer, now) or Clear(answer)


def _agreed(case: Case, answer: Snapshot, now: datetime) -> Back | None:
    """Whether the consent and the votes still hold and cover the present price."""
    beyond = since_approval(case, answer, now)
    if beyond == RIGHT_LOST or (beyond is not None and answer != case.request.snapshot):
        return Back(beyond)
    return _still_automatic(case, answer, now) if case.request.needs is None else None


def since_approval(case: Case, answer: Snapshot, now: datetime) -> str | None:
    """Why what was approved does not cover this; None if it does, within the lowest limit of those who agreed."""
    request, agreed = case.request, case.request.approved
    assert agreed is not None, "what is approved keeps what was approved"
    limit, beside = None, NOTHING
    if request.needs is not None:
        votes = tally(request.needs, case.purchase.votes, case.team, agreed.hash, case.delegations, now)
        if not isinstance(votes, Approved):
            return RIGHT_LOST
        members = [case.team.member(each) for each in votes.by]
        limit = min((each.limit for each in members if each is not None and each.limit is not None), default=None)
        beside = Fen(request.needs.beside + case.risen)
    beyond = drift(case.policy, case.facts, agreed, request.passed, answer, limit, beside)
    return None if beyond is None else beyond.value


def _still_automatic(case: Case, answer: Snapshot, now: datetime) -> Back | None:
    """Check, if nobody voted, that the rules still ask for nobody's vote."""
    judgement = judge(case.policy, case.team, case.facts(answer), now, case.delegations)
    if isinstance(judgement, Automatic) or (
        isinstance(judgement, Impossible) and judgement.reason is Obstacle.OVER_CAP
    ):
        return None
    return Back(judgement.reason.value, judgement.detail) if isinstance(judgement, Impossible) else Back("rule")


def _affordable(case: Case, answer: Snapshot, now: datetime) -> Wait | Back | None:
    """Check the last-resort caps, and the budgets that stop."""
    cap = over_cap(case.policy, answer.total, case.usage)
    if cap == "order":
        return Back(Obstacle.OVER_CAP.value, cap)
    for each in standings(case.policy, case.facts(answer)):
        if each.stops:
            return Back(Obstacle.OVER_BUDGET.value, each.whose)
    if cap is not None:
        return Wait(day_of(case.team, now)[1] if cap == "day" else now + CAP_WAIT, cap)
    return None
