"""Runs updates in parallel, one lane for each chat, so that the order inside a chat is kept."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Generic, TypeVar

MOST_WORKERS = 32
"""The most workers.

Each mostly waits for Telegram: with answers after 40 ms, sixteen left a quarter of the core idle.
"""
T = TypeVar("T")

Run = Callable[[T], Awaitable[float | None]]
"""Does one item; returns None if it is finished, else the seconds until the next try."""


class Lanes(Generic[T]):
    """Queues by name and a few `workers`; a lane that waits for its next try holds no worker."""

    def __init__(self, run: Run[T], workers: int = 8) -> None:
        self._run, self.workers = run, max(1, min(workers, MOST_WORKERS))
        self._lanes: dict[str, deque[T]] = {}
        self._ready: asyncio.Queue[str] = asyncio.Queue()
        self.tasks: list[asyncio.Task[None]] = []
        self._timers: set[asyncio.TimerHandle] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def put(self, lane: str, item: T) -> None:
        """Queue an item behind the others of its lane."""
        waiting = self._lanes.get(lane)
        if waiting is not None:
            waiting.append(item)
            return
        self._lanes[lane] = deque((item,))
        self._idle.clear()
        self._ready.put_nowait(lane)

    def start(self) -> None:
        """Start the workers."""
        self.tasks = [asyncio.create_task(self._work(), name=f"lane-{n}") for n in range(self.workers)]

    async def idle(self) -> None:
        """Wait until nothing is queued or running."""
        await self._idle.wait()

    async def stop(self, within: float) -> None:
        """Finish what is queued, within so many seconds, then stop; the rest stays recorded."""
        with suppress(TimeoutError):  # what is not done is still in the inbox and runs at the next start
            async with asyncio.timeout(within):
                await self.idle()
        for timer in self._timers:
            timer.cancel()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            lane = await self._ready.get()
            waiting = self._lanes[lane]
            again = await self._run(waiting[0])
            if again is not None:
                self._later(lane, again)
                continue
            waiting.popleft()
            if waiting:
                self._ready.put_nowait(lane)
                continue
            del self._lanes[lane]
            if not self._lanes:
                self._idle.set()

    def _later(self, lane: str, seconds: float) -> None:
        def due() -> None:
            self._timers.discard(timer)
            self._ready.put_nowait(lane)

        timer = asyncio.get_running_loop().call_later(seconds, due)
        self._timers.add(timer)
