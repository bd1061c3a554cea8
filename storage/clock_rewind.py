"""Statements for a clock that went back: moments that were written ahead of it, which nothing may wait for."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage import pushes
from storage.order_tables import Parcel, RemoteOrder
from storage.tables import Attempt, Fact, Outbox, Request


async def bring_forward(session: AsyncSession, now: datetime) -> None:
    """Whatever waits for a later moment is due now: to look, to ask or to send too early does no harm."""
    owed = (col(Outbox.state) == "due", col(Outbox.next_at) > now)
    await session.exec(update(Outbox).where(*owed).values(next_at=now))
    ready = (col(Attempt.state) == "ready", col(Attempt.due_at) > now)
    await session.exec(update(Attempt).where(*ready).values(due_at=now))
    await pushes.hasten_doubts(session, now)
    # Orders that were not looked at ahead of the clock keep their pace: there may be many.
    ahead = (col(RemoteOrder.next_look_at) > now, col(RemoteOrder.looked_at) > now)
    await session.exec(update(RemoteOrder).where(*ahead).values(next_look_at=now))
    await session.exec(update(Parcel).where(col(Parcel.next_look_at) > now).values(next_look_at=now))
    waits = (col(Request.state) == "pending", col(Request.next_at) > now)
    await session.exec(update(Request).where(*waits).values(next_at=now))
    await session.exec(delete(Fact).where(col(Fact.name).startswith("next:")))
