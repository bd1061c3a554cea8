"""Telegram's rate limits: for a chat, a group and the whole bot; and which message goes first."""

import asyncio
import time
from bisect import insort
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.chat.transport.failures import seconds_to_wait

CHAT_RATE, CHAT_BURST = 1.0, 3
GROUP_RATE, GROUP_BURST = 20 / 60, 5
GROUP_MOST, GROUP_SECONDS = 20, 60.0
"""The most messages to a group in any such time; the bucket alone would let five more through in the first minute."""
PEOPLE_FIRST = 10.0
"""Seconds by which a notice lets answers to people go first; after that it waits like the others."""
_FREE = frozenset({"sendChatAction", "getChatMember"})
"""Calls with a chat id that do not count as messages to it."""
_KEPT = 4096
"""How many chats are remembered; the one silent longest is forgotten first."""
_LONG_AGO = float("-inf")

Among = Callable[[], int]
"""Returns how many processes send for the bot now: its limits are divided among them."""
Answer = bool | dict[str, Any] | list[dict[str, Any]]

StillWanted = Callable[[], Coroutine[Any, Any, bool]]
"""Says whether something is still to be sent."""


class TurnTooLate(Exception):
    """What waited for its turn is not to be sent any more."""


_only_if: ContextVar[StillWanted | None] = ContextVar("only_if", default=None)
_behind: ContextVar[float] = ContextVar("behind", default=0.0)


@contextmanager
def after_people() -> Iterator[None]:
    """What is sent inside is a notice: answers to people and changed cards go before it."""
    token = _behind.set(PEOPLE_FIRST)
    try:
        yield
    finally:
        _behind.reset(token)


@contextmanager
def only_if(check: StillWanted) -> Iterator[None]:
    """What is sent inside is checked when its turn has come. Raises TurnTooLate if it is not to be sent any more."""
    token = _only_if.set(check)
    try:
        yield
    finally:
        _only_if.reset(token)


class TimedCall:
    """One call: `at` is when it was sent and, after its answer, when it was answered.

    Telegram counts a call when it arrives, which is between these two times.
    """

    def __init__(self, at: float) -> None:
        self.at = at


class Bucket:
    """Lets `burst` pass at once and then `rate` a second, divided among the processes; times are monotonic seconds."""

    def __init__(self, rate: float, burst: float, among: Among) -> None:
        self._rate, self._burst, self._among = rate, burst, among
        self._full = _LONG_AGO
        self._under_way: list[TimedCall] = []

    @property
    def _step(self) -> float:
        """Seconds from one call to the next."""
        return self._among() / self._rate

    @property
    def free_at(self) -> float:
        """When the next call may be sent."""
        full, step = self._full, self._step
        for turn in self._under_way:
            full = max(full, turn.at) + step
        return full - (max(1.0, self._burst / self._among()) - 1) * step

    def went(self, turn: TimedCall) -> None:
        """Record a call that was sent and may not have arrived yet."""
        self._under_way.append(turn)

    def arrived(self, turn: TimedCall) -> None:
        """Record that a call has arrived; from now on it counts at its `at`."""
        if turn in self._under_way:
            self._under_way.remove(turn)
        self._full = max(self._full, turn.at) + self._step


