"""Compares this process's clock with those of 1688, Telegram and the database, and with the seconds that really passed.

One that is more than five minutes off, or that jumped by that much, buys nothing until a service confirms it. Nobody is
asked for that: each answer tells the time, and the claim's own price is an answer of a minute ago at most.
"""

import logging
from datetime import timedelta

from bot.clock import ClockDoubt
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.pause import tell_everybody
from bot.purchasing.notices.operations import ClockApartNotice, ClockRightNotice

log = logging.getLogger(__name__)

SAID_BEYOND = timedelta(seconds=30)
APART = "clock_apart"
"""The fact that names the process whose clock people were told of."""


class Clocks:
    """Compares the clocks, and tells people when buying waits for them and when it goes on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._said: dict[str, bool] = {}
        self._told: bool | None = None

    async def agree(self, uow: UnitOfWork) -> bool:
        """Whether something may be claimed, asked in the transaction that claims; if not, people hear why."""
        await self._ledger.ask_time(uow.session)
        doubt = self._ledger.doubt()
        if doubt is not None:
            await self._stop(uow, doubt)
        return doubt is None

    async def compare(self) -> None:
        """Log once which clock is more than 30 s from ours; tell people of a doubt, and when it is over."""
        for whose, apart in self._ledger.others.apart().items():
            far = abs(apart) > SAID_BEYOND
            if far and not self._said.get(whose):
                log.warning("%s; set this machine's clock", ClockDoubt(whose, apart).words)
            self._said[whose] = far
        doubt = self._ledger.doubt()
        if self._told is not (doubt is not None):
            async with self._ledger.change() as uow:
                await (self._go_on(uow) if doubt is None else self._stop(uow, doubt))
            self._told = doubt is not None

    async def _stop(self, uow: UnitOfWork, doubt: ClockDoubt) -> None:
        if self._is_ours(await uow.people.fact(APART)):
            return
        await uow.people.put_fact(APART, {"by": self._ledger.owner})
        await uow.write("clock_apart", reason=doubt.words)
        minutes, ahead = round(abs(doubt.apart).total_seconds() / 60), doubt.apart < timedelta(0)
        told = ClockApartNotice(whose=doubt.whose, minutes=minutes, ahead=ahead)
        await tell_everybody(uow, told, f"clock_apart:{uow.now.isoformat()}")

    async def _go_on(self, uow: UnitOfWork) -> None:
        if not self._is_ours(await uow.people.fact(APART)):
            return
        await uow.people.put_fact(APART, {})
        await uow.write("clock_right")
        uow.left.add("attempts")
        await tell_everybody(uow, ClockRightNotice(), f"clock_right:{uow.now.isoformat()}")

    def _is_ours(self, told: dict[str, str] | None) -> bool:
        """Whether people were told of this process's clock, or of that of one before it that had the database alone."""
        return bool(told and (told["by"] == self._ledger.owner or self._ledger.sharing.takes_everything))
