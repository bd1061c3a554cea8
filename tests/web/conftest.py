"""The doors on a real socket, with a real desk on a real database behind them."""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.types import ASGIApp

from bot.desk.shared.views import DiskRoom, Tick
from bot.web.listening import bound
from bot.web.miniapp import MiniApp, Surroundings
from bot.web.monitoring import Metrics, Wellness
from bot.web.push_messages import PushEndpoint
from bot.web.request_body import Counts
from bot.web.server import doors, serving
from bot.web.telegram_updates import Updates
from storage.engine.database import Database
from tests import migrated_databases
from tests.desk.conftest import ANNA, Room
from tests.fakes.clock import HandClock

SECRET = "Zx7-right_secret-0123456789-abcdefgh"
APP_SECRET = "canary-app-secret"
TOKEN = "5000000001:AAthe-token-of-this-very-bot-and-no-other"
ORDER_ID = "3301686771403783779"


def message(number: int = 1, order: str = ORDER_ID, topic: str = "ORDER_BUYER_VIEW_ORDER_PAY") -> str:
    """A push message as 1688 writes it."""
    return json.dumps({"msgId": number, "type": topic, "data": {"orderId": int(order)}, "userInfo": "b2b-1"})


def sealed(text: str, secret: str = APP_SECRET) -> bytes:
    """The body of a push: the text with its seal."""
    seal = hmac.new(secret.encode(), f"message{text}".encode(), hashlib.sha1).hexdigest().upper()
    return urlencode({"message": text, "_aop_signature": seal}).encode()


class Street:
    """Doors and what stands behind them; `ask` goes over a socket, `app` without one."""

    def __init__(self, room: Room, database: Database, path: Path) -> None:
        self.room, self.database, self.path = room, database, path
        self.counts: Counts = Counter()
        self.accepted: list[Any] = []
        self.broken: Exception | None = None
        self.unwritable: Exception | None = None
        self.ticks: tuple[Tick, ...] = ()
        self.ailing = ""
        self.in_time = True
        self.disk: DiskRoom | None = None
        self.app: Any = None
        self.url = ""
        self.http = httpx.AsyncClient(trust_env=False, timeout=120, verify=False)

    async def accept(self, updates: Any) -> None:
        if self.broken:
            raise self.broken
        self.accepted += updates
        rows = [(each["update_id"], "1", json.dumps(each)) for each in updates]
        await self.room.desk.intake.record(7, rows)

    async def write(self) -> None:
        if self.unwritable:
            raise self.unwritable
        async with self.room.ledger.change():
            pass

    def doors(self) -> ASGIApp:
        clock, desk = self.room.clock, self.room.desk
        return doors(
            Wellness(clock.steady, self.write, lambda: self.ticks, lambda: self.ailing, lambda: self.disk),
            Metrics(desk.health.report, {("alibaba.trade.get.buyerView", "answered"): 3}, self.counts, lambda: 2),
            PushEndpoint(APP_SECRET, desk.push_messages.take, self.counts),
            Updates(SECRET, self.accept, self.counts),
            MiniApp(desk, clock, TOKEN, Surroundings(), lambda _: self.in_time, self.counts),
        )

    async def update(self, body: Any, **headers: str) -> int:
        """Bring an update; the status."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return (await self.http.post(f"{self.url}/telegram", content=content, headers=headers)).status_code

    async def push(self, body: bytes) -> int:
        """Bring a push message; the status."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return (await self.http.post(f"{self.url}/1688", content=body, headers=headers)).status_code


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    path = tmp_path / "data" / "caigou.db"
    async with AsyncExitStack() as stack:
        database = await migrated_databases.opened(path)
        stack.push_async_callback(database.close)
        from bot.desk.ledger.ledger import Ledger

        made = Street(
            Room(Ledger(database, HandClock()), frozenset({ANNA.id}), tmp_path / "answers.log"), database, path
        )
        stack.push_async_callback(made.http.aclose)
        socket = stack.enter_context(bound("127.0.0.1", free_port()))
        made.app, made.url = made.doors(), f"http://127.0.0.1:{socket.getsockname()[1]}"
        await stack.enter_async_context(serving(made.app, socket))
        yield made


def free_port() -> int:
    """A port that nobody listens on right now."""
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def port() -> Callable[[], int]:
    return free_port
