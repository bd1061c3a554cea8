"""Reads the journal page by page, for use outside the bot, while a bot may run."""

from collections.abc import AsyncGenerator

from bot.clock import SystemClock
from bot.desk.ledger.journal_chain import Entry, Unreadable
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.audit import pages
from bot.settings import Settings
from bot.wiring.build import secret
from storage.database import Database


async def journal(settings: Settings) -> AsyncGenerator[tuple[Entry | Unreadable, ...], None]:
    """Every page of the journal, oldest first. Raises the storage's exceptions if the database cannot be opened."""
    database = await Database.open(secret(settings.database_url), look_only=True)
    try:
        async for page in pages(Ledger(database, SystemClock())):
            yield page
    finally:
        await database.close()
