"""Makes rows due again after the system clock was set back: their times lie ahead of it."""

from datetime import datetime

from sqlalchemy import delete, text, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries import pushes
from storage.tables.erasure_tables import ErasureRow
from storage.tables.main_tables import WAITING, AttemptRow, FactRow, OutboxRow, RequestRow
from storage.tables.order_tables import ParcelRow, RemoteOrderRow


async def bring_forward(session: AsyncSession, now: datetime, runs: str) -> None:
    """Make everything due now that waits for a later time: looking, asking or sending too early does no harm.

    `runs` is how the names of the facts begin that say when periodic work last ran.
    """
    # What a process was sending that is gone as well: it would hold up its whole chat.
    owed = (col(OutboxRow.state).in_(("due", "sending")), col(OutboxRow.next_at) > now)
    await session.exec(update(OutboxRow).where(*owed).values(next_at=now))
    quiet = (text(WAITING), col(OutboxRow.waits_until) > now)
    await session.exec(update(OutboxRow).where(*quiet).values(waits_until=now))
    ready = (col(AttemptRow.state) == "ready", col(AttemptRow.due_at) > now)
    await session.exec(update(AttemptRow).where(*ready).values(due_at=now))
    await pushes.hasten_doubts(session, now)
    # Orders not looked at ahead of the clock keep their times: there may be many.
    ahead = (col(RemoteOrderRow.next_look_at) > now, col(RemoteOrderRow.looked_at) > now)
    await session.exec(update(RemoteOrderRow).where(*ahead).values(next_look_at=now))
    await session.exec(update(ParcelRow).where(col(ParcelRow.next_look_at) > now).values(next_look_at=now))
    waits = (col(RequestRow.state) == "pending", col(RequestRow.next_at) > now)
    await session.exec(update(RequestRow).where(*waits).values(next_at=now))
    await session.exec(update(ErasureRow).where(col(ErasureRow.next_at) > now).values(next_at=now))
    await session.exec(delete(FactRow).where(col(FactRow.name).startswith(runs)))
