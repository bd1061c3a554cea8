"""Takes the key of the journal from the settings."""

from bot.desk.ledger.anchor import JournalKey
from bot.settings import Settings


def key_of(settings: Settings) -> JournalKey | None:
    """The key of the journal; None if none is set."""
    return JournalKey(settings.journal_key.get_secret_value()) if settings.journal_key is not None else None
