"""Writes rows with statements that are built once for each table and set of columns.

Compare-and-set: a row changes only from the state and version in which it was read.
"""

from collections.abc import Collection, Sequence
from functools import cache
from importlib import import_module
from typing import Any, TypeVar, cast

from sqlalchemy import ClauseElement, CursorResult, and_, bindparam, delete, insert, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queries.read_rows import columns, parameters, table_of

T = TypeVar("T", bound=SQLModel)


async def change(session: AsyncSession, table: type[SQLModel], expected: dict[str, Any], values: dict[str, Any]) -> int:
    """Set `values` on the rows whose every column equals `expected`; returns how many."""
    return changed(await _change(session, table, expected, values, returns=False))


async def change_one(
    session: AsyncSession, table: type[T], expected: dict[str, Any], values: dict[str, Any]
) -> T | None:
    """Set `values` on the one row whose every column equals `expected`; returns that row, None if there is none."""
    return cast(T | None, (await _change(session, table, expected, values, returns=True)).first())


async def _change(
    session: AsyncSession, table: type[SQLModel], expected: dict[str, Any], values: dict[str, Any], *, returns: bool
) -> Any:
    fixed = {name: value for name, value in values.items() if isinstance(value, ClauseElement)}
    given = tuple(name for name in values if name not in fixed)
    known = tuple(name for name, value in expected.items() if value is not None)
    absent = tuple(name for name, value in expected.items() if value is None)
    statement = _update(table, known, absent, given, returns)
    bound = {f"was_{name}": expected[name] for name in known} | {f"new_{name}": values[name] for name in given}
    return await session.exec(statement.values(fixed) if fixed else statement, params=bound)


async def add_one(session: AsyncSession, table: type[T], **values: Any) -> T:
    """Add a row, with the table's defaults for missing columns; returns the row."""
    result: Any = await session.exec(_insert(table, True), params=_defaults(table) | values)
    return cast(T, result.one())


async def add(session: AsyncSession, table: type[SQLModel], **values: Any) -> Any:
    """Add a row, with the table's defaults for missing columns; returns the first column of its key."""
    result: Any = await session.exec(_insert(table, False), params=_defaults(table) | values)
    return result.inserted_primary_key[0]


async def add_all(session: AsyncSession, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows, all with the same columns, if there are any."""
    if rows:
        await session.exec(_insert(table, False), params=[_defaults(table) | row for row in rows])


async def add_new(session: AsyncSession, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> int:
    """Add the rows (all with the same columns) except those whose key exists; returns how many were added."""
    if not rows:
        return 0
    every = [_defaults(table) | row for row in rows]
    return changed(await session.exec(_insert_new(table, _dialect(session)), params=every))


async def add_if_new(session: AsyncSession, table: type[SQLModel], **values: Any) -> bool:
    """Whether the row was added; a row whose key exists is left as it is."""
    return changed(await session.exec(_insert_new(table, _dialect(session)), params=_defaults(table) | values)) == 1


async def put(
    session: AsyncSession,
    table: type[SQLModel],
    key: dict[str, Any],
    values: dict[str, Any],
    again: Collection[str] | None = None,
) -> None:
    """Insert the row, or update it (only the columns in `again`, if given) if its key exists; safe in parallel."""
    renewed = tuple(values) if again is None else tuple(again)
    await session.exec(_put(table, tuple(key), renewed, _dialect(session)), params=key | values)


async def put_all(
    session: AsyncSession, table: type[SQLModel], key: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> None:
    """Insert the rows (all with the same columns), or update those whose key exists; safe in parallel."""
    if rows:
        renewed = tuple(name for name in rows[0] if name not in key)
        await session.exec(_put(table, key, renewed, _dialect(session)), params=rows)


def setting(table: type[SQLModel], *where: Any, **values: Any) -> Any:
    """A statement that sets columns of the rows that fulfil the conditions; parameters are `given` as in `Rows`."""
    return update(table_of(table)).where(*where).values(**values)


def deleting(table: type[SQLModel], *where: Any) -> Any:
    """A statement that deletes the rows that fulfil the conditions."""
    return delete(table_of(table)).where(*where)


def changed(result: object) -> int:
    """How many rows a statement changed."""
    assert isinstance(result, CursorResult)
    return int(result.rowcount)


@cache
def _update(
    table: type[SQLModel], known: tuple[str, ...], absent: tuple[str, ...], given: tuple[str, ...], returns: bool
) -> Any:
    every = columns(table)
    guard = [every[name] == _bound("was", every[name]) for name in known] + [every[name].is_(None) for name in absent]
    new = {name: _bound("new", every[name]) for name in given}
    statement = update(table_of(table)).where(and_(*guard)).values(new)
    return statement.returning(*every) if returns else statement


@cache
def _insert(table: type[SQLModel], returns: bool) -> Any:
    statement = insert(table_of(table))
    return statement.returning(*columns(table)) if returns else statement


@cache
def _insert_new(table: type[SQLModel], dialect: str) -> Any:
    return insert_of(dialect)(table_of(table)).on_conflict_do_nothing()


@cache
def _put(table: type[SQLModel], key: tuple[str, ...], again: tuple[str, ...], dialect: str) -> Any:
    made = insert_of(dialect)(table_of(table))
    return made.on_conflict_do_update(index_elements=list(key), set_={name: made.excluded[name] for name in again})


@cache
def _defaults(table: type[SQLModel]) -> dict[str, Any]:
    """The defaults of a new row, without keys that the database assigns."""
    fields = {name: field for name, field in table.model_fields.items() if not field.is_required()}
    return {name: field.get_default() for name, field in fields.items() if not columns(table)[name].primary_key}


def insert_of(dialect: str) -> Any:
    """The `insert` of `sqlite` or `postgresql`; only the dialect of the database in use is loaded, with its engine."""
    return import_module(f"sqlalchemy.dialects.{dialect}").insert


def _dialect(session: AsyncSession) -> str:
    return str(session.get_bind().dialect.name)


def _bound(prefix: str, column: Any) -> Any:
    return bindparam(f"{prefix}_{column.name}", type_=column.type)


class Emptying:
    """A statement that sets some columns of the rows that fulfil a condition; parameters are `given` as in `Rows`.

    SQLite leaves a row that shrinks in its place, and the room beside it is never used again, since new rows come after
    the last one. So there the rows are taken out and put in anew, in one transaction, which frees their old pages.
    """

    def __init__(self, table: type[SQLModel], *where: Any, sets: tuple[str, ...]) -> None:
        every, self._sets = columns(table), sets
        new = {name: _bound("new", every[name]) for name in sets}
        self._update: Any = update(table_of(table)).where(*where).values(new)
        self._take: Any = delete(table_of(table)).where(*where).returning(*every)
        self._put: Any = insert(table_of(table))

    async def run(self, session: AsyncSession, values: dict[str, Any], **given: Any) -> None:
        """Set these values; every other column stays."""
        given = parameters(given)
        if session.get_bind().dialect.name != "sqlite":
            await session.exec(self._update, params=given | {f"new_{name}": values[name] for name in self._sets})
            return
        taken = (await session.exec(self._take, params=given)).mappings().all()
        if taken:
            await session.exec(self._put, params=[dict(row) | values for row in taken])
