"""Tells other processes on the same PostgreSQL database that work was left; does nothing on SQLite."""

from collections.abc import Iterable

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.leases import shared

CHANNEL = "caigou"


async def ring(session: AsyncSession, owner: str, works: Iterable[str]) -> None:
    """Notify every listening process of the work once this transaction commits; a tick finds what is lost."""
    if shared(session):
        await session.exec(select(func.pg_notify(CHANNEL, f"{owner} {' '.join(sorted(works))}")))


def read(payload: str) -> tuple[str, list[str]]:
    """The process that left the work, and the kinds of work."""
    owner, *works = payload.split(" ")
    return owner, works
