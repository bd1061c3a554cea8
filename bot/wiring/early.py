"""What is begun before everything else is loaded; it loads next to nothing itself."""

from pathlib import Path

from storage import sound_file

SQLITE = "sqlite:///"


def begin(database_url: str) -> None:
    """Check a SQLite file while the rest of the bot is loaded: a large one takes as long as that."""
    if database_url.startswith(SQLITE):
        sound_file.begin(Path(database_url.removeprefix(SQLITE)))
