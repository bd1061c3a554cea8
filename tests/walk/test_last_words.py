"""The bot is told to stop: what is on its way is finished, and what is owed is said first."""

import gc
from typing import Any
from unittest.mock import AsyncMock

import pytest

from bot.desk.messages.intake import Intake
from bot.desk.messages.outbox import Outbox
from storage.failures import StorageFailed
from tests.walk.conftest import Street


async def test_what_is_due_is_said_before_the_bot_stops_and_nothing_of_it_twice(street: Street) -> None:
    await street.ordered()
    before = len(await street.told())
    await street.fault(side="telegram", call="sendMessage", kind="slow", when="before", seconds=1, times=1)
    order_id = (await street.ledger())["orders"][0]["id"]
    await street.at_1688(order_id, "pay")
    await street.until(lambda: _owed(street), "a message that is on its way")
    await street.tenant.stop()
    said = (await street.told())[before:]
    assert [each for each in said if "paid" in each.text.casefold()]
    assert len({each.text for each in said}) == len(said)
    assert street.rows("SELECT kind FROM outbox WHERE state IN ('due', 'sending')") == []
    await street.tenant.start()


async def _owed(street: Street) -> bool:
    return bool(street.rows("SELECT 1 FROM outbox WHERE state = 'sending'"))


async def test_a_start_that_the_database_breaks_off_leaves_no_connection_open(
    street: Street, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await street.tenant.stop()
    verbs: tuple[tuple[Any, str], ...] = ((Outbox, "recover"), (Intake, "waiting"))  # recovering, hearing
    for room, verb in verbs:
        with monkeypatch.context() as broken:
            broken.setattr(room, verb, AsyncMock(side_effect=StorageFailed("the server is away")))
            with pytest.raises(StorageFailed):
                await street.tenant.start()
        gc.collect()
        assert "Unclosed" not in caplog.text
    await street.tenant.start()
