"""Works on a few pieces side by side, so that one that hangs holds up no other."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")

WAIT, REST = 0.5, 1.0
"""Seconds until the next round while a hand is busy, and until a piece that had its turn may have another."""

log = logging.getLogger(__name__)


class WorkerPool(Generic[T]):
    """Does several pieces of work at once, never one in two hands; `key` tells pieces apart.

    `find` is told which pieces are in hand and which rest after a turn; it answers what to begin now.
    """

    def __init__(
        self,
        key: Callable[[T], int],
        find: Callable[[Collection[int], Collection[int]], Awaitable[Sequence[T]]],
        do: Callable[[T], Coroutine[Any, Any, None]],
    ) -> None:
        self._key, self._find, self._do = key, find, do
        self._one_round, self._more = asyncio.Lock(), asyncio.Event()

    def wake(self) -> None:
        """Say that there may be more to do now."""
        self._more.set()

    async def work(self) -> None:
        """Do what there is, and what comes while a hand is busy; the first error is raised once all have ended."""
        async with self._one_round:
            turn = _Round()
            try:
                await self._begin(turn)
                while turn.held:
                    await self._wait(turn)
                    turn.put_down()
                    await self._begin(turn)
            except BaseException:
                await turn.abandon()
                raise
        if turn.broken:
            raise turn.broken[0]

    async def _begin(self, turn: "_Round") -> None:
        """Begin what `find` answers; if `find` fails, the pieces in hand go on."""
        self._more.clear()
        try:
            pieces = await self._find(turn.in_hand(), turn.resting())
        except Exception as error:
            log.exception("what there is to do could not be looked for")
            turn.broken.append(error)
            return
        for piece in pieces:
            turn.add(self._key(piece), asyncio.create_task(self._do(piece)))

    async def _wait(self, turn: "_Round") -> None:
        """Wait until a hand is free or there is more to do; and now and then for work that only time makes due."""
        more = asyncio.create_task(self._more.wait())
        try:
            await asyncio.wait({more, *turn.held}, timeout=WAIT, return_when=asyncio.FIRST_COMPLETED)
        finally:
            more.cancel()


class _Round:
    """The pieces in hand, those that had a turn lately, and the errors raised."""

    def __init__(self) -> None:
        self.held: dict[asyncio.Task[None], int] = {}
        self.broken: list[Exception] = []
        self._rests_until: dict[int, float] = {}

    def in_hand(self) -> frozenset[int]:
        return frozenset(self.held.values())

    def resting(self) -> frozenset[int]:
        """Pieces in no hand that just had a turn; if the turn changed nothing, they would come again at once."""
        now = asyncio.get_running_loop().time()
        return frozenset(key for key, until in self._rests_until.items() if now < until) - self.in_hand()

    def add(self, key: int, task: asyncio.Task[None]) -> None:
        self.held[task] = key
        self._rests_until[key] = asyncio.get_running_loop().time() + REST

    def put_down(self) -> None:
        """Forget what has ended; a cancellation goes up at once."""
        for task in [task for task in self.held if task.done()]:
            del self.held[task]
            try:
                task.result()
            except Exception as error:
                log.exception("this work is left for the next round")
                self.broken.append(error)

    async def abandon(self) -> None:
        """Cancel what is in hand, and wait until each has come to its end."""
        for task in self.held:
            task.cancel()
        await asyncio.gather(*self.held, return_exceptions=True)
