"""Runs a whole migration in one transaction; rolls back if it breaks a reference or loses a row."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, inspect

from storage.failures import StorageFailed

# A lock number that no other program uses: the letters of "caigou".
POSTGRES_LOCK = int.from_bytes(b"caigou")


@contextmanager
def guarded(connection: Connection) -> Iterator[None]:
    """Commit what is done inside, once; `connection` has no transaction yet and its driver begins none."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # Batch mode copies a table and drops the old one, which would delete its children too; inside a transaction
        # this pragma would be ignored.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")
    try:
        before = count_rows(connection)
        yield
        _check(connection, before)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def count_rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: int(connection.exec_driver_sql(f"SELECT count(*) FROM {quote(table)}").scalar_one())  # noqa: S608 - a name out of the catalogue, quoted
        for table in inspect(connection).get_table_names()
    }


def _check(connection: Connection, before: dict[str, int]) -> None:
    after = count_rows(connection)
    fewer = sorted(table for table in before.keys() & after.keys() if after[table] < before[table])
    if fewer:
        raise StorageFailed(f"The migration lost rows of {', '.join(fewer)} and was undone.")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            tables = ", ".join(sorted({row[0] for row in broken}))
            raise StorageFailed(f"The migration broke references of {tables} and was undone.")
