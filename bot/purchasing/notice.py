"""What people must hear: a kind and facts, no wording; and when a message that failed is tried again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.purchasing.purchase import Place


class NoticeKind(StrEnum):
    """Every message that is owed; each has its words in every language."""

    CARD = "card"
    """The request's card in a chat is no longer true: edit it, or post it.

    Facts: anew (`changed`, `absence`), where the old message loses its buttons and a new one is posted below.
    """
    PLACED = "placed"
    PART_FAILED = "part_failed"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    CHANGED = "changed"
    """Price, freight or another part moved between the consent and the order; facts: fields {name: [old, new]},
    hash (for the button of a new consent, empty where none is wanted), asked (the approvers are asked again)."""
    IN_DOUBT = "in_doubt"
    """1688 did not answer clearly; facts: blind (1688 does not show our reference with orders, so that nothing found
    proves nothing), and others."""
    NEEDS_PERSON = "needs_person"
    FOUND = "found"
    """The order exists; facts: those of the request, orders (ids), outside (it was placed outside, never approved)."""
    ABANDONED = "abandoned"
    CONFLICT = "conflict"
    GHOST = "ghost"
    PLACED_OUTSIDE = "placed_outside"
    """Told to the admins once for all of a round: orders that nobody placed by this bot, and that stop nothing; facts:
    count, outside ([{order_id, total, at, …}]), and where it is one: order_id, total, at (ISO), seller, goods
    ([{offer_id, quantity}]), attach (numbers of requests for the same), doubts ([{attempt_id, number}])."""
    UNKNOWN_ORDER = "unknown_order"
    """A minute after 1688 named an order it is still not read back; facts: those of the order, reason, unchecked
    (`missing`: 1688 does not know it, `unread`: 1688 does not answer, `incomplete`: it does not show what it is)."""
    PAID = "paid"
    PRICE_CHANGED = "price_changed"
    """Facts: those of the order, fields {"total": [old, new]}, asked (the approvers are asked again), hash (for the
    button of a requester who agrees to the new sum, empty where that is not wanted)."""
    PRICE_AGREED = "price_agreed"
    """Enough people agreed to what an unpaid order costs now; facts: those of the request, by (names)."""
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
    """Both told to the admins, to every team's group and to its buyers; facts: reason (why it was paused), by (name,
    empty where the program did it)."""
    POISON = "poison"
    LOGIN_ENDING = "login_ending"
    LOGIN_NEEDED = "login_needed"
    APPROVED = "approved"
    """Enough people said yes, it is being placed; facts: those of the request, by (names)."""
    DECLINED = "declined"
    """Told to the requester; facts: those of the request, by (name), reason."""
    QUESTION = "question"
    """An approver asks, the requester must answer; facts: those of the request, by (name), text,
    question_id."""
    ANSWER = "answer"
    """Told to the approvers; facts: those of the request, by (name), question, text."""
    WITHDRAWN = "withdrawn"
    """Taken back after it was approved, told to the team and to a requester who did not do it himself; facts: those of
    the request, by (name)."""
    REMINDER = "reminder"
    """Told to the team; facts: those of the request, requester (name), who ([{id, name}] that must decide),
    until (ISO)."""
    ESCALATED = "escalated"
    """Told to the team; facts: those of the request, requester (name), to ([{id, name}] that may decide
    now too), until (ISO)."""
    EXPIRED_UNDECIDED = "expired_undecided"
    """Nobody decided in time, told to the requester; facts: those of the request, by (requester's name)."""
    LAPSED = "lapsed"
    """Agreed to and not sent in time, told to the requester and to the team that agreed; facts: those of the
    request."""
    STUCK = "stuck"
    """Nobody is left who could decide, told to the team's admins; facts: those of the request, until (ISO)."""
    HELD = "held"
    """Approved, and not placed now; facts: those of the request, reason (an Obstacle, or `right-lost`), detail,
    at (ISO, when it is tried again; None where it was put back)."""
    TEAM_OPENED = "team_opened"
    """The group is a team now, told in it; facts: team_id, title, by, by_id."""
    TEAM_CHANGED = "team_changed"
    """Something of the team is other than before, told in its group; facts: team_id, title, what, by, by_id,
    proposed_by (a name, where another admin proposed it), alone (the only admin said it twice), and for each `what`:
    roles: person, person_id, before, after (lists of role words) · limit: person, person_id, before, after (fen or
    None for any) · removed: person, person_id, before (roles) · added: people ([{id, name}]), role · invited: role,
    until (ISO) · joined: person, person_id, role, roles · policy, together (by an update): version, before, after
    (rules as lines of text) ·
    language, zone: before, after · rate: currency, before, after (decimal texts, before may be None), date (ISO)."""
    TEAM_PROPOSED = "team_proposed"
    """A change that loosens waits for its second word, told in the group and to the other admins; facts: those of
    TEAM_CHANGED for the same `what`, proposal_id, from (ISO, from when on its only admin may press again; None where
    it takes another admin). `resumed` (buying again, told to the admins alone): team_id None, title empty, reason."""
    PROPOSAL_OVER = "proposal_over"
    """The last look of a TEAM_PROPOSED in its chat: it is edited to say how it ended, and keeps no button; facts: those
    of TEAM_PROPOSED, how (`agreed`, `turned-down`, `team-closed`, `restored`, or the key of a refusal that says why it
    is void), settled_by (name or None)."""
    TEAM_DROPPED = "team_dropped"
    """A proposal was turned down; facts: team_id, title, proposal_id, what, by, by_id."""
    AWAY = "away"
    """An approver is away, told in the group; facts: team_id, title, by, by_id, first, last (ISO days),
    delegate (name or None), delegate_id."""
    BACK = "back"
    """He is back, told in the group; facts: team_id, title, by, by_id."""
    LEFT_GROUP = "left_group"
    """A member is not in the team's group any more and his roles rest, told in it; facts: team_id, title, person,
    person_id, waiting (how many requests wait for a decision), asks (he is a requester), keeps (an admin of the
    settings, who stays that)."""
    BACK_IN_GROUP = "back_in_group"
    """He is in it again and his roles hold, told in it; facts: team_id, title, person, person_id."""
    NOT_THERE = "not_there"
    """Who could decide and is not in the team's group, told to its admins; facts: team_id, title,
    people ([{id, name}])."""
    NOT_COUNTED = "not_counted"
    """Telegram did not say whether he is in the group: his word was not counted; facts: number, by (name)."""
    TEAM_CLOSED = "team_closed"
    """The team that would have decided was closed, told to the requester; facts: those of the request, by (name)."""
    FOREIGN_GROUP = "foreign_group"
    """The bot left a group that nobody of ours brought it into, told to the admins; facts: title, chat_id,
    by (name)."""
    QUARANTINE = "quarantine"
    """Told to the admins: the database was put back, or moved, and buys nothing; facts: why (`restored`, `moved`),
    since (ISO: what it knew last)."""
    SWEPT = "swept"
    """Told to the admins in quarantine: the order list was read; facts: ghosts, outside, resting (how many),
    since (ISO), looked_for (whether orders carry our reference at all), blind (1688 does not show it)."""
    RESTORED = "restored"
    """Told to every team and its buyers: what was said since is lost; facts: since (ISO)."""
    RESTS = "rests"
    """Agreed to, but asked for before a copy was put back, so that it may be bought already: a person must say that
    it is not; facts: those of APPROVED."""
    COPY_FAILED = "copy_failed"
    """The database could not be copied, told to the admins once; facts: reason, at (ISO: the newest copy or None)."""
    UNRECORDED = "unrecorded"
    """1688's answer to an order could not be recorded; told to the admins once it was looked for; facts: those of the
    request, reason, orders (ids, empty where none was found so far)."""
    UNDELIVERED = "undelivered"
    """A message to somebody could not be delivered for a day; told to the admins."""


@dataclass(frozen=True)
class Notice:
    """One owed message. `dedupe` makes it owed once; facts are JSON values (ids as text, fen as int, times ISO)."""

    kind: NoticeKind
    place: Place
    dedupe: str
    facts: dict[str, object] = field(default_factory=dict)
    request_id: int | None = None


RETRY_SECONDS = (5, 15, 60, 120, 300, 600)
GIVE_UP_AFTER = timedelta(hours=24)


def next_attempt(attempts: int, created_at: datetime, now: datetime) -> datetime | None:
    """When a failed message is tried again; None once it is a day old."""
    if now - created_at >= GIVE_UP_AFTER:
        return None
    return now + timedelta(seconds=RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)])
