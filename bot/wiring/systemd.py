"""Tells systemd that the bot is ready, that its event loop runs, and that it is stopping."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from bot.clock import Clock

READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


class ServiceManager:
    """The socket of the service manager that started us; without one, `tell` does nothing."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        meant = environment.get("WATCHDOG_PID", "") in ("", str(os.getpid()))
        self._watchdog = int(environment.get("WATCHDOG_USEC") or 0) / 1_000_000 if meant else 0.0

    @property
    def every(self) -> float:
        """Seconds between two signs of life, half of what the manager waits for one; 0 if it waits for none."""
        return self._watchdog / 2 if self._address else 0.0

    def tell(self, state: str) -> None:
        """Tell the manager, if it listens; a failure is ignored."""
        if not self._address:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as way:
            way.sendto(state.encode(), self._address)

    @asynccontextmanager
    async def serving(self, clock: Clock, beats: Callable[[], bool] = lambda: True) -> AsyncIterator[None]:
        """Say that the bot is ready, send signs of life from the event loop, and say at the end that it is stopping.

        While `beats` says that the timetable stands still, there are none.
        """
        self.tell(READY)
        living = asyncio.create_task(self._live(clock, beats), name="signs of life")
        try:
            yield
        finally:
            living.cancel()
            # Finishing the last work may take its time; the manager has its own limit for it.
            self.tell(STOPPING)

    async def _live(self, clock: Clock, beats: Callable[[], bool]) -> None:
        while self.every:
            if beats():
                self.tell(ALIVE)
            await clock.sleep(self.every)
