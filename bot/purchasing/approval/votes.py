"""Counts the votes on a request: still open, approved or declined, whatever the order in which they came."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.eligibility import benches, progress_of, role_for
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role, Team


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
    needs: Needs, votes: tuple[Vote, ...], team: Team, snapshot_hash: str, delegations: Delegations, now: datetime
) -> Tally:
    """The result of the votes on this content, with the team as it is now."""
    current = [each for each in votes if each.snapshot_hash == snapshot_hash]
    for vote in sorted(current, key=lambda each: (each.at, each.person_id)):
        # The first no counts of somebody who was entitled when they said it and still is.
        if vote.word is Word.DECLINE and entitled(needs, team, delegations, vote.person_id, now, vote.at):
            return Declined(vote.person_id, vote.reason)
    yes = [each for each in current if each.word is Word.APPROVE]
    moments: dict[int, datetime] = {}
    for vote in yes:
        moments[vote.person_id] = min(vote.at, moments.get(vote.person_id, vote.at))
    reached = progress_of(needs, team, delegations, moments, now)
    by = tuple(sorted(reached.seated, key=lambda person: (moments[person], person)))
    if reached.full == len(needs.steps):
        return Approved(by)
    need = benches(needs, team, delegations, {}, now)[reached.full].need
    who = tuple(
        person
        for person in (each.person_id for each in team.active if each.person_id not in moments)
        if progress_of(needs, team, delegations, {**moments, person: now}, now).reach > reached.reach
    )
    lost = sorted(
        each.person_id for each in yes if not entitled(needs, team, delegations, each.person_id, now, each.at)
    )
    return Open(reached.full + 1, len(needs.steps), need - reached.taken, who, by, tuple(lost))


def entitled(
    needs: Needs, team: Team, delegations: Delegations, person_id: int, now: datetime, said_at: datetime | None = None
) -> bool:
    """Whether a person may decide on this request at all: in any step, for themselves or for somebody away.

    `said_at` is when they said their word, if they did.
    """
    rows = benches(needs, team, delegations, {person_id: said_at or now}, now)
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
    said = any(each.person_id == person_id and each.snapshot_hash == snapshot_hash for each in votes)
    if said and person_id not in needs.excluded:
        return WhyNot.ALREADY
    if (why := why_no_say(needs, team, delegations, now, person_id)) is not None:
        return why
    state = tally(needs, votes, team, snapshot_hash, delegations, now)
    return None if isinstance(state, Open) and person_id in state.who else WhyNot.NOT_YOUR_TURN


def why_no_say(needs: Needs, team: Team, delegations: Delegations, now: datetime, person_id: int) -> WhyNot | None:
    """Why a person may not decline or ask; None if they may, whoever's turn it is."""
    if person_id in needs.excluded:
        return WhyNot.OWN_REQUEST if person_id == needs.requester_id else WhyNot.OWN_LINE
    if entitled(needs, team, delegations, person_id, now):
        return None
    member = team.member(person_id)
    roles = {role_for(step) for step in needs.steps} | {Role.APPROVER}
    if member is None or not any(member.holds(role) for role in roles):
        return WhyNot.NOT_AN_APPROVER
    return WhyNot.NOT_ASKED if member.reaches(needs.measure) else WhyNot.OVER_LIMIT
