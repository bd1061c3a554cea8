"""The journal as a whole, in order and page by page, even if an entry is damaged; and what stands beside it."""

from collections import defaultdict
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.journal_chain import Entry, PersonalValue, Unreadable
from storage import journal


class JournalLedger:
    """Reads the journal in one transaction, and erases what stands beside it."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def page(self, after: int, limit: int) -> tuple[Entry | Unreadable, ...]:
        """The next entries after a number."""
        ids = await journal.ids(self._session, after, limit)
        if not ids:
            return ()
        try:
            return tuple(await self._between(ids[0], ids[-1]))
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return tuple([await self._one(each) for each in ids])

    async def forget(self, person_id: int) -> int:
        """Erase every personal value of somebody; the entries keep digests that tell nothing. Returns how many."""
        return await journal.forget(self._session, person_id)

    async def _one(self, number: int) -> Entry | Unreadable:
        try:
            (entry,) = await self._between(number, number)
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return Unreadable(number)
        return entry

    async def _between(self, first: int, last: int) -> list[Entry]:
        rows = await journal.raw(self._session, first, last)
        beside = defaultdict[int, list[PersonalValue]](list)
        for row in await journal.personal(self._session, first, last):
            beside[row.event_id].append(PersonalValue(**row._mapping))
        return [_entry(row, beside[row.id]) for row in rows]


def _entry(row: Any, personal: list[PersonalValue]) -> Entry:
    return Entry(**row._mapping, personal=tuple(personal))
