"""Queries on push messages, and on what one of them brings forward."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import leases
from storage.order_tables import Parcel
from storage.push_tables import Push
from storage.tables import Attempt


async def known(session: AsyncSession, message_ids: Sequence[str]) -> set[str]:
    """Those of these messages that were listened to before."""
    return set((await session.exec(select(Push.message_id).where(col(Push.message_id).in_(message_ids)))).all())


async def forget(session: AsyncSession, before: datetime) -> None:
    """Drop the numbers of messages that came before then."""
    await session.exec(delete(Push).where(col(Push.received_at) < before))


async def hasten_parcels(session: AsyncSession, order_ids: Sequence[str], when: datetime) -> None:
    """The parcels of these orders that are still followed are asked for by then."""
    await leases.hold(session, col(Parcel.order_id), order_ids, col(Parcel.logistics_id))
    followed = (col(Parcel.order_id).in_(order_ids), col(Parcel.next_look_at) > when)
    await session.exec(update(Parcel).where(*followed).values(next_look_at=when))


async def hasten_doubts(session: AsyncSession, when: datetime) -> None:
    """Whatever is in doubt and looked for is looked for by then."""
    doubts = (col(Attempt.state).in_(("in_doubt", "needs_person")), col(Attempt.next_look_at) > when)
    await session.exec(update(Attempt).where(*doubts).values(next_look_at=when))
