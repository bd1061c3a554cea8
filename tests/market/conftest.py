"""A pretend wire for the market's tests: planned answers by call name, and what arrived."""

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from tests.fakes.clock import HandClock

ORIGIN = "http://gateway.test"
APP_KEY = "1000000"
APP_SECRET = "canary-app-secret"


class MemoryStore:
    """Keeps tokens in memory and counts how often."""

    def __init__(self, tokens: Tokens | None) -> None:
        self.tokens = tokens
        self.saved: list[Tokens] = []

    async def load(self) -> Tokens | None:
        return self.tokens

    async def save(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.saved.append(tokens)

    def alone(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()


class Wire(httpx.AsyncBaseTransport):
    """Answers each call by name with what was planned for it; the last plan stays."""

    def __init__(self) -> None:
        self.plans: dict[str, list[Any]] = defaultdict(list)
        self.requests: list[tuple[str, httpx.Request]] = []
        self.closed = 0

    def on(self, name: str, *answers: Any) -> None:
        """Plan answers: an object (HTTP 200), a response, an error, or a function of the form."""
        self.plans[name] = list(answers)

    def forms(self, name: str) -> list[dict[str, str]]:
        """The form fields of every arrival of a call."""
        return [dict(parse_qsl(r.content.decode(), keep_blank_values=True)) for n, r in self.requests if n == name]

    def names(self) -> list[str]:
        return [name for name, _ in self.requests]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        segments = request.url.path.split("/")
        name = segments[-1] if segments[-1].startswith("api.") else segments[-2]
        await request.aread()
        self.requests.append((name, request))
        plan = self.plans[name]
        if not plan:
            raise AssertionError(f"nobody planned an answer for {name}")
        answer = plan.pop(0) if len(plan) > 1 else plan[0]
        if callable(answer) and not isinstance(answer, type):
            answer = answer(self.forms(name)[-1])
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, httpx.Response):
            return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)
        return httpx.Response(200, json=answer)

    async def aclose(self) -> None:
        self.closed += 1


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def tokens(clock: HandClock) -> Tokens:
    return Tokens(
        access_token="canary-access-1",
        access_expires_at=clock.now() + timedelta(hours=5),
        refresh_token="canary-refresh-1",
        refresh_expires_at=clock.now() + timedelta(days=100),
        first_seen_at=clock.now(),
    )


@pytest.fixture
def store(tokens: Tokens) -> MemoryStore:
    return MemoryStore(tokens)


@pytest.fixture
def make_client(wire: Wire, clock: HandClock) -> Callable[..., OpenPlatformClient]:
    def make(store: MemoryStore, patience: float = 15.0, rate: float = 0) -> OpenPlatformClient:
        return OpenPlatformClient(
            origin=ORIGIN,
            app_key=APP_KEY,
            app_secret=APP_SECRET,
            tokens=store,
            clock=clock,
            rate=rate,
            transport=wire,
            patience=patience,
        )

    return make


@pytest.fixture
def client(make_client: Callable[..., OpenPlatformClient], store: MemoryStore) -> OpenPlatformClient:
    return make_client(store)


@pytest.fixture
def gateway(client: OpenPlatformClient) -> OpenPlatformGateway:
    return OpenPlatformGateway(client, "cross")


@pytest.fixture
def gateway_error() -> Callable[..., httpx.Response]:
    def make(code: str, message: str = "", status: int = 400, **more: str) -> httpx.Response:
        body = {"error_code": code, "error_message": message, **more}
        return httpx.Response(status, content=json.dumps(body, ensure_ascii=False).encode())

    return make


@pytest.fixture
def trade() -> Callable[..., dict[str, Any]]:
    """An order of the detail call; `base` and `item` change its fields."""

    def make(base: dict[str, Any] | None = None, item: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        return {
            "baseInfo": {
                "id": 700100200300400512,
                "idOfStr": "700100200300400500",
                "status": "waitbuyerpay",
                "totalAmount": 128.5,
                "shippingFee": 8,
                "discount": -150,
                "refund": 0,
                "createTime": "20261124090000000+0800",
                "modifyTime": "20261124090500000+0800",
                "sellerLoginId": "cup_maker",
                "sellerContact": {"companyName": "杯子厂", "imInPlatform": "cup_maker"},
                "receiverInfo": {"toArea": "浙江省 宁波市 鄞州区", "toFullName": "王五"},
                "outOrderId": "CG-17",
                **(base or {}),
            },
            "productItems": [
                {
                    "productID": 655000111222,
                    "specId": "aabbccddeeff00112233445566778899",
                    "quantity": 10,
                    "price": 12.05,
                    "logisticsStatus": 1,
                    **(item or {}),
                }
            ],
            "tradeTerms": [{"payStatus": "1", "payWay": "1", "phasAmount": 128.5}],
            **more,
        }

    return make
