"""Has a file of a person read by a process of its own, which may use little, knows no secret and writes nothing."""

import asyncio
import resource
import signal
import sys
from asyncio import StreamReader
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
MODULE = ("-P", "-B", "-m")
_ENVIRONMENT = {"PYTHONPATH": str(Path(__file__).parents[1])}
"""The child finds the code of its parent, and no secret of it."""
_CHUNK = 64 * 1024


class ChildFailed(Exception):
    """The child gave no answer, for this reason: `took_too_long`, `took_too_much_memory` or `reader_failed`."""


async def answer_of(
    child_of: Sequence[str], data: bytes, read: Callable[[StreamReader], Awaitable[T | None]], longest: int,
    seconds: float,
) -> T:  # fmt: skip
    """What a Python of these arguments says of the data, as `read` finds it in lines of so many bytes at most.

    `read` returns None if it finds nothing, and raises ValueError if that is no answer of ours. Raises ChildFailed.
    """
    child = await asyncio.create_subprocess_exec(
        sys.executable, *child_of, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_ENVIRONMENT, limit=longest
    )
    assert child.stdout is not None
    try:
        async with asyncio.timeout(seconds):
            _, answer = await asyncio.gather(_feed(child, data), read(child.stdout))
            code = await child.wait() if answer is None else 0
    except TimeoutError as late:
        raise ChildFailed("took_too_long") from late
    except ValueError as strange:
        raise ChildFailed("reader_failed") from strange
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if answer is None:
        # It died without a word: a library is stopped by a signal if it gets no more memory.
        stopped = "took_too_long" if code == -signal.SIGXCPU else "took_too_much_memory"
        raise ChildFailed(stopped if code < 0 else "reader_failed")
    return answer


async def _feed(child: Process, data: bytes) -> None:
    """Hand the file over in pieces, so that no second copy of it lies in our memory."""
    assert child.stdin is not None
    try:
        for start in range(0, len(data), _CHUNK):
            child.stdin.write(data[start : start + _CHUNK])
            await child.stdin.drain()
        child.stdin.close()
        await child.stdin.wait_closed()
    except ConnectionError:
        return  # the child ended; its answer says why


def use_little(memory: int, cpu_seconds: int) -> None:
    """In the child: use no more of the address space (bytes) and of a processor than this, and write no file."""
    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_CPU: cpu_seconds}
    for kind, most in (limits | {resource.RLIMIT_CORE: 0, resource.RLIMIT_FSIZE: 0}).items():
        resource.setrlimit(kind, (most, most))
