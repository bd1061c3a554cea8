"""The connection to Telegram: addresses, connection pools and timeouts, and its HTTP by aiohttp.

aiohttp stays fast with many calls in parallel; plain python-telegram-bot uses httpx 0.28, which becomes slower, not
faster, above 16 of them.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application, ApplicationBuilder, BaseRateLimiter, CallbackContext, ContextTypes, ExtBot
from telegram.request import BaseRequest, RequestData

OFFICIAL = "https://api.telegram.org"
LONG_POLL_SECONDS = 30
POOL = 64
"""Parallel calls."""

Bot = ExtBot[None]
App = Application[Any, Any, Any, Any, Any, Any]


Seconds = Any
"""A timeout of python-telegram-bot: seconds, None, or its constant for "the value given at construction"."""

_SHOWN = frozenset({"from", "text", "entities", "link_preview_options", "reply_markup", "reply_to_message"})
"""Fields of a message that only repeat what we sent and who we are."""

Heard = Callable[[str], None]


def unheard(date: str) -> None:
    """Ignore the time that Telegram's answers give."""


class Wire(BaseRequest):
    """A pool of connections; only settings decide how Telegram is reached, a proxy in the environment is ignored."""

    def __init__(
        self,
        pool: int,
        *,
        connect: float,
        read: float,
        write: float,
        wait: float,
        proxy: str = "",
        heard: Heard = unheard,
    ) -> None:
        """At most `pool` connections; seconds to connect, to read, to write, and to wait for a free connection.

        `heard` gets the `Date` of every answer.
        """
        self._heard = heard
        self._pool, self._proxy = pool, proxy or None
        self._connect, self._read, self._write, self._wait = connect, read, write, wait
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Open the pool; a second call does nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool),
                cookie_jar=aiohttp.DummyCookieJar(),
                # aiohttp would offer zstd too, wherever it finds the package that packs our copies.
                headers={"User-Agent": self.USER_AGENT, "Accept-Encoding": "gzip, deflate"},
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close the pool; a second call does nothing."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body of the answer.

        Raises TimedOut and NetworkError, without the address: it contains the token.
        """
        if self._session is None:
            raise RuntimeError("the connection to Telegram is not open")
        timeout = self._timeout(read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, proxy=self._proxy, allow_redirects=False
            ) as answer:
                body = await answer.read()
                self._heard(answer.headers.get("Date", ""))
                return answer.status, body
        except TimeoutError as error:
            raise TimedOut(f"no answer in time ({type(error).__name__})") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"the connection failed ({type(error).__name__})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; without the content of a message that was sent or edited, which nobody here reads.

        Parsing its text and buttons into objects would take a tenth of an `/orders`.
        """
        answer = BaseRequest.parse_json_payload(payload)
        sent = answer.get("result")
        if isinstance(sent, dict) and "message_id" in sent:
            answer["result"] = {name: value for name, value in sent.items() if name not in _SHOWN}
        return answer

    def _timeout(self, read: Seconds, write: Seconds, connect: Seconds, wait: Seconds) -> aiohttp.ClientTimeout:
        def chosen(given: Seconds, own: float) -> float | None:
            return own if given is BaseRequest.DEFAULT_NONE else given

        read, write = chosen(read, self._read), chosen(write, self._write)
        connect, wait = chosen(connect, self._connect), chosen(wait, self._wait)
        parts = (read, write, connect, wait)
        whole = None if None in parts else sum(part for part in parts if part is not None)
        return aiohttp.ClientTimeout(total=whole, sock_connect=connect, sock_read=read)


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form


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
