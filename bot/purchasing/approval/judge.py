"""What a request needs under a policy: nothing, the yes of certain people, or something that nobody can give."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.budget import over_cap, standings
from bot.purchasing.approval.candidates import Candidate
from bot.purchasing.approval.deadlines import timetable
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.eligibility import benches
from bot.purchasing.approval.policy import ApprovalStep, Policy
from bot.purchasing.approval.requirement import Instead, Needs
from bot.purchasing.approval.splitting import Sum, declined_lately, reckon
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.vote_matching import Progress, fill
from bot.purchasing.money import Fen

SOMEBODY = (ApprovalStep(role=Role.APPROVER),)
"""The step used if a rule approves automatically but a budget is exceeded or the team declined the offer lately."""


class WhyAutomatic(StrEnum):
    """Why no approval by others is needed."""

    RULE = "rule"
    ALONE = "alone"


class Obstacle(StrEnum):
    """Why a request cannot go on as it stands."""

    NOT_A_MEMBER = "not-a-member"
    LEFT_THE_GROUP = "left-the-group"
    """The requester is not in the team's group; the request goes on once they are back."""
    NOTE_NEEDED = "note-needed"
    OVER_CAP = "over-cap"
    OVER_BUDGET = "over-budget"
    NO_RULE = "no-rule"
    NOBODY = "nobody"
    """Nobody could approve it: too few people hold the role, have a high enough limit, and are not the requester."""
    ALL_TAKE_PART = "all-take-part"
    """The same only because the others added a line to it, and nobody is left who could decide in their place."""


@dataclass(frozen=True)
class Automatic:
    """No approval by others is needed; the requester's own confirmation is enough."""

    why: WhyAutomatic


@dataclass(frozen=True)
class Impossible:
    """It cannot go on: the reason, and in `detail` which cap, whose budget or which step (from 1) is in the way."""

    reason: Obstacle
    detail: str = ""


Judgement = Automatic | Needs | Impossible


def judge(
    policy: Policy, team: Team, facts: Candidate, now: datetime, delegations: tuple[Delegation, ...] = ()
) -> Judgement:
    """What a request needs now: the first rule that fits decides, for its total plus what counts together with it."""
    sum_ = reckon(policy, team, facts, now)
    obstacle = _obstacle(policy, team, facts, sum_)
    if obstacle is not None:
        return obstacle
    if policy.alone and team.alone is not None and team.alone.person_id == facts.requester_id:
        return _automatic(policy, facts, WhyAutomatic.ALONE)
    steps = _steps(policy, facts, sum_, now)
    if steps is None:
        return Impossible(Obstacle.NO_RULE)
    if not steps:
        return _automatic(policy, facts, WhyAutomatic.RULE)
    return _needs(policy, team, facts, Sum(sum_.beside, steps), now, delegations)


def wanted(policy: Policy, team: Team, facts: Candidate, now: datetime) -> Sum:
    """What counts together with a request, and the steps that it needs; no steps if it is automatic.

    It is not automatic if a budget is used up, or if the team declined the same offer a short time ago.
    """
    sum_ = reckon(policy, team, facts, now)
    return Sum(sum_.beside, _steps(policy, facts, sum_, now))


def _steps(policy: Policy, facts: Candidate, sum_: Sum, now: datetime) -> tuple[ApprovalStep, ...] | None:
    if sum_.steps is None or sum_.steps:
        return sum_.steps
    return SOMEBODY if over_budget(policy, facts) or declined_lately(policy, facts, now) else ()


def over_budget(policy: Policy, facts: Candidate) -> bool:
    return any(each.over for each in standings(policy, facts.requester_id, facts.total, facts.usage))


def _obstacle(policy: Policy, team: Team, facts: Candidate, sum_: Sum) -> Impossible | None:
    """What no approval could allow."""
    member = team.member(facts.requester_id)
    if member is None or not member.active:
        return Impossible(Obstacle.NOT_A_MEMBER)
    if member.rests:
        return Impossible(Obstacle.LEFT_THE_GROUP)
    if policy.note_needed(Fen(facts.total + sum_.beside)) and not facts.note.strip():
        return Impossible(Obstacle.NOTE_NEEDED)
    if policy.caps.order is not None and facts.total > policy.caps.order:
        return Impossible(Obstacle.OVER_CAP, "order")
    for each in standings(policy, facts.requester_id, facts.total, facts.usage):
        if each.stops:
            return Impossible(Obstacle.OVER_BUDGET, "team" if each.account.person_id is None else "person")
    return None


def _automatic(policy: Policy, facts: Candidate, why: WhyAutomatic) -> Automatic | Impossible:
    """An automatic request must also keep the caps on the hour and the day."""
    cap = over_cap(policy, facts.total, facts.usage)
    return Automatic(why) if cap is None else Impossible(Obstacle.OVER_CAP, cap)


def _needs(
    policy: Policy,
    team: Team,
    facts: Candidate,
    sum_: Sum,
    now: datetime,
    delegations: tuple[Delegation, ...],
) -> Needs | Impossible:
    escalate_to = policy.escalate.to if policy.escalate else ()
    times, steps = timetable(policy, team, now), sum_.steps or ()
    needs = Needs(facts.requester_id, facts.total, steps, times, escalate_to, beside=sum_.beside)
    reached = everybody(needs, team, delegations, now)
    if reached.full < len(steps):
        return Impossible(Obstacle.NOBODY, str(reached.full + 1))
    return without_contributors(replace(needs, contributors=frozenset(facts.people[1:])), team, delegations, now)


def without_contributors(
    needs: Needs, team: Team, delegations: tuple[Delegation, ...], now: datetime
) -> Needs | Impossible:
    """The same without those who added a line; if too few remain, others take their seats."""
    if not needs.contributors:
        return needs
    for instead in (needs.instead,) if needs.instead else (None, *Instead):
        candidate = replace(needs, instead=instead)
        reached = everybody(candidate, team, delegations, now)
        if reached.full == len(needs.steps):
            return candidate
    return Impossible(Obstacle.ALL_TAKE_PART, str(reached.full + 1))


def everybody(needs: Needs, team: Team, delegations: tuple[Delegation, ...], now: datetime) -> Progress:
    """How far a request would get if the whole team said yes now."""
    people = frozenset(each.person_id for each in team.active)
    moments = dict.fromkeys(people, now)
    return fill(benches(needs, team, delegations, moments, now), people)
