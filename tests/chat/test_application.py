"""The list of handlers, and what a person hears when a message cannot be worked on."""

from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import AsyncMock

import pytest
from telegram import Update

from bot.cards.blocks.buttons import ButtonAction, Codes
from bot.chat.conversation.conversation import PATIENCE_SECONDS, Services
from bot.chat.conversation.groups import Groups
from bot.chat.conversation.registry import COMMANDS, PRESSED, TYPED
from bot.chat.transport.bot import Context, connect
from bot.desk.desk import Desk


def data_of(message, action: str) -> str:
    return next(str(b["data"]) for row in message["buttons"] for b in row if (b["data"] or "").startswith(action))


def test_every_command_and_every_button_does_something() -> None:
    assert set(TYPED) == set(COMMANDS)
    assert set(PRESSED) == set(ButtonAction)


async def test_a_message_that_cannot_be_worked_on_ends_with_a_word(stage, monkeypatch) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.chat.transport.inbox.RETRY_SECONDS", (0.0,))
    await stage.say("/start")
    before = len(await stage.messages())
    object.__setattr__(stage.house.desk, "health", SimpleNamespace(report=broken))
    await stage.say("/status")
    told = (await stage.messages())[before:]
    assert len(told) == 2
    await stage.say("/help")
    assert len(await stage.messages()) == before + 3


async def test_what_fails_at_the_door_goes_no_further_and_is_named_by_its_cause(stage, monkeypatch, caplog) -> None:
    async def broken(*_: object) -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.chat.transport.inbox.RETRY_SECONDS", (0.0,))
    await stage.say("/start")
    monkeypatch.setattr(stage.house.desk.people, "known", broken)
    await stage.say("/status")
    errors = {record.getMessage().partition("failed: ")[2] for record in caplog.records if "failed: " in record.message}
    assert {error.partition(":")[0] for error in errors} == {"ZeroDivisionError"}


async def test_a_slow_answer_of_1688_is_bridged_by_an_answer_to_the_press_and_typing(stage) -> None:
    goods = await stage.goods("plain")
    await stage.say("/start")
    await stage.say(goods["link"])
    card = await stage.last()
    seen: list[str] = []
    publish = stage.world.bus.publish

    def noted(kind: str, body: dict[str, Any]) -> None:
        seen.append(kind)
        publish(kind, body)

    stage.world.bus.publish = noted
    await stage.say("/orders")
    assert "typing" not in seen
    await stage.post("/sim/faults", {"side": "1688", "call": "*", "kind": "slow", "when": "before",
                                     "seconds": PATIENCE_SECONDS + 0.3, "times": 1})  # fmt: skip
    await stage.say("/search mug")
    assert "typing" in seen
    assert (await stage.last())["message_id"] > card["message_id"]


@pytest.mark.parametrize("may_post", [True, False])
async def test_a_channel_is_told_and_left(wire, token, hand_clock, may_post: bool) -> None:
    line = connect(token, requests=(wire, wire))
    chat = {"id": -1001, "type": "channel", "title": "News"}
    posted = {"message_id": 1, "date": 0, "chat": chat, "text": "."}
    wire.answers["sendMessage"] = lambda _: posted if may_post else (403, "Forbidden: not enough rights", {})
    bot = {"user": {"id": 123456789, "is_bot": True, "first_name": "Caigou"}}
    raw = {
        "update_id": 1,
        "my_chat_member": {
            "chat": chat,
            "from": {"id": 42, "is_bot": False, "first_name": "Anna", "language_code": "en"},
            "date": 0,
            "old_chat_member": bot | {"status": "left"},
            "new_chat_member": bot | {"status": "member"},
        },
    }
    async with line.application:
        shown = Services(
            line.bot, cast(Desk, SimpleNamespace(orders_nothing=False)), Codes(b"secret"), AsyncMock(), hand_clock
        )
        await Groups(shown).membership(Update.de_json(raw, line.bot), cast(Context, SimpleNamespace()))
    assert len(wire.named("sendMessage")) == 1
    assert [call["chat_id"] for call in wire.named("leaveChat")] == [-1001]
