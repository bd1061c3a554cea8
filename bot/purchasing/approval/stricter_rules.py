"""Applies stricter rules to pending requests: they get what the new rules want, and never less than before."""

from dataclasses import replace
from datetime import datetime

from bot.purchasing.approval.candidates import Candidate
from bot.purchasing.approval.deadlines import timetable
from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.judge import wanted, without_contributors
from bot.purchasing.approval.policy import ApprovalStep, Policy
from bot.purchasing.approval.requirement import Needs, Steps
from bot.purchasing.approval.team import Team


def judged_anew(
    needs: Needs,
    asked_by: Policy,
    policy: Policy,
    team: Team,
    facts: Candidate,
    now: datetime,
    delegations: tuple[Delegation, ...] = (),
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
