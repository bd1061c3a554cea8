"""Lets rows hold less than before, so that what they held takes no room any more."""

from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import columns, table_of


class Emptying:
    """A statement that sets some columns of the rows that fulfil a condition; parameters are `given` as in `Rows`.

    SQLite leaves a row that shrinks in its place, and the room beside it is never used again, since new rows come after
    the last one. So there the rows are taken out and put in anew, in one transaction, which frees their old pages.
    """

    def __init__(self, table: type[SQLModel], *where: Any, sets: tuple[str, ...]) -> None:
        every, self._sets = columns(table), sets
        new = {name: bindparam(f"new_{name}", type_=every[name].type) for name in sets}
        self._update: Any = update(table_of(table)).where(*where).values(new)
        self._take: Any = delete(table_of(table)).where(*where).returning(*every)
        self._put: Any = insert(table_of(table))

    async def run(self, session: AsyncSession, values: dict[str, Any], **given: Any) -> None:
        """Set these values; every other column stays."""
        if session.get_bind().dialect.name != "sqlite":
            await session.exec(self._update, params=given | {f"new_{name}": values[name] for name in self._sets})
            return
        taken = (await session.exec(self._take, params=given)).mappings().all()
        if taken:
            await session.exec(self._put, params=[dict(row) | values for row in taken])
