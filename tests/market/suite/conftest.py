"""Every way to buy, living in a pretend world behind a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.market.oneclick import OneClickGateway
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.market.port import Outcome, Placed
from bot.purchasing.create_call import Placing
from bot.purchasing.money import fen_from_yuan
from bot.purchasing.snapshot import PricedLine
from bot.sandbox.app import PretendWorld
from bot.sandbox.serve import serve
from tests.fakes.clock import WorldTime

WAYS = ("cross", "fast", "one_click")
CREATE_CALLS = {
    "cross": "alibaba.trade.createCrossOrder",
    "fast": "alibaba.trade.fastCreateOrder",
    "one_click": "api.buyProduct",
}


class Stage:
    """The app behind the one socket that all tests share: a fresh world for each."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None
        self.url = ""
        self.http = httpx.AsyncClient(trust_env=False, timeout=120, verify=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.app is not None:
            await self.app(scope, receive, send)
            return
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})


@dataclass
class Store:
    """Keeps tokens in memory; every save is remembered."""

    tokens: Tokens | None
    saved: list[Tokens] = field(default_factory=list)

    async def load(self) -> Tokens | None:
        return self.tokens

    async def save(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.saved.append(tokens)

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


@dataclass
class Side:
    """One way to buy, the world it buys in, and the world's controls."""

    way: str
    world: PretendWorld
    url: str
    http: httpx.AsyncClient
    time: WorldTime
    store: Store
    client: OpenPlatformClient
    gateway: OpenPlatformGateway

    @property
    def create_call(self) -> str:
        return CREATE_CALLS[self.way]

    async def sim(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/sim/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def look(self, path: str) -> Any:
        answer = await self.http.get(f"/sim/{path}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def goods(self, kind: str, place: int = 0) -> dict[str, Any]:
        """The offers of a kind as the world holds them, counted from 0."""
        rows: list[dict[str, Any]] = await self.look("goods")
        return [row for row in rows if row["kind"] == kind][place]

    async def ledger(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = (await self.look("ledger"))["orders"]
        return rows

    async def calls(self, name: str) -> int:
        """How many calls of a name arrived."""
        return int((await self.look("ledger"))["calls"].get(name, 0))

    async def fault(self, call: str, kind: str, when: str = "before", times: int = 1, **more: Any) -> None:
        await self.sim("faults", side="1688", call=call, kind=kind, when=when, times=times, **more)

    def placing(self, good: dict[str, Any], quantity: int, reference: str = "CG-1", **more: Any) -> Placing:
        """A purchase of the good's first variant at the default address, its price as the page shows it."""
        spec_id = good["skus"][0]["spec_id"] if good["skus"] else None
        line = PricedLine(good["offer_id"], spec_id, quantity, price_of(good, quantity))
        asked = {"flow": "general", "trade_mode": "assureTrade", "message": "", **more}
        address = asked.pop("address_id", str(self.world.world.home.id))
        return Placing((line,), reference, address, **asked)

    async def place(self, good: dict[str, Any], quantity: int = 2, reference: str = "CG-1", **more: Any) -> Outcome:
        """One create call."""
        return await self.gateway.place(self.gateway.body(self.placing(good, quantity, reference, **more)))

    async def bought(self, kind: str = "plain", quantity: int = 2, reference: str = "CG-1") -> str:
        """The id of an order that was placed."""
        outcome = await self.place(await self.goods(kind), quantity, reference)
        assert isinstance(outcome, Placed), outcome
        return outcome.orders[0].order_id

    async def moved(self, *moves: str, kind: str = "plain", quantity: int = 2) -> str:
        """The id of an order from the site that went through `moves`."""
        good = await self.goods(kind)
        order_id = str((await self.sim("orders", offer_id=good["offer_id"], quantity=quantity))["id"])
        for move in moves:
            await self.sim(f"orders/{order_id}/{move}")
        return order_id


def price_of(good: dict[str, Any], quantity: int) -> Any:
    """Fen for one piece of the first variant as the page shows it."""
    reached = [tier["price"] for tier in good["tiers"] if tier["start"] <= quantity]
    return fen_from_yuan(good["skus"][0]["price"] if good["skus"] else (reached or [good["price"]])[-1])


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage() -> AsyncIterator[Stage]:
    stage = Stage()
    async with serve(stage) as port:
        stage.url = f"http://127.0.0.1:{port}"
        stage.http.base_url = stage.url
        yield stage
        await stage.http.aclose()


Opening = Callable[[str], Awaitable[Side]]


@pytest_asyncio.fixture(loop_scope="session")
async def enter(stage: Stage) -> AsyncIterator[Opening]:
    """Opens a fresh world for one way to buy."""
    world = PretendWorld(now=datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    world.base_url, stage.app = stage.url, world.app
    opened: list[OpenPlatformClient] = []

    async def enter(way: str) -> Side:
        side = _side(way, world, stage)
        opened.append(side.client)
        return side

    yield enter
    for client in opened:
        await client.aclose()


def _side(way: str, world: PretendWorld, stage: Stage) -> Side:
    time, keys = WorldTime(world, jumps=True), world.credentials
    store = Store(
        Tokens(
            keys.access_token,
            time.now() + timedelta(hours=10),
            keys.refresh_token,
            time.now() + timedelta(days=180),
            time.now(),
        )
    )
    app: dict[str, Any] = {"origin": stage.url, "app_key": keys.app_key, "app_secret": keys.app_secret, "clock": time}
    client = OpenPlatformClient(**app, tokens=store, rate=0)
    gateway = OpenPlatformGateway(client, "fast" if way == "fast" else "cross")
    if way == "one_click":
        gateway = OneClickGateway(client, origin=stage.url, app_secret=keys.app_secret)
    return Side(way, world, stage.url, stage.http, time, store, client, gateway)


@pytest_asyncio.fixture(loop_scope="session", params=WAYS)
async def side(request: pytest.FixtureRequest, enter: Opening) -> Side:
    """Each way to buy in turn."""
    return await enter(request.param)


@pytest_asyncio.fixture(loop_scope="session", params=("cross", "fast"))
async def naming(request: pytest.FixtureRequest, enter: Opening) -> Side:
    """Each way to buy that can name variant, address and reference."""
    return await enter(request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def cross(enter: Opening) -> Side:
    """The usual way, for what does not depend on the way."""
    return await enter("cross")


@pytest_asyncio.fixture(loop_scope="session")
async def one_click(enter: Opening) -> Side:
    return await enter("one_click")
