"""Reads what was bought page by page, for use outside the bot, while a bot may run."""

from collections.abc import AsyncGenerator
from datetime import datetime

from bot.clock import SystemClock
from bot.desk.ledger.exports import Bought
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.exports import pages
from bot.settings import Settings
from bot.wiring.build import secret
from storage.engine.database import Database


async def bought(
    settings: Settings, since: datetime | None, until: datetime | None
) -> AsyncGenerator[tuple[Bought, ...], None]:
    """Every page, oldest attempt first. Raises the storage's exceptions if the database cannot be opened."""
    database = await Database.open(secret(settings.database_url), look_only=True)
    try:
        async for page in pages(Ledger(database, SystemClock()), since, until):
            yield page
    finally:
        await database.close()
