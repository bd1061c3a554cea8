"""A message for one in a group: only where the server offers it, never to everybody, and never late."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.cards.blocks.buttons import Codes
from bot.cards.blocks.html import Html
from bot.cards.blocks.view import Button, View
from bot.chat.transport.bot import connect
from bot.chat.transport.sending import Sender
from bot.purchasing.person import Place

GROUP, VIEW = Place(-5, 7), View(Html("You may not."))
CHAT = {"id": -5, "type": "supergroup", "title": "G"}
ALONE = {"message_id": 0, "ephemeral_message_id": 9, "date": 1, "chat": CHAT, "text": "You may not."}
TO_ALL = {"message_id": 31, "date": 1, "chat": CHAT, "text": "You may not."}
NO_SUCH_METHOD: tuple[int, str, dict[str, Any]] = (404, "Not Found: method not found", {})


@pytest.fixture
async def sender(wire: Any, token: str) -> AsyncIterator[Sender]:
    line = connect(token, requests=(wire, wire))
    async with line.application:
        yield Sender(line.bot, Codes(b"secret"))


def sent(wire: Any, method: str) -> list[dict[str, Any]]:
    return [data for name, data in wire.calls if name == method]


async def test_the_presser_alone_is_named_in_both_forms_that_servers_know(sender: Sender, wire: Any) -> None:
    wire.answers["sendMessage"] = lambda _: ALONE
    assert await sender.whisper(GROUP, 42, "q1", VIEW)
    (call,) = sent(wire, "sendMessage")
    assert (call["receiver_user_id"], call["callback_query_id"], call["message_thread_id"]) == (42, "q1", 7)
    assert call["ephemeral_message_parameters"] == {"receiver_user_id": 42, "callback_query_id": "q1"}


async def test_below_it_stands_only_what_needs_no_answer(sender: Sender, wire: Any) -> None:
    wire.answers["sendMessage"] = lambda _: ALONE
    shown = ((Button("Again", data="tr:~1"), Button("Copy", copy="1")), (Button("Go", url="https://t.me/b"),))
    assert await sender.whisper(GROUP, 42, "q1", replace(VIEW, keyboard=shown))
    (call,) = sent(wire, "sendMessage")
    assert [[each["text"] for each in row] for row in call["reply_markup"]["inline_keyboard"]] == [["Copy"], ["Go"]]


async def test_a_server_that_does_not_know_it_is_never_given_a_message(sender: Sender, wire: Any) -> None:
    wire.answers["deleteEphemeralMessage"] = lambda _: NO_SUCH_METHOD
    for _ in range(3):
        assert not await sender.whisper(GROUP, 42, "q1", VIEW)
    assert sent(wire, "sendMessage") == []
    assert len(sent(wire, "deleteEphemeralMessage")) == 1


async def test_what_went_to_everybody_is_taken_back_at_once_and_never_tried_again(sender: Sender, wire: Any) -> None:
    wire.answers["sendMessage"] = lambda _: TO_ALL
    for _ in range(2):
        assert not await sender.whisper(GROUP, 42, "q1", VIEW)
    assert len(sent(wire, "sendMessage")) == 1
    assert [call["message_id"] for call in sent(wire, "deleteMessage")] == [31]


async def test_what_telegram_refuses_is_left_to_the_alert(sender: Sender, wire: Any) -> None:
    wire.answers["sendMessage"] = lambda _: (400, "Bad Request: query is too old", {})
    assert not await sender.whisper(GROUP, 42, "q1", VIEW)
