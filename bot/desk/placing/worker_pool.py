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
        """Do what there is, and what comes while a hand is busy; the first error is raised once all have ended.

        What fails stops nothing else; a cancellation ends what is in hand, and goes up.
        """
        held: dict[asyncio.Task[None], int] = {}
        broken: list[Exception] = []
        async with self._one_round:
            try:
                await self._begin_and_wait(held, broken)
            except BaseException:
                for task in held:
                    task.cancel()
                await asyncio.gather(*held, return_exceptions=True)
                raise
        if broken:
            raise broken[0]

    async def _begin_and_wait(self, held: dict[asyncio.Task[None], int], broken: list[Exception]) -> None:
        """Until nothing is in hand: begin what `find` answers, wait until a hand is free, and put down what ended."""
        steady = asyncio.get_running_loop().time
        rests_until: dict[int, float] = {}
        while True:
            self._more.clear()
            in_hand = frozenset(held.values())
            # If the turn of a piece changed nothing, it would come again at once.
            resting = frozenset(key for key, until in rests_until.items() if steady() < until) - in_hand
            pieces: Sequence[T] = ()
            try:
                pieces = await self._find(in_hand, resting)
            except Exception as error:  # the pieces in hand go on
                log.exception("what there is to do could not be looked for")
                broken.append(error)
            for piece in pieces:
                held[asyncio.create_task(self._do(piece))] = self._key(piece)
                rests_until[self._key(piece)] = steady() + REST
            if not held:
                return
            more = asyncio.create_task(self._more.wait())
            try:  # now and then it is looked for work that only time makes due
                await asyncio.wait({more, *held}, timeout=WAIT, return_when=asyncio.FIRST_COMPLETED)
            finally:
                more.cancel()
            for task in [task for task in held if task.done()]:
                del held[task]
                try:
                    task.result()
                except Exception as error:
                    log.exception("this work is left for the next round")
                    broken.append(error)
