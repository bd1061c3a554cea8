"""The kinds of messages that people are owed, and when one that failed is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum


class NoticeKind(StrEnum):
    """Every message that is owed; each has a dataclass in `bot.purchasing.notices`, and its words in every language."""

    CARD = "card"
    BUTTONS = "buttons"
    REPLY = "reply"
    PLACED = "placed"
    PART_FAILED = "part_failed"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    CHANGED = "changed"
    IN_DOUBT = "in_doubt"
    NEEDS_PERSON = "needs_person"
    FOUND = "found"
    ABANDONED = "abandoned"
    CONFLICT = "conflict"
    GHOST = "ghost"
    PLACED_OUTSIDE = "placed_outside"
    UNKNOWN_ORDER = "unknown_order"
    PAID = "paid"
    PRICE_CHANGED = "price_changed"
    PRICE_AGREED = "price_agreed"
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
    POISON = "poison"
    LOGIN_ENDING = "login_ending"
    CALLS_SHORT = "calls_short"
    THRIFTY = "thrifty"
    THRIFTY_OVER = "thrifty_over"
    LOGIN_NEEDED = "login_needed"
    APPROVED = "approved"
    DECLINED = "declined"
    QUESTION = "question"
    ANSWER = "answer"
    WITHDRAWN = "withdrawn"
    REMINDER = "reminder"
    ESCALATED = "escalated"
    EXPIRED_UNDECIDED = "expired_undecided"
    LAPSED = "lapsed"
    STUCK = "stuck"
    HELD = "held"
    TEAM_OPENED = "team_opened"
    TEAM_CHANGED = "team_changed"
    TEAM_PROPOSED = "team_proposed"
    PROPOSAL_OVER = "proposal_over"
    TEAM_DROPPED = "team_dropped"
    AWAY = "away"
    BACK = "back"
    LEFT_GROUP = "left_group"
    BACK_IN_GROUP = "back_in_group"
    NOT_THERE = "not_there"
    NOT_COUNTED = "not_counted"
    TEAM_CLOSED = "team_closed"
    LIST_ENDED = "list_ended"
    FOREIGN_GROUP = "foreign_group"
    QUARANTINE = "quarantine"
    SWEPT = "swept"
    RESTORED = "restored"
    RESTS = "rests"
    COPY_FAILED = "copy_failed"
    UNRECORDED = "unrecorded"
    UNDELIVERED = "undelivered"
    DIGEST = "digest"


WORDLESS = frozenset({NoticeKind.CARD, NoticeKind.BUTTONS, NoticeKind.REPLY})
"""Work on messages that are there, and what was said already: these say nothing of their own."""
RETRY_SECONDS = (5, 15, 60, 120, 300, 600)
GIVE_UP_AFTER = timedelta(hours=24)


def next_attempt(attempts: int, created_at: datetime, now: datetime) -> datetime | None:
    """When to retry a failed message; None once it is 24 hours old."""
    if now - created_at >= GIVE_UP_AFTER:
        return None
    return now + timedelta(seconds=RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)])
