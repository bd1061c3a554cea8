"""The base of all tables: column types, names for constraints, and helpers for columns, checks and indices."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Dialect, Index, MetaData, Text, text
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as whole microseconds since 1970 UTC. Raises ValueError for a naive one."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Json(TypeDecorator[Any]):
    """A JSON value stored as text with sorted keys, so that equal values are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Base(SQLModel):
    """Root of all tables; its metadata has the naming convention that migrations need."""

    metadata = MetaData(naming_convention=NAMING)

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        """What the migrations call the table: PersonRow is a row of `person`."""
        return cls.__name__.removesuffix("Row").lower()


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(v) for v in values)})", name=f"{column}_known")


def not_negative(*columns: str) -> tuple[CheckConstraint, ...]:
    return tuple(CheckConstraint(f"{column} >= 0", name=f"{column}_not_negative") for column in columns)


def indices(table: str, *columns: tuple[str, ...]) -> tuple[Index, ...]:
    return tuple(Index(f"ix_{table}_{'_'.join(each)}", *each) for each in columns)


def index_where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """An index over only those rows that fulfil the condition.

    Migrations make it on either database. To name PostgreSQL's condition here would load its dialect at every start.
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(condition))


def big(**options: Any) -> Any:
    """A BIGINT column, for Telegram ids and fen."""
    return Column(BigInteger, **options)


def moment(**options: Any) -> Any:
    return Column(Moment, **options)
