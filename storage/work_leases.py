"""Whose turn some work is, where several processes share the database."""

from datetime import datetime

from sqlalchemy.dialects import postgresql
from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.leases import moment, shared
from storage.shared_tables import Turn

ALONE = 1
"""The epoch of a turn that nobody else could take."""


async def take(session: AsyncSession, name: str, owner: str, now: datetime, seconds: float) -> int | None:
    """The epoch of the turn that is ours for so many seconds; None while it is another's."""
    if not shared(session):
        return ALONE
    until = moment(session, now, seconds)
    made = postgresql.insert(Turn).values(name=name, owner=owner, epoch=1, until=until)
    free = or_(col(Turn.until) <= moment(session, now), col(Turn.owner) == owner)
    taken = made.on_conflict_do_update(
        index_elements=["name"], set_={"owner": owner, "epoch": Turn.epoch + 1, "until": until}, where=free
    )
    found = (await session.exec(taken.returning(col(Turn.epoch)))).first()
    return None if found is None else int(found[0])


async def give_back(session: AsyncSession, name: str, owner: str, epoch: int, now: datetime) -> None:
    """The next one may begin at once."""
    mine = (col(Turn.name) == name, col(Turn.owner) == owner, col(Turn.epoch) == epoch)
    await session.exec(update(Turn).where(*mine).values(until=moment(session, now)))


async def holds(session: AsyncSession, name: str, owner: str, epoch: int) -> bool:
    """Whether nobody took the turn since; whoever asks keeps it until his transaction ends."""
    if not shared(session):
        return True
    mine = select(Turn.name).where(Turn.name == name, Turn.owner == owner, Turn.epoch == epoch)
    return (await session.exec(mine.with_for_update())).first() is not None
