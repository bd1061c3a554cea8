"""Work on a connection that nobody may leave half way: it is waited for although its caller is cancelled."""

import asyncio
from collections.abc import Awaitable
from typing import Any


async def to_the_end(work: Awaitable[Any]) -> None:
    """Finish `work` although the caller is cancelled meanwhile; the cancellation is passed on afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    task.result()
