"""Telegram's flood limits: how fast a chat, a group and the whole bot may speak."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.chat.failures import seconds_to_wait

CHAT_RATE, CHAT_BURST = 1.0, 3
GROUP_RATE, GROUP_BURST = 20 / 60, 5
GROUP_MOST, GROUP_SECONDS = 20, 60.0
"""What no group gets more of in any such time; the burst alone would let five more through in the first minute."""
_FREE = frozenset({"sendChatAction"})
"""Calls with a chat that do not count as messages of it."""
_KEPT = 4096
"""Chats whose pace is remembered; the one that was silent longest is forgotten first."""

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Bucket:
    """Lets `burst` pass at once and `rate` a second after that; times are monotonic seconds."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst, self._left, self._seen = rate, burst, float(burst), now

    def take(self, now: float) -> float:
        """Take one and say how many seconds to wait before using it."""
        self._left = min(self._burst, self._left + (now - self._seen) * self._rate) - 1
        self._seen = now
        return max(0.0, -self._left / self._rate)


class Window:
    """Lets at most `most` pass in any `seconds`, in the order in which they ask; times are monotonic seconds."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds, self._turns = seconds, deque[float](maxlen=most)

    def take(self, at: float) -> float:
        """Take a turn at `at` or later; when it is."""
        if len(self._turns) == self._turns.maxlen:
            at = max(at, self._turns[0] + self._seconds)
        self._turns.append(at)
        return at

    def went(self, now: float) -> None:
        """The latest turn was used now, since something else was waited for as well."""
        self._turns[-1] = max(self._turns[-1], now)


class _Chat:
    """The pace of one chat, and until when Telegram told us to be silent in it."""

    def __init__(self, group: bool, now: float) -> None:
        self._buckets = [Bucket(CHAT_RATE, CHAT_BURST, now)]
        self._window = Window(GROUP_MOST, GROUP_SECONDS) if group else None
        if group:
            self._buckets.append(Bucket(GROUP_RATE, GROUP_BURST, now))
        self.silent_until = 0.0

    def wait(self, now: float) -> float:
        """Take the next turn; how many seconds it is away."""
        at = max(self.silent_until, now + max(bucket.take(now) for bucket in self._buckets))
        return (at if self._window is None else self._window.take(at)) - now

    def went(self, now: float) -> None:
        """Its turn came now, later than it was taken for: Telegram counts from here."""
        if self._window is not None:
            self._window.went(now)


class Limits(BaseRateLimiter[None]):
    """Holds calls back so that Telegram never has to; a flood error silences its own chat only."""

    def __init__(
        self,
        rate: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now, self._sleep, self._rate = now, sleep, rate
        self._all = Bucket(rate, max(1.0, rate / 5), now())
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing is held open."""

    async def shutdown(self) -> None:
        """Nothing is held open."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Wait for the chat's and the bot's turn, then call; calls without a chat are free."""
        chat_id = data.get("chat_id")
        if chat_id is None or endpoint in _FREE:
            return await callback(*args, **kwargs)
        chat = self._chat(chat_id)
        await self._turn(chat)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            chat.silent_until = self._now() + seconds_to_wait(error)
            raise

    async def _turn(self, chat: _Chat) -> None:
        if (wait := chat.wait(self._now())) > 0:
            await self._sleep(wait)
        if (wait := self._all.take(self._now())) > 0:
            await self._sleep(wait)
            chat.went(self._now())

    def _chat(self, chat_id: int | str) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            group = str(chat_id).startswith(("-", "@"))
            chat = self._chats[chat_id] = _Chat(group, self._now())
            if len(self._chats) > _KEPT:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat_id)
        return chat


def limits(rate: float) -> Limits | None:
    """The limiter for `rate` messages a second overall; None for 0, which means none at all."""
    return Limits(rate) if rate > 0 else None
