"""Repairs due times after the system clock was set back: rows scheduled ahead would otherwise wait until that time."""

import asyncio
import logging
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.operations.health import last_stamp

TOLERATED = timedelta(seconds=2)
"""Clocks are corrected by this much all the time; nobody notices a wait that long."""
LEFT = (Work.MESSAGES, Work.ATTEMPTS, Work.ORDERS, Work.PARCELS, Work.APPROVALS, Work.SLOW)

log = logging.getLogger(__name__)


class Rewound:
    """Notices that the clock went back, by the time that really passed or, after a start, by the last time written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seen: tuple[datetime, float] | None = None

    async def look(self) -> None:
        """If the clock went back, make everything due that waits for a later time."""
        now, passed = self._ledger.clock.now(), asyncio.get_running_loop().time()
        back = await self._expected(passed, now) - now
        if back > TOLERATED:
            log.warning("this machine's clock went back by %d s; what waits is looked at now", back.total_seconds())
            async with self._ledger.change() as uow:
                await uow.people.bring_forward()
                uow.left.update(LEFT)
        self._seen = (now, passed)

    async def _expected(self, passed: float, now: datetime) -> datetime:
        """The earliest time it can be now."""
        if self._seen is not None:
            before, then = self._seen
            return before + timedelta(seconds=passed - then)
        async with self._ledger.look() as uow:
            stamped, _ = await last_stamp(uow)
            return stamped or now
