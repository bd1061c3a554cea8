"""Queries on the journal."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Text, bindparam, type_coerce
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Event

CHAIN_LOCK = 1688_01
"""PostgreSQL's advisory lock that writers of the chain take turns by; SQLite has one writer anyway."""


# Built once: to build a small query takes as long as to run it, and every card reads this one.
_OF_REQUEST = select(Event).where(col(Event.request_id) == bindparam("request")).order_by(col(Event.id))


async def last_hash(session: AsyncSession) -> str:
    """The hash of the newest entry, empty before the first; whoever asks appends next, until his transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    return (await session.exec(select(Event.hash).order_by(col(Event.id).desc()).limit(1))).first() or ""


async def of_request(session: AsyncSession, request_id: int) -> Sequence[Event]:
    return (await session.exec(_OF_REQUEST, params={"request": request_id})).all()


async def ids(session: AsyncSession, after: int, limit: int) -> Sequence[int]:
    """The numbers of the next entries, in order."""
    query = select(Event.id).where(col(Event.id) > after).order_by(col(Event.id)).limit(limit)
    return [each for each in (await session.exec(query)).all() if each is not None]


async def raw(session: AsyncSession, first: int, last: int) -> Sequence[Row[Any]]:
    """Entries from one number to another, column by column, their facts as the text that is stored."""
    table = Event.__table__  # type: ignore[attr-defined]  # every table class has it, SQLModel does not declare it
    columns = [type_coerce(each, Text).label("facts") if each.name == "facts" else each for each in table.c]
    query = select(*columns).where(table.c.id >= first, table.c.id <= last).order_by(table.c.id)
    return (await session.exec(query)).all()
