"""Serves an ASGI app inside the running event loop; signals are left to whoever runs the loop."""

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

_GRACE_SECONDS = 1
_KEPT_SECONDS = 75
"""How long an idle connection is kept. With less, a busy machine closes it just as its client takes it again."""


class PortTaken(Exception):
    """Another program listens on the port already."""


class _SandboxServer(uvicorn.Server):
    """uvicorn without its signal handlers; it tells when it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


@contextlib.asynccontextmanager
async def serve(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[int]:
    """Serve while the context is open and yield the real port. Raises PortTaken."""
    bound = _bind(host, port)
    config = uvicorn.Config(
        app, log_config=None, log_level="critical", access_log=False, date_header=False, server_header=False,
        lifespan="on", timeout_graceful_shutdown=_GRACE_SECONDS, timeout_keep_alive=_KEPT_SECONDS, ws="none",
    )  # fmt: skip
    server = _SandboxServer(config)
    running = asyncio.create_task(server.serve(sockets=[bound]))
    listening = asyncio.create_task(server.listening.wait())
    try:
        await asyncio.wait({running, listening}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
            raise RuntimeError("the server ended before it listened")
        yield int(bound.getsockname()[1])
    finally:
        listening.cancel()
        server.should_exit = True
        await running
        bound.close()


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off (40 ms a call) only if the protocol is named
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"port {port} is in use; choose another with --port, or 0 for a free one") from error
        raise
    return bound
