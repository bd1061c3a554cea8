"""The notices for people, as kinds and facts without wording; and when a failed message is retried."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.purchase import Place


class NoticeKind(StrEnum):
    """Every kind of message that we send; each has its text in every language."""

    CARD = "card"
    """The request's card in a chat is out of date: edit it, or post it.

    Facts: anew (`changed`, `absence`): the old message loses its buttons and a new one is posted below.
    """
    PLACED = "placed"
    PART_FAILED = "part_failed"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    CHANGED = "changed"
    """Price, freight or another part changed between the consent and the order; facts: fields {name: [old, new]}, hash
    (for the button of a new consent, empty if none is wanted), asked (the approvers are asked again).
    """
    IN_DOUBT = "in_doubt"
    """1688 did not answer clearly; facts: blind (1688 does not show our reference with orders, so that finding nothing
    proves nothing), and others.
    """
    NEEDS_PERSON = "needs_person"
    FOUND = "found"
    """The order exists; facts: those of the request, orders (ids), outside (it was placed outside, never approved)."""
    ABANDONED = "abandoned"
    CONFLICT = "conflict"
    GHOST = "ghost"
    PLACED_OUTSIDE = "placed_outside"
    """Sent to the admins once for all of a round: orders that nobody placed by this bot and that stop nothing; facts:
    count, outside ([{order_id, total, at, …}]), and if there is only one: order_id, total, at (ISO), seller, goods
    ([{offer_id, quantity}]), attach (numbers of requests for the same), doubts ([{attempt_id, number}]).
    """
    UNKNOWN_ORDER = "unknown_order"
    """A minute after 1688 named an order it is still not read back; facts: those of the order, reason, unchecked
    (`missing`: 1688 does not know it, `unread`: 1688 does not answer, `incomplete`: it does not show what it is).
    """
    PAID = "paid"
    PRICE_CHANGED = "price_changed"
    """Facts: those of the order, fields {"total": [old, new]}, asked (the approvers are asked again), hash (for the
    button of a requester who agrees to the new total, empty if that is not wanted).
    """
    PRICE_AGREED = "price_agreed"
    """Enough people agreed to the new price of an unpaid order; facts: those of the request, by (names)."""
    PAY_SOON = "pay_soon"
    NOT_SHIPPED = "not_shipped"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    TRACE = "trace"
    RECEIVED = "received"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    REFUND_ASKED = "refund_asked"
    REFUND_DONE = "refund_done"
    REFUND_CLOSED = "refund_closed"
    UNKNOWN_WORD = "unknown_word"
    PAUSED = "paused"
    RESUMED = "resumed"
    """PAUSED and RESUMED are sent to the admins, to every team's group and to its buyers; facts: reason (why it was
    paused), by (name, empty if the program did it).
    """
    POISON = "poison"
    LOGIN_ENDING = "login_ending"
    LOGIN_NEEDED = "login_needed"
    APPROVED = "approved"
    """Enough people said yes, the order is being placed; facts: those of the request, by (names)."""
    DECLINED = "declined"
    """Sent to the requester; facts: those of the request, by (name), reason."""
    QUESTION = "question"
    """An approver asks, the requester must answer; facts: those of the request, by (name), text, question_id."""
    ANSWER = "answer"
    """Sent to the approvers; facts: those of the request, by (name), question, text."""
    WITHDRAWN = "withdrawn"
    """Withdrawn after it was approved; sent to the team, and to the requester unless they did it themselves; facts:
    those of the request, by (name).
    """
    REMINDER = "reminder"
    """Sent to the team; facts: those of the request, requester (name), who ([{id, name}] that must decide), until
    (ISO).
    """
    ESCALATED = "escalated"
    """Sent to the team; facts: those of the request, requester (name), to ([{id, name}] that may decide now too), until
    (ISO).
    """
    EXPIRED_UNDECIDED = "expired_undecided"
    """Nobody decided in time; sent to the requester; facts: those of the request, by (requester's name)."""
    LAPSED = "lapsed"
    """Consented to and not sent in time; sent to the requester and to the team that consented; facts: those of the
    request.
    """
    STUCK = "stuck"
    """Nobody is left who could decide; sent to the team's admins; facts: those of the request, until (ISO)."""
    HELD = "held"
    """Approved, and not placed now; facts: those of the request, reason (an Obstacle, or `right-lost`), detail, at
    (ISO, when it is tried again; None if it was returned).
    """
    TEAM_OPENED = "team_opened"
    """The group is a team now; sent to it; facts: team_id, title, by, by_id."""
    TEAM_CHANGED = "team_changed"
    """The team was changed; sent to its group; facts: team_id, title, what, by, by_id, proposed_by (a name, if another
    admin proposed it), alone (the only admin said it twice), and for each `what`: roles: person, person_id, before,
    after (lists of role words) · limit: person, person_id, before, after (fen or None for any) · removed: person,
    person_id, before (roles) · added: people ([{id, name}]), role · invited: role, until (ISO) · joined: person,
    person_id, role, roles · policy, together (by an update): version, before, after (rules as lines of text) ·
    language, zone: before, after · rate: currency, before, after (decimal texts, before may be None), date (ISO).
    """
    TEAM_PROPOSED = "team_proposed"
    """A change that loosens waits for its second word; sent to the group and to the other admins; facts: those of
    TEAM_CHANGED for the same `what`, proposal_id, from (ISO, from when on its only admin may press again; None if it
    takes another admin). `resumed` (buying again, sent to the admins alone): team_id None, title empty, reason.
    """
    PROPOSAL_OVER = "proposal_over"
    """The final form of a TEAM_PROPOSED in its chat: the message is edited to say how it ended and loses its buttons;
    facts: those of TEAM_PROPOSED, how (`agreed`, `turned-down`, `team-closed`, `restored`, or the key of a refusal that
    says why it is void), settled_by (name or None).
    """
    TEAM_DROPPED = "team_dropped"
    """A proposal was turned down; facts: team_id, title, proposal_id, what, by, by_id."""
    AWAY = "away"
    """An approver is away; sent to the group; facts: team_id, title, by, by_id, first, last (ISO days), delegate (name
    or None), delegate_id.
    """
    BACK = "back"
    """The approver is back; sent to the group; facts: team_id, title, by, by_id."""
    LEFT_GROUP = "left_group"
    """A member is no longer in the team's group and their roles are suspended; sent to it; facts: team_id, title,
    person, person_id, waiting (how many requests wait for a decision), asks (they are a requester), keeps (an admin by
    the settings, who stays one).
    """
    BACK_IN_GROUP = "back_in_group"
    """A member is in the group again and their roles count; sent to it; facts: team_id, title, person, person_id."""
    NOT_THERE = "not_there"
    """Those who could decide but are not in the team's group; sent to its admins; facts: team_id, title, people ([{id,
    name}]).
    """
    NOT_COUNTED = "not_counted"
    """Telegram did not say whether somebody is in the group, so their vote was not counted; facts: number, by (name).
    """
    TEAM_CLOSED = "team_closed"
    """The team that would have decided was closed; sent to the requester; facts: those of the request, by (name)."""
    FOREIGN_GROUP = "foreign_group"
    """The bot left a group because nobody known to it added it there; sent to the admins; facts: title, chat_id, by
    (name).
    """
    QUARANTINE = "quarantine"
    """Sent to the admins: the database was restored or moved, and buys nothing; facts: why (`restored`, `moved`), since
    (ISO: the last moment that it knows of).
    """
    SWEPT = "swept"
    """Sent to the admins in quarantine: the order list was read; facts: ghosts, outside, resting (how many), since
    (ISO), looked_for (whether orders carry our reference at all), blind (1688 does not show it).
    """
    RESTORED = "restored"
    """Sent to every team and its buyers: what was said since is lost; facts: since (ISO)."""
    RESTS = "rests"
    """Consented to, but asked for before a copy was restored, so that it may be bought already: a person must say that
    it is not; facts: those of APPROVED.
    """
    COPY_FAILED = "copy_failed"
    """The database could not be copied; sent to the admins once; facts: reason, at (ISO: the newest copy or None)."""
    UNRECORDED = "unrecorded"
    """1688's answer to an order could not be recorded; sent to the admins after a look-up; facts: those of the request,
    reason, orders (ids, empty if none was found so far).
    """
    UNDELIVERED = "undelivered"
    """A message to somebody could not be delivered for a day; sent to the admins."""


@dataclass(frozen=True)
class Notice:
    """One message to send.

    `dedupe` makes it be sent once; facts are JSON values (ids as text, fen as int, times ISO).
    """

    kind: NoticeKind
    place: Place
    dedupe: str
    facts: dict[str, object] = field(default_factory=dict)
    request_id: int | None = None


RETRY_SECONDS = (5, 15, 60, 120, 300, 600)
GIVE_UP_AFTER = timedelta(hours=24)


def next_attempt(attempts: int, created_at: datetime, now: datetime) -> datetime | None:
    """When to retry a failed message; None once it is 24 hours old."""
    if now - created_at >= GIVE_UP_AFTER:
        return None
    return now + timedelta(seconds=RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)])
