"""Counts the votes on a request: still open, approved or declined, whatever the order in which they came."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.eligibility import benches, role_for
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.vote_matching import Progress, fill

Delegations = tuple[Delegation, ...]


class Word(StrEnum):
    """What somebody said; the values are those of a stored decision."""

    APPROVE = "approve"
    DECLINE = "decline"


@dataclass(frozen=True)
class Vote:
    """One person's word on one exact content of a request; `at` in UTC."""

    person_id: int
    word: Word
    snapshot_hash: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True)
class Open:
    """Not decided: step `step` (from 1) of `steps` still needs `missing` people, and those in `who` may decide now."""

    step: int
    steps: int
    missing: int
    who: tuple[int, ...]
    approved_by: tuple[int, ...] = ()
    lost: tuple[int, ...] = field(default=(), compare=False)
    """Those who said yes but no longer may; only shown, it decides nothing."""

    @property
    def stuck(self) -> bool:
        """Whether nobody is left who could take it further; the admins must be told."""
        return not self.who


@dataclass(frozen=True)
class Approved:
    """Every step has its people; `by` are all those whose yes counts."""

    by: tuple[int, ...]


@dataclass(frozen=True)
class Declined:
    """Somebody who may decide said no."""

    by: int
    reason: str


Tally = Open | Approved | Declined


def tally(
    needs: Needs,
    votes: tuple[Vote, ...],
    team: Team,
    snapshot_hash: str,
    delegations: Delegations,
    now: datetime,
) -> Tally:
    """The result of the votes on this content, with the team as it is now."""
    current = tuple(each for each in votes if each.snapshot_hash == snapshot_hash)
    no = _first_no(needs, current, team, delegations, now)
    if no is not None:
        return Declined(no.person_id, no.reason)
    moments = _moments(current)
    reached = _reached(needs, team, delegations, moments, now)
    by = tuple(sorted(reached.seated, key=lambda person: (moments[person], person)))
    if reached.full == len(needs.steps):
        return Approved(by)
    need = benches(needs, team, delegations, {}, now)[reached.full].need
    who = _who_helps(needs, team, delegations, moments, reached, now)
    yes = [each for each in current if each.word is Word.APPROVE]
    lost = sorted(each.person_id for each in yes if not _had_a_say(needs, team, delegations, each, now))
    return Open(reached.full + 1, len(needs.steps), need - reached.taken, who, by, tuple(lost))


def entitled(needs: Needs, team: Team, delegations: Delegations, person_id: int, now: datetime) -> bool:
    """Whether a person may decide on this request at all: in any step, for themselves or for somebody away."""
    rows = benches(needs, team, delegations, {person_id: now}, now)
    return any(person_id in people for row in rows for people in row.seats.values())


class WhyNot(StrEnum):
    """Why somebody's yes would have no effect."""

    OWN_REQUEST = "own-request"
    OWN_LINE = "own-line"
    """They added a line to it."""
    ALREADY = "already-decided"
    NOT_AN_APPROVER = "not-an-approver"
    OVER_LIMIT = "over-your-limit"
    NOT_ASKED = "not-asked"
    NOT_YOUR_TURN = "not-your-turn"


def why_not(
    needs: Needs,
    votes: tuple[Vote, ...],
    team: Team,
    snapshot_hash: str,
    delegations: Delegations,
    now: datetime,
    person_id: int,
) -> WhyNot | None:
    """Why a person cannot say yes now; None if they can."""
    if person_id in needs.excluded:
        return _own(needs, person_id)
    if any(each.person_id == person_id and each.snapshot_hash == snapshot_hash for each in votes):
        return WhyNot.ALREADY
    if not entitled(needs, team, delegations, person_id, now):
        return _lacking(needs, team, person_id)
    state = tally(needs, votes, team, snapshot_hash, delegations, now)
    return None if isinstance(state, Open) and person_id in state.who else WhyNot.NOT_YOUR_TURN


def why_no_say(needs: Needs, team: Team, delegations: Delegations, now: datetime, person_id: int) -> WhyNot | None:
    """Why a person may not decline or ask; None if they may, whoever's turn it is."""
    if person_id in needs.excluded:
        return _own(needs, person_id)
    if entitled(needs, team, delegations, person_id, now):
        return None
    return _lacking(needs, team, person_id)


def _own(needs: Needs, person_id: int) -> WhyNot:
    return WhyNot.OWN_REQUEST if person_id == needs.requester_id else WhyNot.OWN_LINE


def _lacking(needs: Needs, team: Team, person_id: int) -> WhyNot:
    member = team.member(person_id)
    roles = {role_for(step) for step in needs.steps} | {Role.APPROVER}
    if member is None or not any(member.holds(role) for role in roles):
        return WhyNot.NOT_AN_APPROVER
    if not member.reaches(needs.measure):
        return WhyNot.OVER_LIMIT
    return WhyNot.NOT_ASKED


def _first_no(
    needs: Needs, votes: tuple[Vote, ...], team: Team, delegations: Delegations, now: datetime
) -> Vote | None:
    """The first no of somebody who was entitled when they said it and still is."""
    for vote in sorted(votes, key=lambda each: (each.at, each.person_id)):
        if vote.word is Word.DECLINE and _had_a_say(needs, team, delegations, vote, now):
            return vote
    return None


def _had_a_say(needs: Needs, team: Team, delegations: Delegations, vote: Vote, now: datetime) -> bool:
    rows = benches(needs, team, delegations, {vote.person_id: vote.at}, now)
    return any(vote.person_id in people for row in rows for people in row.seats.values())


def _moments(votes: tuple[Vote, ...]) -> dict[int, datetime]:
    """Who said yes, and when first."""
    moments: dict[int, datetime] = {}
    for vote in votes:
        if vote.word is Word.APPROVE:
            moments[vote.person_id] = min(vote.at, moments.get(vote.person_id, vote.at))
    return moments


def _reached(
    needs: Needs, team: Team, delegations: Delegations, moments: dict[int, datetime], now: datetime
) -> Progress:
    return fill(benches(needs, team, delegations, moments, now), frozenset(moments))


def _who_helps(
    needs: Needs,
    team: Team,
    delegations: Delegations,
    moments: dict[int, datetime],
    reached: Progress,
    now: datetime,
) -> tuple[int, ...]:
    """Those whose yes would take the request further now."""
    able = [each.person_id for each in team.active if each.person_id not in moments]
    return tuple(
        person
        for person in able
        if _reached(needs, team, delegations, {**moments, person: now}, now).reach > reached.reach
    )
