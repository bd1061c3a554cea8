"""Under Telegram's limits a person is answered before the notices that wait, through the same wire."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.cards.blocks.buttons import Codes
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import View
from bot.chat.transport.bot import connect
from bot.chat.transport.messenger import Messenger
from bot.chat.transport.sending import Sender
from bot.desk.ledger.outbox import DueMessage
from bot.desk.ledger.stored_notices import dump
from bot.purchasing.notices.operations import PausedNotice
from bot.purchasing.person import Place
from tests.chat.transport.paced_limiter import World
from tests.chat.transport.test_messenger import POSTED, desk

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Lane:
    """A bot that may speak once a second, and whatever it is told to say."""

    def __init__(self, world: World, wire: Any, bot: Any, clock: Any) -> None:
        self.world, self._wire, self._bot = world, wire, bot
        self._sender = Sender(bot, Codes(b"secret"))
        self._messenger = Messenger(desk(), self._sender, clock)

    def notice(self, chat: int) -> asyncio.Task[Any]:
        told = dump(PausedNotice(reason="stock-taking"))
        message = DueMessage(chat, PausedNotice.kind, Place(chat), None, told, 0, NOW, False)
        return asyncio.create_task(self._messenger.send(message))

    def answer(self, chat: int) -> asyncio.Task[Any]:
        return asyncio.create_task(self._sender.post(Place(chat), View(Html("An answer"))))

    def edit(self, chat: int) -> asyncio.Task[Any]:
        return asyncio.create_task(self._sender.edit(chat, 77, View(Html("A card"))))

    def toast(self) -> asyncio.Task[Any]:
        return asyncio.create_task(self._bot.answer_callback_query("1", text="Done"))

    @property
    def went(self) -> list[tuple[str, int]]:
        return [(call, body.get("chat_id", 0)) for call, body in self._wire.calls if call != "getMe"]


@pytest.fixture
async def lane(wire: Any, token: str, hand_clock: Any) -> AsyncIterator[Lane]:
    wire.answers |= {"sendMessage": lambda _: POSTED, "editMessageText": lambda _: POSTED}
    wire.answers["answerCallbackQuery"] = lambda _: True
    world = World(rate=1)
    line = connect(token, requests=(wire, wire), limiter=world.limits)
    async with line.application:
        yield Lane(world, wire, line.bot, hand_clock)


async def test_cards_and_answers_overtake_the_notices_that_wait(lane: Lane) -> None:
    notices = [lane.notice(chat) for chat in range(1, 6)]
    await lane.world.until(notices[0])
    people = [lane.edit(5), lane.answer(9), lane.toast()]
    await lane.world.until(*notices, *people)
    assert lane.went[1:4] == [("answerCallbackQuery", 0), ("editMessageText", 5), ("sendMessage", 9)]
    assert [chat for _, chat in lane.went[4:]] == [2, 3, 4, 5]
