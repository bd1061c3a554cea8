"""What the security tests share: a street with the real bot, and a database of their own."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.desk.ledger.ledger import Ledger
from tests import migrated_databases
from tests.walk.conftest import opened


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    """A ledger on an empty database file, `data/caigou.db`."""
    database = await migrated_databases.opened(tmp_path / "data" / "caigou.db")
    yield Ledger(database, SystemClock())
    await database.close()


@pytest.fixture
def open_street(tmp_path: Path) -> Callable[..., Any]:
    """Opens a street with other settings: `async with open_street(TELEGRAM_ADMINS="5") as street`."""

    def open_it(second_admin: str = "", **settings: str) -> Any:
        return opened(tmp_path, second_admin, **settings)

    return open_it
