"""Long polling: fetches raw updates, has them recorded, and only then lets Telegram forget them."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TimedOut

from bot.chat.bot import LONG_POLL_SECONDS, Line
from bot.chat.failures import said, seconds_to_wait
from bot.chat.inbox import ALLOWED_UPDATES, has_id
from bot.clock import Clock

log = logging.getLogger(__name__)

BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
CONFLICT_SECONDS = 5.0
_HUNG_SECONDS = LONG_POLL_SECONDS + 30

Accept = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
OnConflict = Callable[[bool], Awaitable[None]]
"""Called with True when another process polls with our token, with False when it stopped."""


class Poller:
    """One loop of getUpdates; the offset moves only after a batch was recorded."""

    def __init__(self, line: Line, accept: Accept, clock: Clock, on_conflict: OnConflict) -> None:
        self._line, self._accept, self._clock, self._on_conflict = line, accept, clock, on_conflict
        self._offset = 0
        self._failed = 0
        self.conflict = False
        self.last_round_at: datetime | None = None
        """When getUpdates last came back well, UTC: the one sign that the bot hears Telegram."""

    def stalled(self, now: datetime, after: timedelta = timedelta(seconds=2 * _HUNG_SECONDS)) -> bool:
        """Whether getUpdates has not come back well for so long."""
        return self.last_round_at is not None and now - self.last_round_at > after

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            wait = await self.round()
            if wait:
                await self._clock.sleep(wait)

    async def round(self, long_poll: int = LONG_POLL_SECONDS) -> float:
        """One getUpdates with all that follows; how many seconds to wait before the next."""
        try:
            async with asyncio.timeout(_HUNG_SECONDS):
                updates = await self._fetch(long_poll)
            await self._heard(updates)
        except Conflict:
            await self._tell(conflict=True)
            return CONFLICT_SECONDS
        except RetryAfter as error:
            return seconds_to_wait(error)
        except TimeoutError:
            await self._reconnect()
            return self._back_off("getUpdates hung and its connection was renewed")
        except TimedOut as error:
            return self._back_off(said(error))
        except InvalidToken:
            return self._back_off("Telegram does not know this token", at_least=BACK_OFF_SECONDS[-1])
        except Exception as error:  # whatever fails here must not end the hearing; nothing was confirmed
            return self._back_off(said(error))
        return 0.0

    async def _heard(self, updates: list[dict[str, Any]]) -> None:
        self.last_round_at = self._clock.now()
        await self._tell(conflict=False)
        if updates:
            await self._accept(updates)
            ids = [u["update_id"] for u in updates if has_id(u)]
            self._offset = max(ids, default=self._offset - 1) + 1
        self._failed = 0

    async def _fetch(self, long_poll: int) -> list[dict[str, Any]]:
        query = {"timeout": long_poll, "limit": 100, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset:
            query["offset"] = self._offset
        # Bot.get_updates parses a batch as a whole: one bad update would stop all others for a day.
        url = f"{self._line.bot.base_url}/getUpdates?{urlencode(query)}"
        result = await self._line.polling.post(url)
        if not isinstance(result, list):
            raise ValueError("getUpdates did not answer with a list")
        return result

    async def _tell(self, *, conflict: bool) -> None:
        if self.conflict is not conflict:
            self.conflict = conflict
            log.log(logging.ERROR if conflict else logging.INFO, "another poller: %s", conflict)
            await self._on_conflict(conflict)

    async def _reconnect(self) -> None:
        await self._line.polling.shutdown()
        await self._line.polling.initialize()

    def _back_off(self, why: str, at_least: float = 0.0) -> float:
        wait = max(at_least, BACK_OFF_SECONDS[min(self._failed, len(BACK_OFF_SECONDS) - 1)])
        self._failed += 1
        log.warning("polling waits %.1f s: %s", wait, why)
        return wait
