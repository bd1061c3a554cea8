"""Updates of Telegram: recorded before they are confirmed, acted upon once, set aside where they are poison."""

from collections.abc import Sequence

from bot.desk.ledger.book import Book
from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.post import Waiting
from bot.desk.people import People
from bot.purchasing.lifecycle import InboxState
from bot.purchasing.notice import NoticeKind
from bot.purchasing.purchase import Cause

TRIES = 5


class Intake:
    """The inbox's verbs."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    async def record(self, bot_id: int, updates: Sequence[tuple[int, str, str]]) -> None:
        """Record raw updates (id, lane, JSON) in one transaction; only then may they be confirmed."""
        async with self._ledger.change() as book:
            await book.post.record(bot_id, updates)

    async def waiting(self, bot_id: int, limit: int) -> tuple[Waiting, ...]:
        """What was not acted upon yet, in order."""
        async with self._ledger.look() as book:
            return await book.post.waiting(bot_id, limit)

    async def done(self, cause: Cause) -> None:
        """It needs nothing more; harmless where a verb said so already."""
        async with self._ledger.change() as book:
            await book.post.finish(cause)

    async def failed(self, cause: Cause, error: str) -> bool:
        """One more failed try; True where it is set aside now and the admins hear of it."""
        async with self._ledger.change() as book:
            if await book.post.count_failure(cause, error) < TRIES:
                return False
            await book.post.finish(cause, InboxState.DEAD, error)
            await self._report(book, cause, error)
        return True

    async def poison(self, cause: Cause, error: str) -> None:
        """It cannot even be read: set aside at once."""
        async with self._ledger.change() as book:
            if await book.post.finish(cause, InboxState.DEAD, error):
                await self._report(book, cause, error)

    async def _report(self, book: Book, cause: Cause, error: str) -> None:
        await book.tell_all(
            self._people.admins, NoticeKind.POISON, f"poison:{cause.bot_id}:{cause.update_id}",
            update_id=cause.update_id, reason=error,
        )  # fmt: skip
