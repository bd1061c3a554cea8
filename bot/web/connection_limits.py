"""Limits how long a client may hold a connection without a complete request, and makes room if all are taken."""

import asyncio
from itertools import count
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""Seconds for the head of a request, from the connection or from its first byte on a kept-alive one."""
MOST_CONNECTIONS = 250
"""The most open connections, far below the number of files that a process may open."""
LARGEST_HEAD = 16 * 1024
_turns = count()


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

    def _owes(self) -> bool:
        """Whether it is silent, inside a head, inside a body, or kept alive without a request."""
        return not self._in_a_request() or self.cycle.more_body

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
        """Close the connection that has owed longest; never one whose request is being answered."""
        callers = cast("set[Caller]", self.connections)
        if len(callers) <= MOST_CONNECTIONS:
            return
        owing = [each for each in callers if each is not self and each._owes()]
        if owing:
            min(owing, key=lambda each: each._turn)._show_out()
