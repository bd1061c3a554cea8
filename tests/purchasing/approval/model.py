"""A second, slow reading of the rules of voting: it tries every way to seat those who said yes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.policy import ApprovalStep
from bot.purchasing.approval.requirement import Instead, Needs
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Vote, Word

Outcome = tuple[str, int, int]
"""What it comes to, the steps that are done, and the yeses that the next one has."""


def outcome(
    needs: Needs, votes: tuple[Vote, ...], team: Team, content: str, away: tuple[Delegation, ...], now: datetime
) -> Outcome:
    counted = [vote for vote in votes if vote.snapshot_hash == content]
    chairs = {(k, chair): can for k, step in enumerate(needs.steps) for chair, can in _chairs(step, needs, team, now)}
    for vote in counted:
        if vote.word is Word.DECLINE and any(_fits(vote, *each, needs, team, away) for each in chairs.items()):
            return "declined", 0, 0
    fitting = [
        [chair for chair, can in chairs.items() if _fits(vote, chair, can, needs, team, away)]
        for vote in counted
        if vote.word is Word.APPROVE
    ]
    wanted = [_wanted(step, needs, team) for step in needs.steps]
    full, taken = max(_score(taken, wanted) for taken in _seatings(fitting, frozenset()))
    return ("approved" if full == len(wanted) else "open"), full, taken


def _seatings(
    fitting: list[list[tuple[int, int]]], taken: frozenset[tuple[int, int]]
) -> Iterator[frozenset[tuple[int, int]]]:
    if not fitting:
        yield taken
        return
    yield from _seatings(fitting[1:], taken)
    for chair in fitting[0]:
        if chair not in taken:
            yield from _seatings(fitting[1:], taken | {chair})


def _score(taken: frozenset[tuple[int, int]], wanted: list[int]) -> tuple[int, int]:
    for k, want in enumerate(wanted):
        have = sum(chair[0] == k for chair in taken)
        if have < want:
            return k, have
    return len(wanted), 0


def _out(needs: Needs) -> set[int]:
    return {needs.requester_id, *needs.contributors}


def _can(person_id: int, role: Role, needs: Needs, team: Team) -> bool:
    for each in team.members:
        if each.person_id == person_id:
            enough = each.limit is None or each.limit >= needs.total + needs.beside
            return each.active and not each.rests and role in each.roles and enough and person_id not in _out(needs)
    return False


def _could(person_id: int, role: Role, needs: Needs, team: Team) -> bool:
    """The same of somebody who left the group, as if he had not."""
    there = replace(team, members=tuple(replace(each, rests=False) for each in team.members))
    return _can(person_id, role, needs, there)


def _chairs(step: ApprovalStep, needs: Needs, team: Team, now: datetime) -> Iterator[tuple[int, Role | None]]:
    """Who has a chair at a step, and the role that whoever sits on it must hold; None for one that others take."""
    role = step.role if step.role else Role.APPROVER
    everybody = [each.person_id for each in team.members]
    regular = [each for each in (step.people or everybody) if _can(each, role, needs, team)]
    yield from ((each, role) for each in regular)
    yield from ((each, None) for each in _empty(step, needs, team))
    if needs.times.escalate_at is not None and needs.times.escalate_at <= now:
        for each in needs.escalate_to:
            if each not in regular and _can(each, Role.APPROVER, needs, team):
                yield each, Role.APPROVER


def _empty(step: ApprovalStep, needs: Needs, team: Team) -> Iterator[int]:
    """Whose chairs are empty only because they added a line, and may be taken."""
    as_if = replace(needs, contributors=frozenset())
    for each in step.people or [each.person_id for each in team.members]:
        if needs.instead and each in needs.contributors and _can(each, step.role or Role.APPROVER, as_if, team):
            yield each


def _takes(person_id: int, needs: Needs, team: Team) -> bool:
    """Whether somebody may take an empty chair."""
    if needs.instead is Instead.ESCALATION:
        return person_id in needs.escalate_to and _can(person_id, Role.APPROVER, needs, team)
    return _can(person_id, Role.ADMIN, needs, team)


def _wanted(step: ApprovalStep, needs: Needs, team: Team) -> int:
    if step.count:
        return step.count
    if step.people:
        return max(1, sum(each not in _out(needs) for each in step.people))
    return max(1, sum(_could(each.person_id, step.role or Role.APPROVER, needs, team) for each in team.members))


def _fits(
    vote: Vote, chair: tuple[int, int], role: Role | None, needs: Needs, team: Team, away: tuple[Delegation, ...]
) -> bool:
    if role is None:
        return _takes(vote.person_id, needs, team)
    if not _can(vote.person_id, role, needs, team):
        return False
    sitting, seen = chair[1], set[int]()
    while sitting != vote.person_id and sitting not in seen:
        seen.add(sitting)
        day = vote.at.astimezone(team.zone).date()
        now = [
            each
            for each in away
            if each.by == sitting and each.first <= day <= each.last and each.made_at <= vote.at
            if each.ended_at is None or vote.at < each.ended_at
        ]
        if now:
            sitting = sorted(now, key=lambda each: (each.made_at, each.to))[-1].to
    return sitting == vote.person_id
