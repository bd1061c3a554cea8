"""Notices about the bot itself, about what 1688 shows beside our orders, and about buying as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.purchasing.holds import BuyingHold
from bot.purchasing.money import Fen
from bot.purchasing.notice import NotifyTopic
from bot.purchasing.notices.base import AboutRequest, Notice


class UnknownOrderNotice(Notice, kind="ghost", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """An order under our reference that no live attempt explains; `unknown` if no request carries that reference."""

    order_id: str = ""
    total: Fen | None = None
    number: int | None = None
    unknown: bool = False

    @property
    def things(self) -> tuple[str, ...]:
        return (self.order_id,) if self.order_id else ()


@dataclass(frozen=True, kw_only=True)
class OfferPieces:
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
    goods: tuple[OfferPieces, ...] = ()
    attach: tuple[int, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    doubts: tuple[DoubtfulAttempt, ...] = ()
    by_hand: tuple[PurchaseByHand, ...] = ()


class PlacedOutsideNotice(Notice, kind="placed_outside", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Told to the admins once for all of a round; `count` there are, of which the first ones are named."""

    count: int = 0
    outside: tuple[OutsideOrder, ...] = ()

    @property
    def unasked(self) -> int:
        """How many of them nobody is known to have asked for: those that nobody orders by hand."""
        return self.count - sum(bool(each.by_hand) for each in self.outside)

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(each.order_id for each in self.outside)


