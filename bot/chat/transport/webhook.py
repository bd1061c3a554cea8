"""The webhook: tells Telegram where to send updates and checks that it stays so; or removes it before polling."""

import logging
from typing import Protocol

from telegram import WebhookInfo
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.chat.transport.bot import TelegramConnection
from bot.chat.transport.failures import said, seconds_to_wait
from bot.chat.transport.inbox import ALLOWED_UPDATES
from bot.chat.transport.poller import OnConflict
from bot.clock import Clock

CONNECTIONS = 40
"""How many updates Telegram may send at once."""
CHECK_SECONDS = 60.0
BACK_OFF_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)

log = logging.getLogger(__name__)


class WebhookRefused(Exception):
    """Telegram refuses the address; the text says why."""


class Memory(Protocol):
    """Stores the address that this bot, in any process, last gave to Telegram.

    Empty if updates are polled, None if nothing was ever set.
    """

    async def read(self) -> str | None: ...
    async def write(self, url: str) -> None: ...


class Webhook:
    """Keeps Telegram sending updates to one address, which accepts them by `secret`."""

    def __init__(
        self, telegram: TelegramConnection, url: str, secret: str, memory: Memory, clock: Clock, on_conflict: OnConflict
    ) -> None:
        self._telegram, self.url, self._secret = telegram, url, secret
        self._memory, self._clock, self._on_conflict = memory, clock, on_conflict
        self.set = False
        """Whether Telegram sends updates here, as far as we know."""

    async def open(self) -> None:
        """Tell Telegram the address. Raises WebhookRefused; if Telegram does not answer, `run` tries again."""
        try:
            await self._put()
        except BadRequest as error:
            raise WebhookRefused(f"Telegram does not take WEB_URL: {error.message}.") from error
        except TelegramError as error:
            log.warning("Telegram was not told where to bring updates yet: %s", said(error))

    async def run(self) -> None:
        """Check again and again, until cancelled."""
        failed = 0
        while True:
            await self._clock.sleep(CHECK_SECONDS if self.set else BACK_OFF_SECONDS[min(failed, 4)])
            wait = await self.check()
            failed = 0 if wait is None else failed + 1
            if wait:
                await self._clock.sleep(wait)

    async def check(self) -> float | None:
        """Set the webhook again if another program changed it, and report that; returns None if all is well now.

        Otherwise returns how many seconds Telegram wants to be left alone, 0 after other failures.
        """
        try:
            if self.set:
                info: WebhookInfo = await self._telegram.bot.get_webhook_info()
                # Another process of ours may have been started with a new address; then this one will end soon.
                if info.url not in (self.url, await self._memory.read()):
                    log.error("another program took this bot's updates away")
                    self.set = False
                    await self._on_conflict()
            if not self.set:
                await self._put()
        except RetryAfter as error:
            return seconds_to_wait(error)
        except Exception as error:  # no failure may end the watching
            log.warning("the webhook was not looked after: %s", said(error))
            return 0.0
        return None

    async def _put(self) -> None:
        await self._memory.write(self.url)
        await self._telegram.bot.set_webhook(
            self.url,
            secret_token=self._secret,
            allowed_updates=list(ALLOWED_UPDATES),
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )
        self.set = True


async def take_away(telegram: TelegramConnection, memory: Memory, clock: Clock) -> None:
    """Before polling: remove our own webhook, or one from before us; never one that somebody else set meanwhile.

    Repeats until Telegram answers, since polling beside a webhook looks like a second program.
    """
    failed = 0
    while True:
        try:
            ours = await memory.read()
            if ours != "":
                info: WebhookInfo = await telegram.bot.get_webhook_info()
                if info.url and ours in (None, info.url):
                    await telegram.bot.delete_webhook(drop_pending_updates=False)
                await memory.write("")
            return
        except Exception as error:  # no failure may keep the bot from polling for good
            log.warning("the webhook was not taken away yet: %s", said(error))
        await clock.sleep(BACK_OFF_SECONDS[min(failed, 4)])
        failed += 1
