"""What every repository is made of: the transaction that it works in, and the mapper from rows to values and back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.desk.ledger.kept_words import KeptWords
from storage.queries.read_rows import Read, Rows, columns, parameters
from storage.queries.write_rows import add_one, change_one, changed
from storage.tables.base import Json

K = TypeVar("K")
V = TypeVar("V")

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def adapter_of(form: type[V]) -> TypeAdapter[V]:
    """The stored form of a type, made once."""
    if form not in _ADAPTERS:
        _ADAPTERS[form] = TypeAdapter(form)
    return _ADAPTERS[form]


@dataclass(frozen=True)
class Transaction:
    """What all repositories of one transaction share.

    `left` names the work that its commit leaves for others, `owner` this process in its claims; `admins` (from the
    settings) are admins of every team.
    """

    session: AsyncSession
    now: datetime
    left: set[str]
    words: KeptWords
    owner: str = ""
    admins: frozenset[int] = frozenset()


class Repository:
    """Loads and records the rows of some tables in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._session, self._now = transaction.session, transaction.now
        self._left, self._owner, self.admins = transaction.left, transaction.owner, transaction.admins
        self._offer_words = transaction.words

    async def _rows(self, query: Any, /, **given: Any) -> Sequence[Any]:
        rows: Sequence[Any] = (await self._session.exec(query, params=parameters(given))).all()
        return rows

    async def _row(self, query: Any, /, **given: Any) -> Any:
        """The first row; None if there is none."""
        return (await self._session.exec(query, params=parameters(given))).first()

    async def _run(self, statement: Any, /, **given: Any) -> int:
        """How many rows the statement changed."""
        return changed(await self._session.exec(statement, params=parameters(given)))


class Stored(NamedTuple):
    """How a field is stored: its column, if that has another name; how it is read and written, if it differs."""

    column: str = ""
    read: Callable[[Any], Any] | None = None
    write: Callable[[Any], Any] | None = None


class Mapper(Generic[V]):
    """Maps the columns of a table to the fields of a value that have their names, both ways.

    Enumerations stand as their values, decimals and days as their texts, fen in a column `<field>_fen`, JSON in the
    form of pydantic's TypeAdapter. NULL is None, or the empty value of a type that has no None. What differs is given
    by the name of its field; None says that the column of its name holds something else. Whoever reads a row adds the
    fields that have no column.
    """

    def __init__(self, value: type[V], table: type[SQLModel], **differs: Stored | None) -> None:
        every = columns(table)
        self._make, self._table, self._fields = value, table, dict[str, Stored]()
        for field, hint in get_type_hints(value).items():
            given = differs.get(field, _PLAIN)
            if given is None:
                continue
            names = (given.column, field, f"{field}_fen")
            column = next((name for name in names if name in every), None)
            if column is not None:
                read, write = given.read, given.write
                if read is None or write is None:
                    derived = _ways(hint, every[column])
                    read, write = read or derived[0], write or derived[1]
                self._fields[field] = Stored(column, read, write)
        self._read = [(name, each.column, each.read) for name, each in self._fields.items()]

    def value(self, row: Any, **others: Any) -> V:
        """The value of a row, with the fields that have no column."""
        for name, column, read in self._read:
            stored = getattr(row, column)
            others[name] = stored if read is None else read(stored)
        return self._make(**others)

    def columns(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of these fields as they are stored; names that are no fields are columns already."""
        found = {}
        for name, each in fields.items():
            stored = self._fields.get(name, _PLAIN)
            found[stored.column or name] = each if stored.write is None else stored.write(each)
        return found

    def query(self, *where: Any, **how: Any) -> Read[V]:
        """A query for values, with the options of `Rows`."""
        return Read(Rows(self._table, *where, **how).statement, self.value)

    async def add(self, session: AsyncSession, **fields: Any) -> V:
        """Add a row with these fields and columns; returns its value."""
        return self.value(await add_one(session, self._table, **self.columns(fields)))

    async def change(self, session: AsyncSession, expected: Mapping[str, Any], fields: Mapping[str, Any]) -> V | None:
        """Set fields and columns of the one row that is as expected; returns its value, None if there is none."""
        row = await change_one(session, self._table, self.columns(expected), self.columns(fields))
        return None if row is None else self.value(row)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in their order; none for any other key."""
    found = defaultdict[K, list[V]](list)
    for key, value in pairs:
        found[key].append(value)
    return defaultdict(tuple, {key: tuple(values) for key, values in found.items()})


_PLAIN = Stored()
_FROM_TEXT: dict[Any, Callable[[str], Any]] = {Decimal: Decimal, date: date.fromisoformat}


def _ways(hint: Any, column: Any) -> tuple[Callable[[Any], Any] | None, Callable[[Any], Any] | None]:
    """How a field of this type is read from its column and written to it; None if it stands there as it is."""
    choices = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    kind, optional = next(each for each in choices if each is not NoneType), NoneType in choices
    if isinstance(column.type, Json):
        adapter = TypeAdapter[Any](hint)
        empty = None if optional or not column.nullable else (get_origin(kind) or kind)()
        return (
            lambda stored: empty if stored is None else adapter.validate_python(stored),
            lambda value: None if value is None else adapter.dump_python(value, mode="json"),
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda stored: None if stored is None else kind(stored)), lambda value: value and value.value
    if kind in _FROM_TEXT:
        parse = _FROM_TEXT[kind]
        return (
            lambda stored: None if stored is None else parse(stored),
            lambda value: None if value is None else str(value),
        )
    if kind is str and column.nullable and not optional:
        return (lambda stored: stored or ""), None
    return None, None
