"""The journal: appended to as a chain, and read in order and page by page, even if an entry is damaged."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Text, func, select, text, type_coerce
from sqlalchemy.exc import DBAPIError

from bot.desk.ledger.journal_chain import (
    CONVERTED,
    BrokenBefore,
    Entry,
    JournalKey,
    PersonalValue,
    Unreadable,
    hash_of,
    seal,
)
from bot.desk.ledger.mapper import Repository, Transaction, grouped
from bot.purchasing.holds import KeyStanding, KeyState, Unanchored
from bot.purchasing.requests.purchase import JournalEntry
from storage.queries import leases
from storage.queries.read_rows import LIMIT, Rows, Scalars, columns, given, given_all
from storage.queries.write_rows import add, add_all, deleting
from storage.tables import EventRow, JournalBeforeRow, JournalPersonalRow
from storage.tables.journal import MILESTONES

CHAIN_LOCK = 1688_01
"""PostgreSQL's advisory lock for appending to the chain; SQLite has only one writer anyway."""
SEVERAL = 0
"""The number that stands for several people together."""

_event, _personal, _before = columns(EventRow), columns(JournalPersonalRow), columns(JournalBeforeRow)
_number, _first, _last = given("number"), given("first"), given("last")
_LOCK_CHAIN: Any = select(func.pg_advisory_xact_lock(CHAIN_LOCK))
_LAST_HASH = Scalars(select(_event.hash).order_by(_event.id.desc()).limit(1))
_OF_REQUEST: Any = (
    select(_event.at, _event.kind, _event.actor_id, _event.facts, _event.order_id)
    .where(_event.request_id == given("request"))
    .order_by(_event.id)
)
_NUMBERS_AFTER = Scalars(select(_event.id).where(_event.id > _number).order_by(_event.id).limit(LIMIT))
# JSON is read as the stored text, so that even an entry with broken facts can be named.
_ENTRIES: Any = (
    select(*(type_coerce(each, Text).label("facts") if each.name == "facts" else each for each in _event))
    .where(_event.id >= _first, _event.id <= _last)
    .order_by(_event.id)
)
_PERSONAL: Any = (
    select(_personal.event_id, _personal.field, type_coerce(_personal.value, Text).label("value"), _personal.salt)
    .where(_personal.event_id >= _first, _personal.event_id <= _last)
    .order_by(_personal.event_id, _personal.field)
)
_BEFORE: Any = select(_before.event_id, _before.hash).where(_before.event_id >= _first, _before.event_id <= _last)
_NEWEST = Rows(EventRow, order=(_event.id.desc(),), limit=1)
# Read from the end, so only if a milestone tells that there are any.
_ANCHORED = Rows(EventRow, _event.anchor.is_not(None), order=(_event.id.desc(),), limit=1)
_MILESTONE = Rows(EventRow, text(MILESTONES), _event.kind == given("kind"), order=(_event.id.desc(),), limit=1)
_NUMBER_AFTER = Scalars(select(func.min(_event.id)).where(_event.id > _number))
_HASH_AT = Scalars(select(_event.hash).where(_event.id == _number))
_HASH_BEFORE = Scalars(select(_before.hash).where(_before.event_id == _number))
_ANY_BEFORE = Scalars(select(_before.event_id).limit(1))
_FORGET = deleting(JournalPersonalRow, _personal.person_id.in_(given_all("people")))
_FORGET_BEFORE = deleting(JournalBeforeRow)


