"""The pace of a chat, of a group and of the whole bot."""

from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.chat.limits import Limits, limits
from bot.sandbox.chats.flood import Flood


class World:
    """Time that passes only by waiting, and the moments at which calls went out."""

    def __init__(self, rate: float) -> None:
        self.time = 1000.0
        self.sent: list[float] = []
        self.limits = Limits(rate, now=lambda: self.time, sleep=self._sleep)
        self.flood: RetryAfter | None = None

    async def _sleep(self, seconds: float) -> None:
        self.time += seconds

    async def _call(self) -> Any:
        if self.flood is not None:
            flood, self.flood = self.flood, None
            raise flood
        self.sent.append(round(self.time - 1000, 3))
        return True

    async def send(self, chat_id: int | None, endpoint: str = "sendMessage") -> None:
        data = {} if chat_id is None else {"chat_id": chat_id}
        await self.limits.process_request(self._call, (), {}, endpoint, data, None)


async def test_a_private_chat_gets_three_at_once_and_then_one_a_second() -> None:
    world = World(rate=1000)
    for _ in range(6):
        await world.send(42)
    assert world.sent == [0, 0, 0, 1, 2, 3]


async def test_a_group_gets_five_quickly_and_then_one_every_three_seconds() -> None:
    world = World(rate=1000)
    for _ in range(8):
        await world.send(-42)
    assert world.sent == [0, 0, 0, 1, 2, 3, 6, 9]


async def test_a_group_never_gets_more_than_twenty_in_any_minute() -> None:
    world = World(rate=1000)
    for _ in range(70):
        await world.send(-42)
    assert all(later - first >= 60 for first, later in zip(world.sent, world.sent[20:], strict=False))


async def test_the_pretend_telegram_refuses_nothing_of_what_the_limits_let_through() -> None:
    flood, world = Flood(), World(rate=25)
    flood.on = True
    for turn in range(200):
        chat = (-42, 7, -43)[turn % 3]
        await world.send(chat)
        assert flood.wait(chat, chat < 0, world.time + 1e-6) == 0


async def test_edits_count_as_messages() -> None:
    world = World(rate=1000)
    for endpoint in ("sendMessage", "editMessageText", "editMessageText", "editMessageReplyMarkup"):
        await world.send(42, endpoint)
    assert world.sent == [0, 0, 0, 1]


async def test_one_chat_does_not_slow_down_another() -> None:
    world = World(rate=1000)
    for _ in range(4):
        await world.send(1)
    at = world.time
    await world.send(2)
    assert world.time == at


async def test_the_whole_bot_keeps_its_rate() -> None:
    world = World(rate=10)
    for chat in range(30):
        await world.send(chat + 1)
    assert world.sent[1] == 0
    assert world.sent[-1] == pytest.approx(2.8)


async def test_no_second_holds_much_more_than_the_rate() -> None:
    """A full second at once and another one after it would be twice what Telegram takes."""
    world = World(rate=25)
    for chat in range(200):
        await world.send(chat + 1)
    assert max(sum(at <= other < at + 1 for other in world.sent) for at in world.sent) <= 30


async def test_answers_to_presses_and_typing_are_free() -> None:
    world = World(rate=1)
    for _ in range(50):
        await world.send(None, "answerCallbackQuery")
        await world.send(42, "sendChatAction")
    assert world.time == 1000


async def test_a_flood_error_silences_its_own_chat_only() -> None:
    world = World(rate=1000)
    world.flood = RetryAfter(30)
    with pytest.raises(RetryAfter):
        await world.send(1)
    await world.send(2)
    assert world.sent == [0]
    await world.send(1)
    assert world.sent == [0, 30]


async def test_a_rate_of_nought_means_no_limiter() -> None:
    assert limits(0) is None
    assert isinstance(limits(25), Limits)
