"""What people count and ask back, whatever they did wrong before, is in the end what the pretend world has."""

import random
from typing import Any

import pytest

from bot.desk.shared.errands import claim_errand, end
from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import PAID_BACK, CloseReason, Tally, count_acts
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Pieces
from bot.purchasing.errands import ErrandKind, ErrandState
from bot.purchasing.money import Fen
from bot.purchasing.order_report import OrderState, Parcel, ParcelLine, RefundReport, RefundState
from bot.purchasing.person import Act, Person, Place
from bot.sandbox.bus import Bus
from bot.sandbox.clock import WorldClock
from bot.sandbox.world.deals import HERE, PretendOrder, PretendParcel, PretendRefund
from bot.sandbox.world.orderbook import Shipped
from bot.sandbox.world.quoting import Wish
from bot.sandbox.world.refunding import AGREED_REASON
from bot.sandbox.world.world import World
from tests.counts import counted
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed

ORDERED = 24
STATES = {"refundsuccess": RefundState.DONE, "refundclose": RefundState.CLOSED}
STANDS = (RefundState.ASKED, RefundState.DONE, RefundState.CLOSED)


class Warehouse:
    """Two people, one order of the pretend world, and parcels that hold what the seller put into them."""

    def __init__(self, room: Any, order: PretendOrder, world: World, entry: str, dice: random.Random) -> None:
        self.room, self.order, self.world, self.entry, self.dice = room, order, world, entry, dice
        self.acts, self.broken = 0, dict[str, int]()
        self.asked = dict[int, tuple[Pieces, bool]]()

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
        self.room.market.refund_list = tuple(map(self.shown, self.order.refunds))
        words = [STATES.get(each.status, RefundState.ASKED) for each in self.order.refunds]
        word = next((each for each in STANDS if each in words), RefundState.NONE)
        values |= {"refund": word, "refunded": Fen(self.order.refunded_fen)}
        self.room.market.moves(ORDER_ID, **values)
        await self.room.desk.watch.look(ORDER_ID)

    def shown(self, refund: PretendRefund) -> RefundReport:
        return RefundReport(
            f"TQ{refund.number}", refund.status, STATES.get(refund.status, RefundState.ASKED), Fen(refund.asked_fen),
            Fen(refund.paid_fen), entries=(self.entry,), back=refund.goods_back, rejection=refund.rejection,
        )  # fmt: skip

    async def ask(self, by: Person) -> None:
        """Somebody asks back what the count says, right or not; a person on the site does so without us."""
        line = (await self.counting.show(by, ORDER_ID)).order.balance.lines[self.entry]
        back = line.lacking.here > 0 and self.dice.random() < 0.5
        most = line.can_go_back
        pieces = Pieces(min(line.able.missing, 3))
        if back:
            pieces = Pieces(damaged=min(most.damaged, 2), good=min(most.good, 1))
        if not line.allows(pieces):
            return
        if self.order.open_refund or not any(pieces):
            return
        ours, ask = self.dice.random() < 0.8, RefundAsk(GoodsStatus.HERE, {self.entry: pieces}, back, goods=Fen(30))
        async with self.room.ledger.change() as uow:
            purchase, order = await uow.find_purchase_of(ORDER_ID)
            if ours:
                order, errand = await claim_errand(
                    uow, by, purchase, order, ErrandKind.REFUND, ask=ask, entries=ask.entries
                )
        lines = {self.order.lines[0].sub_id: max(1, sum(pieces))}
        refund = self.world.book.refunds.ask(self.order, lines, 30, 0, HERE, AGREED_REASON, back)
        if ours:
            self.asked[refund.number] = (pieces, back)
            async with self.room.ledger.change() as uow:
                purchase, order = await uow.find_purchase_of(ORDER_ID)
                await end(uow, purchase, order, errand, ErrandState.DONE, refund_id=f"TQ{refund.number}")
        await self.looked()

    async def answer(self, _: Person) -> None:
        """The seller agrees, pays all or less, or refuses; a refund that was refused is taken back."""
        refund, book = self.order.open_refund, self.world.book.refunds
        if refund is None:
            return
        match refund.status:
            case "waitbuyermodify":
                book.close(self.order, refund)
            case "waitbuyersend":
                book.send_back(self.order, refund, "ZTO", "ZT1")
            case "waitselleragree" | "waitsellerreceive" if self.dice.random() < 0.15:
                book.refuse(self.order, refund, "不同意")
            case _:
                book.agree(self.order, refund, self.dice.choice((None, 10)))
        await self.looked()

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
                await self.counting.count(Act(by), ORDER_ID, lines, key, seen=seen, parcel=number, surplus=True)
                await self.counting.count(Act(by), ORDER_ID, lines, key, seen=seen, parcel=number, surplus=True)
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
            await self.counting.take_back(Act(by), ORDER_ID, self.dice.choice(acts)[0].id)

    async def close(self, by: Person) -> None:
        self.acts += 1
        seen = (await self.counting.show(by, ORDER_ID)).seen
        reason = self.dice.choice((None, CloseReason.LOST))
        await self.counting.close(Act(by), ORDER_ID, [], reason, f"k{self.acts}", seen=seen)

    async def put_right(self) -> None:
        """In the end all that was counted is taken back, and each parcel is counted as it is, by whoever is there."""
        while acts := count_acts((await self.counting.show(ANNA, ORDER_ID)).order.arrivals):
            await self.counting.take_back(Act(self.dice.choice((ANNA, BORIS))), ORDER_ID, acts[0][0].id)
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
    for _ in range(18):
        by = dice.choice((ANNA, BORIS))
        await dice.choice((house.ship, house.wrong, house.back, house.close, *[house.ask] * 2, *[house.answer] * 3))(by)
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
    paid = [each for each in order.refunds if each.status == "refundsuccess"]
    ours = [house.asked[each.number] for each in paid if each.number in house.asked]
    assert found.refunded == sum(each.paid_fen for each in paid), "money counts once 1688 says so, to the fen"
    assert count.returned_damaged == min(count.damaged, sum(of.damaged for of, _ in ours))
    assert count.returned_good == min(count.good, sum(of.good for of, _ in ours))
    assert over or count.cancelled == min(ORDERED, sum(of.missing for of, _ in ours))
    assert len({each.act for each in found.arrivals if each.act.startswith(PAID_BACK)}) == len(ours)
    full = {each.logistics_id for each in order.parcels if sum(house.truth(each))}
    assert full <= {each.logistics_id for each in found.parcels if each.counted_at}
