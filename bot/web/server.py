"""Runs the HTTP server inside the running event loop."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.web import connection_limits
from bot.web.listening import BACKLOG, DoorTaken

GRACE_SECONDS = 5
"""How long running requests may take after the server was told to stop, in seconds."""
KEPT_SECONDS = 75
"""How many seconds an idle connection is kept: longer than a proxy keeps it, so none is closed under a request."""
AT_ONCE = 64
"""How many connections are accepted in one turn of the event loop, so that refused ones leave before the next come."""


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
