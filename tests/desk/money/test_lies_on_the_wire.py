"""Answers of the pretend 1688 that are changed on their way: money and parcels that cannot be are not believed."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from starlette.routing import Router

from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.order import Order
from bot.purchasing.order_report import OrderState, RefundState
from bot.purchasing.person import Act, Place
from bot.purchasing.reading.classify_url import OfferRef
from bot.purchasing.requests.asked_line import NamedOffer
from bot.purchasing.requests.opening import OpenedBy
from bot.sandbox.bus import Bus
from bot.sandbox.faults import Faults
from bot.sandbox.market_routes import market_routes
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.openplatform.tokens import ACCESS_LIFE, REFRESH_LIFE
from bot.sandbox.world.deals import PretendOrder
from bot.sandbox.world.world import World
from tests.desk.conftest import ANNA
from tests.desk.money.test_books import HandWorldClock
from tests.market.conftest import MemoryStore

DETAIL, PARCELS = "alibaba.trade.get.buyerView", "alibaba.trade.getLogisticsInfos.buyerView"
REFUNDS, REFUND_LIST = "OpQueryBatchRefundByOrderIdAndStatus", "queryOrderRefundList"
TOO_MUCH = 99_999_900


class LyingWire(httpx.AsyncBaseTransport):
    """The way to the pretend 1688; `lies` change what the calls of these names answer."""

    def __init__(self, honest: httpx.AsyncBaseTransport) -> None:
        self._honest = honest
        self.lies: dict[str, Callable[[Any], Any]] = {}
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._honest.handle_async_request(request)
        name = request.url.path.rsplit("/", 2)[-2]
        self.asked.append(name)
        lie = next((change for end, change in self.lies.items() if name.endswith(end)), None)
        if lie is None:
            return answer
        told = json.loads(await answer.aread())
        return httpx.Response(answer.status_code, json=lie(told))


class Street:
    """A desk at a pretend 1688, and the wire between them."""

    def __init__(self, room: Any, world: World, wire: LyingWire) -> None:
        self.room, self.world, self.wire = room, world, wire
        self.made = 0

    async def bought(self) -> PretendOrder:
        """A paid order of one product."""
        offer = next(each for each in self.world.offers.values() if each.tradable and not each.variants)
        offer.set_stock(10**6)
        named = [NamedOffer(OfferRef(str(offer.offer_id), quantity=max(offer.min_order, 10)))]
        desk, known = self.room.desk, set(self.world.book.orders)
        self.made += 1
        number, _ = await desk.opening.open(Act(ANNA, place=Place(ANNA.id)), named, key=OpenedBy(self.made, 0))
        await desk.drafting.choose_address(Act(ANNA), number, str(self.world.home.id))
        request = (await self.room.purchase(number)).request
        card = await desk.drafting.step(number)
        await desk.drafting.confirm(Act(ANNA), number, request.snapshot.hash, *card.seen)
        await desk.submit_worker.submit_due()
        [order_id] = set(self.world.book.orders) - known
        order = self.world.book.orders[order_id]
        await self.look(order)
        self.world.book.pay(order)
        await self.look(order)
        return order

    async def look(self, order: PretendOrder) -> Order:
        """A look at the order; the order as it is known then."""
        await self.room.desk.watch.look(str(order.order_id))
        async with self.room.ledger.read() as uow:
            known: Order = await uow.orders.get(str(order.order_id))
        return known

    async def told(self, kind: str) -> list[dict[str, Any]]:
        return [facts for name, _, facts in await self.room.owed() if name == kind]


@pytest.fixture
async def street(open_room: Any) -> AsyncIterator[Street]:
    room = open_room(ANNA.id)
    await room.desk.people.remember(ANNA, Place(ANNA.id), "private", "")
    clock, credentials, bus = HandWorldClock(room.clock), Credentials(), Bus()
    world = World(clock, bus)
    routes = market_routes(world, Faults(), bus, credentials, lambda: "http://market")
    now = room.clock.now()
    store = MemoryStore(
        Tokens(credentials.access_token, now + ACCESS_LIFE, credentials.refresh_token, now + REFRESH_LIFE, now)
    )
    wire = LyingWire(httpx.ASGITransport(Router(routes=routes)))
    client = OpenPlatformClient(
        origin="http://market",
        app_key=credentials.app_key,
        app_secret=credentials.app_secret,
        tokens=store,
        clock=room.clock,
        rate=0,
        transport=wire,
        patience=1,
    )
    room.market = OpenPlatformGateway(client, "cross")
    room.desk = room.another_desk("street")
    await room.desk.lost_time.remember()
    await room.desk.lost_time.make_sure()
    yield Street(room, world, wire)
    await client.aclose()


def the_order_says(told: Any) -> Any:
    told["result"]["baseInfo"] |= {"refund": TOO_MUCH / 100, "refundPayment": TOO_MUCH, "refundStatus": "refundsuccess"}
    return told


def the_line_says(told: Any) -> Any:
    for item in told["result"]["productItems"]:
        item |= {"refund": TOO_MUCH / 100, "refundStatus": "REFUND_SUCCESS"}
    return told


def the_refunds_say(told: Any) -> Any:
    """Each refund paid too much."""
    for refund in told["result"].get("opOrderRefundModels") or ():
        refund |= {"status": "refundsuccess", "refundPayment": TOO_MUCH, "refundCarriage": 0}
    return told


@pytest.mark.parametrize("lie", [the_order_says, the_line_says])
async def test_a_detail_that_names_more_than_was_paid_changes_nothing(street: Street, lie: Any) -> None:
    order = await street.bought()
    street.wire.lies = {DETAIL: lie}
    known = await street.look(order)
    assert (known.state, known.refund, known.refunded) == (OrderState.PAID, RefundState.NONE, 0)
    assert [line.refunded for line in known.lines] == [0]
    assert known.count.open == order.lines[0].quantity
    [notice] = await street.told("back_beyond_paid")
    assert (notice["amount"], notice["paid"]) == (TOO_MUCH, order.paid_fen)


async def test_the_lists_of_refunds_are_not_believed_beyond_what_was_paid(street: Street) -> None:
    order = await street.bought()
    street.world.book.refunds.ask_on_site(order, 500)
    assert (await street.look(order)).refund is RefundState.ASKED
    street.wire.lies = {REFUNDS: the_refunds_say, REFUND_LIST: the_refunds_say}
    known = await street.look(order)
    assert (known.refund, known.refunded) == (RefundState.ASKED, 0)
    assert [(each.state, each.amount, each.paid) for each in known.refunds] == [(RefundState.ASKED, 500, 0)]
    listed = await street.room.desk.orders.refunds(ANNA, Place(ANNA.id))
    assert [(each.asked, each.paid) for each in listed.sums] == [(500, 0)]
    [notice] = await street.told("back_beyond_paid")
    assert (notice["amount"], notice["paid"]) == (TOO_MUCH, order.paid_fen)


async def test_what_comes_back_in_truth_is_believed_once_the_lie_is_over(street: Street) -> None:
    order = await street.bought()
    street.world.book.refunds.ask_on_site(order, 500)
    street.wire.lies = {REFUNDS: the_refunds_say, REFUND_LIST: the_refunds_say, DETAIL: the_order_says}
    await street.look(order)
    assert order.open_refund is not None
    street.world.book.refunds.agree(order, order.open_refund)
    street.wire.lies = {}
    known = await street.look(order)
    assert (known.refund, known.refunded) == (RefundState.DONE, order.refunded_fen)
    assert len(await street.told("back_beyond_paid")) == 1


@pytest.mark.parametrize("names_its_order", [True, False])
async def test_another_order_s_parcels_are_not_taken_for_ours(street: Street, names_its_order: bool) -> None:
    street.world.switches.parcel_lines = names_its_order
    ours, other = await street.bought(), await street.bought()
    for order in (ours, other):
        street.world.book.ship(order)
    theirs = await street.room.market.parcels(str(other.order_id))
    honest = (await street.look(other)).parcels
    told = await _answer(street, other)
    street.wire.lies = {PARCELS: lambda _: told}
    known = await street.look(ours)
    assert known.parcels == ()
    [notice] = await street.told("parcel_of_other")
    assert (notice["order_id"], notice["parcel"]["bill_no"]) == (str(ours.order_id), theirs[0].bill_no)
    await street.look(ours)
    assert len(await street.told("parcel_of_other")) == 1
    street.wire.lies = {}
    assert [each.logistics_id for each in (await street.look(ours)).parcels] == [ours.parcels[0].logistics_id]
    assert (await street.look(other)).parcels == honest


async def test_a_parcel_of_another_order_that_was_shown_once_is_asked_about_again_and_not_told(street: Street) -> None:
    ours, other = await street.bought(), await street.bought()
    for order in (ours, other):
        street.world.book.ship(order)
    told = await _answer(street, other)

    def once(_: Any) -> Any:
        street.wire.lies = {}
        return told

    street.wire.lies = {PARCELS: once}
    known = await street.look(ours)
    assert [each.logistics_id for each in known.parcels] == [ours.parcels[0].logistics_id]
    assert await street.told("parcel_of_other") == []


async def test_a_parcel_that_says_nothing_stays_with_the_order_that_it_is_known_of(street: Street) -> None:
    street.world.switches.parcel_lines = False
    ours, other = await street.bought(), await street.bought()
    street.world.book.ship(other, says_lines=False)
    street.world.book.ship(ours, says_lines=False)
    await street.look(other)
    told = await _answer(street, other)
    street.wire.lies = {PARCELS: lambda _: told}
    assert (await street.look(ours)).parcels == ()
    assert len(await street.told("parcel_of_other")) == 1
    assert len((await street.look(other)).parcels) == 1


async def test_one_waybill_of_two_orders_is_a_parcel_of_each(street: Street) -> None:
    first, second = await street.bought(), await street.bought()
    for order in (first, second):
        street.world.book.ship(order)
        order.parcels[0].bill_no = "YT1000"
    for order in (first, second):
        assert [each.bill_no for each in (await street.look(order)).parcels] == ["YT1000"]
    assert await street.told("parcel_of_other") == []


async def test_two_orders_in_one_parcel_have_each_its_own_lines_of_it(street: Street) -> None:
    street.world.switches.parcel_lines = True
    first, second = await street.bought(), await street.bought()
    for order in (first, second):
        street.world.book.ship(order)
    rows = [(await _answer(street, order))["result"][0] for order in (first, second)]
    goods = [line for row in rows for line in row["logisticsOrderGoods"]]
    shared = rows[0] | {"logisticsOrderGoods": goods, "orderEntryIds": ",".join(row["orderEntryIds"] for row in rows)}
    street.wire.lies = {PARCELS: lambda _: {"result": [shared], "success": True}}
    for order in (first, second):
        [parcel] = (await street.look(order)).parcels
        assert parcel.logistics_id == shared["logisticsId"]
        assert [(line.entry_id, line.quantity) for line in parcel.lines] == [
            (str(line.sub_id), line.quantity) for line in order.lines
        ]
    assert await street.told("parcel_of_other") == []


async def test_a_trace_of_another_order_s_parcel_is_not_taken_for_ours(street: Street) -> None:
    order = await street.bought()
    street.world.book.ship(order)
    street.world.book.trace(order)
    parcel = order.parcels[0].logistics_id
    assert len(await street.room.market.trace(str(order.order_id), parcel)) == 1

    def of_other(told: Any) -> Any:
        for each in told["logisticsTrace"]:
            each["orderId"] += 1_000_003_000_784
        return told

    street.wire.lies = {"getLogisticsTraceInfo.buyerView": of_other}
    assert await street.room.market.trace(str(order.order_id), parcel) == ()


async def _answer(street: Street, order: PretendOrder) -> Any:
    """What the pretend 1688 answers about the parcels of an order."""
    heard: list[Any] = []

    def hear(told: Any) -> Any:
        heard.append(told)
        return told

    street.wire.lies = {PARCELS: hear}
    await street.room.market.parcels(str(order.order_id))
    street.wire.lies = {}
    return heard[0]
