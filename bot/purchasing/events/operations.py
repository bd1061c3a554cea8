"""What happens to the bot itself, and to buying as a whole: pauses, clock, logins, journal, copies, erasures, calls."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import datetime
from typing import Literal

from bot.purchasing.calls import CallReport, Shortage
from bot.purchasing.events.base import Audience, Event, RequestEvent, Tell, own
from bot.purchasing.holds import BuyingHold, KeyStanding
from bot.purchasing.notices import operations
from bot.purchasing.requests.purchase import Attempt, Cause, Place


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


class TokenRejected(Event):
    """1688 takes no token of ours, not even a new one: a person must log in."""

    reason: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.LoginNeededNotice(reason=self.reason)
        yield Tell(notice, Audience.OWNERS, f"login_needed:{now.isoformat()}")


class MarketSilent(Event):
    """1688 told nothing of orders for an hour; it last did at `read_at` (UTC), None if it never did.

    The admins hear it. Who pays can do nothing about it, and reads beside each sum as of when it is.
    """

    read_at: datetime | None

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.MarketSilentNotice(at=self.read_at)
        yield Tell(notice, Audience.ADMINS, f"market_silent:{now.isoformat()}")


class LoginEnding(Event):
    """The authorisation at 1688 ends within so many days."""

    ends: datetime
    days: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.LoginEndingNotice(at=self.ends)
        yield Tell(notice, Audience.OWNERS, f"login_ending:{self.ends.isoformat()}:{self.days}")


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


class JournalKeyWanted(Event):
    """Buying waits for the key of the journal."""

    standing: KeyStanding

    def tells(self, now: datetime) -> Iterator[Tell]:
        state, since = self.standing.state, self.standing.since
        notice = operations.JournalKeyNotice(why=state.value, since=since)
        yield Tell(notice, Audience.ADMINS, f"journal_key:{now.isoformat()}")


class JournalBroken(Event):
    """The journal was broken before an update converted it."""

    entry: int
    faults: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.JournalBrokenNotice(entry=self.entry, faults=self.faults)
        yield Tell(notice, Audience.ADMINS, f"journal_broken:{self.entry}")


class JournalGrew(Event):
    """There are new entries since a day; number and hash are those of the newest."""

    entry: int
    hash: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.JournalHeadNotice(entry=self.entry, hash=self.hash)
        yield Tell(notice, Audience.ADMINS, f"journal_head:{self.entry}")


class CopyFailed(Event):
    """The database could not be copied; the newest copy is from before, None if there is none."""

    reason: str
    newest: datetime | None

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.CopyFailedNotice(reason=self.reason, at=self.newest)
        yield Tell(notice, Audience.ADMINS, f"copy_failed:{now.isoformat()}")


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


class ErasedListLacked(Event):
    """The list outside of who was forgotten lacked so many people, and is made again."""

    lost: int

    def tells(self, now: datetime) -> Iterator[Tell]:
        yield Tell(operations.ErasedListNotice(lost=self.lost), Audience.ADMINS, f"erased_list:{now.isoformat()}")


class DraftsDropped(Event, kind="drafts_dropped", facts="numbers"):
    """Drafts that nobody asked for were deleted."""

    numbers: tuple[int, ...]


class CallsCounted(Event):
    """What the account of calls to 1688 says."""

    report: CallReport

    def _tell(self, notice: type[operations.CallsNotice], why: Shortage, now: datetime) -> Tell:
        report, limits, day = self.report, self.report.limits, why is Shortage.DAY
        told = notice(
            why=why.value, calls=report.calls_today if day else report.calls_month, limit=limits.day,
            fen_each=report.fen_each or 0, wanted=limits.fen_each,
        )  # fmt: skip
        return Tell(told, Audience.OWNERS, f"{notice.kind}:{why}:{now.isoformat()}")


class CallsShort(CallsCounted):
    """Calls to 1688 are close to a limit, of the day or for their money: `why`."""

    why: Shortage

    def tells(self, now: datetime) -> Iterator[Tell]:
        yield self._tell(operations.CallsShortNotice, self.why, now)


class ThriftyChanged(CallsCounted, kind="thrifty", facts="why"):
    """What can wait is asked less often now, or as often as before; `why` are the limits that calls are short of."""

    why: tuple[Shortage, ...]
    before: frozenset[Shortage]

    def tells(self, now: datetime) -> Iterator[Tell]:
        for why in {*self.why} - self.before:
            yield self._tell(operations.ThriftyNotice, why, now)
        for why in self.before - {*self.why}:
            yield self._tell(operations.ThriftyOverNotice, why, now)


class LetterRead(Event, kind="letter_read", facts="letter received"):
    """An admin has read of a dead letter, received or to be sent."""

    letter: int
    received: bool


class LetterTriedAgain(LetterRead, kind="letter_again"):
    """It is tried once more."""


class UpdateSetAside(Event):
    """An update of Telegram cannot be handled."""

    cause: Cause
    reason: str

    def tells(self, now: datetime) -> Iterator[Tell]:
        notice = operations.PoisonNotice(update_id=self.cause.update_id, reason=self.reason)
        yield Tell(notice, Audience.OWNERS, f"poison:{self.cause.bot_id}:{self.cause.update_id}:{now.isoformat()}")


class MessageUndelivered(Event):
    """A message was given up; `admins` are those who can hear of it."""

    message_id: int
    epoch: int
    notice: operations.UndeliveredNotice
    admins: frozenset[int]

    def tells(self, now: datetime) -> Iterator[Tell]:
        yield Tell(self.notice, self.admins, f"undelivered:{self.message_id}:{self.epoch}")


class TroubleOver(Event):
    """Something wrong with the bot, or a team, is well again; a notice `of` this kind told of it, in these messages."""

    of: str
    since: datetime
    messages: Mapping[str, int]
    things: tuple[str, ...]

    def tells(self, now: datetime) -> Iterator[Tell]:
        for name, chat_id in self.messages.items():
            notice = operations.TroubleOverNotice(of=self.of, name=name, since=self.since, until=now, named=self.things)
            yield Tell(notice, Place(chat_id), f"{operations.OVER}{name}")
