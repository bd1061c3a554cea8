"""Sends one HTTP request and returns what came of it as a value; only this file catches the HTTP library's errors."""

import asyncio
import contextlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

ANSWER_CAP = 4 * 1024 * 1024
"""The most bytes of one answer that are read."""

CREATE_SECONDS = 40.0
CREATE_TIMEOUT = httpx.Timeout(connect=5, write=10, read=30, pool=5)
CREATE_LIMITS = httpx.Limits(max_keepalive_connections=0)
"""Create calls use no kept-alive connection: it may be dead, and then a call would be unclear for nothing."""

SHARED_LIMITS = httpx.Limits(max_connections=20, keepalive_expiry=15)

NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""The errors that prove that no byte of the request left."""


@dataclass(frozen=True)
class Answer:
    """A whole answer: its status, its body as text, and its `Location` header."""

    status: int
    text: str
    location: str = ""
    date: str = ""
    """The sender's time, as its `Date` header gives it."""


@dataclass(frozen=True)
class Failure:
    """No whole answer; `sent` is False only if no byte of the request can have left."""

    sent: bool
    reason: str


def new_client(
    timeout: httpx.Timeout, transport: httpx.AsyncBaseTransport | None, limits: httpx.Limits = SHARED_LIMITS
) -> httpx.AsyncClient:
    """A client that follows no redirect, ignores the environment, keeps no cookie and asks for uncompressed bodies."""
    return httpx.AsyncClient(
        timeout=timeout,
        follow_redirects=False,
        trust_env=False,
        headers={"Accept-Encoding": "identity", "User-Agent": "caigou"},
        transport=Borrowed(transport)
        if transport
        else httpx.AsyncHTTPTransport(verify=_trusted(), trust_env=False, retries=0, limits=limits),
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The trusted certificates, read once: reading them for each create call blocked the event loop."""
    return httpx.create_ssl_context(trust_env=False)


class Borrowed(httpx.AsyncBaseTransport):
    """A transport that outlives its clients: closing a client does not close it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._inner.handle_async_request(request)


async def post_once(
    url: str, body: bytes, headers: Mapping[str, str], transport: httpx.AsyncBaseTransport | None
) -> Answer | Failure:
    """Post a create call once, on its own connection, within 40 s."""
    client = new_client(CREATE_TIMEOUT, transport, CREATE_LIMITS)
    return await _once(client, CREATE_SECONDS, ANSWER_CAP, False, method="POST", url=url, content=body, headers=headers)


async def get_once(
    url: str,
    headers: Mapping[str, str],
    transport: httpx.AsyncBaseTransport | None,
    seconds: float,
    cap: int,
    server_name: str = "",
) -> Answer | Failure:
    """Get the first `cap` bytes of an address once, without cookies; `server_name` is the name on the certificate."""
    client = new_client(httpx.Timeout(seconds), transport, CREATE_LIMITS)
    extensions = {"sni_hostname": server_name} if server_name else {}
    return await _once(client, seconds, cap, True, method="GET", url=url, headers=headers, extensions=extensions)


async def _once(client: httpx.AsyncClient, seconds: float, cap: int, cut: bool, **request: Any) -> Answer | Failure:
    try:
        built = client.build_request(**request)
    except Exception as error:
        return Failure(sent=False, reason=f"the request could not be made ready ({type(error).__name__})")
    try:
        return await transfer(client, built, seconds, cap, cut)
    finally:
        # A connection that does not close must not hide an answer that was read.
        with contextlib.suppress(Exception):
            await client.aclose()


async def transfer(
    client: httpx.AsyncClient, request: httpx.Request, seconds: float, cap: int = ANSWER_CAP, cut: bool = False
) -> Answer | Failure:
    """Send `request` exactly once and read its answer, both within `seconds`. Raises only cancellation.

    An answer of more than `cap` bytes is a failure; with `cut`, its first `cap` bytes are returned.
    """
    # The reasons name only the kind of error: the library's texts may carry the address with its signature.
    try:
        async with asyncio.timeout(seconds):
            return await _exchange(client, request, cap, cut)
    except NOTHING_SENT as error:
        return Failure(sent=False, reason=type(error).__name__)
    except TimeoutError:
        return Failure(sent=True, reason=f"no whole answer within {seconds:g} s")
    except Exception as error:
        return Failure(sent=True, reason=type(error).__name__)


async def _exchange(client: httpx.AsyncClient, request: httpx.Request, cap: int, cut: bool) -> Answer | Failure:
    response = await client.send(request, stream=True)
    try:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("", "identity"):
            return Failure(sent=True, reason="a compressed answer was refused")
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > cap and cut:
                break
            if len(body) > cap:
                return Failure(sent=True, reason=f"the answer is larger than {cap} bytes")
        text = body[:cap].decode("utf-8", "replace")
        said = response.headers
        return Answer(response.status_code, text, said.get("location", ""), said.get("date", ""))
    finally:
        await response.aclose()
