"""Slow work whose next time is kept in the database, so that a restart neither repeats nor forgets it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.desk.ledger.ledger import Ledger, Work
from bot.desk.ledger.unit_of_work import Book
from bot.desk.shared.lease import my_turn

LONGEST = 120.0
"""Seconds after which another process may begin the same work, should the one that does it have ended."""


class Periodic:
    """Runs `work` when its kept time has come; called often, acts seldom."""

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
        """Whether its time has come, the time that is kept, and this moment."""
        async with self._ledger.look() as book:
            kept = await book.register.fact(self._fact)
            now = book.now
        return kept is None or datetime.fromisoformat(kept) <= now, kept, now

    async def _done(self, kept: str | None, now: datetime) -> None:
        async with self._ledger.change() as book:
            if await book.register.fact(self._fact) == kept:
                await book.register.put_fact(self._fact, (now + self._every).isoformat())


async def bring_forward(book: Book, name: str) -> None:
    """This work is due now, whatever was kept; a run that began before does not count as it."""
    await book.register.put_fact(f"next:{name}", book.now.isoformat())
    book.left.add(Work.SLOW)
