"""The values of an authorisation: who acts in which chat, what they want, the answer; and second words on changes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.delegation import Delegation
from bot.purchasing.approval.questions import Question
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Vote
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.order import OrderState

NOBODYS_IDS = frozenset({1087968824, 136817688, 777000})
"""Telegram's own accounts: GroupAnonymousBot, Channel_Bot and the account that forwards a channel's posts.

No single person is behind them: trusting one means trusting everybody.
"""


@dataclass(frozen=True)
class Actor:
    """Who acts, and in which chat; a private chat has the number of its person."""

    person_id: int
    chat_id: int

    @property
    def known(self) -> bool:
        return self.person_id not in NOBODYS_IDS and self.person_id > 0


class Action(StrEnum):
    """Everything that can be done in a team."""

    REQUEST = "request"
    """Open a request, or confirm one's own draft."""
    ANSWER = "answer"
    """Answer a question about one's own request."""
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    DECLINE = "decline"
    TAKE_VOTE_BACK = "take_vote_back"
    """Take back one's own yes before the deciding one is said."""
    ASK = "ask"
    LET_GO = "let_go"
    """Let go one's own question, which holds an approval until it is answered."""
    PAY = "pay"
    CANCEL_ORDER = "cancel_order"
    SETTLE = "settle"
    """Say what became of an unclear order."""
    AWAY = "away"
    LIST = "list"
    """See the team's requests, orders, people and rules."""
    PAUSE = "pause"
    RESUME = "resume"
    INVITE = "invite"
    CHANGE_POLICY = "change_policy"
    CHANGE_ROLES = "change_roles"
    """Roles, limits and membership."""
    CHANGE_BUDGET = "change_budget"
    CHANGE_RATE = "change_rate"
    KEEP_SKUS = "keep_skus"
    """Change the list of own SKUs."""
    CHANGE_TEAM = "change_team"
    """Its language and time zone; and closing it."""


@dataclass(frozen=True)
class Matter:
    """The request that an action is about, as it stands now; `shown_hash` is the hash on the actor's card."""

    team_id: int
    requester_id: int
    state: RequestState
    needs: Needs | None = None
    votes: tuple[Vote, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    snapshot_hash: str = ""
    shown_hash: str = ""
    attempt: AttemptState | None = None
    order: OrderState | None = None
    questions: tuple[Question, ...] = ()
    away: frozenset[int] = frozenset()
    """Who is away now, with or without a stand-in."""


@dataclass(frozen=True)
class Change:
    """A change of the team's rules or people; if proposed, it waits for its second word.

    `base` is the version that it was made for, `current` the version in force now.
    """

    loosens: bool
    base: int = 0
    current: int = 0
    proposed_by: int | None = None
    proposed_at: datetime | None = None


@dataclass(frozen=True)
class Allowed:
    """It may be done; `proposed` means that it is only recorded and waits for its second word.

    `alone` is for the journal: a loosening by the only admin, who said it twice.
    """

    proposed: bool = False
    alone: bool = False


@dataclass(frozen=True)
class NotPermitted:
    """It may not be done; `key` names the reason in the catalogues, `facts` are its values."""

    key: str
    facts: dict[str, object] = field(default_factory=dict)


Answer = Allowed | NotPermitted


SECOND_PRESS_AFTER = timedelta(minutes=10)
PROPOSAL_LIFE = timedelta(hours=24)


def change_answer(person_id: int, change: Change, team: Team, now: datetime) -> Answer:
    """Whether an admin's change takes effect at once, waits for its second word, or has just got it."""
    if (why := why_void(change, team, now)) is not None:
        return NotPermitted(why)
    if not change.loosens:
        return Allowed()
    if change.proposed_by is None or change.proposed_at is None:
        return Allowed(proposed=True)
    proposer = team.member(change.proposed_by)
    if proposer is not None and Role.ADMIN not in team.roles_of(change.proposed_by):
        return NotPermitted("proposer-left")
    if len(team.holders(Role.ADMIN)) >= 2:
        return Allowed() if person_id != change.proposed_by else NotPermitted("second-admin")
    ready = change.proposed_at + SECOND_PRESS_AFTER
    return Allowed(alone=True) if now >= ready else NotPermitted("second-too-early", {"at": ready})


def why_void(change: Change, team: Team, now: datetime) -> str | None:
    """Why a proposal can no longer get a second word; None if it still can."""
    if change.base != change.current:
        return "proposal-superseded"
    if not change.loosens or change.proposed_by is None or change.proposed_at is None:
        return None
    if now >= change.proposed_at + PROPOSAL_LIFE:
        return "proposal-expired"
    admins = {each.person_id for each in team.holders(Role.ADMIN)}
    return None if change.proposed_by in admins else "proposer-no-admin"
