"""Long polling: nothing is confirmed before it is recorded, and nothing ends the hearing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram.error import NetworkError, TimedOut

from bot.chat.transport import poller as poller_module
from bot.chat.transport.bot import TelegramConnection, connect
from bot.chat.transport.poller import BACK_OFF_SECONDS, CONFLICT_SECONDS, Poller

CONFLICT: tuple[int, str, dict[str, Any]] = (409, "Conflict: terminated by other getUpdates request", {})


class Ears:
    """Keeps what was accepted and what was told of another poller."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.conflicts = 0
        self.full = False

    async def accept(self, updates: Any) -> None:
        if self.full:
            raise OSError("the disk is full")
        self.heard += [u["update_id"] for u in updates if isinstance(u, dict) and "update_id" in u]

    async def conflict(self) -> None:
        self.conflicts += 1


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
async def line(wire, token) -> AsyncIterator[TelegramConnection]:
    made = connect(token, requests=(wire, wire))
    async with made.application:
        yield made


@pytest.fixture
def poller(line: TelegramConnection, ears: Ears, hand_clock) -> Poller:
    return Poller(line, ears.accept, hand_clock, ears.conflict)


async def test_a_batch_is_confirmed_only_after_it_was_recorded(poller, wire, ears, message) -> None:
    wire.answers["getUpdates"] = lambda _: [message(5, "a"), message(6, "b")]
    ears.full = True
    assert await poller.round() == BACK_OFF_SECONDS[0]
    ears.full = False
    assert await poller.round() == 0
    await poller.round()
    offsets = [call.get("offset") for call in wire.named("getUpdates")]
    assert offsets == [None, None, 7]
    assert ears.heard == [5, 6, 5, 6]


async def test_what_is_handled_is_asked_for_and_nothing_else(poller, wire) -> None:
    wire.answers["getUpdates"] = lambda _: []
    await poller.round()
    assert wire.named("getUpdates")[0]["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]


async def test_an_update_without_an_id_does_not_hold_up_the_confirming(poller, wire, message) -> None:
    wire.answers["getUpdates"] = lambda _: [message(5, "a"), {"message": {}}, "nonsense"]
    await poller.round()
    await poller.round()
    assert wire.named("getUpdates")[-1]["offset"] == 6


async def test_network_errors_are_waited_out_longer_and_longer(poller, wire, ears) -> None:
    wire.answers["getUpdates"] = lambda _: NetworkError("no route")
    waits = [await poller.round() for _ in range(8)]
    assert waits == [*BACK_OFF_SECONDS, BACK_OFF_SECONDS[-1], BACK_OFF_SECONDS[-1]]
    wire.answers["getUpdates"] = lambda _: []
    assert await poller.round() == 0
    wire.answers["getUpdates"] = lambda _: TimedOut()
    assert await poller.round() == BACK_OFF_SECONDS[0]


async def test_another_poller_is_told_as_often_as_telegram_tells_of_it_and_its_end_is_known(poller, wire, ears) -> None:
    wire.answers["getUpdates"] = lambda _: CONFLICT
    assert [await poller.round(), await poller.round()] == [CONFLICT_SECONDS] * 2
    assert (ears.conflicts, poller.conflict) == (2, True)
    wire.answers["getUpdates"] = lambda _: []
    await poller.round()
    assert (ears.conflicts, poller.conflict) == (2, False)


async def test_a_flood_error_is_waited_out_as_long_as_telegram_says(poller, wire) -> None:
    wire.answers["getUpdates"] = lambda _: (429, "Too Many Requests: retry after 7", {"retry_after": 7})
    assert await poller.round() == 7


@pytest.mark.parametrize("answer", [{"not": "a list"}, (502, "Bad Gateway", {}), (404, "Not Found", {})])
async def test_strange_answers_are_waited_out(poller, wire, ears, answer) -> None:
    wire.answers["getUpdates"] = lambda _: answer
    assert await poller.round() > 0
    assert ears.heard == []


async def test_a_wrong_token_is_not_asked_about_all_the_time(poller, wire) -> None:
    wire.answers["getUpdates"] = lambda _: (401, "Unauthorized", {})
    assert await poller.round() == BACK_OFF_SECONDS[-1]


async def test_a_call_that_hangs_is_given_up_and_its_connection_renewed(poller, wire, monkeypatch) -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(poller_module, "_HUNG_SECONDS", 0.01)
    wire.answers["getUpdates"] = lambda _: forever()
    before = wire.started
    assert await poller.round() > 0
    assert wire.started == before + 1


async def test_silence_is_noticed_by_the_last_finished_round(poller, wire, hand_clock) -> None:
    assert not poller.stalled()
    wire.answers["getUpdates"] = lambda _: []
    await poller.round()
    hand_clock.on(seconds=60)
    assert not poller.stalled()
    wire.answers["getUpdates"] = lambda _: NetworkError("dead")
    await poller.round()
    hand_clock.on(minutes=10)
    hand_clock.jumps(hours=-3)
    assert poller.stalled()


async def test_the_loop_waits_by_the_clock_between_bad_rounds(poller, wire, hand_clock) -> None:
    rounds = iter([NetworkError("1"), NetworkError("2"), asyncio.CancelledError()])

    def answer(_: object) -> object:
        last = next(rounds)
        if isinstance(last, asyncio.CancelledError):
            raise last
        return last

    wire.answers["getUpdates"] = answer
    with pytest.raises(asyncio.CancelledError):
        await poller.run()
    assert hand_clock.waits == [0.5, 1.0]
