"""The list of HTTP routes and their handlers."""

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from bot.web import paths
from bot.web.healthz import Wellness
from bot.web.metrics import Metrics
from bot.web.miniapp import MiniApp
from bot.web.push_messages import PushEndpoint
from bot.web.server import serving
from bot.web.telegram_updates import Updates

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Doors:
    """The socket and the handlers behind it.

    `updates` is None while updates are polled, `page` if the bot has no public address.
    """

    socket: socket.socket
    wellness: Wellness
    metrics: Metrics
    pushes: PushEndpoint
    updates: Updates | None = None
    page: MiniApp | None = None

    def app(self) -> ASGIApp:
        """The application; an unknown path gives 404 and a wrong method 405, without a text."""
        routes = [
            Route("/healthz", self.wellness.get, methods=["GET"]),
            Route("/metrics", self.metrics.get, methods=["GET"]),
            Route(paths.PUSHES, self.pushes.post, methods=["POST"]),
        ]
        if self.updates is not None:
            routes.append(Route(paths.TELEGRAM, self.updates.post, methods=["POST"]))
        if self.page is not None:
            routes += self.page.routes()
        return Router(routes=routes, redirect_slashes=False)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Answer requests while the context is open."""
        async with serving(self.app(), self.socket):
            log.info("the doors are open at %s", self.socket.getsockname())
            yield
