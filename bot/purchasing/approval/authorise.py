"""Decides who may do what: every action in a team is checked by `authorise`."""

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
_OF_A_REQUEST = frozenset({
    Action.REQUEST, Action.ANSWER, Action.WITHDRAW, Action.APPROVE, Action.DECLINE, Action.TAKE_VOTE_BACK,
    Action.ASK, Action.LET_GO, Action.PAY, Action.CANCEL_ORDER, Action.SETTLE,
})  # fmt: skip
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
    if matter is not None and action in _OF_A_REQUEST:
        return _state(actor, action, matter, team, now) or Allowed()
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
    roles = ROLES.get(action)
    if roles is None or roles & team.roles_of(actor.person_id):
        return None
    if action is Action.KEEP_SKUS:
        names = dict.fromkeys((*team.named(Role.ADMIN), *team.named(Role.BUYER)))
        return NotPermitted("only-keepers", {"names": tuple(names)})
    first = Role.APPROVER if action is Action.AWAY else min(roles)
    return NotPermitted(_WANTED[first], {} if first is Role.REQUESTER else {"names": team.named(first)})


def _whose(actor: Actor, action: Action, matter: Matter | None, team: Team) -> NotPermitted | None:
    """Denies a request of another team, and one of somebody else if only its requester may act."""
    if matter is None:
        missing = action in _OF_A_REQUEST and action is not Action.REQUEST
        return NotPermitted("unknown-request") if missing else None
    if matter.team_id != team.id:
        return NotPermitted("foreign-request")
    own = actor.person_id == matter.requester_id
    return NotPermitted("not-yours") if action in _OWN and not own else None


def _state(actor: Actor, action: Action, matter: Matter, team: Team, now: datetime) -> NotPermitted | None:
    """Denies what does not fit the request, its attempt or its order as they are now."""
    match action:
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