class JournalRepository(Repository):
    """The journal in one transaction, and what stands beside it. `key` is the key of this process."""

    def __init__(self, transaction: Transaction, key: JournalKey | None = None) -> None:
        super().__init__(transaction)
        self.key = key

    async def append(self, entries: Sequence[dict[str, Any]], *, anchored: bool) -> tuple[int, str]:
        """Add entries to the chain, each with the hash of the one before; returns the last one's number and hash.

        If they are to be `anchored`, each gets an anchor under the key. Locks the chain until the transaction ends.
        """
        key = self.key if anchored else None
        if leases.shared(self._session):
            await self._rows(_LOCK_CHAIN)
        number, hash, beside = 0, await _LAST_HASH.first(self._session) or "", list[dict[str, Any]]()
        for entry in entries:
            facts, personal = seal(entry.pop("personal"), entry["actor_id"], entry["facts"])
            previous, content = hash, entry | {"facts": facts}
            hash = hash_of(previous, content)
            number = await add(
                self._session, EventRow, **content, previous=previous, hash=hash,
                anchor=None if key is None else key.anchor(hash),
            )  # fmt: skip
            beside += [{"event_id": number, **asdict(each)} for each in personal]
        await add_all(self._session, JournalPersonalRow, beside)
        return number, hash

    async def of_request(self, request_id: int) -> tuple[JournalEntry, ...]:
        """What happened to a request, in order."""
        return tuple([JournalEntry(*row) for row in await self._rows(_OF_REQUEST, request=request_id)])

    async def page(self, after: int, limit: int) -> tuple[Entry | Unreadable, ...]:
        """The next entries after a number."""
        numbers = await _NUMBERS_AFTER.all(self._session, number=after, limit=limit)
        if not numbers:
            return ()
        try:
            return tuple(await self._between(numbers[0], numbers[-1]))
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return tuple([await self._one(each) for each in numbers])

    async def _one(self, number: int) -> Entry | Unreadable:
        try:
            (entry,) = await self._between(number, number)
        except (DBAPIError, ValueError, TypeError, OverflowError):
            return Unreadable(number)
        return entry

    async def _between(self, first: int, last: int) -> list[Entry]:
        span = {"first": first, "last": last}
        rows = await self._rows(_ENTRIES, **span)
        personal = await self._rows(_PERSONAL, **span)
        beside = grouped((row.event_id, PersonalValue(**row._mapping)) for row in personal)
        was = dict(await self._rows(_BEFORE, **span))
        return [Entry(**row._mapping, personal=beside[row.id], hash_before=was.get(row.id)) for row in rows]

    async def forget(self, person_id: int) -> int:
        """Erase every personal value of somebody; the entries keep digests that tell nothing. Returns how many.

        What is several people's together goes along, and the hashes from before a conversion, whoever it is: each was
        made over all that was written up to it, and confirms what was guessed.
        """
        await self._run(_FORGET_BEFORE)
        return await self._run(_FORGET, people=[person_id, SEVERAL])

    async def head(self) -> tuple[int, str]:
        """Number and hash of the newest entry; 0 and empty before the first."""
        newest = await _NEWEST.first(self._session)
        return (newest.id or 0, newest.hash) if newest else (0, "")

    async def hash_at(self, number: int) -> str:
        """The hash of the entry with this number; empty if there is no such entry."""
        return await _HASH_AT.first(self._session, number=number) or ""

    async def had_before_conversion(self, number: int, hash: str) -> bool:
        """Whether the entry had this hash before the conversion; any may have been it, once those are erased."""
        if await _HASH_BEFORE.first(self._session, number=number) == hash:
            return True
        converted = await self._milestone(CONVERTED)
        if converted is None or not converted.facts.get("changed"):
            return False
        return number < (converted.id or 1) and await _ANY_BEFORE.first(self._session) is None

    async def standing(self) -> KeyStanding:
        """How the key of this process and the anchors of the journal stand."""
        newest = await _NEWEST.first(self._session)
        if newest is not None and newest.anchor is not None and self._fits(newest):
            return KeyStanding(KeyState.HELD)  # as almost always, by one query
        begun = await self._milestone("journal_anchored")
        if newest is None or (newest.anchor is None and begun is None):
            return KeyStanding(KeyState.NONE if self.key is None else KeyState.TO_BEGIN)
        anchored = newest if newest.anchor is not None else await _ANCHORED.first(self._session)
        held = anchored is not None and self._fits(anchored)
        state = KeyState.HELD if held else KeyState.MISSING if self.key is None else KeyState.OTHER
        since = begun.id or 0 if begun is not None else 0
        return KeyStanding(state, since, await self._unanchored(anchored, newest))

    def _fits(self, entry: EventRow) -> bool:
        return self.key is not None and self.key.fits(entry.hash, entry.anchor)

    async def _unanchored(self, anchored: EventRow | None, newest: EventRow) -> Unanchored | None:
        last, before = newest.id or 0, (anchored.id or 0) if anchored is not None else 0
        if last == before:
            return None
        return Unanchored(int(await _NUMBER_AFTER.first(self._session, number=before)), last, newest.hash)

    async def broken_before_conversion(self) -> BrokenBefore | None:
        """What was wrong with the journal when its personal facts were taken out; None if nothing was."""
        row = await self._milestone(CONVERTED)
        broken = row.facts["broken"] if row is not None else None
        return BrokenBefore(broken["entry"], row.facts["faults"]) if row is not None and broken else None

    async def _milestone(self, kind: str) -> EventRow | None:
        """The newest entry about the journal itself, of a kind of MILESTONES; None if there is none."""
        return await _MILESTONE.first(self._session, kind=kind)
