"""Who may sit on which bench now: roles, limits, stand-ins and escalation, never the requester."""

from collections.abc import Mapping
from datetime import datetime

from bot.purchasing.approval.delegation import Delegation, stand_ins
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.vote_matching import Bench

Moments = Mapping[int, datetime]
"""Person → when he said yes, or would."""


def role_for(step: ApprovalStep) -> Role:
    """What one must be to decide in a step; people who are named must still be approvers."""
    return step.role or Role.APPROVER


def may_decide(needs: Needs, role: Role, member: Member | None) -> bool:
    """Whether a member has the right now: he is not the requester, holds the role, reaches the sum and is there."""
    return member is not None and not member.rests and _has_the_right(needs, role, member)


def _has_the_right(needs: Needs, role: Role, member: Member | None) -> bool:
    """The same of whoever is there and of whoever left the group: what is wanted of all is wanted of both."""
    return (
        member is not None
        and member.person_id != needs.requester_id
        and member.holds(role)
        and member.reaches(needs.measure)
    )


def benches(
    needs: Needs, team: Team, delegations: tuple[Delegation, ...], moments: Moments, now: datetime
) -> tuple[Bench, ...]:
    """Each step with its seats, and who of the people in `moments` may take them at his moment."""
    return tuple(_bench(step, needs, team, delegations, moments, now) for step in needs.steps)


def how_many(step: ApprovalStep, needs: Needs, team: Team) -> int:
    """How many must say yes in a step, as the team is now."""
    return _need(step, needs, _all(step, needs, team))


def _bench(
    step: ApprovalStep,
    needs: Needs,
    team: Team,
    delegations: tuple[Delegation, ...],
    moments: Moments,
    now: datetime,
) -> Bench:
    role = role_for(step)
    own = _principals(step, needs, team)
    extra = _escalated(needs, team, now) - own
    seats = {}
    for seat in own | extra:
        needed = role if seat in own else Role.APPROVER
        people = {
            person
            for person, at in moments.items()
            if person == seat or person in stand_ins(seat, delegations, team, at)
            if may_decide(needs, needed, team.member(person))
        }
        seats[seat] = frozenset(people)
    return Bench(how_many(step, needs, team), seats)


def _principals(step: ApprovalStep, needs: Needs, team: Team) -> frozenset[int]:
    """Whose seats there are: nobody takes that of somebody who left the group, for him or in his place."""
    role = role_for(step)
    return frozenset(each for each in _among(step, team) if may_decide(needs, role, team.member(each)))


def _all(step: ApprovalStep, needs: Needs, team: Team) -> frozenset[int]:
    """Who is asked: whoever left the group stays one of all of them, so that nobody is needed less without him."""
    role = role_for(step)
    return frozenset(each for each in _among(step, team) if _has_the_right(needs, role, team.member(each)))


def _among(step: ApprovalStep, team: Team) -> tuple[int, ...]:
    return step.people or tuple(each.person_id for each in team.members)


def _need(step: ApprovalStep, needs: Needs, own: frozenset[int]) -> int:
    """How many must say yes. All of named people stays all of them, whoever lost the right meanwhile."""
    if step.count is not None:
        return max(1, step.count)
    return max(1, len(set(step.people) - {needs.requester_id}) if step.people else len(own))


def _escalated(needs: Needs, team: Team, now: datetime) -> frozenset[int]:
    if not needs.times.escalated(now):
        return frozenset()
    return frozenset(each for each in needs.escalate_to if may_decide(needs, Role.APPROVER, team.member(each)))
