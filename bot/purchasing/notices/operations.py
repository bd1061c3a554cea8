"""Notices about the bot itself, about what 1688 shows beside our orders, and about buying as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from bot.purchasing.holds import BuyingHold
from bot.purchasing.money import Fen
from bot.purchasing.notice import NoticeKind, NotifyTopic
from bot.purchasing.notices.base import AboutRequest, Notice


@dataclass(frozen=True, kw_only=True)
class UnknownOrderNotice(Notice):
    """An order under our reference that no live attempt explains; `unknown` if no request carries that reference."""

    kind: ClassVar = NoticeKind("ghost", NotifyTopic.PROBLEMS, alarm=True)
    order_id: str = ""
    total: Fen | None = None
    number: int | None = None
    unknown: bool = False


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """So many of an offer."""

    offer_id: str = ""
    quantity: int | None = None


@dataclass(frozen=True, kw_only=True)
class DoubtfulAttempt:
    """An attempt in doubt, the id of its request, and how people call that; a notice of before does not say it."""

    attempt_id: int
    number: int
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class PurchaseByHand:
    """An approved request that `by` orders on the site; `name` is its number as people read it."""

    number: int
    name: str
    by: str


@dataclass(frozen=True, kw_only=True)
class OutsideOrder:
    """An order that nobody placed by this bot: what it is of, and to what it may belong.

    `attach` are numbers of requests for the same goods, `doubts` attempts whose order it may be, `by_hand` approved
    requests that a person orders on the site and that may be this one. `names` are what people call those of `attach`;
    a notice of before does not say them.
    """

    order_id: str
    total: Fen
    at: datetime | None = None
    seller: str = ""
    goods: tuple[Pieces, ...] = ()
    attach: tuple[int, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    doubts: tuple[DoubtfulAttempt, ...] = ()
    by_hand: tuple[PurchaseByHand, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlacedOutsideNotice(Notice):
    """Told to the admins once for all of a round; `count` there are, of which the first ones are named."""

    kind: ClassVar = NoticeKind("placed_outside", NotifyTopic.PROBLEMS, alarm=True)
    count: int = 0
    outside: tuple[OutsideOrder, ...] = ()

    @property
    def unasked(self) -> int:
        """How many of them nobody is known to have asked for: those that nobody orders by hand."""
        return self.count - sum(bool(each.by_hand) for each in self.outside)


@dataclass(frozen=True, kw_only=True)
class PausedNotice(Notice):
    """Buying is stopped; `by` is empty if the program did it.

    `second` is whose second word it takes to go on: an`other` admin's, the only one's own (`alone`), or nobody's.
    """

    kind: ClassVar = NoticeKind("paused", NotifyTopic.PROBLEMS, alarm=True)
    reason: str = ""
    by: str = ""
    second: Literal["", "other", "alone"] = ""


@dataclass(frozen=True, kw_only=True)
class ResumedNotice(Notice):
    """Buying goes on; `reason` is why it had stopped, and `holds` what holds it back all the same."""

    kind: ClassVar = NoticeKind("resumed", NotifyTopic.PROBLEMS)
    reason: str = ""
    by: str = ""
    holds: tuple[BuyingHold, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ClockApartNotice(Notice):
    """Buying waits: the clock of `whose` (ClockDoubt) is so many seconds ahead of this machine's, or behind it."""

    kind: ClassVar = NoticeKind("clock_apart", NotifyTopic.PROBLEMS, alarm=True)
    whose: str = ""
    seconds: int = 0


@dataclass(frozen=True, kw_only=True)
class PoisonNotice(Notice):
    """An update of Telegram that cannot be handled is set aside."""

    kind: ClassVar = NoticeKind("poison", NotifyTopic.TEAM, alarm=True)
    update_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class LoginEndingNotice(Notice):
    """The authorisation at 1688 ends at `at`."""

    kind: ClassVar = NoticeKind("login_ending", NotifyTopic.TEAM, alarm=True)
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CallsNotice(Notice):
    """Calls to 1688 and their limit: `why` is `day` or `yuan`.

    `calls` of the day against `limit`, or of the month with `fen_each` confirmed for each call against `wanted` (fen).
    """

    why: str = ""
    calls: int = 0
    limit: int = 0
    fen_each: int = 0
    wanted: int = 0


@dataclass(frozen=True, kw_only=True)
class CallsShortNotice(CallsNotice):
    """Told before a limit bites."""

    kind: ClassVar = NoticeKind("calls_short", NotifyTopic.TEAM, alarm=True)


