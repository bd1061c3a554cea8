"""One request and its end as a value, whatever the library does."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.abc import MetaPathFinder
from typing import Any

import httpx
import pytest

from bot.market.transfer import Answer, Failure, get_once, post_once


class Answering(httpx.AsyncBaseTransport):
    """Gives the same answer or error every time and can fail to close its stream."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return httpx.Response(*self.answer[:1], **self.answer[1])


class Pieces(httpx.AsyncByteStream):
    """A body in pieces that counts how many were read; it may break in the end."""

    def __init__(self, pieces: int, size: int, error: Exception | None = None) -> None:
        self.pieces, self.size, self.error = pieces, size, error
        self.read = 0

    async def __aiter__(self) -> Any:
        for _ in range(self.pieces):
            self.read += 1
            yield b"x" * self.size
        if self.error:
            raise self.error


async def test_an_answer_is_status_text_and_where_it_points() -> None:
    there = Answering((302, {"headers": {"Location": "https://a.test/"}, "content": "中".encode()}))
    assert await post_once("http://a.test/", b"", {}, there) == Answer(302, "中", "https://a.test/")


async def test_bytes_that_are_no_utf8_do_not_raise() -> None:
    answer = await post_once("http://a.test/", b"", {}, Answering((200, {"content": b"\xff\xfe{}"})))
    assert isinstance(answer, Answer)
    assert answer.text.endswith("{}")


@pytest.mark.parametrize("url", ["http://[", "no address", "http://a.test:port/", "ftp://a.test/"])
async def test_an_address_that_is_none_leads_to_no_order(url: str) -> None:
    failure = await post_once(url, b"", {}, None)
    assert isinstance(failure, Failure)


async def test_an_answer_is_not_read_beyond_the_cap() -> None:
    body = Pieces(100, 1024 * 1024)
    failure = await post_once("http://a.test/", b"", {}, Answering((200, {"stream": body})))
    assert failure == Failure(sent=True, reason="the answer is larger than 4194304 bytes")
    assert body.read == 5


async def test_a_page_is_cut_at_the_cap() -> None:
    body = Pieces(100, 1000)
    page = await get_once("http://a.test/", {}, Answering((200, {"stream": body})), 5, 2500)
    assert isinstance(page, Answer)
    assert (len(page.text), body.read) == (2500, 3)


@pytest.mark.threat("T21")
@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip, identity", "strange"])
async def test_a_compressed_answer_is_refused_unread(encoding: str) -> None:
    body = Pieces(1, 10)
    answering = Answering((200, {"stream": body, "headers": {"Content-Encoding": encoding}}))
    failure = await post_once("http://a.test/", b"", {}, answering)
    assert failure == Failure(sent=True, reason="a compressed answer was refused")
    assert body.read == 0


@pytest.mark.parametrize("encoding", ["identity", "", " Identity "])
async def test_a_plain_answer_may_say_that_it_is_plain(encoding: str) -> None:
    answering = Answering((200, {"content": b"{}", "headers": {"Content-Encoding": encoding}}))
    assert await post_once("http://a.test/", b"", {}, answering) == Answer(200, "{}")


async def test_a_body_that_breaks_off_is_a_failure_after_sending() -> None:
    broken = Answering((200, {"stream": Pieces(2, 10, httpx.ReadError("canary"))}))
    assert await post_once("http://a.test/", b"", {}, broken) == Failure(sent=True, reason="ReadError")


async def test_cancellation_is_never_an_answer() -> None:
    class Cancelled(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await post_once("http://a.test/", b"", {}, Cancelled())


async def test_nothing_is_asked_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://evil.test:1")
    monkeypatch.setenv("ALL_PROXY", "http://evil.test:1")
    answering = Answering((200, {"content": b"{}"}))
    await post_once("http://a.test/", b"body", {"Content-Type": "text/plain"}, answering)
    (request,) = answering.requests
    assert request.url.host == "a.test"
    assert request.headers["accept-encoding"] == "identity"
    assert "cookie" not in request.headers


class Searches(MetaPathFinder):
    """Finds nothing, and remembers what was searched for."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find_spec(self, name: str, *_: Any) -> None:
        self.names.append(name)


@asynccontextmanager
async def listening() -> AsyncIterator[str]:
    """The address of a server that answers each connection once."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield "http://{}:{}/".format(*server.sockets[0].getsockname())


@pytest.mark.sockets
async def test_a_call_searches_for_no_module_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    searches = Searches()
    async with listening() as url:
        assert await post_once(url, b"", {}, None) == Answer(200, "{}")
        monkeypatch.setattr(sys, "meta_path", [searches, *sys.meta_path])
        assert await post_once(url, b"", {}, None) == Answer(200, "{}")
    assert searches.names == []
