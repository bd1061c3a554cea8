"""Long polling: fetches raw updates, records them, and only then confirms them to Telegram."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TimedOut

from bot.chat.transport.bot import LONG_POLL_SECONDS, TelegramConnection
from bot.chat.transport.failures import said, seconds_to_wait
from bot.chat.transport.inbox import ALLOWED_UPDATES, has_id
from bot.clock import Clock

log = logging.getLogger(__name__)

BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
CONFLICT_SECONDS = 5.0
FOLLOW_SECONDS = 0.5
_HUNG_SECONDS = LONG_POLL_SECONDS + 30

Accept = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]
OnConflict = Callable[[], Awaitable[None]]
"""Called each time that Telegram tells of another program with our token."""


class Lead(Protocol):
    """Decides which of several processes polls."""

    async def leads(self) -> bool:
        """Whether this process polls now."""
        ...

    def settled(self) -> bool:
        """Whether it has polled for so long that no other process of ours can still be polling."""
        ...


class Poller:
    """One loop of getUpdates; the offset moves only after a batch is recorded."""

    def __init__(
        self,
        telegram: TelegramConnection,
        accept: Accept,
        clock: Clock,
        on_conflict: OnConflict,
        lead: Lead | None = None,
    ) -> None:
        """Without `lead`, this is the only process of ours."""
        self._telegram, self._accept, self._clock, self._on_conflict = telegram, accept, clock, on_conflict
        self._lead, self._follows = lead, False
        self._offset = self._failed = 0
        self.conflict = False
        self._heard_at: float | None = None
        """When getUpdates last succeeded, in steady seconds: the only proof that the bot receives updates."""

    def stalled(self) -> bool:
        """Whether getUpdates has not succeeded for minutes."""
        heard = self._heard_at
        return not self._follows and heard is not None and self._clock.steady() - heard > 2 * _HUNG_SECONDS

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            wait = await self.round()
            if wait:
                await self._clock.sleep(wait)

    async def round(self, long_poll: int = LONG_POLL_SECONDS) -> float:
        """One getUpdates and the handling of its result; returns how many seconds to wait before the next."""
        self._follows = self._lead is not None and not await self._lead.leads()
        if self._follows:
            # One that starts to poll asks for everything that nobody has confirmed.
            self._offset, self._heard_at = 0, None
            return FOLLOW_SECONDS
        try:
            async with asyncio.timeout(_HUNG_SECONDS):
                updates = await self._fetch(long_poll)
            self._heard_at = self._clock.steady()
            await self._tell(conflict=False)
            if updates:
                await self._accept(updates)
                self._offset = max((u["update_id"] for u in updates if has_id(u)), default=self._offset - 1) + 1
            self._failed = 0
        except Conflict:
            # The process of ours that polled before may still wait for Telegram's answer: that is no conflict.
            if self._lead is None or (self._lead.settled() and await self._lead.leads()):
                await self._tell(conflict=True)
            return CONFLICT_SECONDS
        except RetryAfter as error:
            return seconds_to_wait(error)
        except TimeoutError:
            await self._telegram.polling.shutdown()
            await self._telegram.polling.initialize()
            return self._back_off("getUpdates hung and its connection was renewed")
        except TimedOut as error:
            return self._back_off(said(error))
        except InvalidToken:
            return self._back_off("Telegram does not know this token", at_least=BACK_OFF_SECONDS[-1])
        except Exception as error:  # no failure may end the polling; nothing was confirmed
            return self._back_off(said(error))
        return 0.0

    async def _fetch(self, long_poll: int) -> list[dict[str, Any]]:
        query = {"timeout": long_poll, "limit": 100, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset:
            query["offset"] = self._offset
        # Bot.get_updates parses a batch as a whole: one bad update would stop all others for a day.
        url = f"{self._telegram.bot.base_url}/getUpdates?{urlencode(query)}"
        result = await self._telegram.polling.post(url)
        if not isinstance(result, list):
            raise ValueError("getUpdates did not answer with a list")
        return result

    async def _tell(self, *, conflict: bool) -> None:
        if self.conflict is not conflict:
            log.log(logging.ERROR if conflict else logging.INFO, "another poller: %s", conflict)
        self.conflict = conflict
        if conflict:
            try:
                await self._on_conflict()
            except Exception as error:  # no failure may end the polling; it is told again
                log.error("another poller could not be recorded: %s", error)

    def _back_off(self, why: str, at_least: float = 0.0) -> float:
        wait = max(at_least, BACK_OFF_SECONDS[min(self._failed, len(BACK_OFF_SECONDS) - 1)])
        self._failed += 1
        log.warning("polling waits %.1f s: %s", wait, why)
        return wait
