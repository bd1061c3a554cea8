"""Compare-and-set: a row changes only from the state and version in which it was read."""

from typing import Any

from sqlalchemy import CursorResult, and_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def change(session: AsyncSession, table: type[SQLModel], expected: dict[str, Any], values: dict[str, Any]) -> int:
    """Set `values` on the rows where every column equals `expected`; how many rows that were."""
    columns = table.__table__.c  # type: ignore[attr-defined]  # every table class has it, SQLModel does not declare it
    guard = and_(*(columns[name] == value for name, value in expected.items()))
    return changed(await session.exec(update(table).where(guard).values(**values)))


def changed(result: object) -> int:
    """How many rows a statement changed."""
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


async def put(
    session: AsyncSession,
    table: type[SQLModel],
    key: dict[str, Any],
    values: dict[str, Any],
    again: dict[str, Any] | None = None,
) -> None:
    """The row of this key has these values (where it was there, only those of `again`), whoever puts it meanwhile."""
    make = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    made = make(table).values(**key, **values)
    await session.exec(made.on_conflict_do_update(index_elements=list(key), set_=values if again is None else again))
