"""What people count, whatever they did wrong before, is in the end what the pretend world put into the parcels."""

import random
from typing import Any

import pytest

from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import CloseReason, Tally, count_acts
from bot.purchasing.order import OrderState, Parcel, ParcelLine
from bot.purchasing.requests.purchase import Person, Place
from bot.sandbox.bus import Bus
from bot.sandbox.clock import WorldClock
from bot.sandbox.world.deals import PretendOrder, PretendParcel
from bot.sandbox.world.orderbook import Shipped
from bot.sandbox.world.quoting import Wish
from bot.sandbox.world.world import World
from tests.counts import counted
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed

ORDERED = 24


class Warehouse:
    """Two people, one order of the pretend world, and parcels that hold what the seller put into them."""

    def __init__(self, room: Any, order: PretendOrder, world: World, entry: str, dice: random.Random) -> None:
        self.room, self.order, self.world, self.entry, self.dice = room, order, world, entry, dice
        self.acts, self.broken = 0, dict[str, int]()

    @property
    def counting(self) -> Any:
        return self.room.desk.counting

    async def ship(self, _: Person) -> None:
        """The seller sends what it likes: short, too much, and 1688 names it, names it wrong, or not at all."""
        line, said = self.order.lines[0], self.dice.randint(1, ORDERED // 3)
        pieces = max(0, said + self.dice.choice((0, 0, 0, -1, 2)))
        self.world.book.ship(self.order, lines=[Shipped(line, pieces, said)], says_lines=self.dice.random() < 0.5)
        parcel = self.order.parcels[-1]
        self.broken[parcel.logistics_id] = self.dice.randint(0, min(2, pieces))
        await self.looked()

    async def looked(self, **values: Any) -> None:
        """The bot reads what 1688 says of the order."""
        self.room.clock.on(minutes=1)
        self.room.market.parcel_list = tuple(
            Parcel(
                each.logistics_id, each.bill_no, each.company, "SIGN", True,
                lines=tuple(ParcelLine(self.entry, said) for _, said in each.contents) if each.says_lines else (),
            )
            for each in self.order.parcels
        )  # fmt: skip
        values = values or {"state": OrderState.SHIPPED, "word": "waitbuyerreceive"}
        self.room.market.moves(ORDER_ID, **values)
        await self.room.desk.watch.look(ORDER_ID)

    def truth(self, parcel: PretendParcel) -> tuple[int, int]:
        """Good and damaged pieces that are in it."""
        pieces, broken = sum(pieces for _, pieces in parcel.really), self.broken[parcel.logistics_id]
        return pieces - broken, broken

    async def count(self, by: Person, parcel: PretendParcel, good: int, damaged: int) -> None:
        """Somebody counts a parcel, after what others did since they looked was shown to them."""
        self.acts += 1
        number, lines = parcel.logistics_id, {self.entry: Tally(good, damaged)}
        stale = self.dice.choice((0, (await self.counting.show(by, ORDER_ID)).seen))
        for seen in (stale, (await self.counting.show(by, ORDER_ID, number)).seen):
            try:
                key = f"k{self.acts}"
                await self.counting.count(by, ORDER_ID, lines, key, None, seen=seen, parcel=number, surplus=True)
                await self.counting.count(by, ORDER_ID, lines, key, None, seen=seen, parcel=number, surplus=True)
            except Refusal as refusal:
                if refusal.key != "counted-meanwhile" and (good + damaged or refusal.key != "nothing-counted"):
                    raise
            else:
                break

    async def wrong(self, by: Person) -> None:
        """Somebody counts any parcel, right or not."""
        parcel = self.dice.choice(self.order.parcels)
        await self.count(by, parcel, self.dice.randint(0, 9), self.dice.randint(0, 2))

    async def back(self, by: Person) -> None:
        view = await self.counting.show(by, ORDER_ID)
        if acts := count_acts(view.order.arrivals):
            await self.counting.take_back(by, ORDER_ID, self.dice.choice(acts)[0].id, None)

    async def close(self, by: Person) -> None:
        self.acts += 1
        seen = (await self.counting.show(by, ORDER_ID)).seen
        reason = self.dice.choice((None, CloseReason.LOST))
        await self.counting.close(by, ORDER_ID, [], reason, f"k{self.acts}", None, seen=seen)

    async def put_right(self) -> None:
        """In the end all that was counted is taken back, and each parcel is counted as it is, by whoever is there."""
        while acts := count_acts((await self.counting.show(ANNA, ORDER_ID)).order.arrivals):
            await self.counting.take_back(self.dice.choice((ANNA, BORIS)), ORDER_ID, acts[0][0].id, None)
        for parcel in self.dice.sample(self.order.parcels, len(self.order.parcels)):
            await self.count(self.dice.choice((ANNA, BORIS)), parcel, *self.truth(parcel))


@pytest.mark.parametrize("seed", range(counted(100, 4)))
async def test_in_the_end_the_sums_are_those_of_the_world(open_room: Any, seed: int) -> None:
    dice, room = random.Random(seed), open_room(ANNA.id, BORIS.id)
    await room.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    room.market.outcomes = [placed()]
    await room.confirmed(ORDERED)
    await room.desk.submit_worker.submit_due()
    await room.desk.watch.look_due()
    world = World(WorldClock(), Bus())
    offer = next(each for each in world.offers.values() if not each.skus and each.min_order <= ORDERED)
    (order,) = world.buy([Wish(offer.offer_id, None, ORDERED)], world.home, "site").orders
    world.book.pay(order)
    entry = (await room.purchase(1)).orders[0].lines[0].entry_id
    house = Warehouse(room, order, world, entry, dice)
    await house.ship(ANNA)
    over = False
    for _ in range(10):
        by = dice.choice((ANNA, BORIS))
        await dice.choice((house.ship, house.ship, house.wrong, house.back, house.close))(by)
        if not over and dice.random() < 0.05:
            over = True
            await house.looked(state=OrderState.CANCELLED, word="cancel")
    await house.put_right()
    found = (await room.purchase(1)).orders[0]
    good, damaged = (sum(house.truth(each)[at] for each in order.parcels) for at in (0, 1))
    count = found.count
    assert count.good + count.damaged + count.surplus == good + damaged, "nothing is lost, and nothing counted twice"
    assert count.good + count.damaged + count.closed + count.cancelled <= ORDERED
    assert count.surplus == max(0, good + damaged - (ORDERED - count.cancelled))
    full = {each.logistics_id for each in order.parcels if sum(house.truth(each))}
    assert full <= {each.logistics_id for each in found.parcels if each.counted_at}
