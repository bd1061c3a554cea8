"""The connection to Telegram: addresses, pools and time-outs of the one bot."""

import logging
from dataclasses import dataclass
from typing import Any

from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseRateLimiter,
    CallbackContext,
    ContextTypes,
    ExtBot,
)
from telegram.request import BaseRequest, HTTPXRequest

OFFICIAL = "https://api.telegram.org"
LONG_POLL_SECONDS = 30
POOL = 16
"""Parallel calls; httpx becomes slower, not faster, above it."""
_OWN_WAY = {"trust_env": False}
"""Only settings decide how Telegram is reached: a proxy of the environment is not followed."""

Bot = ExtBot[None]
App = Application[Any, Any, Any, Any, Any, Any]


class Context(CallbackContext[Bot, Any, Any, Any]):
    """One update on its way through the handlers; the guard hangs the conversation on it."""

    talk: object = None


@dataclass(frozen=True)
class Line:
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
) -> Line:
    """Build the application without a queue, poller or jobs of its own; `requests` replaces the wire."""
    # httpx writes every address, and with it the token, at INFO.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    calls, polling = requests or (_calls(proxy), _polling(proxy))
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
    return Line(builder.build(), polling)


def _calls(proxy: str) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=POOL,
        pool_timeout=30,
        connect_timeout=10,
        read_timeout=20,
        write_timeout=20,
        proxy=proxy or None,
        httpx_kwargs=_OWN_WAY,
    )


def _polling(proxy: str) -> HTTPXRequest:
    # A torn connection can stay checked out, so long polling keeps a second one.
    return HTTPXRequest(
        connection_pool_size=2,
        pool_timeout=5,
        connect_timeout=10,
        read_timeout=LONG_POLL_SECONDS + 15,
        proxy=proxy or None,
        httpx_kwargs=_OWN_WAY,
    )
