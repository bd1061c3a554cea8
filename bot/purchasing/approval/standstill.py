"""Says what of a team cannot go on as it is now: nobody can pay, or too few can decide.

It counts who is here: not who left the group, and not who is away, though their word would count. Nobody decides on
what they asked for themselves, and a stand-in has one word, not two.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.eligibility import among, benches, fill, role_for
from bot.purchasing.approval.policy import Policy, Rule
from bot.purchasing.approval.requirement import Deadlines, Needs
from bot.purchasing.approval.team import Member, Role, Team
from bot.purchasing.approval.votes import Vote, Word

_ANYBODY = 0
"""Stands for a requester who is none of those who decide."""


class StandsStill(StrEnum):
    """What cannot go on."""

    PAYING = "paying"
    DECIDING = "deciding"


@dataclass(frozen=True)
class Standstill:
    """One thing that cannot go on, and why.

    Of a decision: it takes `need` people, and only those in `here` can say a word now. `rule` is which rule of the team
    wants them (from 1), 0 for every rule that asks anybody, and for a single request.
    """

    what: StandsStill
    rule: int = 0
    need: int = 0
    here: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()
    """Who could mend it by coming back: they are away, or left the group."""

    @property
    def mark(self) -> str:
        """Names it as long as it stays the same, whoever else comes or goes."""
        return f"{self.what}:{self.rule}:{self.need}"


def standstills(
    team: Team, policy: Policy, delegations: Delegations, away: Iterable[int], now: datetime
) -> tuple[Standstill, ...]:
    """Everything of a team that cannot go on now. Whoever is alone in it goes on alone."""
    absent = frozenset(away)
    found = [each for each in [paying(team, absent)] if each is not None]
    if not (policy.alone and team.alone is not None):
        found += _deciding(team, policy, delegations, absent, now)
    return tuple(found)


NOBODY_DECIDES = Standstill(StandsStill.DECIDING).mark


def still_stands(mark: str, marks: Collection[str]) -> bool:
    """Whether what was told by this mark cannot go on still, by the `marks` of now: none can decide if nobody can."""
    is_of_rule = mark.startswith(f"{StandsStill.DECIDING}:")
    return mark in marks or (is_of_rule and NOBODY_DECIDES in marks)


def is_of_team(short: Standstill | None, marks: Collection[str]) -> bool:
    """Whether what holds up a request is told of the team by `marks`: nobody decides, or a rule wants as many."""
    if NOBODY_DECIDES in marks or short is None:
        return NOBODY_DECIDES in marks
    return any(replace(short, rule=rule).mark in marks for rule in map(_rule_of, marks))


def _rule_of(mark: str) -> int:
    return int(mark.split(":")[1])


def by_cause(found: Iterable[Standstill]) -> tuple[tuple[Standstill, ...], ...]:
    """Those that end together, together: they want as many, and the same people are here and gone."""
    groups: dict[tuple[StandsStill, int, tuple[int, ...], tuple[int, ...]], list[Standstill]] = {}
    for each in found:
        groups.setdefault((each.what, each.need, each.here, each.gone), []).append(each)
    return tuple(tuple(group) for group in groups.values())


def paying(team: Team, away: Iterable[int]) -> Standstill | None:
    """That nobody is here who may pay; None if somebody is."""
    present = _present(team, frozenset(away))
    if team.alone is not None or any(each.person_id in present for each in team.acting(Role.BUYER)):
        return None
    role = Role.ADMIN if team.admins_buy else Role.BUYER
    return Standstill(StandsStill.PAYING, gone=_ids(team.holders(role)))


def of_request(
    needs: Needs,
    votes: Iterable[Vote],
    team: Team,
    snapshot_hash: str,
    delegations: Delegations,
    away: Iterable[int],
    now: datetime,
) -> Standstill | None:
    """That those who said yes to this content and those who are here are too few for it; None if they are enough."""
    said: dict[int, datetime] = {}
    for vote in votes:
        if vote.snapshot_hash == snapshot_hash and vote.word is Word.APPROVE:
            said[vote.person_id] = min(vote.at, said.get(vote.person_id, vote.at))
    present = _present(team, frozenset(away))
    moments = {**dict.fromkeys(present, now), **said}
    return _too_few(needs, team, delegations, moments, now, present)


def _deciding(
    team: Team, policy: Policy, delegations: Delegations, away: frozenset[int], now: datetime
) -> list[Standstill]:
    """The rules that nobody's request can meet now; as one if nobody at all can decide."""
    asking = [(number, rule) for number, rule in enumerate(policy.rules, 1) if rule.steps]
    found = []
    for number, rule in asking:
        short = _of_rule(rule, team, policy, delegations, away, now)
        if short is not None:
            found.append(replace(short, rule=number))
    if found and len(found) == len(asking) and not any(each.here for each in found):
        gone = {person for each in found for person in each.gone}
        return [Standstill(StandsStill.DECIDING, gone=tuple(sorted(gone)))]
    return found


def _of_rule(
    rule: Rule, team: Team, policy: Policy, delegations: Delegations, away: frozenset[int], now: datetime
) -> Standstill | None:
    """What stops the requester who comes furthest by this rule; None if somebody's request can be decided, or if
    nobody whom it is for is here.
    """
    present = _present(team, away)
    who_asks = [each.person_id for each in team.acting(Role.REQUESTER) if each.person_id in present]
    if rule.requesters:
        who_asks = [each for each in who_asks if each in rule.requesters]
        if not who_asks:
            return None
    # The rules themselves mend it if others may decide after a while.
    times = Deadlines(expire_at=now + policy.expire, escalate_at=now)
    escalate_to = policy.escalate.to if policy.escalate is not None else ()
    moments = dict.fromkeys(present, now)
    found = []
    for person in who_asks or [_ANYBODY]:
        needs = Needs(person, rule.least, rule.steps, times, escalate_to)
        short = _too_few(needs, team, delegations, moments, now, present)
        if short is None:
            return None
        found.append(short)
    return max(found, key=lambda each: len(each.here))


def _too_few(
    needs: Needs,
    team: Team,
    delegations: Delegations,
    moments: dict[int, datetime],
    now: datetime,
    present: frozenset[int],
) -> Standstill | None:
    """That the people in `moments`, with when each said yes or would, do not fill every step; None if they do."""
    at_last = now if needs.times.escalate_at is None else max(now, needs.times.escalate_at)
    steps = benches(needs, team, delegations, moments, at_last)
    if fill(steps, frozenset(moments)).full == len(steps):
        return None
    here = {person for step in steps for people in step.seats.values() for person in people}
    return Standstill(
        StandsStill.DECIDING,
        need=sum(step.need for step in steps),
        here=tuple(sorted(here)),
        gone=_gone(needs, team, present),
    )


def _gone(needs: Needs, team: Team, present: frozenset[int]) -> tuple[int, ...]:
    """Who is asked by a step and could decide, but is not here."""
    found: set[int] = set()
    for step in needs.steps:
        role = role_for(step)
        asked = [team.member(person) for person in among(step, team)]
        holders = [each for each in asked if each is not None and each.holds(role)]
        found.update(each.person_id for each in holders)
    return tuple(sorted(found - present - needs.excluded))


def _present(team: Team, away: frozenset[int]) -> frozenset[int]:
    """The people who are here: in the team and its group, and not away."""
    return frozenset(each.person_id for each in team.active if not each.rests and each.person_id not in away)


def _ids(members: Iterable[Member]) -> tuple[int, ...]:
    return tuple(sorted(each.person_id for each in members))
