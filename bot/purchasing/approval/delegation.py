"""Who decides for an approver who is away: ranges of days that the approver enters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.team import Role, Team

LONGEST_ABSENCE = timedelta(days=366)


class Days:
    """A range of days, both ends included, in force from when it was made until it was taken back (UTC)."""

    first: date
    last: date
    made_at: datetime
    ended_at: datetime | None

    def holds(self, team: Team, at: datetime) -> bool:
        """Whether the moment lies in the range, by the team's zone."""
        if at < self.made_at or (self.ended_at is not None and at >= self.ended_at):
            return False
        return self.first <= team.today(at) <= self.last


@dataclass(frozen=True)
class Delegation(Days):
    """`to` may decide for `by` on these days."""

    by: int
    to: int
    first: date
    last: date
    made_at: datetime
    ended_at: datetime | None = None


Delegations = tuple[Delegation, ...]


class AwayProblem(StrEnum):
    """Why an absence cannot be entered."""

    NOT_AN_APPROVER = "not-an-approver"
    TO_ONESELF = "to-oneself"
    TO_NO_APPROVER = "to-no-approver"
    PAST = "past"
    BACKWARDS = "backwards"
    TOO_LONG = "too-long"
    OVERLAP = "overlap"
    LOOP = "loop"


def days_problem(first: date, last: date, today: date, taken: Iterable[tuple[date, date]]) -> AwayProblem | None:
    """The problem with the days of an absence, both included, beside those `taken` by others; None if there is none."""
    if last < first:
        return AwayProblem.BACKWARDS
    if last < today:
        return AwayProblem.PAST
    if last - first > LONGEST_ABSENCE:
        return AwayProblem.TOO_LONG
    return AwayProblem.OVERLAP if any(begins <= last and first <= ends for begins, ends in taken) else None


def may_be_away(new: Delegation, team: Team, existing: Delegations, now: datetime) -> AwayProblem | None:
    """The problem with a new absence; None if there is none."""
    by, to = team.member(new.by), team.member(new.to)
    if by is None or not (by.holds(Role.APPROVER) or by.holds(Role.ADMIN)):
        return AwayProblem.NOT_AN_APPROVER
    if new.by == new.to:
        return AwayProblem.TO_ONESELF
    if to is None or not to.holds(Role.APPROVER):
        return AwayProblem.TO_NO_APPROVER
    others = [each for each in existing if each.ended_at is None or each.ended_at > now]
    taken = [(each.first, each.last) for each in others if each.by == new.by]
    if problem := days_problem(new.first, new.last, team.today(now), taken):
        return problem
    beside = [each for each in others if each.first <= new.last and new.first <= each.last]
    reached, grew = {new.to}, True
    while grew:
        more = {each.to for each in beside if each.by in reached} - reached
        reached, grew = reached | more, bool(more)
    return AwayProblem.LOOP if new.by in reached else None


def stand_ins(person_id: int, delegations: Delegations, team: Team, at: datetime) -> tuple[int, ...]:
    """Who may decide for a person at a moment: their stand-in, that person's stand-in, and so on, each once."""
    chain = [person_id]
    while held := [each for each in delegations if each.by == chain[-1] and each.holds(team, at)]:
        stand_in = max(held, key=lambda each: (each.made_at, each.to)).to
        if stand_in in chain:
            break
        chain.append(stand_in)
    return tuple(chain[1:])
