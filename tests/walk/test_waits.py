"""Who waits for a bot that has died is told so at once, and what it died of."""

import asyncio
from pathlib import Path

import pytest

from bot.chat.transport.inbox import InboxDied
from bot.sandbox.patience import NeverHappened
from tests.bot_processes import Fleet
from tests.walk.conftest import Street


async def test_a_bot_that_nobody_deals_with_updates_in_ends_and_a_walk_does_not_wait_for_it(street: Street) -> None:
    next(task for task in asyncio.all_tasks() if task.get_name() == "lane-0").cancel()
    with pytest.raises(InboxDied, match=r"\(lane-0 ended\). Start it again"):
        await street.hears("what is never said")
    street.tenant._task = None  # it needs no stop any more


@pytest.mark.real_time
async def test_a_process_that_ends_by_itself_is_not_waited_for(tmp_path: Path, postgres_url: str) -> None:
    fleet = Fleet({"DATABASE_URL": postgres_url}, tmp_path)
    with pytest.raises(NeverHappened, match=r"bot-1.log ended by itself, with \d:\n.*TELEGRAM_TOKEN"):
        await fleet.start()
