"""A team that has bought before: what it takes to get an order, and then nothing more to do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx

from bot.desk.ledger.facts import COPIES, CopyFact
from bot.sandbox.actor import ShownMessage
from bot.sandbox.playing import Play
from bot.sandbox.team_scenes import Cast, ask, come_together, silent
from bot.wiring.build import BuiltBot
from bot.wiring.lifecycle import living
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town


@asynccontextmanager
async def with_one_order(place: Town, folder: Path) -> AsyncIterator[tuple[BuiltBot, Cast, Play]]:
    """The bot, in this process, as it lives with a team that has come together and bought once."""
    async with (
        httpx.AsyncClient(base_url=place.url, timeout=30, trust_env=False) as http,
        indoors(place, folder) as house,
        living(house),
    ):
        cast = await come_together(http)
        play = Play(http, next(iter(cast.alone.values())), 0, silent)
        await bought(house, place, cast, (await ask(play, cast, "For the fair"))[1])
        yield house, cast, play


async def bought(house: BuiltBot, place: Town, cast: Cast, card: ShownMessage) -> None:
    """Two approve what this card of the group asks for, and its order is placed."""
    for name in ("Boris", "Chen"):
        actor = cast.here[name]
        for label, code in codes(place, cast.group, card.message_id).items():
            if "Approve" in label:
                place.press_in(actor.person, cast.group, card.message_id, code)
    await place.until(lambda: bool(place.world.world.book.orders), "the team's order")
    await settled(house)


async def settled(house: BuiltBot) -> None:
    """The order is looked at, and nothing more is owed to anybody."""
    for _ in range(300):
        async with house.ledger.read() as uow:
            orders = await uow.orders.of(1)
            if orders and orders[0].known and not await uow.outbox.waiting_messages():
                return
        await asyncio.sleep(0.1)
    raise AssertionError("the order was never settled")


def codes(place: Town, chat: int, message_id: int) -> dict[str, str]:
    """What the buttons of a message carry, by their labels."""
    message = place.world.chats.chats[chat].messages[message_id]
    return {each["text"]: each.get("callback_data", "") for row in message.inline or () for each in row}


async def no_copies(house: BuiltBot) -> None:
    """None falls due while the looks move the clock: a copy reads and writes gigabytes beside them."""
    async with house.ledger.change() as uow:
        await uow.facts.put(COPIES, CopyFact(uow.now + timedelta(days=30)))
