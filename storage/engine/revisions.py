"""Schema revisions: which one a database has, which one the program needs, and the upgrade.

Alembic is loaded only to migrate; every other start only compares two revisions.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.failures import DatabaseTooNew

FOLDER = Path(__file__).parents[1] / "migrations"


def revisions() -> list[str]:
    """All revisions that this program knows, oldest first; each is the number in its file's name."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """The revision of a database, None if it is new. Raises DatabaseTooNew if the revision is not known here."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is not None and found not in revisions():
        raise DatabaseTooNew(
            f"The database is of revision {found}, which is newer than this program. Update the program."
        )
    return found


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Upgrade a database to a revision, all or nothing; `connection` has no transaction yet."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
