"""Valid answers of 1688, one story's worth, as the pretend world builds them and our own client hears them."""

import json
from collections import defaultdict
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from datetime import timedelta
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from bot.market.errors import MarketError
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.purchasing.asking_back import GoodsStatus, RefundAsk
from bot.purchasing.claims import Pieces
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.offers.search import Search
from bot.purchasing.order_report import PayWay
from bot.purchasing.snapshot import PricedLine
from bot.sandbox.app import PretendWorld
from bot.sandbox.pictures import picture
from bot.sandbox.world.deals import NotNow
from tests.fakes.clock import WorldTime
from tests.pictures.labels import written


class Overheard(httpx.AsyncBaseTransport):
    """The pretend world without a socket; keeps every answer by the name of its call."""

    def __init__(self, world: PretendWorld) -> None:
        self._inner = httpx.ASGITransport(app=world.app)
        self.heard: dict[str, list[Any]] = defaultdict(list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await self._inner.handle_async_request(request)
        told = await answer.aread()
        name = request.url.path.split("/")[-2]
        self.heard[name].append(json.loads(told))
        return httpx.Response(answer.status_code, content=told, headers=answer.headers)


class _Kept:
    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def load(self) -> Tokens:
        return self._tokens

    async def save(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


class _Now(WorldTime):
    async def sleep(self, seconds: float) -> None:
        """Nobody waits here."""


async def overhear() -> dict[str, tuple[Any, ...]]:
    """The answers to every call, by its name; several where the story asks several times."""
    world = PretendWorld()
    ear, keys = Overheard(world), world.credentials
    tokens = Tokens(keys.access_token, None, keys.refresh_token, None, None)
    client = OpenPlatformClient(
        origin="http://world", app_key=keys.app_key, app_secret=keys.app_secret, tokens=_Kept(tokens),
        clock=_Now(world), rate=10_000, transport=ear,
    )  # fmt: skip
    try:
        await client.server_time()
        await client.keeper.prepare()
        for call in ("cross", "fast"):
            await _story(world, OpenPlatformGateway(client, call), call)
    finally:
        await client.aclose()
    return {name: tuple(map(_short, told)) for name, told in ear.heard.items()}


def _short(told: Any) -> Any:
    """The same document with at most three entries in each list: the others say nothing new."""
    if isinstance(told, dict):
        return {name: _short(each) for name, each in told.items()}
    return [_short(each) for each in told[:3]] if isinstance(told, list) else told


async def _story(world: PretendWorld, market: OpenPlatformGateway, call: str) -> None:
    since = world.clock.now() - timedelta(hours=1)
    await market.search(Search("杯"), 1, "en")
    photo = written(Image.open(BytesIO(picture("mug", 0))).convert("RGB"), "JPEG")
    await market.search(Search(picture=await market.upload_picture(photo)), 1, "en")
    today = world.clock.now().date()
    await market.median_price(str(next(iter(world.world.offers))), today - timedelta(days=30), today)
    await market.account()
    home = next(iter(await market.addresses()))
    for offer_id in list(world.world.offers):
        offer = await market.offer(str(offer_id), "en")
        spec_id = offer.skus[0].spec_id if offer.skus else None
        line = PricedLine(offer.offer_id, spec_id, max(offer.minimum, offer.lot or 1), Fen(100))
        try:
            await market.preview([line], home.address_id)
        except MarketError:
            continue
        body = market.body(Placing((line,), f"CG{call}{offer_id}", home.address_id, "general", "", ""))
        await market.place(body)
    moves = (_unpaid, _paid, _shipped, _back)
    for number, order in enumerate(list(world.world.book.orders.values())):
        with suppress(MarketError, NotNow):  # an order of the first story that has had its moves
            await moves[number % len(moves)](world, market, order)
    await market.find("CGcross1")
    await market.orders_created(since, world.clock.now() + timedelta(hours=1), 1)
    await market.orders_changed(since, 1, 20)


async def _unpaid(world: PretendWorld, market: OpenPlatformGateway, order: Any) -> None:
    number = str(order.order_id)
    for way in PayWay:
        await market.pay_link((number,), way)
    await market.pay_deadline(number)
    await market.look(number)
    await market.tell_seller(number, "please hurry")
    world.clock.advance(20)
    await market.cancel(number, "buyerCancel")


async def _paid(world: PretendWorld, market: OpenPlatformGateway, order: Any) -> None:
    if order.status == "waitbuyerpay":
        world.world.book.pay(order)
    await market.look(str(order.order_id))
    await market.urge(str(order.order_id))


async def _shipped(world: PretendWorld, market: OpenPlatformGateway, order: Any) -> None:
    await _paid(world, market, order)
    world.world.book.ship(order, 2)
    world.world.book.trace(order, None)
    for parcel in await market.parcels(str(order.order_id)):
        await market.trace(str(order.order_id), parcel.logistics_id)


async def _back(world: PretendWorld, market: OpenPlatformGateway, order: Any) -> None:
    await _paid(world, market, order)
    number, entries = str(order.order_id), [str(line.sub_id) for line in order.lines]
    ask = RefundAsk(GoodsStatus.NOT_SENT, dict.fromkeys(entries, Pieces(1)))
    await market.refund_reasons(number, ask)
    await market.refund_limits(number, ask)
    await market.upload_voucher(b"\xff\xd8 a picture")
    refund = world.world.book.refunds.ask_on_site(order, 100)
    await market.refunds(number)
    await market.refund_steps(refund.refund_id)
    await market.carriers()
    await market.return_address(number)
