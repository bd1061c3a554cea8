"""Slow work whose next time is kept in the database, so that a restart neither repeats nor forgets it."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger, Work


class Periodic:
    """Runs `work` when its kept time has come; called often, acts seldom."""

    def __init__(self, ledger: Ledger, name: str, every: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        self._ledger, self._fact, self._every, self._work = ledger, f"next:{name}", every, work

    async def run(self) -> None:
        """Do the work if it is due; it is due again only once it ended well."""
        async with self._ledger.look() as book:
            kept = await book.register.fact(self._fact)
            now = book.now
        if kept is not None and datetime.fromisoformat(kept) > now:
            return
        await self._work()
        async with self._ledger.change() as book:
            if await book.register.fact(self._fact) == kept:
                await book.register.put_fact(self._fact, (now + self._every).isoformat())


async def bring_forward(book: Book, name: str) -> None:
    """This work is due now, whatever was kept; a run that began before does not count as it."""
    await book.register.put_fact(f"next:{name}", book.now.isoformat())
    book.left.add(Work.SLOW)
