"""What happens to the bot itself, and to buying as a whole: pauses, clock, logins, journal, copies, erasures, calls."""

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from typing import Literal

from bot.purchasing.calls import CallReport, Shortage
from bot.purchasing.events.base import Event, RequestEvent, own
from bot.purchasing.holds import BuyingHold
from bot.purchasing.notices import operations
from bot.purchasing.notices.audience import Audience, Tell
from bot.purchasing.requests.attempt import Attempt


class BuyingPaused(Event, kind="paused", personal=own("reason")):
    """Buying was stopped, by a person of this name or by the program; `second` as in the notice."""

    reason: str
    by: str
    second: Literal["", "other", "alone"]

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.PausedNotice(reason=self.reason, by=self.by, second=self.second)
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
        notice = operations.ResumedNotice(reason=self.reason, by=self.by, holds=self.holds)
        yield Tell(notice, Audience.EVERYBODY, f"resumed:{now.isoformat()}")


class QuarantineOver(Event, kind="quarantine_over", facts="why since"):
    """Everything that a restored or moved database cannot know was read and decided."""

    why: str
    since: str


class ClockDoubted(Event, kind="clock_apart", facts="whose seconds"):
    """A clock is so far from this machine's that buying waits."""

    whose: str
    seconds: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.ClockApartNotice(whose=self.whose, seconds=self.seconds)
        yield Tell(notice, Audience.EVERYBODY, f"clock_apart:{now.isoformat()}")


class ClockConfirmed(Event, kind="clock_right"):
    """The clocks agree again: buying goes on."""

    def tells(self, now: datetime) -> Iterator[Tell]:
        yield Tell(operations.ResumedNotice(), Audience.EVERYBODY, f"clock_right:{now.isoformat()}")


class JournalAnchored(Event, kind="journal_anchored", facts="key number before"):
    """The anchors of the journal begin; the first one vouches for the entries before it, up to this number and hash."""

    key: str
    number: int
    before: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        if self.number:
            notice = operations.JournalAnchoredNotice(entry=self.number, key=self.key)
            yield Tell(notice, Audience.ADMINS, f"journal_anchored:{self.number}:{self.key}")


class JournalGap(Event, kind="journal_gap", facts="first last hash"):
    """The anchors go on after entries that were written without the key."""

    first: int
    last: int
    hash: str


class QuarantineBegan(Event, kind="quarantine", facts="why since resting set_aside"):
    """Buying stops until people decided what the database cannot know: it was restored or moved, or went back in time.

    The admins hear what to do; teams and buyers hear that recent decisions are lost, or that a moved bot waits.
    """

    why: str
    since: datetime
    resting: int
    set_aside: dict[str, int]
    for_others: operations.RestoredNotice | operations.PausedNotice

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.QuarantineNotice(since=self.since, why=self.why, order_id=self.order_id or "")
        yield Tell(notice, Audience.ADMINS, f"quarantine:{now.isoformat()}")
        yield Tell(self.for_others, Audience.OTHERS, f"quarantine:{now.isoformat()}")


class SentInAnotherLife(Event, kind="in_doubt", facts="reason", redraws=True):
    """An attempt was sent after the copy was made from which the database was restored."""

    attempt: Attempt = field()
    reason: str = "restored"

    @property
    def request_id(self) -> int:
        return self.attempt.request_id


class ErasureAsked(Event, kind="forget_asked", facts="person_id by"):
    """Somebody is to be forgotten, at their own wish, the terminal's, or again after a restore."""

    person_id: int
    by: str


class ForgottenDraftEnded(RequestEvent, kind="cancelled", facts="reason", redraws=True):
    """A draft of somebody who is forgotten was cancelled."""

    reason: str = "forgotten"


class PersonForgotten(Event, kind="forgotten", facts="person_id asked_at"):
    """An erasure is over: of the person only the number stays."""

    person_id: int
    asked_at: datetime


class DraftsDropped(Event, kind="drafts_dropped", facts="numbers"):
    """Drafts that nobody asked for were deleted."""

    numbers: tuple[int, ...]


class ThriftyChanged(Event, kind="thrifty", facts="why"):
    """What can wait is asked less often now, or as often as before; `why` are the limits that calls are short of."""

    report: CallReport
    why: tuple[Shortage, ...]
    before: frozenset[Shortage]

    def tells(self, now: datetime) -> Iterator[Tell]:
        for why in {*self.why} - self.before:
            yield calls_tell(operations.ThriftyNotice, self.report, why, now)
        for why in self.before - {*self.why}:
            yield calls_tell(operations.ThriftyOverNotice, self.report, why, now)


class LetterRead(Event, kind="letter_read", facts="letter received"):
    """An admin has read of a dead letter, received or to be sent."""

    letter: int
    received: bool


class LetterTriedAgain(LetterRead, kind="letter_again"):
    """It is tried once more."""


def calls_tell(form: type[operations.CallsNotice], report: CallReport, why: Shortage, now: datetime) -> Tell:
    """What the account of calls to 1688 says of one of their limits, for the admins of the settings."""
    limits = report.limits
    notice = form(
        why=why.value,
        calls=report.calls_today if why is Shortage.DAY else report.calls_month,
        limit=limits.day,
        fen_each=report.fen_each or 0,
        wanted=limits.fen_each,
    )
    return Tell(notice, Audience.OWNERS, f"{form.kind}:{why}:{now.isoformat()}")
