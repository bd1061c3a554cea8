"""The standbys of a PostgreSQL server, and whether one of them may lag behind committed data."""

from dataclasses import dataclass

import sqlalchemy
from sqlmodel.ext.asyncio.session import AsyncSession

SYNCHRONOUS = ("sync", "quorum")
# The columns are empty for a user who may not see other users' sessions.
_CONNECTED = sqlalchemy.text("SELECT application_name, sync_state FROM pg_stat_replication ORDER BY pid")


@dataclass(frozen=True)
class Standby:
    """A connected standby; `synchronous` is None if this user may not see it."""

    name: str
    synchronous: bool | None


async def connected(session: AsyncSession) -> tuple[Standby, ...]:
    """Every standby that follows this server now."""
    rows = await (await session.connection()).execute(_CONNECTED)
    return tuple(Standby(name or "", None if state is None else state in SYNCHRONOUS) for name, state in rows)
