"""Detects that the database or machine went back in time, in which case it would buy again what it had bought.

What is remembered outside the database is compared with it, and 1688's orders since the last one known are read, before
anything is sent: at the start, after a lost connection to the database, and after a jump of the clock.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.desk.ledger.facts import CLOCK_APART, QUARANTINE, ClockApart
from bot.desk.ledger.restore_cleanup import HighWaterMark
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.operations.begin_quarantine import begin_quarantine
from bot.desk.shared.pause import other_program
from bot.desk.shared.quarantine import WENT_BACK
from bot.desk.shared.verbs import Verbs
from bot.market.errors import MarketError
from bot.purchasing.events.operations import ClockConfirmed, ClockDoubted
from bot.purchasing.holds import BuyingHold

JUMP = timedelta(seconds=5)
"""If wall clock and monotonic clock differ by more, the machine stood still or was resumed from a snapshot."""
AGAIN = timedelta(minutes=1)
"""After this time 1688 is asked again by itself, if it gave no answer; a person who buys has it asked at once."""
SAID_BEYOND = timedelta(seconds=30)
"""A clock that differs more from ours is named in the log."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signs:
    """Signs whose change shows that time may have been lost: lost connections, and the two clocks."""

    cuts: int
    wall: datetime
    monotonic: float

    def changed(self, now: "Signs") -> bool:
        """Whether time may have been lost between these signs and those of now."""
        passed = timedelta(seconds=now.monotonic - self.monotonic)
        return now.cuts != self.cuts or abs(now.wall - self.wall - passed) > JUMP


@dataclass(eq=False)
class LostTime(Verbs):
    """Notices that time may have been lost, and reads 1688's list before anything more is sent.

    `read_list` reads the orders created since the last one known, and begins a quarantine if one of ours is not
    recorded; it raises MarketError without an answer.
    """

    _read_list: Callable[[], Awaitable[None]]
    _checked: Signs | None = field(default=None, init=False, repr=False)
    _again_at: float | None = field(default=None, init=False, repr=False)
    _other: datetime | None = field(default=None, init=False, repr=False)
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock, init=False, repr=False)

    def __post_init__(self) -> None:
        self._ledger.own_holds.append(lambda: BuyingHold.LIST_UNREAD if self._unsure() else None)

    async def remember(self) -> None:
        """At the start, before anybody is served, compare the database with what is remembered of it."""
        async with self._ledger.change() as uow:
            name = await uow.high_water.name_it()
        self._ledger.mark = await self._ledger.recall(name)
        await self._compare()

    async def make_sure(self, other: datetime | None = None) -> None:
        """Check if time may be lost, or another program had this bot's token (UTC); MarketError if 1688 is silent."""
        async with self._one_at_a_time:
            now = self._signs()
            if other is None and not self._unsure():
                self._checked = now
                return
            await self._compare()
            await self._read_list()
            self._checked, self._again_at, self._other = now, None, other or self._other

    async def check(self) -> None:
        """Check unasked, a second after time may have been lost; without an answer from 1688, again a little later."""
        now = self._ledger.clock.steady()
        if self._again_at is not None and now < self._again_at:
            return
        try:
            await self.make_sure()
        except MarketError:
            self._again_at = now + AGAIN.total_seconds()
            raise

    async def nothing_lost(self, uow: UnitOfWork) -> bool:
        """Whether something may be sent: nothing happened since the last check, and nothing remembered is missing.

        Asked in the transaction that claims; one that finds the database older begins the quarantine in it.
        """
        mark = self._ledger.mark
        if mark is None or self._unsure() or await other_program(uow) not in (None, self._other):
            return False
        if (await uow.high_water.database()).since == mark.since and not await uow.high_water.lacks(mark):
            return True
        await self._judge(uow, mark)
        self._checked = None
        return False

    async def _compare(self) -> None:
        """Put a database older than what is remembered into quarantine; from then on it counts as it is."""
        timeline, mark = await self._ledger.database.timeline(), self._ledger.mark
        async with self._ledger.change() as uow:
            await uow.high_water.name_it()
            if mark is not None:
                await self._judge(uow, mark, earlier="" < timeline < mark.timeline)
        async with self._ledger.read() as uow:
            self._ledger.mark = replace(await uow.high_water.mark(), timeline=timeline)

    async def _judge(self, uow: UnitOfWork, mark: HighWaterMark, earlier: bool = False) -> None:
        """Begin a quarantine for an older database, even during another: what the other let go on may have been sent.

        Processes judge one after the other; the second one finds that a new life of the database has begun.
        """
        await uow.leases.one_at_a_time(QUARANTINE.name)
        since = (await uow.high_water.database()).since
        # A database in a later life has lost only its former life.
        older = (earlier or await uow.high_water.lacks(mark)) if since == mark.since else since < mark.since
        if older:
            await begin_quarantine(uow, WENT_BACK)

    def _unsure(self) -> bool:
        return self._checked is None or self._checked.changed(self._signs())

    def _signs(self) -> Signs:
        return Signs(self._ledger.database.cuts, self._ledger.clock.now(), asyncio.get_running_loop().time())


@dataclass(eq=False)
class Clocks(Verbs):
    """Compares the clocks, and tells people when buying waits for them and when it goes on.

    The claim asks by itself whether the clock is doubted, and each answer of a service tells the time: that of the
    price that a claim rests on is a minute old at most.
    """

    _said: dict[str, bool] = field(default_factory=dict, init=False, repr=False)
    _told: bool | None = field(default=None, init=False, repr=False)

    async def compare(self) -> None:
        """Log once which clock is more than 30 s from ours; tell people of a doubt, and when it is over."""
        for whose, apart in self._ledger.others.apart().items():
            far = abs(apart) > SAID_BEYOND
            if far and not self._said.get(whose):
                log.warning("the clock of %s is %d s ahead of ours; set this machine's", whose, apart.total_seconds())
            self._said[whose] = far
        doubt = self._ledger.doubt()
        if self._told is (doubt is not None):
            return
        async with self._ledger.change() as uow:
            # Were people told of this process, or of one before it that had the database alone?
            fact, alone = await uow.facts.get(CLOCK_APART), not self._ledger.shared
            told = fact is not None and (alone or fact.by == self._ledger.owner)
            if doubt is not None and not told:
                await uow.facts.put(CLOCK_APART, ClockApart(self._ledger.owner))
                await uow.record(ClockDoubted(whose=doubt.whose, seconds=doubt.seconds))
            elif doubt is None and told:
                await uow.facts.end(CLOCK_APART)
                await uow.record(ClockConfirmed())
                uow.left.add("attempts")
        self._told = doubt is not None
