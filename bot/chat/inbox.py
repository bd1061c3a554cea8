"""Updates from Telegram: recorded first, confirmed after, then run in lanes until each is done once."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from telegram import Update

from bot.chat.bot import App
from bot.chat.failures import said
from bot.chat.lanes import Lanes
from bot.chat.verbs import Intake, Waiting
from bot.clock import Clock
from bot.purchasing.purchase import Cause

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""All that is handled. Edited messages, channel posts and reactions are not asked for: they never act."""
RETRY_SECONDS = (0.5, 1.0, 2.0, 4.0)
_UNREADABLE = "an update that cannot be read"
_AHEAD = 200
"""Recorded updates that are read beyond those already queued."""

GaveUp = Callable[[Update | None, int, str], Awaitable[None]]
"""Told of an update that is given up: itself (None where it cannot be read), its id, the error."""


class Failures:
    """Errors of handlers by update, handed from the application's error handler to the inbox."""

    def __init__(self) -> None:
        self._errors: dict[int, BaseException] = {}

    def note(self, update_id: int, error: BaseException) -> None:
        self._errors[update_id] = error

    def take(self, update_id: int) -> BaseException | None:
        return self._errors.pop(update_id, None)


def lane_of(raw: dict[str, Any]) -> str:
    """The lane of a raw update: its chat; `-` where none can be read."""
    for kind in ALLOWED_UPDATES:
        body = raw.get(kind)
        if not isinstance(body, dict):
            continue
        message = body.get("message") if kind == "callback_query" else body
        chat = message.get("chat") if isinstance(message, dict) else None
        person = body.get("from")
        for holder in (chat, person):
            if isinstance(holder, dict) and isinstance(holder.get("id"), int):
                return str(holder["id"])
    return "-"


class Inbox:
    """The way of an update from the wire to its handler; poller and webhook hand updates to `accept`."""

    def __init__(
        self,
        application: App,
        intake: Intake,
        failures: Failures,
        clock: Clock,
        gave_up: GaveUp,
        workers: int = 8,
    ) -> None:
        self._app, self._intake, self._failures, self._clock = application, intake, failures, clock
        self._gave_up = gave_up
        self._lanes: Lanes[Waiting] = Lanes(self._run, workers)
        self._queued: set[int] = set()
        self._settled: set[int] = set()
        self._filling = asyncio.Lock()
        self.last_done_at: datetime | None = None

    @property
    def backlog(self) -> int:
        """Updates that are queued or running."""
        return len(self._queued)

    async def start(self) -> None:
        """Start the lanes and run what an earlier life left undone."""
        self._lanes.start()
        await self._fill()

    async def accept(self, updates: Sequence[dict[str, Any]]) -> None:
        """Record raw updates in one transaction; once this returns they may be confirmed to Telegram."""
        rows = [(u["update_id"], lane_of(u), json.dumps(u, ensure_ascii=False)) for u in updates if has_id(u)]
        if len(rows) < len(updates):
            log.error("%d updates without an id were dropped", len(updates) - len(rows))
        if rows:
            await self._intake.record(self._app.bot.id, rows)
            await self._fill()

    async def idle(self) -> None:
        """Wait until everything recorded is done or given up."""
        await self._lanes.idle()

    async def stop(self, within: float = 10) -> None:
        """Finish what runs, at most so many seconds; the rest is done at the next start."""
        await self._lanes.stop(within)

    async def _fill(self) -> None:
        """Queue what is recorded, not done and not queued, until nothing is left out."""
        more = True
        while more:
            async with self._filling:
                more = await self._queue_more()

    async def _queue_more(self) -> bool:
        self._settled.clear()
        limit = len(self._queued) + _AHEAD
        rows = await self._intake.waiting(self._app.bot.id, limit)
        for row in rows:
            # A row that was settled while it was read would otherwise run twice.
            if row.update_id not in self._queued and row.update_id not in self._settled:
                self._queued.add(row.update_id)
                self._lanes.put(row.lane, row)
        return len(rows) == limit

    async def _run(self, row: Waiting) -> float | None:
        """One try at one update; the seconds until the next, or None when it needs none."""
        cause = Cause(self._app.bot.id, row.update_id)
        try:
            again = await self._try(row, cause)
        except Exception as error:  # the inbox itself failed: the update stays recorded and is tried again
            log.error("update %d could not be settled: %s", row.update_id, said(error))
            return RETRY_SECONDS[-1]
        if again is None:
            self._settled.add(row.update_id)
            self._queued.discard(row.update_id)
            self.last_done_at = self._clock.now()
        return again

    async def _try(self, row: Waiting, cause: Cause) -> float | None:
        update = self._read(row)
        if update is None:
            await self._intake.poison(cause, _UNREADABLE)
            await self._gave_up(None, row.update_id, _UNREADABLE)
            return None
        await self._app.process_update(update)
        error = self._failures.take(row.update_id)
        if error is None:
            await self._intake.done(cause)
            return None
        log.error("update %d failed: %s", row.update_id, said(error), exc_info=error)
        if await self._intake.failed(cause, said(error)):
            await self._gave_up(update, row.update_id, said(error))
            return None
        return RETRY_SECONDS[min(row.attempts, len(RETRY_SECONDS) - 1)]

    def _read(self, row: Waiting) -> Update | None:
        try:
            return Update.de_json(json.loads(row.raw), self._app.bot)
        except Exception as error:  # a changed field of Telegram may fail in any way; only this update is at fault
            log.error("update %d cannot be read: %s", row.update_id, said(error))
            return None


def has_id(raw: object) -> bool:
    """Whether a raw update can be recorded at all."""
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
