"""Runs slow periodic work whose next time is kept in the database, so a restart neither repeats nor forgets it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.lease import my_turn

LONGEST = 120.0
"""Seconds after which another process may begin the same work, in case the first one ended."""


class Periodic:
    """Runs `work` when its kept time has come; it is called often and acts seldom."""

    def __init__(self, ledger: Ledger, name: str, every: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        self._ledger, self._fact, self._every, self._work = ledger, f"next:{name}", every, work

    async def run(self) -> None:
        """Do the work if it is due; it is due again only once it ended well. One process at a time does it."""
        if not (await self._due())[0]:
            return
        async with my_turn(self._ledger, self._fact, LONGEST) as mine:
            due, kept, now = await self._due()
            if mine is None or not due:
                return
            await self._work()
            await self._done(kept, now)

    async def _due(self) -> tuple[bool, str | None, datetime]:
        """Whether it is due, the time that is kept, and the present time."""
        async with self._ledger.look() as uow:
            kept = await uow.people.fact(self._fact)
            now = uow.now
        return kept is None or datetime.fromisoformat(kept) <= now, kept, now

    async def _done(self, kept: str | None, now: datetime) -> None:
        async with self._ledger.change() as uow:
            if await uow.people.fact(self._fact) == kept:
                await uow.people.put_fact(self._fact, (now + self._every).isoformat())


async def bring_forward(uow: UnitOfWork, name: str) -> None:
    """Make this work due now, whatever was kept; a run that began before does not count."""
    await uow.people.put_fact(f"next:{name}", uow.now.isoformat())
    uow.left.add(Work.SLOW)
