"""A limiter in a world of its own: time passes only where everybody waits."""

import asyncio
from collections.abc import Callable
from typing import Any

from telegram.error import RetryAfter

from bot.chat.transport.rate_limiter import Limits


class Moment:
    """What is done at a time of the world, unless it is cancelled before."""

    def __init__(self, at: float, what: Callable[[], None]) -> None:
        self.at, self.what, self.cancelled = at, what, False

    def cancel(self) -> None:
        self.cancelled = True


class World:
    """Time that passes only where everybody waits, and the moments at which calls went out and arrived."""

    def __init__(self, rate: float, processes: int = 1) -> None:
        self.time = 1000.0
        self.sent: list[float] = []
        self.went: list[Any] = []
        self.travels: Callable[[], float] = lambda: 0.0
        self.processes = processes
        """How many speak for the bot: each has limits of its own, and a chat's calls go out by any of them."""
        self._limits = [
            Limits(rate, lambda: self.processes, now=lambda: self.time, later=self._later) for _ in range(processes)
        ]
        self.flood: RetryAfter | None = None
        self.arrives: Callable[[int | None], None] = lambda chat_id: None
        self._moments: list[Moment] = []

    def _later(self, seconds: float, what: Callable[[], None]) -> Moment:
        self._moments.append(Moment(self.time + seconds, what))
        return self._moments[-1]

    async def sleep(self, seconds: float) -> None:
        awake = asyncio.get_running_loop().create_future()
        self._later(seconds, lambda: awake.set_result(None))
        await awake

    async def until(self, *tasks: asyncio.Task[Any]) -> None:
        """Let time pass until these are done."""
        while True:
            for _ in range(20):
                await asyncio.sleep(0)
            if all(task.done() for task in tasks):
                return
            self._moments = [each for each in self._moments if not each.cancelled]
            first = min(self._moments, key=lambda each: each.at)
            self._moments.remove(first)
            self.time = max(self.time, first.at)
            first.what()

    @property
    def limits(self) -> Limits:
        """Those of the first."""
        return self._limits[0]

    def begin(
        self, chat_id: int | None, endpoint: str = "sendMessage", name: Any = None, process: int = 0
    ) -> asyncio.Task[Any]:
        """Send, and wait for nothing."""
        return asyncio.create_task(self._send(chat_id, endpoint, name, process))

    async def _send(self, chat_id: int | None, endpoint: str, name: Any, process: int) -> None:
        async def call() -> Any:
            self.went.append(name)
            if self.flood is not None:
                flood, self.flood = self.flood, None
                raise flood
            self.sent.append(round(self.time - 1000, 3))
            there, back = self.travels(), self.travels()
            if there:
                await self.sleep(there)
            self.arrives(chat_id)
            if back:
                await self.sleep(back)
            return True

        data = {} if chat_id is None else {"chat_id": chat_id}
        await self._limits[process].process_request(call, (), {}, endpoint, data, None)

    async def send(self, chat_id: int | None, endpoint: str = "sendMessage") -> None:
        task = self.begin(chat_id, endpoint)
        await self.until(task)
        await task
