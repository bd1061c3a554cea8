"""Reads rows with statements that are built once, and returns plain rows instead of mapped objects.

Building a small query takes longer than running it, and so does creating mapped objects; one press of a button runs
some forty queries.
"""

from collections.abc import Callable, Collection, Mapping
from operator import itemgetter
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


class Read(Generic[V]):
    """A query that is built once, and what it gives of each row; everything that varies is a parameter (`given`)."""

    def __init__(self, statement: Any, value: Callable[[Any], V]) -> None:
        self.statement, self._value = statement, value

    async def all(self, session: AsyncSession, **values: Any) -> tuple[V, ...]:
        rows = (await session.exec(self.statement, params=parameters(values))).all()
        return tuple([self._value(row) for row in rows])

    async def first(self, session: AsyncSession, **values: Any) -> V | None:
        """What the first row gives; None if there is no row."""
        row = (await session.exec(self.statement, params=parameters(values))).first()
        return None if row is None else self._value(row)


class Rows(Read[T]):
    """A query for whole rows of a table.

    Its rows have the names of the table's columns and the state of the transaction; they cannot be changed. With `free`
    it locks the rows found and leaves out those locked by somebody else.
    """

    def __init__(
        self, table: type[T], *where: Any, order: Any = (), limit: Any = None, offset: Any = None, free: bool = False
    ) -> None:
        query = select(*columns(table)).where(*where).order_by(*order).limit(limit).offset(offset)
        super().__init__(query.with_for_update(skip_locked=True) if free else query, lambda row: cast(T, row))


class Scalars(Read[Any]):
    """A query for one column."""

    def __init__(self, statement: Any) -> None:
        super().__init__(statement, itemgetter(0))

    async def first(self, session: AsyncSession, **values: Any) -> Any:
        """The first value; None if there is no row."""
        return await super().first(session, **values)


def parameters(values: Mapping[str, Any]) -> dict[str, Any]:
    """These values for a statement, each list of them as `alike` makes it."""
    return {name: alike(each) if isinstance(each, list | tuple | set) else each for name, each in values.items()}
