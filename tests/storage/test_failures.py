"""A driver's error becomes a sentence that a person can act upon, or stays the programmer's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.failures import DatabaseDamaged, StorageFailed, explain


def of_sqlite(code: int) -> DBAPIError:
    error = sqlite3.OperationalError("what SQLite says")
    error.sqlite_errorcode = code
    return DBAPIError("INSERT", {}, error)


class PostgresError(Exception):
    """An error with the code that a server sends."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("what the server says")
        self.sqlstate = sqlstate


def of_postgres(sqlstate: str) -> DBAPIError:
    return DBAPIError("INSERT", {}, PostgresError(sqlstate))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), "disk of the database is full"),
        (of_sqlite(sqlite3.SQLITE_READONLY_DBMOVED), "cannot be written"),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), "locked by other work"),
        (of_sqlite(sqlite3.SQLITE_IOERR_FSYNC), "answers with errors"),
        (of_sqlite(sqlite3.SQLITE_CANTOPEN), "cannot be opened"),
        (of_postgres("53100"), "disk of the database is full"),
        (of_postgres("25006"), "cannot be written"),
        (of_postgres("55P03"), "locked by other work"),
        (of_postgres("57014"), "locked by other work"),
        (of_postgres("40P01"), "locked by other work"),
        (of_postgres("53300"), "no connection left"),
        (of_postgres("57P01"), "cannot be opened"),
        (of_postgres("08006"), "cannot be opened"),
    ],
)
def test_a_failure_says_what_a_person_can_do(error: DBAPIError, sentence: str) -> None:
    failure = explain(error)
    assert isinstance(failure, StorageFailed)
    assert sentence in str(failure)


@pytest.mark.parametrize("error", [of_sqlite(sqlite3.SQLITE_CORRUPT), of_postgres("XX001")])
def test_damage_is_told_apart(error: DBAPIError) -> None:
    assert isinstance(explain(error), DatabaseDamaged)


@pytest.mark.parametrize(
    "error",
    [
        of_sqlite(sqlite3.SQLITE_ERROR),
        of_postgres("42703"),
        of_postgres("23505"),
        IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed")),
        ValueError("not of a database at all"),
    ],
)
def test_the_fault_of_a_statement_is_not_blamed_on_the_machine(error: Exception) -> None:
    assert explain(error) is None


def test_a_connection_that_broke_is_explained_without_a_code() -> None:
    error = DBAPIError("SELECT", {}, OSError("reset"), connection_invalidated=True)
    assert "Check that its file, or its server, is there" in str(explain(error))


def test_what_sqlite_really_raises_for_a_locked_database_is_understood(closed: Path) -> None:
    with (
        closing(sqlite3.connect(closed, isolation_level=None)) as one,
        closing(sqlite3.connect(closed, isolation_level=None, timeout=0)) as other,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")
    assert "locked by other work" in str(explain(caught.value))
