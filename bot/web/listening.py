"""Where the bot listens, and for what; the socket is opened before everything else, and loads nothing of the server."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp

TELEGRAM = "/telegram"
"""Updates that Telegram brings."""
PUSHES = "/1688"
"""Push messages of 1688."""
APP = "/app"
"""The Mini App."""
BACKLOG = 256
"""How many connections may wait to be accepted."""

Serve = Callable[["ASGIApp"], AbstractAsyncContextManager[None]]
"""Answers requests with an application while the context is open."""


class DoorTaken(Exception):
    """The server cannot listen at this address; the text says why and what to do."""


@contextlib.contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A listening socket, closed at the end. Raises DoorTaken."""
    where = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # With its protocol named: only then asyncio switches off the delay of small packets (Nagle's).
        door = socket.socket(family, kind, protocol or socket.IPPROTO_TCP)
    except OSError as error:
        raise DoorTaken(f"WEB_LISTEN names no address of this machine: {where} ({error.strerror}).") from error
    with door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(address)
            door.listen(BACKLOG)
        except OSError as error:
            raise DoorTaken(f"WEB_LISTEN cannot be opened at {where}: {error.strerror}; name another port.") from error
        yield door
