"""The webhook: pushes updates to a loopback address, in order for each chat, until each is accepted."""

import asyncio
import contextlib
import re
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.sandbox.botapi.params import Params
from bot.sandbox.botapi.polling import kinds
from bot.sandbox.chats.queue import Queued
from bot.sandbox.chats.refusals import bad_request
from bot.sandbox.chats.state import Chats

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}\Z")
_LONGEST_WAIT_SECONDS = 60.0
_PUSH_TIMEOUT_SECONDS = 30.0


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        loopback = parts.scheme in ("http", "https") and parts.hostname in _LOOPBACK and parts.port != 0
        httpx.URL(url)
    except (ValueError, httpx.InvalidURL):
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if not loopback:
        raise bad_request("bad webhook: the pretend world pushes to loopback addresses only")


class WebhookPusher:
    """Pushes updates to the webhook's address, if one is set; each lane (chat or person) keeps its order."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self._lanes: dict[str, deque[Queued]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._given_out = 0
        self._client: httpx.AsyncClient | None = None
        self._slots = asyncio.Semaphore(40)
        self.url = ""
        self._secret = ""
        self._connections = 40
        self._kinds: list[str] | None = None
        self._last_error: tuple[int, str] | None = None
        chats.queue.on_new.append(self._distribute)

    async def set(self, p: Params) -> bool:
        """Set a new address (loopback only); an empty one removes it. Raises BotApiRefused."""
        url = p.text("url")
        if not url:
            return await self.delete(p)
        _check_address(url)
        secret = p.text("secret_token")
        if secret and not _SECRET.match(secret):
            raise bad_request("secret token contains unallowed characters")
        await self.close()
        if p.flag("drop_pending_updates"):
            self._chats.queue.clear()
        self._connections = min(max(p.whole("max_connections") or 40, 1), 100)
        self._slots = asyncio.Semaphore(self._connections)
        self._kinds = kinds(p) or self._kinds
        self._chats.queue.allow(kinds(p))
        self.url, self._secret, self._last_error, self._given_out = url, secret, None, 0
        self._client = httpx.AsyncClient(timeout=_PUSH_TIMEOUT_SECONDS, trust_env=False)
        self._distribute()
        return True

    async def delete(self, p: Params) -> bool:
        self.url = ""
        await self.close()
        if p.flag("drop_pending_updates"):
            self._chats.queue.clear()
        return True

    def info(self) -> dict[str, Any]:
        """The WebhookInfo object."""
        waiting = self._chats.queue.pending(self._chats.clock.now().timestamp())
        found: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        found["pending_update_count"] = waiting
        if self.url:
            found["max_connections"] = self._connections
            found["ip_address"] = "127.0.0.1"
        if self._kinds:
            found["allowed_updates"] = self._kinds
        if self._last_error:
            found["last_error_date"], found["last_error_message"] = self._last_error
        return found

    async def close(self) -> None:
        """Stop pushing; updates not accepted stay in the queue."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    def _distribute(self) -> None:
        """Put each new update into its lane and start idle lanes."""
        if not self.url:
            return
        queue = self._chats.queue
        for update in queue.since(self._given_out):
            self._given_out = update.id
            self._lanes.setdefault(update.lane, deque()).append(update)
            if update.lane not in self._tasks:
                self._tasks[update.lane] = asyncio.get_running_loop().create_task(self._work(update.lane))

    async def _work(self, lane: str) -> None:
        waiting = self._lanes[lane]
        pause = 1.0
        while waiting:
            update = waiting[0]
            now = self._chats.clock.now().timestamp()
            if not self._chats.queue.holds(update.id) or update.expires <= now:
                waiting.popleft()
                continue
            wanted = await self._push(update)
            if wanted is None:
                self._chats.queue.done(update.id)
                waiting.popleft()
                pause = 1.0
                continue
            await asyncio.sleep(wanted or pause)
            pause = min(pause * 2, _LONGEST_WAIT_SECONDS)
        self._tasks.pop(lane, None)

    async def _push(self, update: Queued) -> float | None:
        """Push one update; returns None if it was accepted, else seconds to wait (0 uses the back-off)."""
        if self._client is None:
            return 0.0
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self._secret
        try:
            async with self._slots:
                answer = await self._client.post(self.url, content=update.body, headers=headers)
        except httpx.HTTPError as error:
            self._last_error = (self._chats.now(), f"Connection failed: {type(error).__name__}")
            return 0.0
        if answer.is_success:
            return None
        reason = f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
        self._last_error = (self._chats.now(), reason)
        with contextlib.suppress(ValueError):
            return float(answer.headers.get("Retry-After", "0"))
        return 0.0
