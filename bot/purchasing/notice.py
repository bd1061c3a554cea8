"""The kinds of messages that people are owed, and when one that failed is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum


class NotifyTopic(StrEnum):
    """What people choose among: each kind of message belongs to exactly one."""

    DECISIONS = "decisions"
    MONEY = "money"
    PROBLEMS = "problems"
    PARCELS = "parcels"
    REMINDERS = "reminders"
    TEAM = "team"
    MORNING = "morning"


class NoticeKind(str):
    """The name that a notice is stored and worded under, and how it may come; it stands in the notice's class."""

    topic: NotifyTopic
    reminds: bool
    """It may wait for the morning, if its reader can still act then."""
    may_be_off: bool
    """Nothing is lost without it. Everything else always comes: a decision, money or a doubt may hang on it."""
    silent: bool
    """Nobody has to read it at once."""
    alarm: bool
    """It has a page in `deploy/runbook`, for whoever keeps the bot running."""
    ends: bool
    """It tells of something that is over one day; a check sees that, and each message of it is edited to say so."""

    def __new__(
        cls,
        name: str,
        topic: NotifyTopic,
        *,
        reminds: bool = False,
        may_be_off: bool = False,
        silent: bool = False,
        alarm: bool = False,
        ends: bool = False,
    ) -> "NoticeKind":
        """Register a kind. Raises ValueError if there is one of this name."""
        if name in NOTICE_KINDS:
            raise ValueError(f"there are two notices {name}")
        kind = super().__new__(cls, name)
        kind.topic, kind.reminds, kind.may_be_off = topic, reminds, may_be_off
        kind.silent, kind.alarm, kind.ends = silent, alarm, ends
        NOTICE_KINDS[name] = kind
        return kind

    def __deepcopy__(self, memo: object) -> "NoticeKind":
        return self

    @property
    def can_wait(self) -> bool:
        """Whether a person in quiet hours hears of it in the morning; of a group's only its reminders wait."""
        return self.may_be_off or self.reminds


NOTICE_KINDS: dict[str, NoticeKind] = {}
"""Every kind of notice, once `bot.purchasing.notices` is loaded."""
RETRY_SECONDS = (5, 15, 60, 120, 300, 600)
GIVE_UP_AFTER = timedelta(hours=24)


def next_attempt(attempts: int, created_at: datetime, now: datetime) -> datetime | None:
    """When to retry a failed message; None once it is 24 hours old."""
    if now - created_at >= GIVE_UP_AFTER:
        return None
    return now + timedelta(seconds=RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)])
