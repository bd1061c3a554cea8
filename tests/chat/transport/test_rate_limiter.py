"""The pace of a chat, of a group and of the whole bot."""

import asyncio
import random

import pytest
from telegram.error import RetryAfter

from bot.chat.transport.rate_limiter import PEOPLE_FIRST, TurnTooLate, after_people, only_if
from bot.sandbox.chats.flood import Flood
from tests.chat.transport.paced_limiter import World


async def test_a_private_chat_gets_three_at_once_and_then_one_a_second() -> None:
    world = World(rate=10**6)
    for _ in range(6):
        await world.send(42)
    assert world.sent == [0, 0, 0, 1, 2, 3]


async def test_a_group_gets_five_quickly_and_then_one_every_three_seconds() -> None:
    world = World(rate=10**6)
    for _ in range(8):
        await world.send(-42)
    assert world.sent == [0, 0, 0, 1, 2, 3, 6, 9]


async def test_a_group_never_gets_more_than_twenty_in_any_minute() -> None:
    world = World(rate=10**6)
    for _ in range(70):
        await world.send(-42)
    assert all(later - first >= 60 for first, later in zip(world.sent, world.sent[20:], strict=False))


@pytest.mark.parametrize("processes", [2, 3])
async def test_several_processes_together_say_no_more_to_a_group_than_one_may(processes: int) -> None:
    flood, world = Flood(), World(rate=25, processes=processes)
    flood.on = True
    refused: list[float] = []

    def arrives(chat: int | None) -> None:
        assert chat is not None
        if flood.wait(chat, chat < 0, world.time):
            refused.append(world.time)

    world.arrives = arrives

    async def chatter(process: int) -> None:
        for _ in range(40):
            await world.begin(-42, process=process)

    await world.until(*(asyncio.create_task(chatter(each)) for each in range(processes)))
    assert refused == []
    sent = sorted(world.sent)
    assert len(sent) == 40 * processes
    assert all(later - first >= 60 for first, later in zip(sent, sent[20:], strict=False))
    assert sent[-1] <= 40 * processes * 3.5, "what the limits let out is used"


async def test_the_rate_of_all_chats_is_divided_too() -> None:
    world = World(rate=10, processes=2)
    await world.until(*(world.begin(chat, process=chat % 2) for chat in range(1, 101)))
    assert 9.5 <= max(world.sent) <= 10.5


async def test_whoever_is_left_alone_uses_all_of_it_again() -> None:
    world = World(rate=10**6, processes=2)
    for _ in range(3):
        await world.send(42)
    world.processes = 1
    for _ in range(3):
        await world.send(42)
    assert [round(later - first, 3) for first, later in zip(world.sent, world.sent[1:], strict=False)] == [
        1.0, 2.0, 1.0, 1.0, 1.0,
    ]  # fmt: skip


@pytest.mark.parametrize("together", [1, 2, 5])
async def test_the_pretend_telegram_refuses_nothing_however_long_each_call_travels(together: int) -> None:
    flood, world, dice = Flood(), World(rate=25), random.Random(together)
    flood.on = True
    refused: list[tuple[float, int]] = []

    def arrives(chat: int | None) -> None:
        assert chat is not None
        if wait := flood.wait(chat, chat < 0, world.time):
            refused.append((world.time, wait))

    world.arrives, world.travels = arrives, lambda: dice.choice((0.002, 0.02, 0.3))

    async def chatter(chat: int) -> None:
        for _ in range(45):
            await world.begin(chat)

    await world.until(*(asyncio.create_task(chatter(chat)) for chat in (-42, -43, 7) for _ in range(together)))
    assert refused == []
    assert len(world.sent) == 3 * 45 * together


async def test_the_pretend_telegram_refuses_nothing_where_the_first_calls_arrive_late() -> None:
    flood, world = Flood(), World(rate=25)
    flood.on = True
    refused: list[int] = []
    world.travels = lambda: 0.15 if len(world.sent) <= 5 else 0.01
    world.arrives = lambda chat: refused.append(flood.wait(chat or 0, False, world.time))
    await world.until(*(world.begin(chat) for chat in range(1, 60)))
    assert not any(refused)


