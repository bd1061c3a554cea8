"""The journal as a whole, in order and page by page, even if an entry is damaged; and what stands beside it."""

from collections import defaultdict

from sqlalchemy.exc import DBAPIError
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.anchor import JournalKey
from bot.desk.ledger.journal_chain import CONVERTED, BrokenBefore, Entry, PersonalValue, Unreadable
from bot.purchasing.holds import KeyStanding, KeyState, Unanchored
from storage.queries import journal
from storage.tables import EventRow


class JournalLedger:
    """Reads the journal in one transaction, and erases what stands beside it. `key` is the key of this process."""

    def __init__(self, session: AsyncSession, key: JournalKey | None = None) -> None:
        self._session, self.key = session, key

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
        """Erase every personal value of somebody; the entries keep digests that tell nothing. Returns how many.

        The hashes from before a conversion go along, whoever it is: they confirm what was guessed.
        """
        return await journal.forget(self._session, person_id)

    async def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry; 0 and empty before the first."""
        return await journal.newest(self._session)

    async def standing(self) -> KeyStanding:
        """How the key of this process and the anchors of the journal stand."""
        newest = await journal.newest_row(self._session)
        if newest is not None and newest.anchor is not None and self._fits(newest):
            return KeyStanding(KeyState.HELD)  # as almost always, by one query
        begun = await journal.milestone(self._session, "journal_anchored")
        if newest is None or (newest.anchor is None and begun is None):
            return KeyStanding(KeyState.NONE if self.key is None else KeyState.TO_BEGIN)
        anchored = newest if newest.anchor is not None else await journal.newest_anchored(self._session)
        held = anchored is not None and self._fits(anchored)
        state = KeyState.HELD if held else KeyState.MISSING if self.key is None else KeyState.OTHER
        since = begun.id or 0 if begun is not None else 0
        return KeyStanding(state, since, await self._unanchored(anchored, newest))

    def _fits(self, entry: EventRow) -> bool:
        return self.key is not None and self.key.fits(entry.hash, entry.anchor)

    async def broken_before_conversion(self) -> BrokenBefore | None:
        """What was wrong with the journal when its personal facts were taken out; None if nothing was."""
        row = await journal.milestone(self._session, CONVERTED)
        broken = row.facts["broken"] if row is not None else None
        return BrokenBefore(broken["entry"], row.facts["faults"]) if row is not None and broken else None

    async def _unanchored(self, anchored: EventRow | None, newest: EventRow) -> Unanchored | None:
        last, before = newest.id or 0, (anchored.id or 0) if anchored is not None else 0
        if last == before:
            return None
        return Unanchored(await journal.number_after(self._session, before), last, newest.hash)

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
        was = await journal.before(self._session, first, last)
        return [Entry(**row._mapping, personal=tuple(beside[row.id]), hash_before=was.get(row.id)) for row in rows]
