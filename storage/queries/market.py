"""Queries on push messages of 1688 and the looks that they make due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import leases
from storage.tables import AttemptRow, ParcelRow, PushRow


async def known_pushes(session: AsyncSession, message_ids: Sequence[str]) -> set[str]:
    """Those of these messages that were received before."""
    return set((await session.exec(select(PushRow.message_id).where(col(PushRow.message_id).in_(message_ids)))).all())


async def forget_pushes(session: AsyncSession, before: datetime) -> None:
    """Delete the numbers of messages received before then."""
    await session.exec(delete(PushRow).where(col(PushRow.received_at) < before))


async def hasten_parcels(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> None:
    """Make the traces of these orders' parcels due by then, if they are still followed."""
    await leases.hold(session, col(ParcelRow.order_id), order_ids, col(ParcelRow.logistics_id))
    followed = (col(ParcelRow.order_id).in_(order_ids), col(ParcelRow.next_look_at) > when)
    await session.exec(update(ParcelRow).where(*followed).values(next_look_at=when))


async def hasten_doubts(session: AsyncSession, when: datetime) -> None:
    """Make the looks for all unclear orders due by then, if they are still looked for."""
    doubts = (col(AttemptRow.state).in_(("in_doubt", "needs_person")), col(AttemptRow.next_look_at) > when)
    await session.exec(update(AttemptRow).where(*doubts).values(next_look_at=when))
