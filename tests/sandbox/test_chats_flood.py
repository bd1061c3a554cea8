"""The flood model: off unless asked for; then per chat, per group and minute, and over everything."""

from typing import Any

from bot.sandbox.chats.flood import Flood


def passed(flood: Flood, chats: list[int], now: float, *, group: bool = False) -> int:
    return sum(1 for chat in chats if flood.wait(chat, group, now) == 0)


def test_nothing_is_counted_while_it_is_off() -> None:
    assert passed(Flood(), [1] * 500, 0.0) == 500


def test_one_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    flood = Flood()
    flood.on = True
    assert passed(flood, [1] * 10, 100.0) == 3
    assert flood.wait(1, False, 100.0) == 1
    assert passed(flood, [1] * 10, 101.0) == 1


def test_a_group_takes_twenty_a_minute() -> None:
    flood = Flood()
    flood.on = True
    assert sum(passed(flood, [-1], 100.0 + second, group=True) for second in range(30)) == 20
    assert flood.wait(-1, True, 130.0) == 30
    assert flood.wait(-1, True, 160.5) == 0


def test_thirty_a_second_pass_over_everything() -> None:
    flood = Flood()
    flood.on = True
    assert passed(flood, list(range(1, 100)), 100.0) == 30


async def test_edits_share_the_budget_and_answers_are_free(town: Any) -> None:
    await town.say(town.anna, "/start")
    await town.sim("telegram", flood=True)
    here = {"chat_id": town.anna}
    sent = await town.bot("sendMessage", text="a", **here)
    for text in ("b", "c"):
        await town.bot("editMessageText", message_id=sent["message_id"], text=text, **here)
    refused = await town.refusal("editMessageText", message_id=sent["message_id"], text="d", **here)
    assert refused["error_code"] == 429
    assert refused["description"] == "Too Many Requests: retry after 1"
    assert refused["parameters"] == {"retry_after": 1}
    assert await town.bot("sendChatAction", action="typing", **here)
    await town.sim("clock", advance=3)
    assert await town.bot("sendMessage", text="e", **here)
