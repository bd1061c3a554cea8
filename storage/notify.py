"""What one process tells the others that share the database: work was left. On SQLite there is nobody to tell."""

from collections.abc import Iterable

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.leases import shared

CHANNEL = "caigou"


async def ring(session: AsyncSession, owner: str, works: Iterable[str]) -> None:
    """Once this transaction is committed every process that listens hears of the work; lost, it is found by a tick."""
    if shared(session):
        await session.exec(select(func.pg_notify(CHANNEL, f"{owner} {' '.join(sorted(works))}")))


def read(payload: str) -> tuple[str, list[str]]:
    """Who rang, and of what work."""
    owner, *works = payload.split(" ")
    return owner, works
