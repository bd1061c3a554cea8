"""A pretend market with a caller that signs by itself, without a socket."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest
from starlette.routing import Router

from bot.sandbox.bus import Bus
from bot.sandbox.clock import WorldClock
from bot.sandbox.faults import Faults
from bot.sandbox.market_routes import market_routes
from bot.sandbox.openplatform.credentials import Credentials
from bot.sandbox.world.world import World

TRADE, LOGISTICS = "com.alibaba.trade", "com.alibaba.logistics"
CROSSBORDER, PRODUCT, ACCOUNT = "com.alibaba.fenxiao.crossborder", "com.alibaba.product", "com.alibaba.account"
BASE = "http://127.0.0.1:8688"


class Recorder(Bus):
    """A bus that keeps what was published."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, dict[str, Any]]] = []

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        self.heard.append((kind, data))
        super().publish(kind, data)


class Market:
    """The world, its clock and both of its faces."""

    def __init__(self) -> None:
        self.credentials = Credentials()
        self.token = self.credentials.access_token
        self.clock = WorldClock(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
        self.bus, self.faults = Recorder(), Faults()
        self.world = World(self.clock, self.bus)
        routes = market_routes(self.world, self.faults, self.bus, self.credentials, lambda: BASE)
        self.app = Router(routes=routes)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://market")

    def signed(self, namespace: str, name: str, params: dict[str, Any]) -> tuple[str, dict[str, str]]:
        """The address and the form of a call, signed as the platform documents it."""
        path = f"param2/1/{namespace}/{name}/{self.credentials.app_key}"
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in params.items()}
        if self.token:
            form.setdefault("access_token", self.token)
        text = path + "".join(sorted(key + value for key, value in form.items()))
        secret = self.credentials.app_secret.encode()
        form["_aop_signature"] = hmac.new(secret, text.encode(), hashlib.sha1).hexdigest().upper()
        return f"/openapi/{path}", form

    async def ask(self, namespace: str, name: str, **params: Any) -> httpx.Response:
        """A signed call with whatever it answers."""
        path, form = self.signed(namespace, name, params)
        return await self.http.post(path, data=form)

    async def call(self, namespace: str, name: str, **params: Any) -> Any:
        """The JSON of a signed call that the gateway let through; numbers with a point as decimals."""
        response = await self.ask(namespace, name, **params)
        assert response.status_code == 200, response.text
        return json.loads(response.text, parse_float=Decimal)

    async def sim(self, path: str, body: Any = None, status: int = 200) -> Any:
        """A call of the control surface; a POST where a body is given."""
        method = "GET" if body is None else "POST"
        response = await self.http.request(method, f"/sim/{path}", json=body)
        assert response.status_code == status, response.text
        return response.json()

    async def goods(self, kind: str) -> dict[str, Any]:
        """The first offer of a kind, as the control surface shows it."""
        rows = await self.sim("goods")
        return next(row for row in rows if row["kind"] == kind)

    async def create(self, good: dict[str, Any], quantity: int, name: str = "fastCreateOrder", **more: Any) -> Any:
        """Buy pieces of an offer (its first variant) at the default address."""
        params = {"flow": "general", **basket(good, quantity), **more}
        return await self.call(TRADE, f"alibaba.trade.{name}", **params)

    async def bought(self, kind: str = "plain", quantity: int = 2, **more: Any) -> str:
        """The id of an order that was just made."""
        answer = await self.create(await self.goods(kind), quantity, **more)
        return str(answer["result"]["orderId"])

    async def view(self, order_id: str) -> Any:
        answer = await self.call(TRADE, "alibaba.trade.get.buyerView", webSite="1688", orderId=order_id)
        return answer["result"]

    async def listed(self, **params: Any) -> Any:
        return await self.call(TRADE, "alibaba.trade.getBuyerOrderList", **params)


def basket(good: dict[str, Any], quantity: int) -> dict[str, Any]:
    """The parameters that preview and creation share."""
    line = {"offerId": int(good["offer_id"]), "quantity": quantity}
    if good["skus"]:
        line["specId"] = good["skus"][0]["spec_id"]
    return {"addressParam": {"addressId": 761204518}, "cargoParamList": [line]}


@pytest.fixture
async def market() -> AsyncIterator[Market]:
    made = Market()
    yield made
    await made.http.aclose()
