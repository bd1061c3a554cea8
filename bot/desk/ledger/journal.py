"""The journal as a whole, in order and page by page, even if an entry is damaged."""

from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.journal_chain import Entry, Unreadable
from storage import journal


class JournalLedger:
    """Reads the journal in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(self, after: int, limit: int) -> tuple[Entry | Unreadable, ...]:
        """The next entries after a number."""
        ids = await journal.ids(self._session, after, limit)
        if not ids:
            return ()
        try:
            return tuple([Entry(**row._mapping) for row in await journal.raw(self._session, ids[0], ids[-1])])
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return tuple([await self._one(each) for each in ids])

    async def _one(self, number: int) -> Entry | Unreadable:
        try:
            (row,) = await journal.raw(self._session, number, number)
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return Unreadable(number)
        return Entry(**row._mapping)
