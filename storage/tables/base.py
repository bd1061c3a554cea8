"""The base of all tables: names for constraints, and helpers for columns, checks and indices."""

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, MetaData, text
from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel

from storage.tables.columns import Moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


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
