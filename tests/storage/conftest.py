"""A migrated database, opened by the program or by plain SQL, and rows that only say what matters to a test."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Boolean, Integer, TypeDecorator
from sqlalchemy.types import TypeEngine

from storage.engine.database import Database
from storage.tables import Base
from tests import migrated_databases

Insert = Callable[..., int]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "caigou.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, path: Path) -> str:
    """The address of an empty database of either kind, without tables."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    path.parent.mkdir(mode=0o700)
    return f"sqlite:///{path}"


@pytest.fixture
async def closed(path: Path) -> Path:
    """A migrated database that nobody has open."""
    await migrated_databases.put(path)
    return path


@pytest.fixture
async def database(closed: Path, url: str) -> AsyncIterator[Database]:
    opened = await Database.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def plain(closed: Path) -> Iterator[sqlite3.Connection]:
    """The database as a hand with a SQL shell sees it."""
    with closing(sqlite3.connect(closed, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        yield connection


@pytest.fixture
def insert(plain: sqlite3.Connection) -> Insert:
    """Put a row in a table; required columns that are not named get an empty value."""

    def put(table: str, **values: Any) -> int:
        row = {**_required(table), **values}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        cursor = plain.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return cursor.lastrowid or 0

    return put


@pytest.fixture
def bought(insert: Insert) -> None:
    """Ann asks for something, Bo is there to approve it, and it is on its way."""
    insert("person", id=1, name="Ann")
    insert("person", id=2, name="Bo")
    insert("request", id=10, requester_id=1, state="approved", snapshot_hash="h")
    insert("attempt", id=20, request_id=10, state="placed", out_order_id="C1", **SENT)
    insert("remote_order", order_id="30", attempt_id=20, request_id=10, state="to_pay", refund="none")


SENT = {"body": "{}", "body_sha256": "aa", "submitted_at": 1}


def _required(table: str) -> dict[str, Any]:
    """An empty value for each column that must have one; our own ids and defaults are left to the database."""
    every = Base.metadata.tables[table].columns
    columns = [c for c in every if not c.nullable and c.name != "id" and c.server_default is None]
    return {c.name: 0 if _is_number(c.type) else "" for c in columns}


def _is_number(kind: TypeEngine[Any]) -> bool:
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(inner, Integer | Boolean)
