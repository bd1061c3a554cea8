"""Schema revisions: which one a database has, which one the program needs, and the upgrade.

Alembic is loaded only to migrate; every other start only compares two revisions.
"""

import re
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.failures import DatabaseTooNew, DatabaseTooOld, StorageFailed, explain
from storage.files import backup

FOLDER = Path(__file__).parents[1] / "migrations"
OLDEST_RELEASE = "0.2.0"
"""The release whose last revision is the first one here; whatever is older goes through it."""
_RELEASED = re.compile(r"\d{4}")
_STORED = "SELECT version_num FROM alembic_version"


def revisions() -> list[str]:
    """All revisions that this program knows, oldest first; each is the number in its file's name."""
    return sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


def current(connection: Connection) -> str | None:
    """The revision of a database, None if it is new. Raises DatabaseTooOld or DatabaseTooNew if it is not known here.

    It is asked before anything is changed or copied.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text(_STORED)).scalar_one_or_none()
    _require_known(revision, "The database")
    return revision


def require_known_in(file: Path, named: Path) -> None:
    """Raise DatabaseTooOld or DatabaseTooNew if the revision of a SQLite file is not known here; it is only read.

    `named` is what the person who asked knows the file by.
    """
    try:
        with backup.opened(file, "ro") as connection:
            row = connection.execute(_STORED).fetchone()
    except sqlite3.Error as error:
        raise explain(error) or StorageFailed(f"{named} does not tell its revision: {error}.") from error
    _require_known(row[0] if row else None, str(named))


def _require_known(revision: str | None, named: str) -> None:
    known = revisions()
    if revision is None or revision in known:
        return
    if _RELEASED.fullmatch(revision) and revision < known[0]:
        raise DatabaseTooOld(
            f"{named} is of revision {revision}, from before release {OLDEST_RELEASE}, the oldest that this program"
            f" updates. Nothing was changed. Install release {OLDEST_RELEASE}, start it once, which keeps a copy and"
            " updates the database (a copy is restored there first), stop it, and install this release again."
        )
    raise DatabaseTooNew(f"{named} is of revision {revision}, which is newer than this program. Update the program.")


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Upgrade a database to a revision, all or nothing; `connection` has no transaction yet."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
