"""The connection to Telegram: addresses, connection pools and timeouts."""

import logging
from dataclasses import dataclass
from typing import Any

from telegram.ext import Application, ApplicationBuilder, BaseRateLimiter, CallbackContext, ContextTypes, ExtBot
from telegram.request import BaseRequest

from bot.chat.transport.aiohttp_request import Heard, Wire, unheard

OFFICIAL = "https://api.telegram.org"
LONG_POLL_SECONDS = 30
POOL = 64
"""Parallel calls."""

Bot = ExtBot[None]
App = Application[Any, Any, Any, Any, Any, Any]


class Context(CallbackContext[Bot, Any, Any, Any]):
    """One update on its way through the handlers; the guard attaches the conversation to it."""

    talk: object = None


@dataclass(frozen=True)
class TelegramConnection:
    """The application, and the connection that only long polling uses."""

    application: App
    polling: BaseRequest

    @property
    def bot(self) -> Any:
        return self.application.bot


def connect(
    token: str,
    *,
    api_url: str = OFFICIAL,
    proxy: str = "",
    limiter: BaseRateLimiter[None] | None = None,
    requests: tuple[BaseRequest, BaseRequest] | None = None,
    heard: Heard = unheard,
) -> TelegramConnection:
    """Build the application without a queue, poller or jobs of its own; `requests` replaces the HTTP layer.

    `heard` gets the `Date` of every answer.
    """
    # httpx logs every address, and with it the token, at INFO.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    calls, polling = requests or (
        Wire(POOL, connect=10, read=20, write=20, wait=30, proxy=proxy, heard=heard),
        # A broken connection can stay in use in the pool, so long polling has a second one.
        Wire(2, connect=10, read=LONG_POLL_SECONDS + 15, write=5, wait=5, proxy=proxy, heard=heard),
    )
    builder = (
        ApplicationBuilder()
        .token(token)
        .context_types(ContextTypes(context=Context))
        .base_url(f"{api_url.rstrip('/')}/bot")
        .base_file_url(f"{api_url.rstrip('/')}/file/bot")
        .request(calls)
        .get_updates_request(polling)
        .updater(None)
        .job_queue(None)
    )
    if limiter is not None:
        builder = builder.rate_limiter(limiter)
    return TelegramConnection(builder.build(), polling)
