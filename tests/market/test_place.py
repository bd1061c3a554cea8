"""The one call that may not be repeated, against a server that misbehaves on a real socket."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx
import pytest

from bot.market import transfer as transfer_module
from bot.market.openplatform.client import OpenPlatformClient
from bot.market.openplatform.gateway import OpenPlatformGateway
from bot.market.openplatform.tokens import Tokens
from bot.market.port import Placed, Refused, Unclear, Unsent
from bot.purchasing.create_call import Placing
from bot.purchasing.money import Fen
from bot.purchasing.snapshot import PricedLine

CROSS, FAST = "alibaba.trade.createCrossOrder", "alibaba.trade.fastCreateOrder"
pytestmark = pytest.mark.sockets
PLACING = Placing((PricedLine("655000111222", "aa", 3, Fen(1200)),), "CG-17", "77", "general", "assureTrade", "")
ORDER = "3301686771403783779"
DONE = b'{"success":true,"result":{"orderId":"3301686771403783779","totalSuccessAmount":4400}}'

Misbehave = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Counting:
    """A server on loopback that reads each whole request and then does what it was told."""

    def __init__(self, act: Misbehave) -> None:
        self.act = act
        self.requests = 0
        self.connections = 0
        self.arrived = asyncio.Event()
        self.handlers: list[asyncio.Task[Any]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self.handlers.append(task)
        with suppress(ConnectionError):
            await self._serve(reader, writer)
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next(int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length"))
        await reader.readexactly(length)
        self.requests += 1
        self.arrived.set()
        await self.act(reader, writer)


@asynccontextmanager
async def listening(act: Misbehave) -> AsyncIterator[tuple[Counting, str]]:
    counting = Counting(act)
    server = await asyncio.start_server(counting, "127.0.0.1", 0)
    try:
        yield counting, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await asyncio.gather(*counting.handlers)
        await server.wait_closed()


def answering(head: bytes, body: bytes) -> Misbehave:
    async def act(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head + body)
        await writer.drain()

    return act


def whole(body: bytes, status: bytes = b"200 OK", more: bytes = b"") -> Misbehave:
    head = b"HTTP/1.1 " + status + b"\r\nContent-Length: " + str(len(body)).encode() + b"\r\n" + more + b"\r\n"
    return answering(head, body)


async def closing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def resetting(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def dripping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not reader.at_eof():
        writer.write(b"1\r\n \r\n")
        await writer.drain()
        await asyncio.sleep(0)


@pytest.fixture
def at(store: Any, clock: Any) -> Callable[[str], OpenPlatformGateway]:
    def make(origin: str) -> OpenPlatformGateway:
        client = OpenPlatformClient(origin=origin, app_key="1000000", app_secret="s", tokens=store, clock=clock, rate=0)
        return OpenPlatformGateway(client, "fast")

    return make


BAD = {
    "closed": closing,
    "reset": resetting,
    "garbage": answering(b"\x16\x03\x01 this is no answer\r\n\r\n", b""),
    "cut body": answering(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", DONE),
    "cut chunks": answering(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\n{"),
    "bad gzip": whole(DONE, more=b"Content-Encoding: gzip\r\n"),
    "server error": whole(b"oops", b"500 Internal Server Error"),
    "half json": whole(DONE[:40]),
    "redirect": whole(b"", b"307 Temporary Redirect", b"Location: /again\r\n"),
}


@pytest.mark.parametrize("act", BAD.values(), ids=BAD.keys())
async def test_a_server_that_read_the_request_and_failed_leaves_the_end_unclear(at: Any, act: Misbehave) -> None:
    async with listening(act) as (server, origin):
        gateway = at(origin)
        outcome = await gateway.place(gateway.body(PLACING))
        assert isinstance(outcome, Unclear)
        assert (server.requests, server.connections) == (1, 1)


@pytest.mark.parametrize("act", [silent, dripping], ids=["silent", "dripping"])
async def test_a_server_that_never_ends_is_given_up_after_the_limit(
    at: Any, act: Misbehave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer_module, "CREATE_SECONDS", 1)
    async with listening(act) as (server, origin):
        gateway = at(origin)
        outcome = await gateway.place(gateway.body(PLACING))
        assert outcome == Unclear("no whole answer within 1 s")
        assert server.requests == 1


def test_the_limits_of_a_create_call_are_those_that_were_measured() -> None:
    limits = transfer_module.CREATE_TIMEOUT
    assert (limits.connect, limits.write, limits.read, limits.pool) == (5, 10, 30, 5)
    assert transfer_module.CREATE_SECONDS == 40
    assert transfer_module.CREATE_LIMITS.max_keepalive_connections == 0


async def test_no_create_call_stops_to_read_whose_certificates_count(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_again(*_: Any, **__: Any) -> None:
        raise AssertionError("the certificates were read again")

    async with listening(whole(DONE)) as (_, origin):
        gateway = at(origin)
        monkeypatch.setattr(ssl, "create_default_context", read_again)
        assert isinstance(await gateway.place(gateway.body(PLACING)), Placed)


async def test_an_order_that_was_placed_is_placed_on_one_connection(at: Any) -> None:
    async with listening(whole(DONE)) as (server, origin):
        gateway = at(origin)
        outcome = await gateway.place(gateway.body(PLACING))
        assert isinstance(outcome, Placed)
        assert [(order.order_id, order.total) for order in outcome.orders] == [(ORDER, 4400)]
        assert (server.requests, server.connections) == (1, 1)


async def test_a_port_where_nobody_listens_proves_that_nothing_was_sent(at: Any) -> None:
    async with listening(closing) as (_, origin):
        pass
    gateway = at(origin)
    assert await gateway.place(gateway.body(PLACING)) == Unsent("ConnectError")


async def test_cancellation_goes_up_to_who_records_it(at: Any) -> None:
    async with listening(silent) as (server, origin):
        gateway = at(origin)
        task = asyncio.create_task(gateway.place(gateway.body(PLACING)))
        await server.arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert server.requests == 1


@pytest.mark.parametrize(("call", "name"), [("cross", CROSS), ("fast", FAST)])
async def test_the_stored_body_is_what_is_sent(client: Any, wire: Any, call: Any, name: str) -> None:
    wire.on(name, {"success": True, "result": {"orderId": ORDER}})
    gateway = OpenPlatformGateway(client, call)
    body = gateway.body(PLACING)
    assert isinstance(await gateway.place(body), Placed)
    (form,) = wire.forms(name)
    sent = {key: value for key, value in form.items() if not key.startswith("_aop") and key != "access_token"}
    assert json.loads(body) == sent
    assert form["access_token"] == "canary-access-1"
    assert wire.requests[0][1].url.path == f"/openapi/param2/1/com.alibaba.trade/{name}/1000000"


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (httpx.ConnectError("x"), Unsent),
        (httpx.ConnectTimeout("x"), Unsent),
        (httpx.PoolTimeout("x"), Unsent),
        (httpx.WriteTimeout("x"), Unclear),
        (httpx.WriteError("x"), Unclear),
        (httpx.ReadTimeout("x"), Unclear),
        (httpx.LocalProtocolError("x"), Unclear),
        (RuntimeError("x"), Unclear),
        (httpx.Response(401, text="Request need user authorized"), Unsent),
        (httpx.Response(400, json={"error_code": "gw.QosAppFrequencyLimit"}), Unsent),
        ({"success": False, "code": "500_004", "message": "库存不足"}, Refused),
        ({"success": False, "code": "500", "message": "系统错误"}, Unclear),
    ],
)
async def test_every_end_is_a_value_and_one_request(gateway: Any, wire: Any, failure: Any, expected: type) -> None:
    wire.on(CROSS, failure)
    outcome = await gateway.place(gateway.body(PLACING))
    assert isinstance(outcome, expected)
    assert wire.names() == [CROSS]


async def test_a_create_call_never_renews_a_token(make_client: Any, store: Any, wire: Any) -> None:
    store.tokens = Tokens("", None, "canary-refresh-1", None, None)
    gateway = OpenPlatformGateway(make_client(store), "cross")
    assert isinstance(await gateway.place(gateway.body(PLACING)), Unsent)
    assert wire.requests == []


@pytest.mark.parametrize("body", ["", "[]", '{"flow": 5}', '{"flow": NaN}', "null"])
async def test_a_body_that_is_none_is_not_sent(gateway: Any, wire: Any, body: str) -> None:
    assert isinstance(await gateway.place(body), Unsent)
    assert wire.requests == []


async def test_a_store_that_fails_is_no_doubt(make_client: Any, store: Any, wire: Any) -> None:
    async def broken() -> Tokens | None:
        raise OSError("disk")

    store.load = broken
    gateway = OpenPlatformGateway(make_client(store), "cross")
    outcome = await gateway.place(gateway.body(PLACING))
    assert isinstance(outcome, Unsent)
    assert wire.requests == []


async def test_a_create_call_does_not_wait_behind_reads(make_client: Any, store: Any, wire: Any, clock: Any) -> None:
    wire.on(CROSS, {"success": True, "result": {"orderId": ORDER}})
    gateway = OpenPlatformGateway(make_client(store, rate=0.001), "cross")
    for _ in range(3):
        await gateway.place(gateway.body(PLACING))
    assert clock.waits == []


async def test_what_is_kept_of_an_answer_holds_no_token(gateway: Any, wire: Any) -> None:
    wire.on(CROSS, {"success": False, "message": "canary-access-1 canary-refresh-1 canary-app-secret"})
    outcome = await gateway.place(gateway.body(PLACING))
    assert "canary" not in outcome.raw
