"""Reads rows with statements that are built once, and returns plain rows instead of mapped objects.

Building a small query takes longer than running it, and so does creating mapped objects; one press of a button runs
some forty queries.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Integer, bindparam, inspect, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

T = TypeVar("T", bound=SQLModel)
V = TypeVar("V")


def given(name: str, kind: Any = None) -> Any:
    """A parameter of a statement; its type is that of what it is compared with, or `kind`."""
    return bindparam(name, type_=kind)


def given_all(name: str) -> Any:
    """A list parameter of a statement, for `in_`."""
    return bindparam(name, expanding=True)


def alike(values: Collection[V]) -> list[V]:
    """These values for `in_`, with the last one repeated up to a power of two.

    Every other count of values would be another statement, which the database prepares and each connection keeps.
    """
    every = list(values)
    return every + every[-1:] * ((1 << (len(every) - 1).bit_length()) - len(every) if every else 0)


LIMIT = given("limit", Integer)
"""The most rows, for a query whose callers set it."""


def table_of(table: type[SQLModel]) -> Any:
    """The table of a class: a statement on it bypasses the mapper."""
    return inspect(table).local_table


def columns(table: type[SQLModel]) -> Any:
    """The table's own columns."""
    return table_of(table).c


class Rows(Generic[T]):
    """A query for whole rows of a table; everything that varies is a parameter (`given`).

    Its rows have the names of the table's columns and the state of the transaction; they cannot be changed. With `free`
    it locks the rows found and leaves out those locked by somebody else.
    """

    def __init__(
        self, table: type[T], *where: Any, order: Sequence[Any] = (), limit: Any = None, free: bool = False
    ) -> None:
        query = select(*columns(table)).where(*where).order_by(*order).limit(limit)
        self._statement: Any = query.with_for_update(skip_locked=True) if free else query

    async def all(self, session: AsyncSession, **values: Any) -> Sequence[T]:
        return cast(Sequence[T], (await session.exec(self._statement, params=parameters(values))).all())

    async def first(self, session: AsyncSession, **values: Any) -> T | None:
        return cast(T | None, (await session.exec(self._statement, params=parameters(values))).first())


class Scalars:
    """A query for one column, built once."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    async def all(self, session: AsyncSession, **values: Any) -> list[Any]:
        return [row[0] for row in (await session.exec(self._statement, params=parameters(values))).all()]

    async def first(self, session: AsyncSession, **values: Any) -> Any:
        """The first value; None if there is no row."""
        row = (await session.exec(self._statement, params=parameters(values))).first()
        return None if row is None else row[0]


def parameters(values: Mapping[str, Any]) -> dict[str, Any]:
    """These values for a statement, each list of them as `alike` makes it."""
    return {name: alike(each) if isinstance(each, list | tuple | set) else each for name, each in values.items()}
