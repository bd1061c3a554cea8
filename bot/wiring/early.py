"""What is begun before everything else is loaded; it loads next to nothing itself."""

from pathlib import Path

from storage.files import sound_file

SQLITE = "sqlite:///"


def file_of(database_url: str) -> Path | None:
    """The file of a SQLite database; None if the database is on a server."""
    return Path(database_url.removeprefix(SQLITE)) if database_url.startswith(SQLITE) else None


def begin(database_url: str) -> None:
    """Check a SQLite file while the rest of the bot is loaded, if it is not as its last stop left it."""
    path = file_of(database_url)
    if path and not sound_file.is_as_left(path):
        sound_file.begin(path)
