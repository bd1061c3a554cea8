"""One way over HTTP to Telegram: aiohttp under python-telegram-bot, which stays quick where many calls run at once."""

from collections.abc import Callable
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

Seconds = Any
"""A time-out of python-telegram-bot's: seconds, None, or its own mark for what the request was built with."""


_SHOWN = frozenset({"from", "text", "entities", "link_preview_options", "reply_markup", "reply_to_message"})
"""Fields of a message that say again what we sent, and who we are."""

Heard = Callable[[str], None]


def unheard(date: str) -> None:
    """Nobody asks what time Telegram believes it is."""


class Wire(BaseRequest):
    """A pool of connections; only settings decide how Telegram is reached, a proxy of the environment is not followed.

    Stock python-telegram-bot goes through httpx 0.28, which becomes slower, not faster, above 16 calls at once.
    """

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
        """`pool` connections at most; seconds to connect, to read, to write, and to wait for a free connection.

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
        """Open the pool; a second time changes nothing."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._pool),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=False,
            )

    async def shutdown(self) -> None:
        """Close the pool; a second time changes nothing."""
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
        """Status and body of the answer. Raises TimedOut and NetworkError, without the address: it holds the token."""
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
        """The answer; of a message that was sent or edited without what it shows, which nobody here reads.

        To make objects of its words and buttons would take a tenth of an `/orders`.
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
