"""Leases on work, if several processes share the database: which process may do it until when."""

from datetime import datetime

from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.leases import moment, shared
from storage.queries.write_rows import insert_of
from storage.tables import TurnRow

ALONE = 1
"""The epoch of a lease that nobody else could take."""


async def take(session: AsyncSession, name: str, owner: str, now: datetime, seconds: float) -> int | None:
    """Take the lease for so many seconds; returns its epoch, or None while another process has it."""
    if not shared(session):
        return ALONE
    until = moment(session, now, seconds)
    made = insert_of("postgresql")(TurnRow).values(name=name, owner=owner, epoch=1, until=until)
    free = or_(col(TurnRow.until) <= moment(session, now), col(TurnRow.owner) == owner)
    taken = made.on_conflict_do_update(
        index_elements=["name"], set_={"owner": owner, "epoch": TurnRow.epoch + 1, "until": until}, where=free
    )
    found = (await session.exec(taken.returning(col(TurnRow.epoch)))).first()
    return None if found is None else int(found[0])


async def give_back(session: AsyncSession, name: str, owner: str, epoch: int, now: datetime) -> None:
    """End the lease, so that the next process may begin at once."""
    mine = (col(TurnRow.name) == name, col(TurnRow.owner) == owner, col(TurnRow.epoch) == epoch)
    await session.exec(update(TurnRow).where(*mine).values(until=moment(session, now)))


async def holds(session: AsyncSession, name: str, owner: str, epoch: int) -> bool:
    """Whether nobody else has taken the lease; then it stays ours until the transaction ends."""
    if not shared(session):
        return True
    mine = select(TurnRow.name).where(TurnRow.name == name, TurnRow.owner == owner, TurnRow.epoch == epoch)
    return (await session.exec(mine.with_for_update())).first() is not None
