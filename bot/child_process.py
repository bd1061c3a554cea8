"""Has a file of a person read by a process of its own, which knows no secret."""

import asyncio
import json
import signal
import sys
from asyncio import StreamReader
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bot.child_limits import MOST_BYTES

T = TypeVar("T")
F = TypeVar("F", bound=StrEnum)
MODULE = ("-P", "-B", "-m")
_ENVIRONMENT = {"PYTHONPATH": str(Path(__file__).parents[1])}
"""The child finds the code of its parent, and no secret of it."""
_CHUNK = 64 * 1024


async def answer_of(
    child_of: Sequence[str], data: bytes, read: Callable[[dict[str, Any], StreamReader], Awaitable[T]],
    faults: type[F], longest: int, seconds: float,
) -> T | F:  # fmt: skip
    """What a Python of these arguments says of the data, in lines of so many bytes at most; or why it says nothing.

    Its first line is a JSON object: the fault, or what `read` takes with the lines behind it. `read` raises ValueError
    or KeyError if that is no answer of ours.
    """
    if len(data) > MOST_BYTES:
        return faults("too_large")
    child = await asyncio.create_subprocess_exec(
        sys.executable, *child_of, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_ENVIRONMENT, limit=longest
    )
    said = child.stdout
    assert said is not None

    async def answer() -> T | F | None:
        if not (first := await said.readline()):
            return None
        match json.loads(first):
            case {"fault": str(fault)}:
                return faults(fault)
            case dict(head):
                return await read(head, said)
        raise ValueError("no answer")

    try:
        async with asyncio.timeout(seconds):
            _, found = await asyncio.gather(_feed(child, data), answer())
            code = await child.wait() if found is None else 0
    except TimeoutError:
        return faults("took_too_long")
    except (ValueError, KeyError):
        return faults("reader_failed")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if found is not None:
        return found
    # It died without a word: a library is stopped by a signal if it gets no more memory.
    stopped = "took_too_long" if code == -signal.SIGXCPU else "took_too_much_memory"
    return faults(stopped if code < 0 else "reader_failed")


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
