"""The baseline makes exactly what 0.2.0's own revisions made: tables, constraints, indices, triggers and functions.

`schema_of_0_2_0.sqlite.sql` is what those revisions left in an empty file, as SQLite tells it;
`schema_of_0_2_0.postgresql.sql` is every statement of theirs, since PostgreSQL words a check anew when it is read back.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect

from storage.engine import engines, revisions
from tests.postgres import asked, told

BASELINE = "0036"
FOLDER = Path(__file__).parent
ON_SQLITE = (FOLDER / "schema_of_0_2_0.sqlite.sql").read_text("utf-8")
ON_POSTGRESQL = (FOLDER / "schema_of_0_2_0.postgresql.sql").read_text("utf-8")
OF_POSTGRESQL = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
    " WHERE table_schema = 'public'",
    "constraints": "SELECT conrelid::regclass::text AS on_table, conname, pg_get_constraintdef(oid) AS what"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "indices": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass::text AS on_table, tgname, tgenabled, pg_get_triggerdef(oid) AS what"
    " FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, pg_get_functiondef(oid) AS what FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "sequences": "SELECT sequencename, data_type, start_value, increment_by FROM pg_sequences"
    " WHERE schemaname = 'public'",
}
"""What stands in the catalogue of PostgreSQL; the places of columns do not matter there, since all name them."""
Catalogue = dict[tuple[str, str], Any]


def catalogue_of(path: Path) -> Catalogue:
    """What stands in a SQLite file, by kind and name; a constraint may stand with its column or with its table."""
    engine = create_engine(f"sqlite:///{path}")
    described = inspect(engine)
    found: Catalogue = {}
    with closing(sqlite3.connect(path)) as hand:
        for kind, name, sql in hand.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
            if kind != "table":
                found[kind, name] = sql
                continue
            found["columns", name] = hand.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            references = hand.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            found["references", name] = sorted(reference[2:] for reference in references)
            found["constraint names", name] = sorted(re.findall(r"CONSTRAINT (\w+)", sql))
            found["checks", name] = sorted(str(check) for check in described.get_check_constraints(name))
            found["unique", name] = sorted(str(unique) for unique in described.get_unique_constraints(name))
            found["key", name] = described.get_pk_constraint(name)
    engine.dispose()
    return found


def differences(before: Catalogue, after: Catalogue) -> Iterator[str]:
    for thing in sorted({*before, *after}):
        if before.get(thing) != after.get(thing):
            yield f"{thing}: {before.get(thing)} became {after.get(thing)}"


def test_on_sqlite_it_makes_what_0_2_0_made(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'now.db'}", connect_args={"isolation_level": None})
    with engine.connect() as connection:
        revisions.upgrade(connection, BASELINE)
    engine.dispose()
    with closing(sqlite3.connect(tmp_path / "before.db")) as hand:
        hand.executescript(ON_SQLITE)
    before = catalogue_of(tmp_path / "before.db")
    assert list(differences(before, catalogue_of(tmp_path / "now.db"))) == []
    assert len([name for kind, name in before if kind == "trigger"]) == 29


async def test_on_postgresql_it_makes_what_0_2_0_made(postgres: Any) -> None:
    of_today, of_before = postgres.new_url(), postgres.new_url()
    engine = engines.for_migration(engines.address(of_today))
    async with engine.connect() as connection:
        await connection.run_sync(revisions.upgrade, BASELINE)
    await engine.dispose()
    told(of_before, ON_POSTGRESQL)
    for kind, query in OF_POSTGRESQL.items():
        before = {repr(row) for row in asked(of_before, query)}
        after = {repr(row) for row in asked(of_today, query)}
        assert (kind, before - after, after - before) == (kind, set(), set())
        assert before
    references = asked(of_before, "SELECT conname FROM pg_constraint WHERE contype = 'f'")
    assert {name.partition("_")[0] for (name,) in references} == {"fk"}


def test_every_reference_has_the_name_that_revisions_call_it_by() -> None:
    references = re.findall(r"(CONSTRAINT fk_\w+ (?:FOREIGN KEY\([^)]*\) )?)?REFERENCES", ON_SQLITE)
    assert len(references) == 61
    assert all(references)
