"""What happens to buying as a whole: it is stopped, it goes on, the quarantine is over."""

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from bot.purchasing.events.base import Audience, Event, Tell, own
from bot.purchasing.holds import BuyingHold
from bot.purchasing.notices.operations import PausedNotice, ResumedNotice


class BuyingPaused(Event, kind="paused", personal=own("reason")):
    """Buying was stopped, by a person of this name or by the program; `second` as in the notice."""

    reason: str
    by: str
    second: Literal["", "other", "alone"]

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = PausedNotice(reason=self.reason, by=self.by, second=self.second)
        yield Tell(notice, Audience.EVERYBODY, f"paused:{now.isoformat()}")


class BuyingResumed(Event, kind="resumed", facts="alone proposal proposed_by"):
    """Buying goes on; `reason` is why it was stopped, and `holds` what holds it back all the same."""

    reason: str
    by: str
    holds: tuple[BuyingHold, ...]
    alone: bool
    proposal: int | None
    proposed_by: int | None

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = ResumedNotice(reason=self.reason, by=self.by, holds=self.holds)
        yield Tell(notice, Audience.EVERYBODY, f"resumed:{now.isoformat()}")


class QuarantineOver(Event, kind="quarantine_over", facts="why since"):
    """Everything that a restored or moved database cannot know was read and decided."""

    why: str
    since: str
