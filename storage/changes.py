"""Compare-and-set: a row changes only from the state and version in which it was read."""

from typing import Any

from sqlalchemy import CursorResult, and_, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def change(session: AsyncSession, table: type[SQLModel], expected: dict[str, Any], values: dict[str, Any]) -> int:
    """Set `values` on the rows where every column equals `expected`; how many rows that were."""
    columns = table.__table__.c  # type: ignore[attr-defined]  # every table class has it, SQLModel does not declare it
    guard = and_(*(columns[name] == value for name, value in expected.items()))
    result = await session.exec(update(table).where(guard).values(**values))
    assert isinstance(result, CursorResult)
    return int(result.rowcount)
