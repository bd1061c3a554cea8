"""Queries on the journal."""

from collections.abc import Sequence

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Event

CHAIN_LOCK = 1688_01
"""PostgreSQL's advisory lock that writers of the chain take turns by; SQLite has one writer anyway."""


async def last_hash(session: AsyncSession) -> str:
    """The hash of the newest entry, empty before the first; whoever asks appends next, until his transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        await session.exec(select(func.pg_advisory_xact_lock(CHAIN_LOCK)))
    return (await session.exec(select(Event.hash).order_by(col(Event.id).desc()).limit(1))).first() or ""


async def of_request(session: AsyncSession, request_id: int) -> Sequence[Event]:
    return (await session.exec(select(Event).where(Event.request_id == request_id).order_by(col(Event.id)))).all()
