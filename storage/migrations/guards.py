"""Database triggers, in both dialects: what may not change, how states move, and what follows a change of rows.

A table that is made again loses its triggers: `check_now` makes them again, another revision must do it itself.
"""

import re
from collections.abc import Sequence

from alembic import op
from sqlalchemy import text

Pairs = Sequence[tuple[str, str]]


def forbid_other_moves(table: str, column: str, pairs: Pairs) -> None:
    """Refuse every change of `table.column` that is not one of the pairs; an unchanged value is allowed."""
    name = f"{table}_{column}_moves"
    known = ", ".join(f"'{before}>{after}'" for before, after in pairs)
    condition = f"OLD.{column} <> NEW.{column} AND (OLD.{column} || '>' || NEW.{column}) NOT IN ({known})"
    sentence = f"{table}.{column} may not move like this"
    if _is_sqlite():
        _sqlite_trigger(name, f"UPDATE OF {column} ON {table}", f"WHEN {condition}", sentence)
    else:
        _postgres_refusal(name, sentence)
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {name}()"
        )


def forbid_other_moves_now(table: str, column: str, pairs: Pairs) -> None:
    """The same for a column that has a trigger already: these pairs replace the old ones."""
    name = f"{table}_{column}_moves"
    if _is_sqlite():
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
    forbid_other_moves(table, column, pairs)


def append_only(table: str, *keys: str) -> None:
    """Refuse UPDATE and DELETE of a table's rows; `keys` are its unique columns, protected against REPLACE."""
    sentence = f"{table} is append only"
    if _is_sqlite():
        _sqlite_trigger(f"{table}_never_changes", f"UPDATE ON {table}", "", sentence)
        _sqlite_trigger(f"{table}_never_leaves", f"DELETE ON {table}", "", sentence)
        _never_replaced(table, " OR ".join(f"{key} = NEW.{key}" for key in keys), sentence)
    else:
        name = f"{table}_append_only"
        _postgres_refusal(name, sentence)
        for suffix, what in (("rows", "UPDATE OR DELETE"), ("whole", "TRUNCATE")):
            level = "ROW" if suffix == "rows" else "STATEMENT"
            op.execute(
                f"CREATE TRIGGER {name}_{suffix} BEFORE {what} ON {table} FOR EACH {level} EXECUTE FUNCTION {name}()"
            )


def never_changed(table: str, *keys: str) -> None:
    """Refuse every UPDATE of a table's rows; they may be deleted. `keys` are its key, protected against REPLACE."""
    name, sentence = f"{table}_never_changes", f"{table} is added to and deleted from, never changed"
    if _is_sqlite():
        _sqlite_trigger(name, f"UPDATE ON {table}", "", sentence)
        _never_replaced(table, " AND ".join(f"{key} = NEW.{key}" for key in keys), sentence)
    else:
        _postgres_refusal(name, sentence)
        op.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def forbid_rows(table: str, name: str, like: str, sentence: str, *, first: str = "") -> None:
    """Refuse every new row of a table (NEW) for which the query `like` finds anything.

    `first` is done before on PostgreSQL, where others may be about to commit what it finds.
    """
    if _is_sqlite():
        _sqlite_trigger(name, f"INSERT ON {table}", f"WHEN EXISTS ({like})", sentence)
    else:
        _postgres_refusal(name, sentence, f"{first} IF EXISTS ({like}) THEN".lstrip(), "END IF; RETURN NEW;")
        op.execute(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def forbid_values(table: str, column: str, name: str, like: str, sentence: str) -> None:
    """Refuse every new or changed value of a column for which the query `like`, about the row NEW, finds anything."""
    if _is_sqlite():
        for suffix, what in (("new", "INSERT"), ("changed", f"UPDATE OF {column}")):
            _sqlite_trigger(f"{name}_{suffix}", f"{what} ON {table}", f"WHEN EXISTS ({like})", sentence)
    else:
        _postgres_refusal(name, sentence, f"IF EXISTS ({like}) THEN", "END IF; RETURN NEW;")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {column} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def follow(table: str, name: str, does: str, *moments: tuple[str, str]) -> None:
    """Have the statement `does` follow each change of a row (NEW, OLD): `INSERT`, say, and when, if not always."""
    if not _is_sqlite():
        op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {does}; RETURN NULL; END $$")
    for what, when in moments:
        on = f"CREATE TRIGGER {name}_{what.split()[0].lower()} AFTER {what} ON {table}"
        if _is_sqlite():
            op.execute(f"{on} {f'WHEN {when}' if when else ''} BEGIN {does}; END")
        else:
            op.execute(f"{on} FOR EACH ROW {f'WHEN ({when})' if when else ''} EXECUTE FUNCTION {name}()")


def check_now(table: str, name: str, condition: str) -> None:
    """Replace a table's check; nothing may refer to the table.

    On SQLite the table is made again from its own text, with every index and trigger of it: Alembic's batch would write
    the constraints in an order that changes from run to run, and lose the triggers.
    """
    if not _is_sqlite():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, condition)
        return
    known = text("SELECT sql FROM sqlite_schema WHERE tbl_name = :table AND sql IS NOT NULL ORDER BY type <> 'table'")
    bind = op.get_bind()
    made, *hanging = bind.execute(known, {"table": table}).scalars()
    made = re.sub(rf"(CONSTRAINT {name} CHECK) \(.*\)", lambda found: f"{found[1]} ({condition})", made)
    for statement in (
        re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE new_{table}", made),
        f"INSERT INTO new_{table} SELECT * FROM {table}",  # noqa: S608 - literals of the revisions
        f"DROP TABLE {table}",
        f"ALTER TABLE new_{table} RENAME TO {table}",
        *hanging,
    ):
        bind.exec_driver_sql(statement)


def _is_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _sqlite_trigger(name: str, what: str, when: str, sentence: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {what} {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END")


def _never_replaced(table: str, same: str, sentence: str) -> None:
    """Refuse a row (NEW) if the `same` one is there: REPLACE deletes it, and only recursive triggers would see that."""
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 - literals of the revisions
    _sqlite_trigger(f"{table}_never_replaced", f"INSERT ON {table}", taken, sentence)


def _postgres_refusal(name: str, sentence: str, begins: str = "", ends: str = "") -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN {begins} RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; {ends} END $$"
    )
