"""Queries on the journal."""

from collections.abc import Sequence
from typing import Any, cast

import sqlalchemy
from sqlalchemy import Row, Text, text, type_coerce
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import Rows, Scalars, columns, given, given_all, table_of
from storage.queries.write_rows import changed
from storage.tables import AttemptRow, EventRow, JournalBeforeRow, JournalPersonalRow
from storage.tables.journal import MILESTONES

CHAIN_LOCK = 1688_01
"""PostgreSQL's advisory lock for appending to the chain; SQLite has only one writer anyway."""

SEVERAL = 0
"""The number that stands for several people together."""

_event = columns(EventRow)
_personal, _before = columns(JournalPersonalRow), columns(JournalBeforeRow)
_OF_REQUEST = Rows(EventRow, _event.request_id == given("request"), order=(_event.id,))
_LAST_HASH = Scalars(sqlalchemy.select(_event.hash).order_by(_event.id.desc()).limit(1))
_MILESTONE = Rows(EventRow, text(MILESTONES), _event.kind == given("kind"), order=(_event.id.desc(),), limit=1)
_ANCHORED = Rows(EventRow, _event.anchor.is_not(None), order=(_event.id.desc(),), limit=1)
_AFTER = Scalars(sqlalchemy.select(func.min(_event.id)).where(_event.id > given("number")))
_NEWEST = Rows(EventRow, order=(_event.id.desc(),), limit=1)
_HASH_AT = Scalars(sqlalchemy.select(_event.hash).where(_event.id == given("number")))
_HASH_BEFORE = Scalars(sqlalchemy.select(_before.hash).where(_before.event_id == given("number")))
_ANY_BEFORE = Scalars(sqlalchemy.select(_before.event_id).limit(1))
_FORGET: Any = sqlalchemy.delete(table_of(JournalPersonalRow)).where(_personal.person_id.in_(given_all("people")))
_FORGET_BEFORE: Any = sqlalchemy.delete(table_of(JournalBeforeRow))
_HIGHEST_ATTEMPT = Scalars(sqlalchemy.select(func.max(columns(AttemptRow).id)))
# The first eight digits of the current WAL file's name; a failover begins another timeline.
_TIMELINE = Scalars(sqlalchemy.select(func.left(func.pg_walfile_name(func.pg_current_wal_lsn()), 8)))


async def last_hash(session: AsyncSession) -> str:
    """The hash of the newest entry, empty before the first. Locks the chain until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    return await _LAST_HASH.first(session) or ""


async def of_request(session: AsyncSession, request_id: int) -> Sequence[EventRow]:
    return await _OF_REQUEST.all(session, request=request_id)


async def ids(session: AsyncSession, after: int, limit: int) -> Sequence[int]:
    """The numbers of the next entries, in order."""
    query = select(EventRow.id).where(col(EventRow.id) > after).order_by(col(EventRow.id)).limit(limit)
    return [each for each in (await session.exec(query)).all() if each is not None]


async def raw(session: AsyncSession, first: int, last: int) -> Sequence[Row[Any]]:
    """Entries from one number to another, column by column, with their facts as the stored text."""
    every = [type_coerce(each, Text).label("facts") if each.name == "facts" else each for each in _event]
    query = select(*every).where(_event.id >= first, _event.id <= last).order_by(_event.id)
    return (await session.exec(query)).all()


async def personal(session: AsyncSession, first: int, last: int) -> Sequence[Row[Any]]:
    """What stands beside the entries from one number to another, with each value as the stored text."""
    value = type_coerce(_personal.value, Text).label("value")
    query = select(_personal.event_id, _personal.field, value, _personal.salt).order_by(
        _personal.event_id, _personal.field
    )
    rows: Any = await session.exec(query.where(_personal.event_id >= first, _personal.event_id <= last))
    return cast(Sequence[Row[Any]], rows.all())


async def before(session: AsyncSession, first: int, last: int) -> dict[int, str]:
    """The hashes that the entries from one number to another had before a conversion, where it changed them."""
    query = select(_before.event_id, _before.hash).where(_before.event_id >= first, _before.event_id <= last)
    return dict((await session.exec(query)).all())


async def forget(session: AsyncSession, person_id: int) -> int:
    """Delete what stands beside the journal of a person, and what is several people's together; how many values.

    The hashes from before a conversion are everybody's: each was made over all that was written up to it.
    """
    await session.exec(_FORGET_BEFORE)
    return changed(await session.exec(_FORGET, params={"people": [person_id, SEVERAL]}))


async def newest(session: AsyncSession) -> tuple[int, str]:
    """Number and hash of the newest entry; 0 and empty before the first."""
    row = await newest_row(session)
    return (row.id or 0, row.hash) if row else (0, "")


async def newest_row(session: AsyncSession) -> EventRow | None:
    """The newest entry; None before the first."""
    return await _NEWEST.first(session)


async def newest_anchored(session: AsyncSession) -> EventRow | None:
    """The newest entry with an anchor; read from the end, so only if a milestone tells that there are any."""
    return await _ANCHORED.first(session)


async def milestone(session: AsyncSession, kind: str) -> EventRow | None:
    """The newest entry about the journal itself, of a kind of MILESTONES; None if there is none."""
    return await _MILESTONE.first(session, kind=kind)


async def number_after(session: AsyncSession, number: int) -> int:
    """The number of the entry after this one, which there must be."""
    return int(await _AFTER.first(session, number=number))


async def hash_at(session: AsyncSession, number: int) -> str | None:
    """The hash of the entry with this number; None if there is no such entry."""
    return cast(str | None, await _HASH_AT.first(session, number=number))


async def hash_before(session: AsyncSession, number: int) -> str | None:
    """The hash that the entry with this number had before a conversion; None if it had none, or it is erased."""
    return cast(str | None, await _HASH_BEFORE.first(session, number=number))


async def erased_up_to(session: AsyncSession, kind: str) -> int:
    """The number up to which hashes of before the conversion (an entry of this kind) are erased; 0 if they are not."""
    row = await milestone(session, kind)
    if row is None or not row.facts.get("changed") or await _ANY_BEFORE.first(session) is not None:
        return 0
    return (row.id or 1) - 1


async def highest_attempt(session: AsyncSession) -> int:
    """The number of the newest attempt; 0 before the first."""
    return await _HIGHEST_ATTEMPT.first(session) or 0


async def timeline(session: AsyncSession) -> str:
    """The timeline that a PostgreSQL server writes, eight hexadecimal digits."""
    return str(await _TIMELINE.first(session))
