"""Binds the socket before everything else, and runs the HTTP server inside the running event loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.web import connection_limits

GRACE_SECONDS = 5
"""How long running requests may take after the server was told to stop, in seconds."""
KEPT_SECONDS = 75
"""How many seconds an idle connection is kept: longer than a proxy keeps it, so none is closed under a request."""
BACKLOG = 256
"""How many connections may wait to be accepted."""
AT_ONCE = 64
"""How many connections are accepted in one turn of the event loop, so that refused ones leave before the next come."""


class DoorTaken(Exception):
    """The server cannot listen at this address; the text says why and what to do."""


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket, closed at the end. Raises DoorTaken."""
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # With its protocol named: only then asyncio switches off the delay of small packets (Nagle's).
        found = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
    except OSError as error:
        raise DoorTaken(f"WEB_LISTEN names no address of this machine: {where} ({error.strerror}).") from error
    with found:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind(address)
            found.listen(BACKLOG)
        except OSError as error:
            raise DoorTaken(f"WEB_LISTEN cannot be opened at {where}: {error.strerror}; name another port.") from error
        yield found


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers; it tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(BACKLOG)
        self.listening.set()


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, door: socket.socket) -> AsyncIterator[None]:
    """Serve while the context is open; running requests may finish within a few seconds. Raises DoorTaken."""
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, lifespan="off", ws="none",
        http=connection_limits.Caller, h11_max_incomplete_event_size=connection_limits.LARGEST_HEAD,
        backlog=AT_ONCE, proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEPT_SECONDS,
    )  # fmt: skip
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[door]), name="doors")
    listening = asyncio.create_task(server.listening.wait())
    try:
        await asyncio.wait({running, listening}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
            raise DoorTaken("the server at WEB_LISTEN ended before it listened")
        yield
    finally:
        listening.cancel()
        server.should_exit = True
        await running
