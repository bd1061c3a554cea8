"""Approvers' questions: whose unanswered question holds an approval back, and until when at most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.requirement import Needs, after_working, working_time
from bot.purchasing.approval.team import Team
from bot.purchasing.approval.votes import Approved, Tally, Vote, entitled

HOLDS_AT_MOST = timedelta(hours=4)
"""The most working time of the team for which one asker may hold one content, with all their questions together.

With so much for each question, somebody who asks again and again could hold the request for ever.
"""


@dataclass(frozen=True)
class Question:
    """An approver's question about the content with `snapshot_hash`; `answer` is empty until it is given.

    `let_go_at` is when the asker said that they no longer need an answer.
    """

    id: int
    asker_id: int
    text: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    snapshot_hash: str = ""
    let_go_at: datetime | None = None

    @property
    def closed_at(self) -> datetime | None:
        """When it was answered or let go; None while it is open."""
        return min((each for each in (self.answered_at, self.let_go_at) if each is not None), default=None)


@dataclass(frozen=True)
class SellerAnswer:
    """What a seller answered about the content with `snapshot_hash`, as somebody pasted it."""

    person_id: int
    text: str
    at: datetime
    snapshot_hash: str = ""


@dataclass(frozen=True)
class Hold:
    """Somebody's question holds an approval, until this moment (UTC) at most."""

    person_id: int
    until: datetime


@dataclass(frozen=True)
class Held:
    """Enough people said yes (`by`), but it waits for answers to these people's questions."""

    by: tuple[int, ...]
    holds: tuple[Hold, ...]

    @property
    def until(self) -> datetime:
        """When it is decided at the latest, by the votes as they are then."""
        return max(each.until for each in self.holds)


Outcome = Tally | Held


def decided(tally: Tally, holds: tuple[Hold, ...]) -> Outcome:
    """The result of the votes while these questions are open: an approval is held; a no is not (it buys nothing)."""
    return Held(tally.by, holds) if isinstance(tally, Approved) and holds else tally


def holds(
    needs: Needs,
    votes: Sequence[Vote],
    questions: Sequence[Question],
    team: Team,
    snapshot_hash: str,
    delegations: Delegations,
    away: Collection[int],
    now: datetime,
) -> tuple[Hold, ...]:
    """The questions that hold an approval of this content now.

    Only an approver of this request holds it who is not away and has not said yes or no to it.
    """
    open_to = open_askers(questions, snapshot_hash)
    voters = {each.person_id for each in votes if each.snapshot_hash == snapshot_hash}
    askers = [
        each for each in sorted(open_to - voters) if each not in away and entitled(needs, team, delegations, each, now)
    ]
    about_this = [each for each in questions if each.snapshot_hash == snapshot_hash]
    possible = (Hold(each, _until([one for one in about_this if one.asker_id == each], team)) for each in askers)
    return tuple(each for each in possible if now < each.until)


def open_askers(questions: Sequence[Question], snapshot_hash: str) -> frozenset[int]:
    """Who asked about this content and has no answer yet."""
    if not snapshot_hash:
        return frozenset()
    return frozenset(
        each.asker_id for each in questions if each.snapshot_hash == snapshot_hash and each.closed_at is None
    )


def own_yes_counts(outcome: Outcome, person_id: int) -> bool:
    """Whether enough said yes and only questions hold it, one of them this person's: their yes replaces the answer."""
    return isinstance(outcome, Held) and person_id in {each.person_id for each in outcome.holds}


def _until(mine: list[Question], team: Team) -> datetime:
    """When the asker's time on this content is used up; times that overlap count once."""
    begins = min(each.asked_at for each in mine if each.closed_at is None)
    left, counted_to = HOLDS_AT_MOST, min(each.asked_at for each in mine)
    for each in sorted(mine, key=lambda each: each.asked_at):
        if each.closed_at is not None:
            ends = min(each.closed_at, begins)
            left -= working_time(team, max(counted_to, each.asked_at), ends)
            counted_to = max(counted_to, ends)
    return after_working(team, begins, left) if left > timedelta() else begins
