"""The bot's update queue: ids, expiry by the sandbox's clock, confirmation, and allowed kinds."""

import itertools
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
    "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll", "poll_answer",
    "my_chat_member", "chat_member", "chat_join_request", "message_reaction", "message_reaction_count", "chat_boost",
    "removed_chat_boost",
)  # fmt: skip
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
MESSAGE_LIFE_SECONDS = 24 * 3600.0
PRESS_LIFE_SECONDS = 150.0


@dataclass(slots=True, frozen=True)
class Queued:
    """A waiting update: `lane` is the chat or person whose order it keeps, `expires` a Unix time, `body` its JSON."""

    id: int
    kind: str
    lane: str
    expires: float
    body: str


class UpdateQueue:
    """The updates that wait for the bot, in order; listeners are called for each new one."""

    def __init__(self, first_id: int) -> None:
        self._next = first_id
        self._waiting: OrderedDict[int, Queued] = OrderedDict()
        self._soonest = float("inf")
        self.allowed = DEFAULT_KINDS
        self.on_new: list[Callable[[], None]] = []

    def allow(self, kinds: list[str] | None) -> None:
        """Set the allowed kinds; an empty list is the default, None changes nothing."""
        if kinds is not None:
            wanted = frozenset(kinds) & frozenset(KINDS)
            self.allowed = wanted or DEFAULT_KINDS

    def add(self, kind: str, lane: str, payload: dict[str, Any], expires: float) -> int | None:
        """Queue an update and return its id; None if its kind is not allowed."""
        if kind not in self.allowed:
            return None
        number = self._next
        self._next += 1
        body = json.dumps({"update_id": number, kind: payload}, ensure_ascii=False)
        self._waiting[number] = Queued(number, kind, lane, expires, body)
        self._soonest = min(self._soonest, expires)
        for listener in list(self.on_new):
            listener()
        return number

    def take(self, offset: int, limit: int, now: float) -> list[Queued]:
        """Up to `limit` updates from `offset` on; forgets all before. A negative offset counts from the end."""
        if offset < 0:
            offset = next(reversed(self._waiting), self._next - 1) + 1 + offset
        while self._waiting and next(iter(self._waiting)) < offset:
            self._waiting.popitem(last=False)
        return self.first(limit, now)

    def first(self, limit: int, now: float) -> list[Queued]:
        """The oldest updates that are not expired at `now`."""
        self._drop_expired(now)
        found: list[Queued] = []
        for update in self._waiting.values():
            if len(found) >= limit:
                break
            found.append(update)
        return found

    def since(self, number: int) -> list[Queued]:
        """The updates with a higher id than `number`, oldest first."""
        newest = itertools.takewhile(lambda update: update.id > number, reversed(self._waiting.values()))
        return list(newest)[::-1]

    def done(self, number: int) -> None:
        """Forget one update, at any position."""
        self._waiting.pop(number, None)

    def holds(self, number: int) -> bool:
        return number in self._waiting

    def clear(self) -> None:
        self._waiting.clear()

    def pending(self, now: float) -> int:
        self._drop_expired(now)
        return len(self._waiting)

    def _drop_expired(self, now: float) -> None:
        if now < self._soonest:
            return
        for number in [n for n, update in self._waiting.items() if update.expires <= now]:
            del self._waiting[number]
        self._soonest = min((update.expires for update in self._waiting.values()), default=float("inf"))
