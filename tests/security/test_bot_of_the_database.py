"""A database belongs to one bot: another token on it is refused before anything is read or said."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.wiring.lifecycle import OtherBot


@pytest.mark.threat("T10")
async def test_a_database_of_another_bot_is_refused_in_one_sentence(open_street: Any) -> None:
    async with open_street() as street:
        await street.ordered()
        await street.tenant.stop()
        own = street.tenant._settings
        assert own.telegram_token is not None
        number = int(own.telegram_token.get_secret_value().partition(":")[0])
        with pytest.raises(OtherBot, match="belongs to the bot 7"):
            await belonging_to(street, 7)
        before = street.rows("SELECT count(*) FROM request")
        await belonging_to(street, number)
        assert street.rows("SELECT count(*) FROM request") == before


async def belonging_to(street: Any, bot_id: int) -> None:
    """Start on the database as if it were that bot's."""
    with closing(sqlite3.connect(street.database)) as database, database:
        database.execute("UPDATE fact SET value = ? WHERE name = 'bot_id'", (str(bot_id),))
    await street.tenant.start()
