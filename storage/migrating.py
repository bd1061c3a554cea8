"""Knows the revisions of the schema: which a database has, which it should have, and how it gets there."""

from io import StringIO
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.failures import DatabaseTooNew

FOLDER = Path(__file__).with_name("migrations")


def newest() -> str:
    """The revision that this program works with."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def current(connection: Connection) -> str | None:
    """The revision of a database, None where it is new; DatabaseTooNew where it is not known here."""
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise DatabaseTooNew(
            f"The database is of revision {found}, which is newer than this program. Update the program."
        )
    return found


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring a database to a revision, all or nothing; `connection` has no transaction yet."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def as_sql(dialect: str) -> str:
    """All revisions as the statements of a dialect, without a database."""
    script = StringIO()
    config = _config(script)
    config.attributes["dialect"] = dialect
    command.upgrade(config, "head", sql=True)
    return script.getvalue()


def _config(output: StringIO | None = None) -> Config:
    config = Config(output_buffer=output)
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
