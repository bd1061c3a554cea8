"""Decides who may do what: every action in a team is checked by `authorise`; and second words on changes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.approval.delegation import Delegations
from bot.purchasing.approval.questions import Question, decided, holds, open_askers, own_yes_counts
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import Vote, WhyNot, Word, tally, why_no_say, why_not
from bot.purchasing.lifecycle import DOUBTFUL, UNDECIDED, AttemptState, RequestState
from bot.purchasing.order_report import OrderState

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
    """Everything that can be done in a team, with the roles that may do it; one of them is enough.

    An action without roles depends on the request.
    """

    roles: frozenset[Role]

    def __new__(cls, name: str, *roles: Role) -> "Action":
        """An action's name, and the roles that may do it."""
        action = str.__new__(cls, name)
        action._value_, action.roles = name, frozenset(roles)
        return action

    REQUEST = "request", Role.REQUESTER
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
    PAY = "pay", Role.BUYER
    CANCEL_ORDER = "cancel_order", Role.BUYER, Role.REQUESTER
    """Close an unpaid order: a buyer, or who asked for it if it is theirs alone."""
    SETTLE = "settle", Role.BUYER
    """Say what became of an unclear order."""
    COUNT = "count", Role.RECEIVER, Role.REQUESTER, Role.BUYER
    """See what arrives, and count it."""
    CLOSE_SHORT = "close_short", Role.REQUESTER, Role.BUYER
    """Say that the rest of a line will not come, or that it will."""
    CONFIRM_RECEIPT = "confirm_receipt", Role.BUYER
    REFUND = "refund", Role.BUYER, Role.REQUESTER
    """Ask for money back, send goods back for it, take it back: a buyer, or who asked for these lines alone."""
    REFUND_AMOUNT = "refund_amount", Role.BUYER
    """Ask for an agreed sum back without pieces, and say what a refund of the site is for."""
    AWAY = "away", Role.APPROVER, Role.ADMIN
    LIST = "list"
    """See the team's requests, orders and rules."""
    MEET = "meet"
    """See the team's people."""
    PAUSE = "pause", Role.ADMIN
    RESUME = "resume", Role.ADMIN
    INVITE = "invite", Role.ADMIN
    CHANGE_POLICY = "change_policy", Role.ADMIN
    CHANGE_ROLES = "change_roles", Role.ADMIN
    """Roles, limits and membership."""
    CHANGE_BUDGET = "change_budget", Role.ADMIN
    CHANGE_RATE = "change_rate", Role.ADMIN
    KEEP_SKUS = "keep_skus", Role.BUYER, Role.ADMIN
    """Change the list of own SKUs."""
    EXPORT = "export", Role.BUYER, Role.ADMIN
    """Have all that the team bought as a file."""
    ADD_COST = "add_cost", Role.BUYER, Role.ADMIN
    """Say what a purchase cost beside 1688, and take that back."""
    CHANGE_TEAM = "change_team", Role.ADMIN
    """Its language and time zone; and closing it."""


@dataclass(frozen=True)
class Matter:
    """The request that an action is about, as it stands now; `shown_hash` is the hash on the actor's card."""

    team_id: int
    requester_id: int
    state: RequestState
    needs: Needs | None = None
    votes: tuple[Vote, ...] = ()
    delegations: Delegations = ()
    snapshot_hash: str = ""
    shown_hash: str = ""
    attempt: AttemptState | None = None
    order: OrderState | None = None
    questions: tuple[Question, ...] = ()
    away: frozenset[int] = frozenset()
    """Who is away now, with or without a stand-in."""
    theirs: bool = False
    """Whether the lines of the order that it is about are known to be the actor's alone."""


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


