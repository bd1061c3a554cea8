"""Updates that need nothing more: marked together, as many in one transaction as came during the one before."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.transport.failures import said
from bot.desk.ledger.messages import Waiting

AGAIN_SECONDS = 1.0

log = logging.getLogger(__name__)

Mark = Callable[[Sequence[Waiting]], Awaitable[None]]


class Done:
    """Collects what is done and has it marked; a lane goes on meanwhile.

    What a verb changed was marked in its own transaction. What only read may run once more after a crash.
    """

    def __init__(self, mark: Mark) -> None:
        self._mark = mark
        self._rows: dict[int, Waiting] = {}
        self._some, self._none = asyncio.Event(), asyncio.Event()
        self._none.set()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Mark from now on."""
        self._task = asyncio.create_task(self._work(), name="inbox done")

    def put(self, row: Waiting) -> None:
        """This update is done."""
        self._rows[row.update_id] = row
        self._none.clear()
        self._some.set()

    def has(self, row: Waiting) -> bool:
        """Whether the update is done and not marked yet."""
        return row.update_id in self._rows

    async def idle(self) -> None:
        """Wait until everything is marked."""
        await self._none.wait()

    async def stop(self) -> None:
        """Mark what is left, if that goes; what is not marked runs once more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
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
