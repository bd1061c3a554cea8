"""What a request needs under a policy, under a stricter one while it waits, and under one that is only tried."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.budget import BudgetStanding, MonthSoFar, over_cap
from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.eligibility import Progress, progress_of
from bot.purchasing.approval.policy import ApprovalStep, Policy, label
from bot.purchasing.approval.requirement import Instead, Needs, Steps, timetable
from bot.purchasing.approval.splitting import Candidate, Sum, declined_lately, reckon
from bot.purchasing.approval.team import Role, Team
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


def judge(policy: Policy, team: Team, facts: Candidate, now: datetime, delegations: Delegations = ()) -> Judgement:
    """What a request needs now: the first rule that fits decides, for its total plus what counts together with it."""
    found = wanted(policy, team, facts, now)
    obstacle = _obstacle(policy, team, facts, found.beside)
    if obstacle is not None:
        return obstacle
    alone = policy.alone and team.alone is not None and team.alone.person_id == facts.requester_id
    if found.steps is None and not alone:
        return Impossible(Obstacle.NO_RULE)
    if alone or not found.steps:  # an automatic request must also keep the caps on the hour and the day
        cap = over_cap(policy, facts.total, facts.usage)
        why = WhyAutomatic.ALONE if alone else WhyAutomatic.RULE
        return Automatic(why) if cap is None else Impossible(Obstacle.OVER_CAP, cap)
    escalate_to = policy.escalate.to if policy.escalate else ()
    times = timetable(policy, team, now)
    needs = Needs(facts.requester_id, facts.total, found.steps, times, escalate_to, beside=found.beside)
    reached = everybody(needs, team, delegations, now)
    if reached.full < len(found.steps):
        return Impossible(Obstacle.NOBODY, str(reached.full + 1))
    return without_contributors(replace(needs, contributors=frozenset(facts.people[1:])), team, delegations, now)


def wanted(policy: Policy, team: Team, facts: Candidate, now: datetime) -> Sum:
    """What counts together with a request, and the steps that it needs; no steps if it is automatic.

    It is not automatic if a budget is used up, or if the team declined the same offer a short time ago.
    """
    found = reckon(policy, team, facts, now)
    if found.steps is None or found.steps:
        return found
    over_budget = any(each.over for each in standings(policy, facts))
    return Sum(found.beside, SOMEBODY if over_budget or declined_lately(policy, facts, now) else ())


def _obstacle(policy: Policy, team: Team, facts: Candidate, beside: Fen) -> Impossible | None:
    """What no approval could allow, with `beside` (fen) of others."""
    member = team.member(facts.requester_id)
    if member is None or not member.active:
        return Impossible(Obstacle.NOT_A_MEMBER)
    if member.rests:
        return Impossible(Obstacle.LEFT_THE_GROUP)
    if policy.note_needed(Fen(facts.total + beside)) and not facts.note.strip():
        return Impossible(Obstacle.NOTE_NEEDED)
    if policy.caps.order is not None and facts.total > policy.caps.order:
        return Impossible(Obstacle.OVER_CAP, "order")
    for each in standings(policy, facts):
        if each.stops:
            return Impossible(Obstacle.OVER_BUDGET, each.whose)
    return None


def standings(policy: Policy, facts: Candidate) -> tuple[BudgetStanding, ...]:
    """The budgets that a request counts in, the team's first and those of its tags last; for the card too.

    Each of these counts what of the request is for its tag, which is named as the request writes it.
    """
    budgets, used = policy.budgets, facts.usage
    months = {each.tag: each for each in used.tags}
    accounts = [(used.team, budgets.team, facts.total), (used.person, budgets.of(facts.requester_id), facts.total)]
    for tag, fen in facts.tags:
        month = months.get(label(tag), MonthSoFar())
        accounts.append((replace(month, tag=tag), budgets.of_tag(tag), fen))
    return tuple(BudgetStanding(account, each, this) for account, each, this in accounts if each is not None)


def without_contributors(needs: Needs, team: Team, delegations: Delegations, now: datetime) -> Needs | Impossible:
    """The same without those who added a line; if too few remain, others take their seats."""
    if not needs.contributors:
        return needs
    for instead in (needs.instead,) if needs.instead else (None, *Instead):
        candidate = replace(needs, instead=instead)
        reached = everybody(candidate, team, delegations, now)
        if reached.full == len(needs.steps):
            return candidate
    return Impossible(Obstacle.ALL_TAKE_PART, str(reached.full + 1))


def everybody(needs: Needs, team: Team, delegations: Delegations, now: datetime) -> Progress:
    """How far a request would get if the whole team said yes now."""
    return progress_of(needs, team, delegations, {each.person_id: now for each in team.active}, now)


def judged_anew(
    needs: Needs,
    asked_by: Policy,
    policy: Policy,
    team: Team,
    facts: Candidate,
    now: datetime,
    delegations: Delegations = (),
) -> Needs:
    """What a pending request needs under both the rules in force when it was asked and those in force now.

    If too few are left for that because the others added a line, others take their seats, as when it was asked for.
    """
    sum_ = wanted(policy, team, facts, now)
    steps, beside = both(needs.steps, sum_.steps or ()), max(needs.beside, sum_.beside)
    stricter = _escalated_less(replace(needs, steps=steps, beside=beside), asked_by, policy, team, now)
    if policy.expire < asked_by.expire:
        sooner = min(stricter.times.expire_at, now + policy.expire)
        stricter = replace(stricter, times=replace(stricter.times, expire_at=sooner))
    if stricter == needs:
        return needs
    left = without_contributors(stricter, team, delegations, now)
    return replace(left if isinstance(left, Needs) else stricter, anew_at=now)


def both(before: Steps, wanted: Steps) -> Steps:
    """Steps at least as strict as both, whoever joins or leaves: two steps for the same people become one."""
    left, steps = list(before), []
    for step in wanted:
        like = next((each for each in left if (each.role, each.people) == (step.role, step.people)), None)
        if like is not None:
            left.remove(like)
        steps.append(step if like is None else _either(like, step))
    return (*steps, *left)


def _either(one: ApprovalStep, other: ApprovalStep) -> ApprovalStep:
    """What satisfies two steps for the same people. "All" may become fewer people than a number, so both are kept."""
    if one.count is not None and other.count is not None:
        return replace(one, count=max(one.count, other.count))
    return replace(one, count=None, least=max(one.count or one.least, other.count or other.least))


def _escalated_less(needs: Needs, asked_by: Policy, policy: Policy, team: Team, now: datetime) -> Needs:
    """Others may decide in somebody's place only if both rules allow it, and only from the later time."""
    before, after = asked_by.escalate, policy.escalate
    if before is None or before == after:
        return needs
    to = tuple(each for each in needs.escalate_to if after is not None and each in after.to)
    at = needs.times.escalate_at if to else None
    if at is not None and after is not None and after.after > before.after:
        later = timetable(policy, team, now).escalate_at
        at = max(at, later) if later is not None else None
    return replace(needs, escalate_to=to, times=replace(needs.times, escalate_at=at))


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
