"""Marks finished updates as done in batches: one transaction for all that finished during the one before."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.transport.failures import said
from bot.desk.ledger.inbox import WaitingUpdate

AGAIN_SECONDS = 1.0

log = logging.getLogger(__name__)

Mark = Callable[[Sequence[WaitingUpdate]], Awaitable[None]]


class Done:
    """Collects finished updates and marks them; their lanes go on meanwhile.

    If a verb changed something, its update was marked in the same transaction. An update that only read may run again
    after a crash.
    """

    def __init__(self, mark: Mark) -> None:
        self._mark = mark
        self._rows: dict[int, WaitingUpdate] = {}
        self._some, self._none = asyncio.Event(), asyncio.Event()
        self._none.set()
        self.task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start marking."""
        self.task = asyncio.create_task(self._work(), name="inbox done")

    def put(self, row: WaitingUpdate) -> None:
        """Add a finished update."""
        self._rows[row.update_id] = row
        self._none.clear()
        self._some.set()

    def has(self, row: WaitingUpdate) -> bool:
        """Whether the update is finished and not marked yet."""
        return row.update_id in self._rows

    async def idle(self) -> None:
        """Wait until everything is marked."""
        await self._none.wait()

    async def stop(self) -> None:
        """Mark what is left, if possible; what is not marked runs again."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
        try:
            await self._flush()
        except Exception as error:
            log.error("%d updates were not marked done: %s", len(self._rows), said(error))

    async def _work(self) -> None:
        while True:
            await self._some.wait()
            try:
                await self._flush()
            except Exception as error:  # they stay collected
                log.error("%d updates were not marked done: %s", len(self._rows), said(error))
                await asyncio.sleep(AGAIN_SECONDS)

    async def _flush(self) -> None:
        rows = list(self._rows.values())
        if rows:
            await self._mark(rows)
        for row in rows:
            self._rows.pop(row.update_id, None)
        if not self._rows:
            self._some.clear()
            self._none.set()
