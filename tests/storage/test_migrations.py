"""The revisions make the tables that the program works with, and an old database comes through whole."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, create_engine, inspect, text

from storage.engine import revisions
from storage.engine.database import Database
from storage.failures import StorageFailed
from storage.migrations.guarding import guarded
from storage.queries.order_words import INDEX
from storage.tables import Base

FOLLOWED = [
    "asked_line_words_insert", "asked_line_words_update", "offer_words_words_insert", "offer_words_words_update",
    "parcel_words_insert", "parcel_words_update", "remote_order_words_insert", "remote_order_words_update",
    "request_gone_delete", "request_words_insert", "request_words_update",
]  # fmt: skip
"""What puts requests among those whose words are read anew."""


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """A connection to a new database, whose driver begins nothing by itself."""
    engine = create_engine(f"sqlite:///{tmp_path}/new.db", connect_args={"isolation_level": None})
    with engine.connect() as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def migrated(connection: Connection) -> Connection:
    revisions.upgrade(connection)
    return connection


def test_the_revisions_make_the_tables_that_the_program_knows(migrated: Connection) -> None:
    index = [name for name in inspect(migrated).get_table_names() if name.startswith(INDEX)]
    assert sorted(index) == ["order_words", "order_words_config", "order_words_content", "order_words_data",
                             "order_words_idx"]  # fmt: skip
    without_index = {"include_name": lambda name, kind, _: kind != "table" or name not in index}
    assert compare_metadata(MigrationContext.configure(migrated, opts=without_index), Base.metadata) == []


def test_the_revisions_make_every_check_that_the_tables_name(migrated: Connection) -> None:
    catalogue = inspect(migrated)
    made = {
        (table, check["name"], one_line(check["sqltext"]))
        for table in Base.metadata.tables
        for check in catalogue.get_check_constraints(table)
    }
    named = {
        (table.name, str(constraint.name), one_line(str(constraint.sqltext)))
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert made == named
    assert len(made) > 10


def test_the_revisions_make_the_index_of_live_attempts_partial(migrated: Connection) -> None:
    made = migrated.execute(text("SELECT sql FROM sqlite_schema WHERE name = 'one_live'")).scalar_one()
    assert made.endswith("WHERE state NOT IN ('refused', 'abandoned', 'withdrawn')")


def test_the_revisions_make_every_trigger_that_follows_a_change(migrated: Connection) -> None:
    made = migrated.execute(text("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")).scalars()
    assert [each.split()[2] for each in made if " AFTER " in each] == FOLLOWED


def test_no_row_goes_by_a_cascade(migrated: Connection) -> None:
    definitions = migrated.execute(text("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")).scalars().all()
    assert definitions
    assert not [definition for definition in definitions if "CASCADE" in definition.upper()]


def one_line(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()


def test_the_revisions_stand_in_one_line(migrated: Connection) -> None:
    assert revisions.current(migrated) == revisions.newest()


def test_the_files_of_the_revisions_are_named_by_what_alembic_reads_in_them(migrated: Connection) -> None:
    read = ScriptDirectory(str(revisions.FOLDER)).walk_revisions()
    assert [script.revision for script in read] == revisions.revisions()[::-1]
    assert MigrationContext.configure(migrated).get_current_revision() == revisions.current(migrated)


def test_a_revision_at_a_time_comes_to_the_same(connection: Connection, tmp_path: Path) -> None:
    for revision in ("0036", "0038", revisions.newest()):
        revisions.upgrade(connection, revision)
        assert revisions.current(connection) == revision
        connection.rollback()
    at_once = create_engine(f"sqlite:///{tmp_path}/other.db", connect_args={"isolation_level": None})
    with at_once.connect() as other:
        revisions.upgrade(other)
        schema = text("SELECT name, sql FROM sqlite_schema ORDER BY name")
        assert other.execute(schema).all() == connection.execute(schema).all()
    at_once.dispose()


def as_sql(dialect: str) -> str:
    """All revisions as SQL statements of a dialect, without a database."""
    script = StringIO()
    config = Config(output_buffer=script)
    config.set_main_option("script_location", str(revisions.FOLDER))
    config.attributes["dialect"] = dialect
    command.upgrade(config, "head", sql=True)
    return script.getvalue()


def test_postgresql_gets_the_same_tables_and_guards() -> None:
    script = as_sql("postgresql")
    for table in Base.metadata.tables.values():
        assert f"CREATE TABLE {table.name} " in script
        for constraint in table.constraints:
            if isinstance(constraint, CheckConstraint):
                assert f"CONSTRAINT {constraint.name} CHECK" in script
    guards = re.findall(r"CREATE TRIGGER (\w+) BEFORE ([A-Za-z ]+) ON (\w+)", script)
    assert sorted(guards) == [
        ("arrival_append_only_rows", "UPDATE OR DELETE", "arrival"),
        ("arrival_append_only_whole", "TRUNCATE", "arrival"),
        ("attempt_state_moves", "UPDATE", "attempt"),
        ("claimed_piece_law", "INSERT", "claimed_piece"),
        ("decision_of_others", "INSERT", "decision"),
        ("errand_state_moves", "UPDATE", "errand"),
        ("errand_state_moves", "UPDATE", "errand"),  # 0039 raises it anew
        ("event_append_only_rows", "UPDATE OR DELETE", "event"),
        ("event_append_only_whole", "TRUNCATE", "event"),
        ("journal_before_never_changes", "UPDATE", "journal_before"),
        ("journal_personal_never_changes", "UPDATE", "journal_personal"),
        ("refund_claim_money", "INSERT", "refund_claim"),
        ("remote_order_refund_moves", "UPDATE", "remote_order"),
        ("remote_order_state_moves", "UPDATE", "remote_order"),
        ("request_state_moves", "UPDATE", "request"),
        ("request_sums", "INSERT OR UPDATE OF snapshot", "request"),
    ]
    assert sorted(re.findall(r"CREATE TRIGGER (\w+) AFTER", script)) == FOLLOWED
    assert "CREATE INDEX ix_order_words_words ON order_words USING gin (words)" in script
    assert script.count("BEGIN;") == script.count("COMMIT;") == 1
    assert (
        "CREATE UNIQUE INDEX one_live ON attempt (request_id)"
        " WHERE state NOT IN ('refused', 'abandoned', 'withdrawn')" in script
    )


@pytest.fixture
def parents(connection: Connection) -> Connection:
    """Two tables, one of which refers to the other and would go with it."""
    for statement in (
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
        "INSERT INTO parent VALUES (1), (2)",
        "INSERT INTO child VALUES (1, 1)",
        "PRAGMA foreign_keys=ON",
    ):
        connection.exec_driver_sql(statement)
    connection.rollback()
    return connection


def rows(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def test_a_table_can_be_rebuilt_without_its_children_going_along(parents: Connection) -> None:
    with guarded(parents):
        parents.exec_driver_sql("CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, name TEXT)")
        parents.exec_driver_sql("INSERT INTO rebuilt (id) SELECT id FROM parent")
        parents.exec_driver_sql("DROP TABLE parent")
        parents.exec_driver_sql("ALTER TABLE rebuilt RENAME TO parent")
    assert (rows(parents, "parent"), rows(parents, "child")) == (2, 1)
    assert parents.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_migration_that_loses_rows_is_undone(parents: Connection) -> None:
    with pytest.raises(StorageFailed, match="lost rows of parent"), guarded(parents):
        parents.exec_driver_sql("DELETE FROM parent WHERE id = 2")
    assert rows(parents, "parent") == 2


def test_a_migration_that_breaks_a_reference_is_undone(parents: Connection) -> None:
    with pytest.raises(StorageFailed, match="broke references of child"), guarded(parents):
        parents.exec_driver_sql("UPDATE parent SET id = 7 WHERE id = 1")
    assert parents.exec_driver_sql("SELECT id FROM parent ORDER BY id").scalars().all() == [1, 2]


def test_a_migration_that_fails_in_its_middle_leaves_nothing(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE inbox (mine TEXT)")
    connection.rollback()
    with pytest.raises(Exception, match="inbox already exists"):
        revisions.upgrade(connection)
    assert inspect(connection).get_table_names() == ["inbox"]


@pytest.fixture
def older(path: Path) -> Path:
    """A database of 0.2.0, with somebody in it."""
    path.parent.mkdir(mode=0o700)
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None})
    with engine.connect() as connection:
        revisions.upgrade(connection, "0036")
        connection.exec_driver_sql("INSERT INTO person VALUES (1, 'Ann', '', '', 1, 0, NULL)")
        connection.commit()
    engine.dispose()
    return path


def version_and_people(path: Path) -> tuple[str, list[str]]:
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return version, [row[0] for row in connection.execute("SELECT name FROM person")]


def copies(path: Path) -> dict[str, int]:
    return {entry.name: entry.stat().st_mode & 0o777 for entry in path.parent.iterdir() if ".before-" in entry.name}


async def test_an_older_database_is_migrated_after_a_copy_of_it(older: Path, url: str) -> None:
    await (await Database.open(url)).close()
    assert version_and_people(older) == (revisions.newest(), ["Ann"])
    name = f"caigou.db.before-{revisions.newest()}"
    assert copies(older) == {name: 0o600}
    assert version_and_people(older.with_name(name)) == ("0036", ["Ann"])


async def test_a_database_that_is_new_or_up_to_date_is_not_copied(url: str, path: Path) -> None:
    await (await Database.open(url)).close()
    await (await Database.open(url)).close()
    assert copies(path) == {}


@pytest.mark.usefixtures("earlier_copies")
async def test_only_the_newest_copies_before_a_migration_are_kept(older: Path, url: str) -> None:
    await (await Database.open(url)).close()
    newest = f"caigou.db.before-{revisions.newest()}"
    assert set(copies(older)) == {newest, "caigou.db.before-z3", "caigou.db.before-z2"}


@pytest.fixture
def earlier_copies(older: Path) -> None:
    for number in range(4):
        made = older.with_name(f"{older.name}.before-z{number}")
        made.touch()
        os.utime(made, (number, number))


@pytest.fixture
def foreign(path: Path) -> Path:
    """A database of some other program, which has a table of a name that we use."""
    path.parent.mkdir(mode=0o700)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE inbox (mine TEXT)")
    return path


async def test_a_migration_that_fails_is_told_and_the_database_stays_as_it_was(foreign: Path, url: str) -> None:
    with pytest.raises(StorageFailed, match="failed and was undone: table inbox already exists"):
        await Database.open(url)
    with closing(sqlite3.connect(foreign)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("inbox",)]


async def test_an_older_database_is_not_migrated_by_a_look_at_it(older: Path, url: str) -> None:
    await (await Database.open(url, look_only=True)).close()
    assert version_and_people(older) == ("0036", ["Ann"])
