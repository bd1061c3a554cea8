"""A copy runs beside the original with the same token: nothing is bought twice, and `/resume` says what holds."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.wiring.database_care import copy_to
from bot.wiring.demo import EmbeddedBot, SharedClock
from tests.walk.conftest import Street

PREVIEW, LIST = "alibaba.createOrder.preview", "alibaba.trade.getBuyerOrderList"
PAUSED = "SELECT 1 FROM event WHERE kind = 'paused'"
RESUMED = "SELECT 1 FROM event WHERE kind = 'resumed'"
READY = "SELECT count(*) FROM attempt WHERE state = 'ready' AND epoch = 0"
KNOWN = "SELECT count(*) FROM remote_order HAVING count(*) = 3"
QUANTITIES = (2, 3, 4)
ALONE_SECONDS = 125


class Copy:
    """The same bot, with the same token, on a copy of the street's file."""

    def __init__(self, street: Street, path: Path) -> None:
        self.path = path
        url = SecretStr(f"sqlite:///{path}")
        settings = street.settings.model_copy(update={"database_url": url})
        self.tenant = EmbeddedBot(settings, SharedClock(street.world.clock))

    async def has(self, query: str) -> bool:
        with closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as database:
            return bool(database.execute(query).fetchall())


@asynccontextmanager
async def beside(street: Street, folder: Path) -> AsyncIterator[Copy]:
    """Both run, and know of three purchases that are agreed to and not sent; both have paused."""
    cards = [await street.draft(quantity=quantity) for quantity in QUANTITIES]
    await street.forgets_the_price()
    await street.fault(side="1688", call=PREVIEW, kind="reset", when="before", times=1000)
    for number, card in enumerate(cards, start=1):
        answer = await street.anna.presses(card, "Buy now")
        if "Press again" in (answer["answer"]["text"] or ""):  # the same good is asked for more than once
            await asyncio.sleep(5)
            await street.anna.presses(card, "Buy now")
        await street.until(partial(street.has, f"{READY} HAVING count(*) = {number}"), "it is ready")
    copy = Copy(street, folder / "elsewhere" / "caigou.db")
    await copy_to(street.settings, copy.path)
    await copy.tenant.start()
    try:
        await street.until(lambda: street.has(PAUSED), "the original pauses")
        await street.until(lambda: copy.has(PAUSED), "the copy pauses")
        await street.http.delete("/sim/faults")
        await asyncio.sleep(25)  # both have looked, and what is ready is due again
        yield copy
    finally:
        await copy.tenant.stop()


async def bought(street: Street) -> dict[int, int]:
    """How often each quantity was bought."""
    return Counter(order["lines"][0]["quantity"] for order in (await street.ledger())["orders"])


@pytest.mark.timeout(150)
async def test_while_two_run_neither_lets_buying_go_on_and_then_one_says_what_it_does_first(
    street: Street, tmp_path: Path
) -> None:
    async with beside(street, tmp_path) as copy:
        for _ in range(4):
            await street.anna.writes("/resume")
            await asyncio.sleep(3)
        await street.hears("Not yet", "another program used this bot's token less than two minutes ago")
        assert not await street.has(RESUMED)
        assert not await copy.has(RESUMED)
        assert not await bought(street)
        await copy.tenant.stop()
        await street.later(ALONE_SECONDS)
        reads = (await street.ledger())["calls"].get(LIST, 0)
        await street.anna.writes("/resume")
        await street.hears("Buying goes on", "another program", "Before each order I first read 1688's order list")
        await street.until(lambda: street.has(KNOWN), "all are placed")
        assert (await street.ledger())["calls"][LIST] >= reads + len(QUANTITIES)
    assert await bought(street) == dict.fromkeys(QUANTITIES, 1)


@pytest.mark.threat("T10")
@pytest.mark.timeout(150)
async def test_two_that_do_not_hear_of_each_other_and_are_both_resumed_buy_nothing_twice(
    street: Street, tmp_path: Path
) -> None:
    async with beside(street, tmp_path) as copy:
        await street.fault(side="telegram", call="getUpdates", kind="status", status=502, times=10_000)
        await asyncio.sleep(5)  # both have tried in vain to hear of the other
        await street.later(ALONE_SECONDS)
        await street.http.delete("/sim/faults")

        async def both_resumed() -> bool:
            """One asks for updates first, and the other does while that one waits for some."""
            await street.anna.writes("/resume")
            await asyncio.sleep(2)
            return await street.has(RESUMED) and await copy.has(RESUMED)

        async def both_know() -> bool:
            return await street.has(KNOWN) and await copy.has(KNOWN)

        await street.until(both_resumed, "both let buying go on")
        await street.until(both_know, "both know an order of each purchase")
        await asyncio.sleep(15)  # nothing follows
    assert await bought(street) == dict.fromkeys(QUANTITIES, 1)
