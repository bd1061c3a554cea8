"""Queries on the journal."""

from collections.abc import Sequence

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Event


async def last_hash(session: AsyncSession) -> str:
    """The hash of the newest entry; empty before the first."""
    return (await session.exec(select(Event.hash).order_by(col(Event.id).desc()).limit(1))).first() or ""


async def of_request(session: AsyncSession, request_id: int) -> Sequence[Event]:
    return (
        await session.exec(select(Event).where(Event.request_id == request_id).order_by(col(Event.id)))
    ).all()
