"""Requests that never reach their door: sent to a closed port, an unknown name, a wall, a house that reads nothing."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import aiohttp
import httpx
from yarl import URL

NOWHERE = "no-such-host.invalid"
SWOLLEN = 16 * 1024 * 1024


@dataclass
class Diversion:
    """The next `times` requests whose path names `call` go elsewhere in this way."""

    call: str
    way: str
    times: int


@dataclass
class Diversions:
    """The diversions that wait for their request, and how many happened."""

    planned: list[Diversion] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    happened: int = 0

    def plan(self, call: str, way: str, times: int) -> None:
        """`way` is refused, dns, tls, wall (nobody takes the connection) or stall (nobody reads it)."""
        self.planned.append(Diversion(call, way, times))

    def turned(self, address: str) -> str:
        """Where the request goes."""
        url = httpx.URL(address)
        for diversion in self.planned:
            if f"/{diversion.call}" in url.path:
                diversion.times -= 1
                if diversion.times <= 0:
                    self.planned.remove(diversion)
                self.happened += 1
                return str(self._away(url, diversion.way))
        return address

    def _away(self, url: httpx.URL, way: str) -> httpx.URL:
        if way == "dns":
            return url.copy_with(host=NOWHERE)
        if way == "tls":
            return url.copy_with(scheme="https")
        return url.copy_with(port=self.ports[way])


@contextmanager
def diverting() -> Iterator[Diversions]:
    """Every HTTP request of this process may be diverted while the context is open."""
    of_1688, of_telegram = httpx.AsyncHTTPTransport.handle_async_request, aiohttp.ClientSession._request
    diversions = Diversions()

    async def handle(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> Any:
        there = httpx.URL(diversions.turned(str(request.url)))
        if there.port == diversions.ports["stall"]:
            request = _swollen(request)
        request.url = there
        return await of_1688(self, request)

    async def ask(self: aiohttp.ClientSession, method: str, url: Any, **more: Any) -> Any:
        there = URL(diversions.turned(str(url)))
        if there.port == diversions.ports["stall"]:
            more["data"] = bytes(SWOLLEN)
        return await of_telegram(self, method, there, **more)

    with ExitStack() as stack:
        diversions.ports = _doors(stack)
        stack.enter_context(patch.object(httpx.AsyncHTTPTransport, "handle_async_request", handle))
        stack.enter_context(patch.object(aiohttp.ClientSession, "_request", ask))
        yield diversions


def _swollen(request: httpx.Request) -> httpx.Request:
    """The request with more in it than the kernel takes for somebody who reads nothing: writing it never ends."""
    headers = [(name, value) for name, value in request.headers.raw if name.lower() != b"content-length"]
    return httpx.Request(
        request.method, request.url, headers=headers, content=bytes(SWOLLEN), extensions=request.extensions
    )


def _doors(stack: ExitStack) -> dict[str, int]:
    closed = _bound(0)
    port = int(closed.getsockname()[1])
    closed.close()
    stall = stack.enter_context(closing(_bound(128)))
    wall = stack.enter_context(closing(_bound(0)))
    for _ in range(4):  # fills the queue of those who wait to be let in
        waiting = stack.enter_context(closing(socket.socket()))
        waiting.setblocking(False)
        waiting.connect_ex(wall.getsockname())
    return {"refused": port, "stall": int(stall.getsockname()[1]), "wall": int(wall.getsockname()[1])}


def _bound(backlog: int) -> socket.socket:
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    made.bind(("127.0.0.1", 0))
    made.listen(backlog)
    return made
