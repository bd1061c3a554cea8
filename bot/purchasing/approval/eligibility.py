"""Who may decide in each step now, by roles, limits, stand-ins and escalation.

Whoever asked for it or added a line to it never may (`Needs.excluded`): not for themselves, for nobody who is away, and
not after an escalation. Every vote and every stand-in is judged here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.purchasing.approval.delegation import Delegation, stand_ins
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Instead, Needs
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.vote_matching import StepSlots

Moments = Mapping[int, datetime]
"""Person → when they said yes, or would."""


def role_for(step: ApprovalStep) -> Role:
    """The role that a step requires; people named in a step must still be approvers."""
    return step.role or Role.APPROVER


def may_decide(needs: Needs, role: Role, member: Member | None) -> bool:
    """Whether a member may decide now: not excluded, holds the role, limit high enough, and in the group."""
    return member is not None and not member.rests and _has_the_right(needs, role, member)


def _has_the_right(needs: Needs, role: Role, member: Member | None) -> bool:
    """The same, whether or not the member is in the group."""
    return (
        member is not None
        and member.person_id not in needs.excluded
        and member.holds(role)
        and member.reaches(needs.measure)
    )


def benches(
    needs: Needs, team: Team, delegations: tuple[Delegation, ...], moments: Moments, now: datetime
) -> tuple[StepSlots, ...]:
    """Each step with its seats, and who of the people in `moments` may take each seat at that person's moment."""
    return tuple(_bench(step, needs, team, delegations, moments, now) for step in needs.steps)


def how_many(step: ApprovalStep, needs: Needs, team: Team) -> int:
    """How many people must say yes in a step, with the team as it is now.

    "All" of named people stays all of them, even if one lost the right meanwhile. Somebody who left the group still
    counts, so that "all" of a role does not become fewer people.
    """
    if step.count is not None:
        return max(1, step.count)
    if step.people:
        return max(1, step.least, len(set(step.people) - needs.excluded))
    role = role_for(step)
    return max(1, step.least, sum(_has_the_right(needs, role, each) for each in team.members))


def _bench(
    step: ApprovalStep,
    needs: Needs,
    team: Team,
    delegations: tuple[Delegation, ...],
    moments: Moments,
    now: datetime,
) -> StepSlots:
    role, seats = role_for(step), {}
    # Nobody may take the seat of somebody who left the group, not even a stand-in.
    own = {each for each in _among(step, team) if may_decide(needs, role, team.member(each))}
    escalated = needs.escalate_to if needs.times.escalated(now) else ()
    extra = {each for each in escalated if may_decide(needs, Role.APPROVER, team.member(each))} - own
    for seat in own | extra:
        needed = role if seat in own else Role.APPROVER
        people = {
            person
            for person, at in moments.items()
            if person == seat or person in stand_ins(seat, delegations, team, at)
            if may_decide(needs, needed, team.member(person))
        }
        seats[seat] = frozenset(people)
    seats |= dict.fromkeys(_vacant(step, needs, team), _instead(needs, team) & moments.keys())
    return StepSlots(how_many(step, needs, team), seats)


def _vacant(step: ApprovalStep, needs: Needs, team: Team) -> frozenset[int]:
    """The seats of those who could decide if they had not added a line, if others may take them."""
    if needs.instead is None:
        return frozenset()
    role, as_if = role_for(step), replace(needs, contributors=frozenset())
    out = set(_among(step, team)) & needs.contributors
    return frozenset(each for each in out if may_decide(as_if, role, team.member(each)))


def _instead(needs: Needs, team: Team) -> frozenset[int]:
    """Who takes those seats."""
    named, role = needs.escalate_to, Role.APPROVER
    if needs.instead is Instead.ADMINS:
        named, role = tuple(each.person_id for each in team.members), Role.ADMIN
    return frozenset(each for each in named if may_decide(needs, role, team.member(each)))


def _among(step: ApprovalStep, team: Team) -> tuple[int, ...]:
    return step.people or tuple(each.person_id for each in team.members)
