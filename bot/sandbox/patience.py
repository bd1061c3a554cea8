"""How long somebody waits: as long as things may still move, which a busy machine makes slow, and never for ever.

Time in which the processes of here stood in the queue for a processor does not count. So who waits on a busy machine
waits for the same as on a quiet one; a tenth of the time counts in any case.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds in which what does not happen never will."""
_MOST, _LOOK_EVERY = 0.9, 0.5
_PROCESSES = Path("/proc")


class NeverHappened(AssertionError):
    """What was waited for did not come about."""


class HeldUp:
    """Counts the seconds that a process and all that descend from it stood in the queue for a processor.

    It is at most nine tenths of the time that passed. Where the system does not tell, which Linux does, it is nothing.
    """

    def __init__(self, process: str = "self", clock: Callable[[], float] = time.monotonic) -> None:
        self._process, self._clock, self._looked_at = process, clock, clock()
        self._waited = _waited(process)
        self._sum = 0.0

    def __call__(self) -> float:
        """The seconds since this began, as of half a second ago at most."""
        passed = self._clock() - self._looked_at
        if passed >= _LOOK_EVERY:
            now, before = _waited(self._process), self._waited
            queued = sum(max(0, waited - before.get(thread, 0)) for thread, waited in now.items()) / 1e9
            self._waited, self._looked_at = now, self._looked_at + passed
            self._sum += min(queued, passed * _MOST)
        return self._sum


def _waited(process: str) -> dict[str, int]:
    """For each thread of a process and of its descendants: how long it waited for a processor in its life, ns."""
    found: dict[str, int] = {}
    for thread in _PROCESSES.glob(f"{process}/task/*"):
        try:
            found[thread.name] = int((thread / "schedstat").read_text(encoding="ascii").split()[1])
            children = (thread / "children").read_text(encoding="ascii").split()
        except OSError:
            continue  # it ended while it was looked at, or the system does not tell
        for child in children:
            found |= _waited(child)
    return found


held_up = HeldUp()
"""Of this process."""
waits: list[str] = []
"""What is waited for now, the latest last."""
_must_live: list[Callable[[], None]] = []


def _queue_of(loop: asyncio.AbstractEventLoop) -> Callable[[], float]:
    """What holds up whoever lives on a loop: nothing does where time is not the machine's, and jumps."""
    return held_up if abs(loop.time() - time.monotonic()) < 1 else lambda: 0.0


@contextmanager
def watched(sound: Callable[[], None]) -> Iterator[None]:
    """Meanwhile nobody waits for one who is dead: `sound` raises if that is so."""
    _must_live.append(sound)
    try:
        yield
    finally:
        _must_live.remove(sound)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Meanwhile this is what is waited for."""
    waits.append(what)
    try:
        yield
    finally:
        waits.remove(what)


async def until(
    look: Callable[[], Awaitable[T | None]], what: str, seconds: float = PATIENCE, pause: float = 0.05
) -> T:
    """Look again and again until something is found, and return it. Raises NeverHappened.

    Only the pauses count, since a look may take its time.
    """
    loop, paused = asyncio.get_running_loop(), 0.0
    queue = _queue_of(loop)
    queued = queue()
    with waiting(what):
        while not (found := await look()):
            for sound in _must_live:
                sound()
            if max(paused - (queue() - queued), paused / 10) >= seconds:
                raise NeverHappened(f"this never happened: {what}")
            begun = loop.time()
            await asyncio.sleep(pause)
            paused += loop.time() - begun
    return found


@asynccontextmanager
async def within(seconds: float, what: str) -> AsyncIterator[None]:
    """Whatever is done in the context ends within so many seconds. Raises NeverHappened."""
    loop = asyncio.get_running_loop()
    queue = _queue_of(loop)
    begun, queued = loop.time(), queue()
    limit = asyncio.timeout(None)
    timer: asyncio.TimerHandle

    def look() -> None:
        nonlocal timer
        left = seconds - (loop.time() - begun) + (queue() - queued)
        if left > 0:
            timer = loop.call_later(left, look)
        else:
            limit.reschedule(loop.time())

    timer = loop.call_later(seconds, look)
    try:
        with waiting(what):
            async with limit:
                yield
    except TimeoutError:
        if not limit.expired():
            raise
        raise NeverHappened(f"this never happened: {what}") from None
    finally:
        timer.cancel()
