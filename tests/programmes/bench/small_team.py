"""A team that buys on the world's clock, through its chat: what an order leaves in the database, and what time does."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlmodel import func, select

from bot.sandbox.actor import Player, ShownMessage, post
from bot.sandbox.playing import Play, choose_all, insists
from bot.sandbox.team_scenes import Cast, come_together, silent
from bot.sandbox.world.goods import PretendOffer
from bot.wiring.build import BuiltBot
from bot.wiring.lifecycle import living
from storage.tables import RequestRow
from tests.programmes.bench import stock
from tests.programmes.bench.indoors import indoors
from tests.programmes.bench.place import Town, town
from tests.programmes.bench.team import codes

SELLERS, OFFERS = 40, 200
REASON = "For the stand at the December fair, as agreed with Olga on Tuesday"
TALK = (
    "Is anybody still at the warehouse? The driver waits at gate 4 and nobody picks up the phone",
    "I will be there in ten minutes, please let him in and count the pallets before he leaves",
    "The invoice of last week is paid, the rest goes out on Friday after the bank has opened again",
)
"""What a group says among itself beside each order."""


@dataclass
class SmallTeam:
    """One town, one bot that lives in it, and the people of its team."""

    place: Town
    house: BuiltBot
    http: httpx.AsyncClient
    cast: Cast
    goods: list[PretendOffer]

    async def passes(self, minutes: int, step: int) -> None:
        """So many minutes pass; at each step everything regular is done that is due."""
        for _ in range(0, minutes, step):
            self.place.world.clock.advance(step * 60)
            now = self.house.ledger.clock.now()
            for row in self.house.timetable._rows:
                self.house.timetable.poke(row.name)
            for _ in range(600):
                if all(tick.error or (tick.last_run or now) >= now for tick in self.house.desk.pulse.ticks()):
                    break
                await asyncio.sleep(0.02)

    async def buys(self, number: int) -> None:
        """Somebody asks for a good in the group, with a reason; it is approved, placed and paid."""
        offer, daria = self.goods[number % len(self.goods)], self.cast.here["Daria"]
        await self._talks()
        await daria.catches_up()
        mine = f"#{await self._next()} "
        await daria.writes(f"/buy {offer.offer_id} {3 + number % 50}")
        card = await choose_all(self._play, daria, await daria.sees(mine), "say why", "ask for approval")
        await self._approved(await self._asks(daria, card), 1)

    async def buys_a_basket(self, number: int, lines: int) -> None:
        """Somebody drops a sheet of so many sellers' goods in the group; it is approved, placed and paid."""
        daria = self.cast.here["Daria"]
        offers = [self.goods[(number + place) % len(self.goods)] for place in range(lines)]
        await self._talks()
        await daria.catches_up()
        await daria.drops("basket.csv", stock.sheet(stock.rows(offers, lines), 3 + number % 50), "@caigou_bot")
        await daria.sees("Lines:")
        card = await choose_all(self._play, daria, await daria.sees("products"), "say why", "ask for approval")
        await self._approved(await self._asks(daria, card), lines)

    async def happens(self, action: str) -> None:
        """The same happens to every order at 1688."""
        for order_id in [*self.place.world.world.book.orders]:
            await post(self.http, f"/sim/orders/{order_id}/{action}", {})

    async def _next(self) -> int:
        """The number of the next request."""
        async with self.house.ledger.read() as uow:
            newest = (await uow.session.exec(select(func.max(RequestRow.id)))).one()
            return (newest or 0) + 1

    @property
    def _play(self) -> Play:
        return Play(self.http, next(iter(self.cast.alone.values())), 0, silent)

    async def _talks(self) -> None:
        for name, words in zip(("Boris", "Daria", "Emil"), TALK, strict=True):
            await self.cast.here[name].writes(words)
        out_of_sight = {"chat": self.cast.group}  # whoever scrolls through all of it reads ever longer
        await post(self.http, f"/sim/people/{self.cast.here['Daria'].person}/clear", out_of_sight)

    async def _asks(self, daria: Player, card: ShownMessage) -> ShownMessage:
        if any("Say why" in label for label in card.labels):
            await daria.presses(card, "Say why")
            question = await daria.sees("Why is #", "needed?")
            await daria.writes(REASON, reply_to=question.message_id)
            card = await daria.sees("confirm", "Why:")
        await daria.presses(card, "Ask for approval")
        return await insists(daria, "· approval wanted")

    async def _approved(self, card: ShownMessage, orders: int) -> None:
        book = self.place.world.world.book.orders
        before = set(book)
        for name in ("Boris", "Chen"):
            for label, code in codes(self.place, self.cast.group, card.message_id).items():
                if "Approve" in label:
                    self.place.press_in(self.cast.here[name].person, self.cast.group, card.message_id, code)
            await asyncio.sleep(0.1)
        await self.place.until(lambda: len(book) == len(before) + orders, "its orders")
        await self.passes(2, 1)
        for order_id in set(book) - before:
            await post(self.http, f"/sim/orders/{order_id}/pay", {})


@asynccontextmanager
async def small_team(folder: Path, **settings: str) -> AsyncIterator[SmallTeam]:
    """A team whose bot runs on the world's clock, with the settings as they are by themselves or as said."""
    async with (
        town() as place,
        httpx.AsyncClient(base_url=place.url, timeout=30, trust_env=False) as http,
        indoors(place, folder, **settings) as house,
        living(house),
    ):
        goods = stock.goods(place, OFFERS, stock.sellers(place, SELLERS), "plain")
        yield SmallTeam(place, house, http, await come_together(http), goods)


def bytes_by_table(database: Path) -> Counter[str]:
    """How many bytes of the file each table takes with its indexes, holes in its pages included."""
    query = (
        "SELECT schema.tbl_name, sum(pages.pgsize) FROM dbstat AS pages"
        " JOIN sqlite_schema AS schema ON schema.name = pages.name GROUP BY schema.tbl_name"
    )
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return Counter(dict(connection.execute(query).fetchall()))
