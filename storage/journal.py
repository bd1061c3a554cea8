"""Queries on the journal."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import Row, Text, type_coerce
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.rows import Rows, Scalars, columns, given
from storage.tables import Event

CHAIN_LOCK = 1688_01
"""PostgreSQL's advisory lock that writers of the chain take turns by; SQLite has one writer anyway."""

_event = columns(Event)
_OF_REQUEST = Rows(Event, _event.request_id == given("request"), order=(_event.id,))
_LAST_HASH = Scalars(sqlalchemy.select(_event.hash).order_by(_event.id.desc()).limit(1))


async def last_hash(session: AsyncSession) -> str:
    """The hash of the newest entry, empty before the first; whoever asks appends next, until his transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    return await _LAST_HASH.first(session) or ""


async def of_request(session: AsyncSession, request_id: int) -> Sequence[Event]:
    return await _OF_REQUEST.all(session, request=request_id)


async def ids(session: AsyncSession, after: int, limit: int) -> Sequence[int]:
    """The numbers of the next entries, in order."""
    query = select(Event.id).where(col(Event.id) > after).order_by(col(Event.id)).limit(limit)
    return [each for each in (await session.exec(query)).all() if each is not None]


async def raw(session: AsyncSession, first: int, last: int) -> Sequence[Row[Any]]:
    """Entries from one number to another, column by column, their facts as the text that is stored."""
    every = [type_coerce(each, Text).label("facts") if each.name == "facts" else each for each in _event]
    query = select(*every).where(_event.id >= first, _event.id <= last).order_by(_event.id)
    return (await session.exec(query)).all()
