"""Whose turn some work is, where several processes share the database."""

from datetime import datetime

from sqlalchemy.dialects import postgresql
from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.leases import moment, shared
from storage.shared_tables import TurnRow

ALONE = 1
"""The epoch of a turn that nobody else could take."""


async def take(session: AsyncSession, name: str, owner: str, now: datetime, seconds: float) -> int | None:
    """The epoch of the turn that is ours for so many seconds; None while it is another's."""
    if not shared(session):
        return ALONE
    until = moment(session, now, seconds)
    made = postgresql.insert(TurnRow).values(name=name, owner=owner, epoch=1, until=until)
    free = or_(col(TurnRow.until) <= moment(session, now), col(TurnRow.owner) == owner)
    taken = made.on_conflict_do_update(
        index_elements=["name"], set_={"owner": owner, "epoch": TurnRow.epoch + 1, "until": until}, where=free
    )
    found = (await session.exec(taken.returning(col(TurnRow.epoch)))).first()
    return None if found is None else int(found[0])


async def give_back(session: AsyncSession, name: str, owner: str, epoch: int, now: datetime) -> None:
    """The next one may begin at once."""
    mine = (col(TurnRow.name) == name, col(TurnRow.owner) == owner, col(TurnRow.epoch) == epoch)
    await session.exec(update(TurnRow).where(*mine).values(until=moment(session, now)))


async def holds(session: AsyncSession, name: str, owner: str, epoch: int) -> bool:
    """Whether nobody took the turn since; whoever asks keeps it until his transaction ends."""
    if not shared(session):
        return True
    mine = select(TurnRow.name).where(TurnRow.name == name, TurnRow.owner == owner, TurnRow.epoch == epoch)
    return (await session.exec(mine.with_for_update())).first() is not None
