"""Decides who may do what: every action in a team is checked by `authorise`."""

from collections.abc import Callable
from datetime import datetime

from bot.purchasing.approval.questions import decided, holds, open_askers, own_yes_counts
from bot.purchasing.approval.requirement import Needs
from bot.purchasing.approval.rights import Action, Actor, Allowed, Answer, Change, Matter, NotPermitted, change_answer
from bot.purchasing.approval.team import Role, Team
from bot.purchasing.approval.votes import WhyNot, Word, tally, why_no_say, why_not
from bot.purchasing.lifecycle import DOUBTFUL, UNDECIDED, AttemptState, RequestState
from bot.purchasing.order import OrderState

ROLES: dict[Action, frozenset[Role]] = {
    Action.REQUEST: frozenset({Role.REQUESTER}),
    Action.PAY: frozenset({Role.BUYER}),
    Action.CANCEL_ORDER: frozenset({Role.BUYER}),
    Action.SETTLE: frozenset({Role.BUYER}),
    Action.AWAY: frozenset({Role.APPROVER, Role.ADMIN}),
    Action.KEEP_SKUS: frozenset({Role.BUYER, Role.ADMIN}),
    **dict.fromkeys(
        (
            Action.PAUSE,
            Action.RESUME,
            Action.INVITE,
            Action.CHANGE_POLICY,
            Action.CHANGE_ROLES,
            Action.CHANGE_BUDGET,
            Action.CHANGE_RATE,
            Action.CHANGE_TEAM,
        ),
        frozenset({Role.ADMIN}),
    ),
}
"""The roles that may do an action; one of them is enough. Actions that are missing here depend on the request."""
CHANGES = frozenset({
    Action.RESUME, Action.INVITE, Action.CHANGE_POLICY, Action.CHANGE_ROLES, Action.CHANGE_BUDGET,
    Action.CHANGE_RATE, Action.CHANGE_TEAM,
})  # fmt: skip
"""Actions that may loosen the rules; without a `Change` they are taken as loosening."""
_OWN = frozenset({Action.REQUEST, Action.ANSWER, Action.WITHDRAW})
_BEFORE_SENT = frozenset({None, AttemptState.READY})
_WANTED: dict[Role, str] = {
    Role.REQUESTER: "only-requesters",
    Role.APPROVER: "only-approvers",
    Role.BUYER: "only-buyers",
    Role.ADMIN: "only-admins",
}


def authorise(
    actor: Actor,
    action: Action,
    matter: Matter | None,
    team: Team,
    now: datetime,
    change: Change | None = None,
) -> Answer:
    """Whether the actor may do this now.

    Call it in the transaction that does it, with the team read in that transaction.
    """
    refused = (
        _who(actor, team)
        or _there(actor, action, matter, team)
        or _role(actor, action, team)
        or _whose(actor, action, matter, team)
    )
    if refused is not None:
        return refused
    if matter is not None and action in _MATTERS:
        return _MATTERS[action](actor, matter, team, now) or Allowed()
    if action in CHANGES:
        return change_answer(actor.person_id, change or Change(loosens=True), team, now)
    return Allowed()


def _who(actor: Actor, team: Team) -> NotPermitted | None:
    """Denies whoever is no person, no member of this team, or in neither its group nor a private chat."""
    if not actor.known:
        return NotPermitted("no-identity")
    if actor.chat_id not in (actor.person_id, team.chat_id):
        return NotPermitted("foreign-chat")
    member = team.member(actor.person_id)
    if member is None:
        return NotPermitted("stranger", {"person_id": actor.person_id})
    return None if member.active else NotPermitted("not-a-member")


def _there(actor: Actor, action: Action, matter: Matter | None, team: Team) -> NotPermitted | None:
    """Denies whoever left the team's group; admins from the settings may still read and manage the team.

    Anybody may still read what they asked for themselves.
    """
    member = team.member(actor.person_id)
    if member is None or not member.rests:
        return None
    if action is Action.LIST:
        keeps = team.reads(actor.person_id, matter.requester_id if matter is not None else None)
    else:
        keeps = member.by_settings and Role.ADMIN in ROLES.get(action, frozenset())
    return None if keeps else NotPermitted("left-the-group")


def _role(actor: Actor, action: Action, team: Team) -> NotPermitted | None:
    wanted = ROLES.get(action)
    if wanted is None or wanted & team.roles_of(actor.person_id):
        return None
    if action is Action.KEEP_SKUS:
        names = dict.fromkeys((*team.named(Role.ADMIN), *team.named(Role.BUYER)))
        return NotPermitted("only-keepers", {"names": tuple(names)})
    first = Role.APPROVER if action is Action.AWAY else min(wanted)
    return NotPermitted(_WANTED[first], {} if first is Role.REQUESTER else {"names": team.named(first)})


def _whose(actor: Actor, action: Action, matter: Matter | None, team: Team) -> NotPermitted | None:
    """Denies a request of another team, and one of somebody else if only its requester may act."""
    if matter is None:
        missing = action in _MATTERS and action is not Action.REQUEST
        return NotPermitted("unknown-request") if missing else None
    if matter.team_id != team.id:
        return NotPermitted("foreign-request")
    own = actor.person_id == matter.requester_id
    return NotPermitted("not-yours") if action in _OWN and not own else None


