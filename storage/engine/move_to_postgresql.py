"""Moves a SQLite database to PostgreSQL: every row in one transaction, read back and compared, all or nothing."""

import asyncio
import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Boolean, Column, Integer, Table, inspect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.types import TypeDecorator

from storage.engine import engines, revisions
from storage.failures import DatabaseTooNew, DatabaseTooOld, StorageFailed
from storage.files import backup
from storage.queries.order_words import INDEX
from storage.tables import Base, ClaimedPieceRow, RefundClaimRow, RequestRow, ToIndexRow

AT_ONCE = 1000
_JUDGED = (RefundClaimRow.__tablename__, ClaimedPieceRow.__tablename__)
"""Tables whose rows were judged when they were added, by what was known then; counts may say otherwise by now."""
_REVISION = "alembic_version"


@dataclass
class Totals:
    """What a table holds: rows, the sum of each integer column, and one number over all of its content."""

    rows: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    content: int = 0

    def add(self, names: list[str], row: tuple[Any, ...]) -> None:
        self.rows += 1
        for name, value in zip(names, row, strict=True):
            if isinstance(value, int) and not isinstance(value, bool):
                self.sums[name] = self.sums.get(name, 0) + value
        written = json.dumps(row, ensure_ascii=True).encode()
        # A sum does not depend on the order in which the two databases list the rows.
        self.content = (self.content + int.from_bytes(hashlib.sha256(written).digest())) % (1 << 256)


async def move(source: Path, url: str) -> dict[str, Totals]:
    """Copy every row of a SQLite file that nobody writes to into an empty PostgreSQL database; returns what each table
    holds.

    Raises StorageFailed if the target is no PostgreSQL database, is not empty, or does not hold the same in the end;
    then it is left empty. Raises DatabaseTooOld or DatabaseTooNew if the source is of a revision unknown here.
    """
    await asyncio.to_thread(revisions.require_known_in, source, source)
    engine = engines.for_migration(server(url))
    try:
        async with engine.connect() as connection:
            await _require_empty(connection)
            await connection.run_sync(revisions.upgrade)
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            async with driver.transaction():
                return await _fill(source, driver)
    except StorageFailed:
        raise
    except Exception as error:  # includes the driver's own errors
        raise StorageFailed(f"Nothing was moved: {' '.join(str(error).split())}.") from error
    finally:
        await engine.dispose()


def server(url: str) -> URL:
    """The address of a PostgreSQL database. Raises StorageFailed for any other."""
    where = engines.address(url)
    if where.get_backend_name() != "postgresql":
        raise StorageFailed("Name a PostgreSQL database: postgresql://user:password@host/name")
    return where


def tables() -> list[Table]:
    """All tables that are moved, each after those that it refers to; the index of words is made anew."""
    return [table for table in Base.metadata.sorted_tables if table.name != ToIndexRow.__tablename__]


async def _require_empty(connection: AsyncConnection) -> None:
    """Accepts no tables at all, or what an earlier try left: our tables without rows. Raises StorageFailed.

    The tables may be of a revision that this program does not bring up to date.
    """
    names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    ours = {*Base.metadata.tables, INDEX, _REVISION}
    if names - ours:
        raise StorageFailed("The PostgreSQL database is not empty: it has tables of something else. Make a new one.")
    quote = connection.dialect.identifier_preparer.quote
    for name in sorted(names - {_REVISION}):
        row = await connection.exec_driver_sql(f"SELECT 1 FROM {quote(name)} LIMIT 1")  # noqa: S608 - a table of ours
        if row.first() is not None:
            raise StorageFailed("The PostgreSQL database is not empty: it has rows already. Make a new one.")
    try:
        await connection.run_sync(revisions.current)
    except (DatabaseTooOld, DatabaseTooNew) as error:
        raise StorageFailed(
            "The PostgreSQL database has empty tables of another version of this program. Make a new one."
        ) from error
    await connection.rollback()


async def _fill(source: Path, driver: Any) -> dict[str, Totals]:
    moved: dict[str, Totals] = {}
    with backup.opened(source, "ro") as sqlite:
        for table in tables():
            judged = table.name in _JUDGED
            if judged:
                await driver.execute(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
            moved[table.name] = await _pour(sqlite, driver, table)
            if judged:
                await driver.execute(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')
            there = await _read_back(driver, table)
            if there != moved[table.name]:
                raise StorageFailed(f"The table {table.name} does not hold the same on the other side; nothing moved.")
    await driver.execute("DELETE FROM to_index")  # each row that came had its request put there
    await driver.execute("INSERT INTO to_index (request_id) SELECT id FROM request ORDER BY id")
    await _set_sequences(driver)
    return moved


async def _pour(sqlite: sqlite3.Connection, driver: Any, table: Table) -> Totals:
    names = [column.name for column in table.columns]
    totals = Totals()
    columns = ", ".join(f'"{name}"' for name in names)
    cursor = sqlite.execute(f'SELECT {columns} FROM "{table.name}"')  # noqa: S608 - names of our own tables
    while rows := cursor.fetchmany(AT_ONCE):
        records = [
            tuple(_as_kept(column, value) for column, value in zip(table.columns, row, strict=True)) for row in rows
        ]
        for record in records:
            totals.add(names, record)
        await driver.copy_records_to_table(table.name, records=records, columns=names)
    return totals


async def _read_back(driver: Any, table: Table) -> Totals:
    names = [column.name for column in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    totals = Totals()
    async for row in driver.cursor(f'SELECT {columns} FROM "{table.name}"', prefetch=AT_ONCE):  # noqa: S608 - as above
        totals.add(names, tuple(row))
    return totals


async def _set_sequences(driver: Any) -> None:
    """Each table's next number follows the highest one; numbers that a restore skipped stay skipped."""
    for table in tables():
        sequence = (
            await driver.fetchval("SELECT pg_get_serial_sequence($1, 'id')", f'"{table.name}"')
            if "id" in table.c
            else None
        )
        if sequence is None:
            continue
        highest = await driver.fetchval(f'SELECT max(id) FROM "{table.name}"') or 0  # noqa: S608 - a table of ours
        if table.name == RequestRow.__tablename__:
            skipped = await driver.fetchval("SELECT value FROM fact WHERE name = 'numbers_from'")
            highest = max(highest, int(skipped or 0) - 1)
        if highest:
            await driver.execute("SELECT setval($1::text::regclass, $2::bigint)", sequence, highest)


def _as_kept(column: Column[Any], value: Any) -> Any:
    """A value from SQLite, which stores any type, converted to the column's type."""
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    if value is None:
        return None
    if isinstance(kind, Boolean):
        return bool(value)
    return int(value) if isinstance(kind, Integer) else str(value)
