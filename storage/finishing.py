"""Work on a database that nobody may leave half way: it is waited for although its caller is cancelled."""

import asyncio
import sys
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def to_the_end(work: Awaitable[T]) -> T:
    """What `work` gives: it is finished although the caller is cancelled, who hears of that afterwards."""
    task = _begun(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    return task.result()


def _begun(work: Awaitable[T]) -> asyncio.Future[T]:
    """Begun at once where Python can (3.12): what waits for nothing, as on SQLite, ends then without a turn."""
    if sys.version_info >= (3, 12) and asyncio.iscoroutine(work):
        return asyncio.Task(work, loop=asyncio.get_running_loop(), eager_start=True)
    return asyncio.ensure_future(work)