def _request(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    return _unless(matter.state is RequestState.DRAFT, matter)


def _answer(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    return _unless(matter.state is RequestState.PENDING, matter)


def _withdraw(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    waiting = matter.state in UNDECIDED
    unsent = matter.state is RequestState.APPROVED and matter.attempt in _BEFORE_SENT
    return _unless(waiting or unsent, matter)


def _never(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    """Denies a vote of somebody who has none on others' requests in this team, however this one stands."""
    if matter.needs is None or actor.person_id == matter.requester_id:
        return None
    reason = why_no_say(matter.needs, team, matter.delegations, now, actor.person_id)
    return NotPermitted(reason.value, _limit(actor, matter, team)) if reason is WhyNot.NOT_AN_APPROVER else None


def _approve(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    closed = _never(actor, matter, team, now) or _not_waiting(actor, matter, now)
    if closed is not None or matter.needs is None:
        return closed or _unless(False, matter)
    reason = why_not(matter.needs, matter.votes, team, matter.snapshot_hash, matter.delegations, now, actor.person_id)
    if reason is None or (reason is WhyNot.NOT_YOUR_TURN and _only_waits_for(actor, matter, matter.needs, team, now)):
        return None
    return NotPermitted(reason.value, _limit(actor, matter, team))


def _only_waits_for(actor: Actor, matter: Matter, needs: Needs, team: Team, now: datetime) -> bool:
    """Whether enough people said yes and only the actor's own open question holds the request; a yes releases it."""
    content, stand_ins = matter.snapshot_hash, matter.delegations
    found = holds(needs, matter.votes, matter.questions, team, content, stand_ins, matter.away, now)
    return own_yes_counts(decided(tally(needs, matter.votes, team, content, stand_ins, now), found), actor.person_id)


def _take_vote_back(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    """Before the decision, somebody may take back their own yes; a no decides at once and cannot be taken back."""
    closed = _not_waiting(actor, matter, now)
    if closed is not None or matter.needs is None:
        return closed or _unless(False, matter)
    return None if _said(actor, matter, Word.APPROVE) else NotPermitted("no-own-vote")


def _let_go(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    closed = _not_waiting(actor, matter, now)
    if closed is not None or matter.needs is None:
        return closed or _unless(False, matter)
    asked = actor.person_id in open_askers(matter.questions, matter.snapshot_hash)
    return None if asked else NotPermitted("no-own-question")


def _said(actor: Actor, matter: Matter, *words: Word) -> bool:
    """Whether the actor said one of these words about the current content."""
    mine = (actor.person_id, matter.snapshot_hash)
    return any((each.person_id, each.snapshot_hash) == mine and each.word in words for each in matter.votes)


def _decline(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    refused = _ask(actor, matter, team, now)
    return refused or (NotPermitted("already-decided") if _said(actor, matter, *Word) else None)


def _ask(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    closed = _never(actor, matter, team, now) or _not_waiting(actor, matter, now)
    if closed is not None or matter.needs is None:
        return closed or _unless(False, matter)
    reason = why_no_say(matter.needs, team, matter.delegations, now, actor.person_id)
    return None if reason is None else NotPermitted(reason.value, _limit(actor, matter, team))


def _not_waiting(actor: Actor, matter: Matter, now: datetime) -> NotPermitted | None:
    """Denies a vote on one's own request, on content other than shown, before it is sent, or after it is over."""
    if actor.person_id == matter.requester_id:
        return NotPermitted("own-request")
    if matter.state is RequestState.DRAFT:
        return NotPermitted("not-sent")
    if matter.state is not RequestState.PENDING:
        return _unless(False, matter)
    if not matter.snapshot_hash or matter.shown_hash != matter.snapshot_hash:
        return NotPermitted("stale")
    expired = matter.needs is not None and matter.needs.times.expired(now)
    return NotPermitted("no-longer", {"state": RequestState.EXPIRED.value}) if expired else None


def _limit(actor: Actor, matter: Matter, team: Team) -> dict[str, object]:
    member = team.member(actor.person_id)
    return {"limit": member.limit if member else None, "total": matter.needs.measure if matter.needs else None}


def _pay(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    return None if matter.order is OrderState.TO_PAY else NotPermitted("not-payable-now")


def _cancel_order(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    return None if matter.order is OrderState.TO_PAY else NotPermitted("cancel-shipped")


def _settle(actor: Actor, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    return None if matter.attempt in DOUBTFUL else NotPermitted("not-in-doubt")


def _unless(fine: bool, matter: Matter) -> NotPermitted | None:
    return None if fine else NotPermitted("no-longer", {"state": matter.state.value})


_MATTERS: dict[Action, Callable[[Actor, Matter, Team, datetime], NotPermitted | None]] = {
    Action.REQUEST: _request,
    Action.ANSWER: _answer,
    Action.WITHDRAW: _withdraw,
    Action.APPROVE: _approve,
    Action.DECLINE: _decline,
    Action.TAKE_VOTE_BACK: _take_vote_back,
    Action.ASK: _ask,
    Action.LET_GO: _let_go,
    Action.PAY: _pay,
    Action.CANCEL_ORDER: _cancel_order,
    Action.SETTLE: _settle,
}