class PausedNotice(Notice, kind="paused", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Buying is stopped; `by` is empty if the program did it.

    `second` is whose second word it takes to go on: an`other` admin's, the only one's own (`alone`), or nobody's.
    """

    reason: str = ""
    by: str = ""
    second: Literal["", "other", "alone"] = ""


class ResumedNotice(Notice, kind="resumed", topic=NotifyTopic.PROBLEMS):
    """Buying goes on; `reason` is why it had stopped, and `holds` what holds it back all the same."""

    reason: str = ""
    by: str = ""
    holds: tuple[BuyingHold, ...] = ()


class ClockApartNotice(Notice, kind="clock_apart", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Buying waits: the clock of `whose` (ClockDoubt) is so many seconds ahead of this machine's, or behind it."""

    whose: str = ""
    seconds: int = 0


class PoisonNotice(Notice, kind="poison", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """An update of Telegram that cannot be handled is set aside."""

    update_id: int | None = None
    reason: str = ""

    @property
    def things(self) -> tuple[str, ...]:
        return (str(self.update_id),) if self.update_id is not None else ()


class LoginEndingNotice(Notice, kind="login_ending", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """The authorisation at 1688 ends at `at`."""

    at: datetime | None = None


class CallsNotice(Notice):
    """Calls to 1688 and their limit: `why` is `day` or `yuan`.

    `calls` of the day against `limit`, or of the month with `fen_each` confirmed for each call against `wanted` (fen).
    """

    why: str = ""
    calls: int = 0
    limit: int = 0
    fen_each: int = 0
    wanted: int = 0


class CallsShortNotice(CallsNotice, kind="calls_short", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """Told before a limit bites."""


class ThriftyNotice(CallsNotice, kind="thrifty", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """From now on what can wait is asked less often."""


class ThriftyOverNotice(CallsNotice, kind="thrifty_over", topic=NotifyTopic.TEAM):
    """Everything is asked as often as before."""


class LoginNeededNotice(Notice, kind="login_needed", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """1688 takes the token no longer: a person must log in."""

    reason: str = ""


class MarketSilentNotice(Notice, kind="market_silent", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """1688 tells nothing of orders; `at` is when it last did."""

    at: datetime | None = None


class PutBack(Notice):
    """The database knows nothing since `since`.

    `why` is `restored`, `moved` or `went-back`; `order_id` is the order that gave a database away that went back.
    """

    why: str = ""
    since: datetime | None = None
    order_id: str = ""


class QuarantineNotice(PutBack, kind="quarantine", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Told to the admins: the database buys nothing before people decided what it cannot know."""


class RestoredNotice(PutBack, kind="restored", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Told to every team and its buyers: what was said since is lost."""


class SweptNotice(Notice, kind="swept", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Told to the admins in quarantine: the order list was read; how many orders and requests are to be decided on.

    `looked_for` if orders carry our reference at all, `blind` if 1688 does not show it.
    """

    unknown: int = 0
    outside: int = 0
    resting: int = 0
    looked_for: bool = True
    blind: bool = False


class CopyFailedNotice(Notice, kind="copy_failed", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """The database could not be copied; the newest copy is of `at`, None if there is none."""

    reason: str = ""
    at: datetime | None = None


class ErasedListNotice(Notice, kind="erased_list", topic=NotifyTopic.TEAM, alarm=True):
    """The file that tells who was forgotten lacked so many people, and was made again from the database."""

    lost: int = 0


class JournalKeyNotice(Notice, kind="journal_key", topic=NotifyTopic.PROBLEMS, alarm=True, ends=True):
    """Buying waits for the key of the journal, which is anchored since entry `since`: it is missing, or another one."""

    why: str = ""
    since: int = 0


class JournalAnchoredNotice(Notice, kind="journal_anchored", topic=NotifyTopic.TEAM):
    """Entries are anchored from now on, after `entry`; `key` is the id of the key."""

    entry: int = 0
    key: str = ""


class JournalHeadNotice(Notice, kind="journal_head", topic=NotifyTopic.TEAM, silent=True):
    """Number and hash of the newest entry, to compare with later."""

    entry: int = 0
    hash: str = ""


class JournalBrokenNotice(Notice, kind="journal_broken", topic=NotifyTopic.PROBLEMS, alarm=True):
    """The journal was broken before an update converted it, first at `entry`."""

    entry: int = 0
    faults: int = 0


class UnrecordedNotice(AboutRequest, kind="unrecorded", topic=NotifyTopic.PROBLEMS, alarm=True):
    """1688's answer to an order could not be recorded; `orders` is empty if none was found so far."""

    reason: str = ""
    orders: tuple[str, ...] = ()


class UndeliveredNotice(Notice, kind="undelivered", topic=NotifyTopic.TEAM, alarm=True, ends=True):
    """A message to somebody could not be delivered for a day; `message` is the kind of it."""

    chat_id: int = 0
    message: str = ""
    reason: str = ""
    number: int | None = None


OVER = "over:"
"""What the name of the message of an end begins with; the name of the message that ends follows."""


class TroubleOverNotice(Notice, kind="trouble_over", topic=NotifyTopic.TEAM):
    """The last look of a message that told of something wrong with the bot: it is well again since `until`.

    `of` is the kind of that message and `name` what it is owed as; it began at `since`.
    """

    of: str = ""
    name: str = ""
    since: datetime | None = None
    until: datetime | None = None
    named: tuple[str, ...] = ()


class MorningNotice(Notice, kind="morning", topic=NotifyTopic.MORNING, may_be_off=True):
    """Told each morning: so many orders are to be paid today, this `total`; how many are stuck, by the kind of alarm.

    So many refunds are `running`, and so many requests wait for the reader's `votes`; `pays` if they may pay. Of what
    is `arriving` today the `pieces` are all of them if that is `sure`, and `late` parcels are among it.
    """

    to_pay: int = 0
    total: Fen = Fen(0)
    pays: bool = False
    stuck: Mapping[str, int] = field(default_factory=dict)
    running: int = 0
    votes: int = 0
    arriving: int = 0
    pieces: int = 0
    late: int = 0
    sure: bool = True
    told: datetime | None = None
    """As of when 1688 told all this of orders."""
    to_pay_told: datetime | None = None
    """As of when 1688 told of those that are to be paid."""


class DigestNotice(Notice, kind="digest", topic=NotifyTopic.REMINDERS):
    """What waited in a chat until this moment comes as one message; what no longer holds is left out."""

    until: datetime | None = None
