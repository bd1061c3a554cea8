"""Virtual time: a loop whose clock jumps to the next timer as soon as nothing is left to do; the sockets are real."""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pkgutil import resolve_name
from types import SimpleNamespace
from typing import Any, TypeVar, TypeVarTuple
from unittest.mock import patch

import apscheduler.schedulers.base
import apscheduler.triggers.interval

import bot.jobs
import bot.sandbox.clock

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
EPOCH = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
"""What time it is when a virtual loop begins: noon in Shanghai."""

GRACE = 0.001
"""Real seconds in which a byte that is under way within the machine arrives."""


class _Selector(selectors.DefaultSelector):
    """Waits for sockets; where none has anything and nobody works, the loop's time jumps instead."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0):
            return ready
        if self.loop.busy:
            return super().select(0.002 if timeout is None else min(timeout, 0.002))
        ready = super().select(GRACE if timeout is None else min(timeout, GRACE))
        if not ready and timeout is not None and not self.loop.busy:
            self.loop.jump(timeout)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """`busy` counts work outside the loop (threads, the database) during which its time runs as the real one."""

    def __init__(self) -> None:
        self.busy, self.skipped = 0, 0.0
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)
        self.begun = self.time()

    def time(self) -> float:
        return time.monotonic() + self.skipped

    def jump(self, seconds: float) -> None:
        """So much time passes in which nothing was done."""
        self.skipped += seconds

    def wall(self) -> datetime:
        """The time of day on this loop, UTC."""
        return EPOCH + timedelta(seconds=self.time() - self.begun)

    def run_in_executor(self, executor: Executor | None, func: Callable[[*_Ts], _T], *args: *_Ts) -> asyncio.Future[_T]:
        future = super().run_in_executor(executor, func, *args)
        self.busy += 1
        future.add_done_callback(self._idle)
        return future

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - asyncio calls it so
        """Threads end in real time; since Python 3.12 asyncio gives them 300 s of the loop's, which may jump."""
        self.busy += 1
        try:
            await super().shutdown_default_executor()
        finally:
            self.busy -= 1

    def _idle(self, _: object) -> None:
        self.busy -= 1


class StandingLoop(VirtualLoop):
    """Work takes no time at all: for what a busy machine must not change."""

    def time(self) -> float:
        return self.skipped


class _Wall(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class _DateTime(datetime, metaclass=_Wall):
    """What APScheduler takes for the time of day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        return loop.wall().astimezone(tz or UTC)


_ASKING = (
    "sqlalchemy.ext.asyncio.engine.greenlet_spawn",
    "sqlalchemy.ext.asyncio.session.greenlet_spawn",
    "sqlalchemy.ext.asyncio.result.greenlet_spawn",
    "sqlmodel.ext.asyncio.session.greenlet_spawn",
    "asyncpg.connect",
    *(f"asyncpg.Connection.{name}" for name in ("execute", "fetch", "fetchval", "fetchrow", "add_listener", "close")),
    "bot.pictures.reader.answer_of",
)
"""Every way to ask a database, and the process that reads pictures, which answer in real time."""


def _counted(loop: VirtualLoop, asking: Callable[..., Coroutine[Any, Any, Any]]) -> Any:
    async def counted(*args: Any, **kwargs: Any) -> Any:
        if asyncio.get_running_loop() is not loop:  # a command that runs beside it in a thread, on a loop of its own
            return await asking(*args, **kwargs)
        loop.busy += 1
        try:
            return await asking(*args, **kwargs)
        finally:
            loop.busy -= 1

    return counted


@contextmanager
def lived_in(loop: VirtualLoop) -> Iterator[None]:
    """Whatever asks for the time gets the loop's, and whatever asks a database or for a picture is waited for."""
    with ExitStack() as stack:
        for place in _ASKING:
            stack.enter_context(patch(place, _counted(loop, resolve_name(place))))
        stack.enter_context(patch.object(bot.sandbox.clock, "time", SimpleNamespace(monotonic=loop.time)))
        stack.enter_context(patch.object(bot.jobs, "time", SimpleNamespace(monotonic=loop.time)))
        for module in (apscheduler.schedulers.base, apscheduler.triggers.interval):
            stack.enter_context(patch.object(module, "datetime", _DateTime))
        yield


def run(work: Coroutine[Any, Any, Any], kind: type[VirtualLoop] = VirtualLoop) -> Any:
    """Run `work` to its end in virtual time."""
    loop = kind()
    with lived_in(loop), asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(work)


def here() -> VirtualLoop:
    """The running virtual loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop
