"""The time that a test may take: its end ends the test and nothing else, and says what was waited for.

What counts is the time that the machine gave: not while the test and its processes stood in the queue for a processor,
though a tenth in any case.

pytest-timeout raises its error wherever the process is when the alarm strikes. That may be inside a task of the bot,
which is dead then, so that the test waits for it without an end; and what is cleaned up after a failure has no limit.
"""

import asyncio
import signal
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import pytest_timeout
from _pytest.outcomes import OutcomeException

from bot.sandbox.patience import HeldUp, waits

CLEANING = 30.0
"""Seconds that whatever goes on after the alarm has before it strikes again."""
MOST_ALARMS = 6
"""After so many the process ends: who does not heed them heeds none."""
TESTS, LIBRARIES = str(Path(__file__).parent), "/lib/python"


class OutOfTime(OutcomeException):
    """The test took too long; no Failed, which Hypothesis would try again and again."""


class Limit:
    """The alarm of one test, from its first fixture to the end of its last one; `kill` ends the process."""

    def __init__(self, seconds: float, kill: Callable[[], None]) -> None:
        self._seconds, self._allowed, self._kill = seconds, seconds, kill
        self._cleaning = min(CLEANING, seconds)
        self._held_up, self._begun = HeldUp(), time.monotonic()
        self._alarms, self._said = 0, False
        self._unheard = False
        """Whether the loop has not turned since the alarm."""
        self._waited_for: list[str] = []

    def set(self) -> None:
        """Begin; in the main thread, to which signals go."""
        signal.signal(signal.SIGALRM, self._strikes)
        signal.setitimer(signal.ITIMER_REAL, self._allowed)

    def cancel(self) -> None:
        """The test has ended, or somebody debugs it."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def _strikes(self, _: int, frame: FrameType | None) -> None:
        """End what the test itself waits for; an error is raised only where nothing but the test can be running."""
        left = self._allowed - (time.monotonic() - self._begun - self._held_up())
        if left > 0 or pytest_timeout.is_debugging():
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.5))
            return
        signal.setitimer(signal.ITIMER_REAL, self._cleaning)
        self._allowed += self._cleaning
        self._alarms += 1
        self._waited_for = list(waits)
        loop, own = _running(frame)
        task = asyncio.current_task(loop) if loop else None
        if self._alarms > MOST_ALARMS or (self._unheard and task not in (None, own)):
            threading.Thread(target=self._kill).start()
        elif loop is None or own is None or (self._unheard and task is own):
            raise OutOfTime(self._words(traceback.extract_stack(frame)))
        else:
            self._unheard = True
            loop.call_soon_threadsafe(self._end, own)

    def _end(self, own: "asyncio.Future[Any]") -> None:
        self._unheard = False
        own.cancel()

    @contextmanager
    def ending(self) -> Iterator[None]:
        """Whatever comes out of here after the alarm is OutOfTime, also where the alarm was not heeded."""
        try:
            yield
        except OutOfTime:
            self._said = True
            raise
        except BaseException as error:
            if not self._alarms:
                raise
            self._said = True
            raise OutOfTime(self._words(traceback.extract_tb(error.__traceback__))) from error
        if self._alarms and not self._said:
            self._said = True
            raise OutOfTime(self._words(()))

    def _words(self, stack: Iterable[traceback.FrameSummary]) -> str:
        """What was waited for, and the line of the tests that did."""
        ours = [each for each in stack if LIBRARIES not in each.filename and each.filename != __file__]
        last = ([each for each in ours if each.filename.startswith(TESTS)] or ours)[-1:]
        place = "".join(f" in {each.filename}:{each.lineno}: {each.line}" for each in last)
        what = f" waited for {' and '.join(self._waited_for)}" if self._waited_for else " was"
        return f"the test took {self._seconds:.0f} s; it then{what}{place}"


def _running(frame: FrameType | None) -> "tuple[asyncio.AbstractEventLoop | None, asyncio.Future[Any] | None]":
    """The loop that runs around a frame, and what it was told to run: the test, or a fixture of it."""
    while frame is not None:
        if frame.f_code is _until_complete.__code__ and frame.f_locals["self"].is_running():
            return frame.f_locals["self"], frame.f_locals["future"]
        frame = frame.f_back
    return None, None


_until_complete = asyncio.BaseEventLoop.run_until_complete
_of_now: list[Limit] = []


def _named(loop: asyncio.BaseEventLoop, future: Any) -> Any:
    """Run until it is complete; a test or fixture that the alarm ended says so, as pytest ends what it understands."""
    if not _of_now or threading.current_thread() is not threading.main_thread():
        return _until_complete(loop, future)
    with _of_now[-1].ending():
        return _until_complete(loop, future)


asyncio.BaseEventLoop.run_until_complete = _named  # type: ignore[method-assign, assignment] # pytest-asyncio has no hook


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test has its alarm until the last of its fixtures has ended, also after a failure."""
    held = len(_of_now)
    try:
        return (yield)
    finally:
        for limit in _of_now[held:]:
            limit.cancel()
        del _of_now[held:]


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: pytest_timeout.Settings) -> bool:
    """Instead of what pytest-timeout does."""
    limit = Limit(settings.timeout, lambda: pytest_timeout.timeout_timer(item, settings))
    _of_now.append(limit)
    limit.set()
    return True


@pytest.hookimpl(tryfirst=True)
def pytest_timeout_cancel_timer(item: pytest.Item) -> bool:
    """A failure does not end the limit, except where somebody looks at it with a debugger."""
    if item.config.getvalue("usepdb"):
        for limit in _of_now:
            limit.cancel()
    return True


@pytest.hookimpl(wrapper=True)
def _phase(item: pytest.Item) -> Generator[None, object, object]:
    """One part of a test: its fixtures, itself, or the end of its fixtures."""
    if not _of_now:
        return (yield)
    with _of_now[-1].ending():
        return (yield)


pytest_runtest_setup = pytest_runtest_call = pytest_runtest_teardown = _phase