CHANGES = frozenset({
    Action.RESUME, Action.INVITE, Action.CHANGE_POLICY, Action.CHANGE_ROLES, Action.CHANGE_BUDGET,
    Action.CHANGE_RATE, Action.CHANGE_TEAM,
})  # fmt: skip
"""Actions that may loosen the rules; without a `Change` they are taken as loosening."""
_OF_A_REQUEST = frozenset({
    Action.REQUEST, Action.ANSWER, Action.WITHDRAW, Action.APPROVE, Action.DECLINE, Action.TAKE_VOTE_BACK,
    Action.ASK, Action.LET_GO, Action.PAY, Action.CANCEL_ORDER, Action.SETTLE, Action.REFUND,
    Action.REFUND_AMOUNT,
})  # fmt: skip
_OWN = frozenset({Action.REQUEST, Action.ANSWER, Action.WITHDRAW})
_OF_OWN_LINES = frozenset({Action.CANCEL_ORDER, Action.REFUND})
"""What buyers may do, and requesters with what is theirs alone."""
_BEFORE_SENT = frozenset({None, AttemptState.READY})
SECOND_PRESS_AFTER = timedelta(minutes=10)
PROPOSAL_LIFE = timedelta(hours=24)


def authorise(
    actor: Actor, action: Action, matter: Matter | None, team: Team, now: datetime, change: Change | None = None
) -> Answer:
    """Whether the actor may do this now.

    Call it in the transaction that does it, with the team read in that transaction.
    """
    if not actor.known:
        return NotPermitted("no-identity")
    if actor.chat_id not in (actor.person_id, team.chat_id):
        return NotPermitted("foreign-chat")
    member = team.member(actor.person_id)
    if member is None:
        return NotPermitted("stranger", {"person_id": actor.person_id})
    if not member.active:
        return NotPermitted("not-a-member")
    if member.rests:
        # Admins from the settings still read and manage the team, and everybody reads what they asked for themselves.
        keeps = member.by_settings and (action is Action.MEET or Role.ADMIN in action.roles)
        if action is Action.LIST:
            keeps = team.reads(actor.person_id, matter.requester_id if matter is not None else None)
        if not keeps:
            return NotPermitted("left-the-group")
    if action.roles and not action.roles & team.roles_of(actor.person_id):
        return _lacks_the_role(action, team)
    if not action.roles and action is not Action.MEET and team.only_receives(actor.person_id):
        return NotPermitted("only-receives")
    if matter is None and action in _OF_A_REQUEST and action is not Action.REQUEST:
        return NotPermitted("unknown-request")
    if matter is not None and matter.team_id != team.id:
        return NotPermitted("foreign-request")
    if matter is not None and action in _OWN and actor.person_id != matter.requester_id:
        return NotPermitted("not-yours")
    if matter is not None and action in _OF_A_REQUEST:
        return _state(actor, action, matter, team, now) or Allowed()
    if action in CHANGES:
        return change_answer(actor.person_id, change or Change(loosens=True), team, now)
    return Allowed()


_OF_BUYERS_AND_ADMINS = {
    Action.KEEP_SKUS: "only-keepers", Action.EXPORT: "only-exporters", Action.ADD_COST: "only-buyers-and-admins",
}  # fmt: skip


def _lacks_the_role(action: Action, team: Team) -> NotPermitted:
    """Says which role it takes, and who holds it."""
    if action in _OF_BUYERS_AND_ADMINS:
        names = dict.fromkeys((*team.named(Role.ADMIN), *team.named(Role.BUYER)))
        return NotPermitted(_OF_BUYERS_AND_ADMINS[action], {"names": tuple(names)})
    if action in _OF_OWN_LINES:
        return NotPermitted("only-buyers-or-owner", {"names": team.named(Role.BUYER)})
    first = {Action.AWAY: Role.APPROVER, Action.COUNT: Role.RECEIVER}.get(action, min(action.roles))
    return NotPermitted(f"only-{first}s", {} if first is Role.REQUESTER else {"names": team.named(first)})


