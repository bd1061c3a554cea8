"""Telegram's flood limits for a chat, for a group and for all messages; off unless switched on."""

import math
from collections import deque

CHAT_BURST = 3
GROUP_PER_MINUTE = 20
OVERALL_PER_SECOND = 30


class Flood:
    """Counts sends and edits by the sandbox's clock (Unix seconds) and says how long to wait."""

    def __init__(self) -> None:
        self.on = False
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._overall: deque[float] = deque()

    def wait(self, chat: int, group: bool, now: float) -> int:
        """Seconds to wait before this send or edit; 0 lets it through and counts it."""
        if not self.on:
            return 0
        full_until = self._chats.get(chat, now)
        waits = [
            full_until - now - (CHAT_BURST - 1),
            self._window(self._overall, OVERALL_PER_SECOND, 1.0, now),
        ]
        times = self._groups.setdefault(chat, deque()) if group else None
        if times is not None:
            waits.append(self._window(times, GROUP_PER_MINUTE, 60.0, now))
        longest = max(waits)
        if longest > 0:
            return math.ceil(longest)
        self._chats[chat] = max(full_until, now) + 1.0
        self._overall.append(now)
        if times is not None:
            times.append(now)
        return 0

    @staticmethod
    def _window(times: deque[float], most: int, seconds: float, now: float) -> float:
        while times and times[0] <= now - seconds:
            times.popleft()
        return times[0] + seconds - now if len(times) >= most else 0.0
