"""What was bought, for those who look at it from outside: read page by page, beside a bot that runs."""

from collections.abc import AsyncGenerator
from datetime import datetime

from bot.clock import SystemClock
from bot.desk.ledger.exports import Bought
from bot.desk.ledger.ledger import Ledger
from bot.desk.operations.exports import pages
from bot.settings import Settings
from bot.wiring.build import secret
from storage.database import Database


async def bought(
    settings: Settings, since: datetime | None, until: datetime | None
) -> AsyncGenerator[tuple[Bought, ...], None]:
    """Every page of it, oldest attempt first; the storage's own exceptions where it cannot be opened."""
    database = await Database.open(secret(settings.database_url), look_only=True)
    try:
        async for page in pages(Ledger(database, SystemClock()), since, until):
            yield page
    finally:
        await database.close()
