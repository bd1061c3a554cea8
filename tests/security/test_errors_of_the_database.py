"""An error of the database names its statement and never the row: rows are names, addresses and tokens."""

import traceback
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import SystemClock
from bot.desk.ledger.ledger import Ledger
from storage.engine.database import Database
from tests.storage.sql import sql

ROW = {"name": "canary-name", "updated_at": None, "value": '"canary-value"'}
INSERT = "INSERT INTO fact (name, value, updated_at) VALUES (:name, :value, :updated_at)"


async def error_of(ledger: Ledger) -> str:
    with pytest.raises(SQLAlchemyError) as refused:
        async with ledger.change() as uow:
            await sql(uow.session, INSERT, **ROW)
    return "".join(traceback.format_exception(refused.value))


async def test_an_error_of_sqlite_shows_no_value(ledger: Any) -> None:
    told = await error_of(ledger)
    assert "INSERT INTO fact" in told
    assert "canary" not in told


async def test_an_error_of_postgresql_quotes_no_parameter(postgres_url: str) -> None:
    database = await Database.open(postgres_url)
    try:
        told = await error_of(Ledger(database, SystemClock()))
    finally:
        await database.close()
    assert "INSERT INTO fact" in told
    assert "[parameters" not in told
