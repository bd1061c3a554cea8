"""Reading by statements that are built once, into rows that are no objects of the mapper.

To build a small query takes longer than to run it, and so does making objects of what it finds; a press on a button
runs some forty of them.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Integer, bindparam, inspect, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T", bound=SQLModel)
V = TypeVar("V")


def given(name: str, kind: Any = None) -> Any:
    """A value that is given whenever the statement runs; its type is that of what it is compared with, or `kind`."""
    return bindparam(name, type_=kind)


def given_all(name: str) -> Any:
    """Some values that are given whenever the statement runs, for `in_`."""
    return bindparam(name, expanding=True)


def alike(values: Collection[V]) -> list[V]:
    """These values for `in_`, the last one again and again up to a power of two.

    Each other number of them is another statement, which the database prepares and each connection keeps.
    """
    found = list(values)
    return found + found[-1:] * ((1 << (len(found) - 1).bit_length()) - len(found) if found else 0)


LIMIT = given("limit", Integer)
"""How many rows at most, for a query whose callers say it."""


def table_of(table: type[SQLModel]) -> Any:
    """The table behind a class: a statement of it passes the mapper by."""
    return inspect(table).local_table


def columns(table: type[SQLModel]) -> Any:
    """The table's own columns."""
    return table_of(table).c


class Rows(Generic[T]):
    """A query for whole rows of a table, in which everything that changes is `given`.

    What it gives bears the names of the table's columns and is as new as the transaction; it can't be changed.
    With `free` it locks what it finds and leaves out what somebody else has locked.
    """

    def __init__(
        self, table: type[T], *where: Any, order: Sequence[Any] = (), limit: Any = None, free: bool = False
    ) -> None:
        query = select(*columns(table)).where(*where).order_by(*order).limit(limit)
        self._statement: Any = query.with_for_update(skip_locked=True) if free else query

    async def all(self, session: AsyncSession, **values: Any) -> Sequence[T]:
        return cast(Sequence[T], (await session.exec(self._statement, params=_alike(values))).all())

    async def first(self, session: AsyncSession, **values: Any) -> T | None:
        return cast(T | None, (await session.exec(self._statement, params=_alike(values))).first())


class Scalars:
    """A query for one column, built once."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    async def all(self, session: AsyncSession, **values: Any) -> list[Any]:
        return [row[0] for row in (await session.exec(self._statement, params=_alike(values))).all()]

    async def first(self, session: AsyncSession, **values: Any) -> Any:
        """The first value; None where there is no row."""
        row = (await session.exec(self._statement, params=_alike(values))).first()
        return None if row is None else row[0]


def _alike(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: alike(each) if isinstance(each, list | tuple | set) else each for name, each in values.items()}