@dataclass(frozen=True, kw_only=True)
class ThriftyNotice(CallsNotice):
    """From now on what can wait is asked less often."""

    kind: ClassVar = NoticeKind("thrifty", NotifyTopic.TEAM, alarm=True)


@dataclass(frozen=True, kw_only=True)
class ThriftyOverNotice(CallsNotice):
    """Everything is asked as often as before."""

    kind: ClassVar = NoticeKind("thrifty_over", NotifyTopic.TEAM)


@dataclass(frozen=True, kw_only=True)
class LoginNeededNotice(Notice):
    """1688 takes the token no longer: a person must log in."""

    kind: ClassVar = NoticeKind("login_needed", NotifyTopic.TEAM, alarm=True)
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PutBack(Notice):
    """The database knows nothing since `since`.

    `why` is `restored`, `moved` or `went-back`; `order_id` is the order that gave a database away that went back.
    """

    why: str = ""
    since: datetime | None = None
    order_id: str = ""


@dataclass(frozen=True, kw_only=True)
class QuarantineNotice(PutBack):
    """Told to the admins: the database buys nothing before people decided what it cannot know."""

    kind: ClassVar = NoticeKind("quarantine", NotifyTopic.PROBLEMS, alarm=True)


@dataclass(frozen=True, kw_only=True)
class RestoredNotice(PutBack):
    """Told to every team and its buyers: what was said since is lost."""

    kind: ClassVar = NoticeKind("restored", NotifyTopic.PROBLEMS, alarm=True)


@dataclass(frozen=True, kw_only=True)
class SweptNotice(Notice):
    """Told to the admins in quarantine: the order list was read; how many orders and requests are to be decided on.

    `looked_for` if orders carry our reference at all, `blind` if 1688 does not show it.
    """

    kind: ClassVar = NoticeKind("swept", NotifyTopic.PROBLEMS, alarm=True)
    unknown: int = 0
    outside: int = 0
    resting: int = 0
    looked_for: bool = True
    blind: bool = False


@dataclass(frozen=True, kw_only=True)
class CopyFailedNotice(Notice):
    """The database could not be copied; the newest copy is of `at`, None if there is none."""

    kind: ClassVar = NoticeKind("copy_failed", NotifyTopic.TEAM, alarm=True)
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class ErasedListNotice(Notice):
    """The file that tells who was forgotten lacked so many people, and was made again from the database."""

    kind: ClassVar = NoticeKind("erased_list", NotifyTopic.TEAM, alarm=True)
    lost: int = 0


@dataclass(frozen=True, kw_only=True)
class JournalKeyNotice(Notice):
    """Buying waits for the key of the journal, which is anchored since entry `since`: it is missing, or another one."""

    kind: ClassVar = NoticeKind("journal_key", NotifyTopic.PROBLEMS, alarm=True)
    why: str = ""
    since: int = 0


@dataclass(frozen=True, kw_only=True)
class JournalAnchoredNotice(Notice):
    """Entries are anchored from now on, after `entry`; `key` is the id of the key."""

    kind: ClassVar = NoticeKind("journal_anchored", NotifyTopic.TEAM)
    entry: int = 0
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class JournalHeadNotice(Notice):
    """Number and hash of the newest entry, to compare with later."""

    kind: ClassVar = NoticeKind("journal_head", NotifyTopic.TEAM, silent=True)
    entry: int = 0
    hash: str = ""


@dataclass(frozen=True, kw_only=True)
class JournalBrokenNotice(Notice):
    """The journal was broken before an update converted it, first at `entry`."""

    kind: ClassVar = NoticeKind("journal_broken", NotifyTopic.PROBLEMS, alarm=True)
    entry: int = 0
    faults: int = 0


@dataclass(frozen=True, kw_only=True)
class UnrecordedNotice(AboutRequest):
    """1688's answer to an order could not be recorded; `orders` is empty if none was found so far."""

    kind: ClassVar = NoticeKind("unrecorded", NotifyTopic.PROBLEMS, alarm=True)
    reason: str = ""
    orders: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UndeliveredNotice(Notice):
    """A message to somebody could not be delivered for a day; `message` is the kind of it."""

    kind: ClassVar = NoticeKind("undelivered", NotifyTopic.TEAM, alarm=True)
    chat_id: int = 0
    message: str = ""
    reason: str = ""
    number: int | None = None


@dataclass(frozen=True, kw_only=True)
class DigestNotice(Notice):
    """What waited in a chat until this moment comes as one message; what no longer holds is left out."""

    kind: ClassVar = NoticeKind("digest", NotifyTopic.REMINDERS)
    until: datetime | None = None
