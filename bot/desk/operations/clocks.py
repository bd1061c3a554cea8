"""Tells people when buying waits because a clock is wrong, and when it goes on.

The claim asks by itself whether the clock is doubted, and each answer of a service tells the time: that of the price
that a claim rests on is a minute old at most.
"""

import logging
from datetime import timedelta

from bot.clock import ClockDoubt
from bot.desk.ledger.facts import CLOCK_APART, ClockApart
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.purchasing.events.operations import ClockConfirmed, ClockDoubted

log = logging.getLogger(__name__)

SAID_BEYOND = timedelta(seconds=30)


class Clocks:
    """Compares the clocks, and tells people when buying waits for them and when it goes on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._said: dict[str, bool] = {}
        self._told: bool | None = None

    async def compare(self) -> None:
        """Log once which clock is more than 30 s from ours; tell people of a doubt, and when it is over."""
        for whose, apart in self._ledger.others.apart().items():
            far = abs(apart) > SAID_BEYOND
            if far and not self._said.get(whose):
                log.warning("the clock of %s is %d s ahead of ours; set this machine's", whose, apart.total_seconds())
            self._said[whose] = far
        doubt = self._ledger.doubt()
        if self._told is not (doubt is not None):
            async with self._ledger.change() as uow:
                await self._tell(uow, doubt)
            self._told = doubt is not None

    async def _tell(self, uow: UnitOfWork, doubt: ClockDoubt | None) -> None:
        """Tell people, if they were not told of this process, or of one before it that had the database alone."""
        apart = await uow.facts.get(CLOCK_APART)
        told = apart is not None and (apart.by == self._ledger.owner or self._ledger.sharing.takes_everything)
        if doubt is not None and not told:
            await uow.facts.put(CLOCK_APART, ClockApart(self._ledger.owner))
            await uow.record(ClockDoubted(whose=doubt.whose, seconds=doubt.seconds))
        elif doubt is None and told:
            await uow.facts.end(CLOCK_APART)
            await uow.record(ClockConfirmed())
            uow.left.add("attempts")