class Window:
    """Lets at most `most` pass in any `seconds`, divided among the processes; times are monotonic seconds."""

    def __init__(self, most: int, seconds: float, among: Among) -> None:
        self._most, self._seconds, self._among = most, seconds, among
        self._turns = deque[TimedCall](maxlen=most)

    @property
    def free_at(self) -> float:
        """When the next call may be sent."""
        ours = max(1, self._most // self._among())
        return self._turns[-ours].at + self._seconds if len(self._turns) >= ours else _LONG_AGO

    def went(self, turn: TimedCall) -> None:
        """Record a call that was sent."""
        self._turns.append(turn)


class _Chat:
    """The limits of one chat, and until when Telegram told us not to send there."""

    def __init__(self, group: bool, among: Among) -> None:
        self._pace = Bucket(CHAT_RATE, CHAT_BURST, among)
        self._even = Bucket(GROUP_RATE, GROUP_BURST, among) if group else None
        self._window = Window(GROUP_MOST, GROUP_SECONDS, among) if group else None
        self.silent_until = _LONG_AGO

    @property
    def free_at(self) -> float:
        """When the next message to it may be sent."""
        group = (each.free_at for each in (self._even, self._window) if each is not None)
        return max(self.silent_until, self._pace.free_at, *group)

    def went(self, turn: TimedCall) -> None:
        self._pace.went(turn)
        if self._even is not None and self._window is not None:
            self._even.arrived(turn)  # an even rate of our own, which nobody counts elsewhere
            self._window.went(turn)

    def answered(self, turn: TimedCall, now: float) -> None:
        turn.at = now
        self._pace.arrived(turn)


class _Waiting:
    """A call that waits for its turn; the smallest `order` goes first."""

    def __init__(self, chat: _Chat, rank: float, number: int) -> None:
        self.chat, self.order = chat, (rank, number)
        self.turn: asyncio.Future[TimedCall] = asyncio.get_running_loop().create_future()


class Timer(Protocol):
    """A timer that can be cancelled."""

    def cancel(self) -> None: ...


def _call_later(seconds: float, what: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, what)


class Limits(BaseRateLimiter[None]):
    """Delays calls so that Telegram never refuses them; a flood error delays only its own chat.

    Telegram counts what all processes of a bot send, so each process keeps to its share.
    """

    def __init__(
        self,
        rate: float,
        among: Among = lambda: 1,
        now: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], Timer] = _call_later,
    ) -> None:
        self._now, self._later, self._among = now, later, among
        self._all = Bucket(rate, 1, among)  # evenly: calls sent at different times may still arrive together
        self._chats: OrderedDict[int | str, _Chat] = OrderedDict()
        self._waiting: list[_Waiting] = []
        self._came = 0
        self._timer: Timer | None = None

    async def initialize(self) -> None:
        """Does nothing: there is nothing to open."""

    async def shutdown(self) -> None:
        """Stop the timer; calls that still wait are never sent."""
        self._wake_in(None)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Wait for the chat's and the bot's turn, then call; calls without a chat do not wait.

        Raises TurnTooLate if it was to be sent `only_if` something still holds, and that does not.
        """
        chat_id = data.get("chat_id")
        if chat_id is None or endpoint in _FREE:
            return await callback(*args, **kwargs)
        chat = self._chat(chat_id)
        turn = await self._turn(chat)
        check = _only_if.get()
        try:
            if check is not None and not await check():
                raise TurnTooLate
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            chat.silent_until = max(chat.silent_until, self._now() + seconds_to_wait(error))
            raise
        finally:
            chat.answered(turn, self._now())

    async def _turn(self, chat: _Chat) -> TimedCall:
        self._came += 1
        waiting = _Waiting(chat, self._now() + _behind.get(), self._came)
        insort(self._waiting, waiting, key=lambda each: each.order)
        self._let_go()
        try:
            return await waiting.turn
        except asyncio.CancelledError:
            if waiting.turn.cancelled():
                self._waiting.remove(waiting)
            else:  # it was let go at the same moment, and is not sent
                chat.answered(waiting.turn.result(), self._now())
            raise

    def _let_go(self) -> None:
        """Let every call go whose turn it is; set a timer for the next one."""
        now = self._now()
        while self._all.free_at <= now:
            ready = (each for each in self._waiting if each.chat.free_at <= now and not each.turn.done())
            first = next(ready, None)
            if first is None:
                break
            self._waiting.remove(first)
            turn = TimedCall(now)
            first.chat.went(turn)
            self._all.arrived(turn)
            first.turn.set_result(turn)
        free = min((each.chat.free_at for each in self._waiting), default=None)
        self._wake_in(None if free is None else max(free, self._all.free_at) - now)

    def _wake_in(self, seconds: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self._later(seconds, self._let_go)

    def _chat(self, chat_id: int | str) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = _Chat(str(chat_id).startswith(("-", "@")), self._among)
            if len(self._chats) > _KEPT:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat_id)
        return chat
