"""Who may decide in each step now, by roles, limits, stand-ins and escalation; and how far those who said yes fill it.

Whoever asked for it or added a line to it never may (`Needs.excluded`): not for themselves, for nobody who is away, and
not after an escalation. Every vote and every stand-in is judged here and nowhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.purchasing.approval.delegation import Delegations, stand_ins
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Instead, Needs
from bot.purchasing.approval.team import Member, Role, Team


@dataclass(frozen=True)
class StepSlots:
    """One step: how many seats must be taken, and who may take each seat."""

    need: int
    seats: Mapping[int, frozenset[int]]
    """Seat → the people who may take it."""


@dataclass(frozen=True)
class Progress:
    """How many steps are full, from the first on, and how many seats of the next one are taken."""

    full: int
    taken: int
    seated: frozenset[int]

    @property
    def reach(self) -> tuple[int, int]:
        return self.full, self.taken


def fill(steps: Sequence[StepSlots], people: frozenset[int]) -> Progress:
    """The furthest that these people get, step after step, whatever the order in which they voted."""
    seating = _Seating(steps, people)
    for number, step in enumerate(steps):
        taken = 0
        while taken < step.need and seating.add_one(number):
            taken += 1
        if taken < step.need:
            return Progress(number, taken, frozenset(seating.seat_of))
    return Progress(len(steps), 0, frozenset(seating.seat_of))


Seat = tuple[int, int]


class _Seating:
    """An assignment of people to seats.

    A person leaves a seat only for another one, so that no step loses a person.
    """

    def __init__(self, steps: Sequence[StepSlots], people: frozenset[int]) -> None:
        self._steps, self._people = steps, people
        self._sitting: dict[Seat, int] = {}
        self.seat_of: dict[int, Seat] = {}

    def add_one(self, step: int) -> bool:
        return self._take_any(step, set(), set())

    def _take_any(self, step: int, seats: set[Seat], people: set[int]) -> bool:
        """Give somebody an empty seat of a step; the two sets hold the seats and people already tried."""
        empty = [(step, seat) for seat in sorted(self._steps[step].seats)]
        return any(self._take(each, seats, people) for each in empty if each not in self._sitting)

    def _take(self, seat: Seat, seats: set[Seat], people: set[int]) -> bool:
        if seat in seats:
            return False
        seats.add(seat)
        fitting = self._steps[seat[0]].seats[seat[1]] & self._people
        for person in sorted(fitting - people):
            if person in people:
                continue
            people.add(person)
            if self._free(person, seats, people):
                self._sitting[seat], self.seat_of[person] = person, seat
                return True
        return False

    def _free(self, person: int, seats: set[Seat], people: set[int]) -> bool:
        """Whether the person has no seat, or somebody else can take it or another one of the same step."""
        seat = self.seat_of.get(person)
        if seat is None or self._take(seat, seats, people):
            return True
        if self._take_any(seat[0], seats, people):
            del self._sitting[seat]
            return True
        return False


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
    needs: Needs, team: Team, delegations: Delegations, moments: Moments, now: datetime
) -> tuple[StepSlots, ...]:
    """Each step with its seats, and who of the people in `moments` may take each seat at that person's moment."""
    rows = []
    escalated = needs.escalate_to if needs.times.escalated(now) else ()
    for step in needs.steps:
        role, seats = role_for(step), {}
        # Nobody may take the seat of somebody who left the group, not even a stand-in.
        own = {each for each in among(step, team) if may_decide(needs, role, team.member(each))}
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
        rows.append(StepSlots(how_many(step, needs, team), seats))
    return tuple(rows)


def progress_of(needs: Needs, team: Team, delegations: Delegations, moments: Moments, now: datetime) -> Progress:
    """How far those get who said yes at these moments."""
    return fill(benches(needs, team, delegations, moments, now), frozenset(moments))


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


def _vacant(step: ApprovalStep, needs: Needs, team: Team) -> frozenset[int]:
    """The seats of those who could decide if they had not added a line, if others may take them."""
    if needs.instead is None:
        return frozenset()
    role, as_if = role_for(step), replace(needs, contributors=frozenset())
    out = set(among(step, team)) & needs.contributors
    return frozenset(each for each in out if may_decide(as_if, role, team.member(each)))


def _instead(needs: Needs, team: Team) -> frozenset[int]:
    """Who takes those seats."""
    named, role = needs.escalate_to, Role.APPROVER
    if needs.instead is Instead.ADMINS:
        named, role = tuple(each.person_id for each in team.members), Role.ADMIN
    return frozenset(each for each in named if may_decide(needs, role, team.member(each)))


def among(step: ApprovalStep, team: Team) -> tuple[int, ...]:
    """The people of whom a step asks, whether or not they may decide."""
    return step.people or tuple(each.person_id for each in team.members)
