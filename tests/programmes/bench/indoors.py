"""The product in this process: built as it always is, beside the pretend world, for what is counted and not felt."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.settings import of_world
from bot.wiring.build import BuiltBot, built
from bot.wiring.demo import SharedClock
from tests.programmes.bench.place import Town


@asynccontextmanager
async def indoors(town: Town, folder: Path, **settings: str) -> AsyncIterator[BuiltBot]:
    """Build the product on the folder's database; nothing ticks, the caller does what is measured."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    known = town.world.settings(town.url) | {"TELEGRAM_RATE": "0", "ALIBABA_RATE": "1000"}
    known |= {"DATABASE_URL": f"sqlite:///{folder / 'bench.db'}"} | settings
    async with built(of_world(known), SharedClock(town.world.clock)) as house:
        await house.desk.journal_keeper.begin()
        yield house
