"""getUpdates: one poller at a time; it is woken as soon as an update waits."""

import asyncio
from typing import Any

from starlette.requests import Request

from bot.sandbox.botapi.params import Params
from bot.sandbox.chats.refusals import BotApiRefused, bad_request
from bot.sandbox.chats.state import Chats

_LONGEST_SECONDS = 50
_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class PollServer:
    """Serves getUpdates; a newer poll ends the one that waits, as at Telegram."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._waiting: asyncio.Future[str] | None = None
        chats.queue.on_new.append(lambda: self.end("new"))

    def end(self, why: str) -> None:
        """End the waiting poll, with the reason."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(why)

    async def get_updates(self, p: Params, request: Request) -> bytes:
        """The body of the answer. Raises BotApiRefused (409) if another poll takes over."""
        limit = min(max(p.whole("limit") or 100, 1), 100)
        timeout = min(max(p.whole("timeout") or 0, 0), _LONGEST_SECONDS)
        offset = p.whole("offset") or 0
        self._chats.queue.allow(kinds(p))
        self.end("conflict")
        found = self._take(offset, limit)
        if not found and timeout:
            await self._wait(timeout, request)
            found = self._take(max(offset, 0), limit)
        return b'{"ok":true,"result":[%s]}' % ",".join(found).encode()

    def _take(self, offset: int, limit: int) -> list[str]:
        now = self._chats.clock.now().timestamp()
        return [update.body for update in self._chats.queue.take(offset, limit, now)]

    async def _wait(self, seconds: int, request: Request) -> None:
        mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting = mine
        gone: asyncio.Future[Any] = asyncio.ensure_future(request.receive())
        try:
            await asyncio.wait({mine, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if self._waiting is mine:
                self._waiting = None
        if mine.done() and mine.result() == "conflict":
            raise BotApiRefused(409, _CONFLICT)
        if mine.done() and mine.result() == "webhook":
            raise BotApiRefused(409, "Conflict: terminated by setWebhook request")


def kinds(p: Params) -> list[str] | None:
    """allowed_updates of a call; None if it is left out."""
    given = p.structure("allowed_updates")
    if given is not None and not isinstance(given, list):
        raise bad_request("can't parse allowed_updates: Array of String expected")
    return [kind for kind in given if isinstance(kind, str)] if given is not None else None
