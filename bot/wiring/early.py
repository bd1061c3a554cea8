"""What is begun before everything else is loaded; it loads next to nothing itself."""

from pathlib import Path

from storage.files import sound_file


def file_of(database_url: str) -> Path | None:
    """The file of a SQLite database; None if the database is on a server."""
    where, _, file = database_url.partition("sqlite:///")
    return Path(file).resolve() if file and not where else None


def begin(database_url: str) -> None:
    """Check a SQLite file while the rest of the bot is loaded, if it is not as its last stop left it."""
    path = file_of(database_url)
    if path and not sound_file.is_as_left(path):
        sound_file.begin(path)