def _state(actor: Actor, action: Action, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    """Denies what does not fit the request, its attempt or its order as they are now."""
    if action in _OF_OWN_LINES and not matter.theirs and Role.BUYER not in team.roles_of(actor.person_id):
        return _lacks_the_role(action, team)
    match action:
        case Action.REFUND | Action.REFUND_AMOUNT:  # what can be asked back of an order is for 1688 to say
            return None
        case Action.PAY:
            return None if matter.order is OrderState.TO_PAY else NotPermitted("not-payable-now")
        case Action.CANCEL_ORDER:
            return None if matter.order is OrderState.TO_PAY else NotPermitted("cancel-shipped")
        case Action.SETTLE:
            return None if matter.attempt in DOUBTFUL else NotPermitted("not-in-doubt")
        case Action.REQUEST:
            fits = matter.state is RequestState.DRAFT
        case Action.ANSWER:
            fits = matter.state is RequestState.PENDING
        case Action.WITHDRAW:
            unsent = matter.state is RequestState.APPROVED and matter.attempt in _BEFORE_SENT
            fits = unsent or matter.state in UNDECIDED
        case _:
            return _vote(actor, action, matter, team, now)
    return None if fits else NotPermitted("no-longer", {"state": matter.state.value})


def _vote(actor: Actor, action: Action, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    """Denies a vote, a question, or taking one of them back."""
    by, needs, content = actor.person_id, matter.needs, matter.snapshot_hash
    member = team.member(by)
    limit: dict[str, object] = {"limit": member.limit if member else None, "total": needs.measure if needs else None}
    no_say = why_no_say(needs, team, matter.delegations, now, by) if needs is not None else None
    says = action in (Action.APPROVE, Action.DECLINE, Action.ASK) and by != matter.requester_id
    if says and no_say is WhyNot.NOT_AN_APPROVER:  # so it is for all others' requests in this team
        return NotPermitted(no_say.value, limit)
    if (closed := _not_waiting(actor, matter, now)) is not None:
        return closed
    if needs is None:
        return NotPermitted("no-longer", {"state": matter.state.value})
    words = {each.word for each in matter.votes if (each.person_id, each.snapshot_hash) == (by, content)}
    if action is Action.TAKE_VOTE_BACK:  # a no decides at once, and stays
        return None if Word.APPROVE in words else NotPermitted("no-own-vote")
    if action is Action.LET_GO:
        return None if by in open_askers(matter.questions, content) else NotPermitted("no-own-question")
    reason = no_say
    if action is Action.APPROVE:
        reason = why_not(needs, matter.votes, team, content, matter.delegations, now, by)
        if reason is WhyNot.NOT_YOUR_TURN and _only_waits_for(actor, matter, needs, team, now):
            return None
    if reason is not None:
        return NotPermitted(reason.value, limit)
    return NotPermitted("already-decided") if action is Action.DECLINE and words else None


def _not_waiting(actor: Actor, matter: Matter, now: datetime) -> NotPermitted | None:
    """Denies a vote on one's own request, on content other than shown, before it is sent, or after it is over."""
    if actor.person_id == matter.requester_id:
        return NotPermitted("own-request")
    if matter.state is RequestState.DRAFT:
        return NotPermitted("not-sent")
    if matter.state is not RequestState.PENDING:
        return NotPermitted("no-longer", {"state": matter.state.value})
    if not matter.snapshot_hash or matter.shown_hash != matter.snapshot_hash:
        return NotPermitted("stale")
    expired = matter.needs is not None and matter.needs.times.expired(now)
    return NotPermitted("no-longer", {"state": RequestState.EXPIRED.value}) if expired else None


def _only_waits_for(actor: Actor, matter: Matter, needs: Needs, team: Team, now: datetime) -> bool:
    """Whether enough people said yes and only the actor's own open question holds the request; a yes releases it."""
    content, stand_ins = matter.snapshot_hash, matter.delegations
    open_holds = holds(needs, matter.votes, matter.questions, team, content, stand_ins, matter.away, now)
    return own_yes_counts(
        decided(tally(needs, matter.votes, team, content, stand_ins, now), open_holds), actor.person_id
    )


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
