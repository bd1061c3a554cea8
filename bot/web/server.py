"""The HTTP server inside the running event loop: its routes, and how long a caller may hold a connection.

A thousand callers who say nothing, half a head or half a body keep no proper call out, at the bot's
own port as well as behind the proxy. uvicorn's own limits do not do that: `limit_concurrency`
counts silent connections and refuses whoever comes next (5 of 5 proper calls got 503), and
`timeout_keep_alive` begins only after an answer, so that a head which comes byte by byte is never
given up. So `Caller` extends uvicorn's protocol: a head has ten seconds, and beyond 250 connections
whoever has owed longest leaves, never one whose request is being answered.
`tests/web/test_private_hooks.py` says what uvicorn must keep.
"""

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Iterator
from itertools import count
from typing import cast

import uvicorn
from starlette.routing import Route, Router
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot.web import listening
from bot.web.listening import BACKLOG, DoorTaken
from bot.web.miniapp import MiniApp
from bot.web.monitoring import Metrics, Wellness
from bot.web.push_messages import PushEndpoint
from bot.web.telegram_updates import Updates

HEAD_SECONDS = 10.0
"""Seconds for the head of a request, from the connection or from its first byte on a kept-alive one."""
MOST_CONNECTIONS = 250
"""The most open connections, far below the number of files that a process may open."""
LARGEST_HEAD = 16 * 1024
GRACE_SECONDS = 5
"""How long running requests may take after the server was told to stop, in seconds."""
KEPT_SECONDS = 75
"""How many seconds an idle connection is kept: longer than a proxy keeps it, so none is closed under a request."""
AT_ONCE = 64
"""How many connections are accepted in one turn of the event loop, so that refused ones leave before the next come."""
_turns = count()

log = logging.getLogger(__name__)


class Caller(H11Protocol):
    """One connection. It owes us something while no complete request of it is being answered.

    uvicorn counts silent connections as busy and waits for a head for ever: a few hundred of them would block everybody
    else.
    """

    _turn = 0
    _head_due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        self._turn = next(_turns)
        self._watch_the_head()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave_the_head()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        # uvicorn answers 503 beyond its limit, but counts the work of those too who were shown out a moment ago.
        self.limit_concurrency = 1 if len(self.connections) > MOST_CONNECTIONS else None
        super().data_received(data)
        if not self._in_a_request():
            self._watch_the_head()

    def handle_events(self) -> None:
        super().handle_events()
        if self._in_a_request():
            self._leave_the_head()

    def on_response_complete(self) -> None:
        self._turn = next(_turns)
        super().on_response_complete()

    def _in_a_request(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _watch_the_head(self) -> None:
        """Start the time limit for the head; bytes that come one by one do not extend it."""
        if self._head_due is None and not self.transport.is_closing():
            self._head_due = self.loop.call_later(HEAD_SECONDS, self._show_out)

    def _leave_the_head(self) -> None:
        if self._head_due is not None:
            self._head_due.cancel()
            self._head_due = None

    def _show_out(self) -> None:
        self.connections.discard(self)
        self.transport.abort()

    def _make_room(self) -> None:
        """Close the connection that has owed longest; never one whose request is being answered.

        It owes us something if it is silent, inside a head, inside a body, or kept alive without a request.
        """
        callers = cast("set[Caller]", self.connections)
        if len(callers) > MOST_CONNECTIONS:
            others = (each for each in callers if each is not self)
            owing = [each for each in others if not each._in_a_request() or each.cycle.more_body]
            if owing:
                min(owing, key=lambda each: each._turn)._show_out()


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
        http=Caller, h11_max_incomplete_event_size=LARGEST_HEAD,
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
        log.info("the doors are open at %s", door.getsockname())
        yield
    finally:
        listening.cancel()
        server.should_exit = True
        await running


def doors(
    wellness: Wellness, metrics: Metrics, pushes: PushEndpoint, updates: Updates | None, page: MiniApp | None
) -> ASGIApp:
    """The handlers of all paths; an unknown path gives 404 and a wrong method 405, without a text.

    `updates` is None while updates are polled, `page` if the bot has no public address.
    """
    routes = [
        Route("/healthz", wellness.get, methods=["GET"]),
        Route("/metrics", metrics.get, methods=["GET"]),
        Route(listening.PUSHES, pushes.post, methods=["POST"]),
    ]
    if updates is not None:
        routes.append(Route(listening.TELEGRAM, updates.post, methods=["POST"]))
    if page is not None:
        routes += page.routes()
    return Router(routes=routes, redirect_slashes=False)