async def test_a_group_is_given_almost_all_of_its_twenty_a_minute_where_calls_travel() -> None:
    world, dice = World(rate=25), random.Random(1)
    world.travels = lambda: dice.uniform(0.02, 0.12)
    for _ in range(101):
        await world.send(-42)
    assert world.sent[100] <= 5 * 60 * 1.01


async def test_edits_count_as_messages() -> None:
    world = World(rate=10**6)
    for endpoint in ("sendMessage", "editMessageText", "editMessageText", "editMessageReplyMarkup"):
        await world.send(42, endpoint)
    assert world.sent == [0, 0, 0, 1]


async def test_one_chat_does_not_slow_down_another() -> None:
    world = World(rate=10**6)
    for _ in range(4):
        await world.send(1)
    at = world.time
    await world.send(2)
    assert world.time == pytest.approx(at, abs=0.001)


async def test_the_whole_bot_keeps_its_rate() -> None:
    world = World(rate=10)
    for chat in range(30):
        await world.send(chat + 1)
    assert world.sent[-1] == pytest.approx(2.9)


async def test_no_second_holds_much_more_than_the_rate() -> None:
    """A full second at once and another one after it would be twice what Telegram takes."""
    world = World(rate=25)
    for chat in range(200):
        await world.send(chat + 1)
    assert max(sum(at <= other < at + 1 for other in world.sent) for at in world.sent) <= 30


async def test_an_answer_to_a_person_goes_before_the_notices_that_wait() -> None:
    world = World(rate=1)
    with after_people():
        notices = [world.begin(chat, name="notice") for chat in range(1, 30)]
    await world.until(notices[0])
    answers = [world.begin(100, name="answer"), world.begin(29, "editMessageText", name="card")]
    await world.until(*notices, *answers)
    assert world.went[:3] == ["notice", "answer", "card"]
    assert world.went[3:] == ["notice"] * 28


async def test_an_answer_goes_before_the_notice_that_waits_in_its_own_group() -> None:
    world = World(rate=10**6)
    for _ in range(20):
        await world.send(-42)
    with after_people():
        notice = world.begin(-42, name="notice")
    await world.until()
    answer = world.begin(-42, name="answer")
    await world.until(notice, answer)
    assert world.went[20:] == ["answer", "notice"]


async def test_people_who_never_stop_hold_up_no_notice_for_good() -> None:
    world = World(rate=1)
    with after_people():
        notice = world.begin(7, name="notice")
    await world.until(notice)
    with after_people():
        notice = world.begin(7, name="late notice")
    people = [world.begin(100 + n, name="answer") for n in range(5)]
    await world.until(people[0])
    while not notice.done():
        assert len(people) < 3 * PEOPLE_FIRST
        people += [world.begin(200 + len(people), name="answer") for _ in range(1)]
        await world.until(people[len(people) - 5])
    await world.until(*people)


async def test_one_who_waits_no_longer_costs_nobody_a_turn() -> None:
    world = World(rate=1)
    await world.send(1)
    gone, stays = world.begin(2, name="gone"), world.begin(3, name="stays")
    await asyncio.sleep(0)
    gone.cancel()
    await world.until(gone, stays)
    assert world.went == [None, "stays"]
    assert world.sent == [0, 1]


async def test_answers_to_presses_and_typing_are_free() -> None:
    world = World(rate=1)
    for _ in range(50):
        await world.send(None, "answerCallbackQuery")
        await world.send(42, "sendChatAction")
    assert world.time == 1000


async def test_a_flood_error_silences_its_own_chat_only() -> None:
    world = World(rate=10**6)
    world.flood = RetryAfter(30)
    with pytest.raises(RetryAfter):
        await world.send(1)
    await world.send(2)
    assert world.sent == [0]
    await world.send(1)
    assert world.sent == [0, 30]


async def test_what_is_not_to_be_sent_any_more_when_its_turn_comes_is_not_sent() -> None:
    world = World(rate=10**6)
    asked: list[float] = []

    async def check() -> bool:
        asked.append(world.time)
        return len(asked) < 5

    with only_if(check):
        calls = [world.begin(42) for _ in range(6)]
    await world.until(*calls)
    assert [round(at) for at in asked] == [1000, 1000, 1000, 1001, 1002, 1003], "each in its turn"
    assert [type(call.exception()) for call in calls] == [type(None)] * 4 + [TurnTooLate] * 2
    assert len(world.sent) == 4
