"""An answer is owed: if Telegram takes nothing for a while, it comes afterwards, and once."""

from typing import Any

import pytest

from tests.chat.conversation.test_handlers_orders import data_of, ordered

AWAY = {"side": "telegram", "call": "sendMessage", "kind": "reset", "when": "before", "times": 100}
COMMANDS = {"/status": "1688", "/orders": "#1", "/order 1": "#1", "/help": "What you can do here", "/nosuch": "command"}


async def away(stage: Any, **more: Any) -> None:
    """From now on Telegram takes no message of ours."""
    await stage.post("/sim/faults", AWAY | more)


async def there_again(stage: Any) -> None:
    """Telegram takes messages again, and what is owed has its time."""
    (await stage.client.delete("/sim/faults")).raise_for_status()
    await stage.post("/sim/clock", {"advance": 700})
    await stage.settle()


async def told_since(stage: Any, before: int) -> list[str]:
    return [message["text"] for message in (await stage.messages())[before:]]


@pytest.mark.parametrize(("command", "says"), COMMANDS.items())
async def test_a_command_is_answered_once_after_telegram_took_nothing(stage: Any, command: str, says: str) -> None:
    await ordered(stage)
    before = len(await stage.messages())
    await away(stage)
    await stage.say(command)
    assert await told_since(stage, before) == []
    await there_again(stage)
    (told,) = await told_since(stage, before)
    assert says in told


async def test_what_had_its_effect_is_said_after_telegram_took_nothing(stage: Any) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    await away(stage)
    await stage.say("/pause stock-taking")
    assert (await stage.house.desk.health.report()).paused
    await there_again(stage)
    assert len([text for text in await told_since(stage, before) if "stock-taking" in text]) == 1


async def test_a_question_that_is_asked_late_can_be_answered_then(stage: Any) -> None:
    await ordered(stage)
    card = await stage.last()
    await stage.press(data_of(card, "mo:"), card)
    more = await stage.last()
    before = len(await stage.messages())
    await away(stage)
    await stage.press(data_of(more, "ts:"), more)
    await stage.say("too early")
    await there_again(stage)
    assert any("Write the note to the seller" in text for text in await told_since(stage, before))
    await stage.say("please wrap it")
    assert "please wrap it" in (await stage.last())["text"]


async def test_words_that_were_offered_late_as_an_answer_are_taken_by_their_press(stage: Any) -> None:
    await ordered(stage)
    card = await stage.last()
    await stage.press(data_of(card, "mo:"), card)
    more = await stage.last()
    await stage.press(data_of(more, "ts:"), more)
    await stage.post("/sim/clock", {"advance": 660})
    await away(stage)
    await stage.say("please wrap it")
    await there_again(stage)
    offered = await stage.last()
    await stage.press("Use it as the answer", offered)
    shown = await stage.last()
    assert "please wrap it" in shown["text"]
    assert data_of(shown, "nd:")


BROKEN = {"side": "telegram", "call": "sendMessage", "kind": "malformed", "when": "before", "times": 1}


async def test_whoever_did_something_is_told_so_if_the_bot_broke_off_before_its_answer(stage: Any) -> None:
    await stage.say("/start")
    before = len(await stage.messages())
    await stage.post("/sim/faults", BROKEN)
    await stage.say("/alerts ship 5")
    await stage.settle()
    (told,) = await told_since(stage, before)
    assert "I was interrupted" in told
    await stage.say("/alerts")
    assert "not shipped after 5" in (await stage.last())["text"]


async def test_whoever_only_asked_is_answered_as_ever_if_the_bot_broke_off_before_its_answer(stage: Any) -> None:
    await ordered(stage)
    before = len(await stage.messages())
    await stage.post("/sim/faults", BROKEN)
    await stage.say("/orders")
    await stage.settle()
    (told,) = await told_since(stage, before)
    assert "#1" in told
