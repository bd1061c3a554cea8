"""Updates are recorded before they are confirmed, and each is done once."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.chat.transport import inbox as inbox_module
from bot.chat.transport.bot import Context, TelegramConnection, connect
from bot.chat.transport.inbox import Inbox, InboxDied, Outcomes, lane_of
from tests.chat.conftest import NOW

Raw = dict[str, Any]
Message = Callable[..., Raw]


class Handling:
    """A handler that can wait and fail as a test wants."""

    def __init__(self, outcomes: Outcomes) -> None:
        self.outcomes = outcomes
        self.seen: list[int] = []
        self.fails: dict[int, int] = {}
        self.breaks: dict[int, BaseException] = {}
        self.gates: dict[int, asyncio.Event] = {}
        self.gone: list[tuple[int, bool]] = []
        self.cut: list[int] = []

    async def handle(self, update: Update, context: Context) -> None:
        if gate := self.gates.get(update.update_id):
            await gate.wait()
        self.seen.append(update.update_id)
        if self.breaks.get(update.update_id):
            raise self.breaks.pop(update.update_id)
        if self.fails.get(update.update_id, 0) > 0:
            self.fails[update.update_id] -= 1
            raise RuntimeError("no luck")

    async def note(self, update: object, context: Context) -> None:
        if isinstance(update, Update) and context.error:
            self.outcomes.failed(update.update_id, context.error)

    async def gave_up(self, update: Update | None, update_id: int, error: str) -> None:
        self.gone.append((update_id, update is not None))

    async def cut_off(self, update: Update) -> None:
        self.cut.append(update.update_id)


@pytest.fixture
async def line(wire, token) -> AsyncIterator[TelegramConnection]:
    made = connect(token, requests=(wire, wire))
    async with made.application:
        yield made


@pytest.fixture
def handling(line: TelegramConnection) -> Handling:
    made = Handling(Outcomes())
    line.application.add_handler(TypeHandler(Update, made.handle))
    line.application.add_error_handler(made.note)
    return made


@pytest.fixture
async def box(
    line: TelegramConnection, handling: Handling, memory_intake, hand_clock, monkeypatch
) -> AsyncIterator[Inbox]:
    monkeypatch.setattr(inbox_module, "RETRY_SECONDS", (0.0,))
    made = Inbox(line.application, memory_intake, handling.outcomes, handling, workers=4)
    yield made
    await made.stop(0)


async def test_an_update_is_run_and_marked_done(box, handling, memory_intake, message: Message) -> None:
    await box.start()
    await box.accept([message(1, "hello"), message(2, "again")])
    await box.idle()
    assert handling.seen == [1, 2]
    assert memory_intake.states() == {1: "done", 2: "done"}
    assert memory_intake.records == 1
    assert box.backlog == 0


async def test_order_inside_a_chat_is_kept_while_other_chats_go_on(box, handling, message: Message) -> None:
    handling.gates[1] = asyncio.Event()
    await box.start()
    await box.accept([message(1, "slow", 7), message(2, "behind", 7), message(3, "other", 8)])
    for _ in range(50):
        await asyncio.sleep(0)
    assert handling.seen == [3]
    handling.gates[1].set()
    await box.idle()
    assert handling.seen == [3, 1, 2]


async def test_what_an_earlier_life_left_undone_runs_at_the_start(
    box, handling, memory_intake, message: Message
) -> None:
    await box.accept([message(1, "left"), message(2, "over")])
    assert handling.seen == []
    await box.start()
    await box.idle()
    assert handling.seen == [1, 2]


async def test_what_is_new_runs_without_a_look_at_all_that_waits(
    box, handling, memory_intake, message: Message
) -> None:
    await box.start()
    handling.gates[1] = asyncio.Event()
    await box.accept([message(1, "slow", 7)])
    await box.accept([message(2, "behind", 7), message(3, "other", 8)])
    for _ in range(50):
        await asyncio.sleep(0)
    assert handling.seen == [3]
    handling.gates[1].set()
    await box.idle()
    assert handling.seen == [3, 1, 2]
    assert memory_intake.takes == 1


async def test_where_one_was_recorded_before_only_a_look_tells_what_runs(
    box, handling, memory_intake, message: Message
) -> None:
    await box.start()
    await box.accept([message(1, "once")])
    await box.idle()
    await box.accept([message(1, "once"), message(2, "new")])
    await box.idle()
    assert handling.seen == [1, 2]
    assert memory_intake.takes == 2


async def test_what_a_look_that_failed_left_behind_runs_before_what_comes_then(
    box, handling, memory_intake, message: Message
) -> None:
    await box.start()
    await box.accept([message(1, "known")])
    memory_intake.blind = True
    with pytest.raises(OSError, match="no answer"):
        await box.accept([message(1, "known"), message(2, "left", 7)])
    memory_intake.blind = False
    await box.accept([message(3, "after it", 7)])
    await box.idle()
    assert handling.seen == [1, 2, 3]


async def test_an_update_that_telegram_sends_again_is_not_run_again(box, handling, message: Message) -> None:
    await box.start()
    await box.accept([message(1, "once")])
    await box.accept([message(1, "once")])
    await box.idle()
    await box.accept([message(1, "once")])
    await box.idle()
    assert handling.seen == [1]


async def test_an_update_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(
    box, handling, memory_intake, message: Message
) -> None:
    poison = {"update_id": 2, "message": {"message_id": "x", "chat": 5, "date": []}}
    await box.start()
    await box.accept([message(1, "good"), poison, message(3, "good too")])
    await box.idle()
    assert handling.seen == [1, 3]
    assert memory_intake.states() == {1: "done", 2: "dead", 3: "done"}
    assert handling.gone == [(2, False)]


async def test_half_a_character_in_an_update_does_not_stop_its_batch(
    box, handling, memory_intake, message: Message
) -> None:
    await box.start()
    await box.accept([message(1, "half \ud83d"), message(2, "good")])
    await box.idle()
    assert handling.seen == [1, 2]
    assert all(row.raw.encode() for row in memory_intake.rows.values()), "what cannot be encoded cannot be recorded"


async def test_an_update_that_breaks_the_way_to_its_handlers_is_given_up_and_holds_up_nothing(
    box, handling, memory_intake, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "RETRY_SECONDS", (0.0, 0.0, 0.0, 0.0))
    strange = message(1, "strange")
    strange["message"]["chat"]["id"] = [5]
    await box.start()
    await box.accept([strange, {**message(2, "good"), "update_id": 2}])
    await box.idle()
    assert 2 in handling.seen
    assert memory_intake.states() == {1: "dead", 2: "done"}


async def test_a_chat_whose_number_is_a_word_holds_up_nothing(box, handling, message: Message) -> None:
    strange = message(1, "strange")
    strange["message"]["chat"]["id"] = "nine"
    await box.start()
    await box.accept([strange, message(2, "good")])
    await box.idle()
    assert handling.seen == [1, 2]


async def test_an_end_that_nobody_can_be_told_of_holds_up_nothing(
    box, handling, memory_intake, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: Any) -> None:
        raise RuntimeError("no such chat")

    monkeypatch.setattr(handling, "gave_up", fails)
    await box.start()
    await box.accept([{"update_id": 1, "message": {"message_id": "x", "chat": 5, "date": []}}, message(2, "good")])
    await box.idle()
    assert handling.seen == [2]
    assert memory_intake.states() == {1: "dead", 2: "done"}


async def test_an_update_that_took_effect_before_the_bot_died_is_not_run_again_and_its_person_hears_that(
    box, handling, memory_intake, message: Message
) -> None:
    await memory_intake.record(box._app.bot.id, [(1, "5", json.dumps(message(1, "/order 7")))])
    memory_intake.rows[1].acted_at = NOW
    await box.start()
    await box.accept([message(2, "good")])
    await box.idle()
    assert (handling.seen, handling.cut) == ([2], [1])
    assert memory_intake.states() == {1: "done", 2: "done"}


async def test_an_update_without_an_id_does_not_stop_its_batch(box, handling, message: Message) -> None:
    await box.start()
    await box.accept([{"message": {}}, message(2, "good")])
    await box.idle()
    assert handling.seen == [2]


async def test_a_handler_that_fails_is_tried_again_until_it_works(
    box, handling, memory_intake, message: Message
) -> None:
    handling.fails[1] = 3
    await box.start()
    await box.accept([message(1, "hard")])
    await box.idle()
    assert handling.seen == [1, 1, 1, 1]
    assert memory_intake.states() == {1: "done"}
    assert handling.gone == []


async def test_a_handler_that_fails_five_times_is_given_up_and_told(
    box, handling, memory_intake, message: Message
) -> None:
    handling.fails[1] = 99
    await box.start()
    await box.accept([message(1, "broken"), message(2, "next")])
    await box.idle()
    assert handling.seen == [1] * 5 + [2]
    assert memory_intake.states() == {1: "dead", 2: "done"}
    assert memory_intake.rows[1].errors == ["RuntimeError: no luck"] * 5
    assert handling.gone == [(1, True)]


async def test_an_inbox_that_fails_for_a_moment_loses_nothing(
    box, handling, memory_intake, message: Message, monkeypatch
) -> None:
    real, broken = memory_intake.done, [True]

    async def done(bot_id, updates, overheard) -> None:
        if broken.pop() if broken else False:
            raise OSError("locked")
        await real(bot_id, updates, overheard)

    monkeypatch.setattr(memory_intake, "done", done)
    monkeypatch.setattr(inbox_module, "AGAIN_SECONDS", 0.0)
    await box.start()
    await box.accept([message(1, "hello")])
    await box.idle()
    assert memory_intake.states() == {1: "done"}


async def test_many_updates_of_one_chat_do_not_hold_up_another(box, handling, message: Message) -> None:
    handling.gates[1] = asyncio.Event()
    await box.start()
    await box.accept([message(n, "flood", 7) for n in range(1, 901)])
    await box.accept([message(901, "quiet", 8)])
    for _ in range(50):
        await asyncio.sleep(0)
    assert handling.seen == [901]
    handling.gates[1].set()
    await box.idle()
    assert handling.seen == [901, *range(1, 901)]


async def test_stopping_leaves_what_is_not_done_recorded(box, handling, memory_intake, message: Message) -> None:
    handling.gates[1] = asyncio.Event()
    await box.start()
    await box.accept([message(1, "stuck"), message(2, "waiting")])
    await box.stop(0)
    assert memory_intake.states() == {1: "new", 2: "new"}


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"message": {"chat": {"id": -5}, "from": {"id": 1}}}, "-5"),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": -5}}}}, "-5:presses"),
        ({"callback_query": {"message": {"chat": {"id": -5}, "document": {}}}}, "-5:presses"),
        ({"message": {"chat": {"id": -5}, "document": {"file_name": "order.csv"}}}, "-5:files"),
        ({"message": {"chat": {"id": -5}, "document": {"mime_type": "image/png"}}}, "-5:pictures"),
        ({"message": {"chat": {"id": 5}, "photo": [{}], "caption": "mug"}}, "5:pictures"),
        ({"message": {"chat": {"id": 5}, "photo": [{}], "reply_to_message": {}}}, "5"),
        ({"callback_query": {"from": {"id": 1}, "message": {"chat": {"id": 1}}}}, "1"),
        ({"callback_query": {"from": {"id": 1}}}, "1"),
        ({"my_chat_member": {"chat": {"id": 9}}}, "9"),
        ({"message": {"chat": "no"}}, "-"),
        ({"poll": {}}, "-"),
    ],
)
def test_the_lane_of_an_update_is_its_chat_but_presses_of_a_group_and_files_have_their_own(raw: Raw, lane: str) -> None:
    assert lane_of(raw) == lane


async def test_a_cancellation_that_was_not_meant_for_the_worker_is_a_failure_of_the_update(
    box, handling, memory_intake, message: Message
) -> None:
    """Whatever a handler waited for was cancelled, as a connection that the library gives up."""
    handling.breaks[1] = asyncio.CancelledError()
    await box.start()
    await box.accept([message(1, "cancelled within", 7), message(2, "behind", 7)])
    async with asyncio.timeout(20):
        await box.idle()
    assert handling.seen == [1, 1, 2]
    assert memory_intake.states() == {1: "done", 2: "done"}


async def test_whoever_waits_for_the_inbox_is_told_what_ended_one_of_its_tasks(box, handling, message: Message) -> None:
    handling.breaks[1] = killed = GeneratorExit("from outside")
    await box.start()
    await box.accept([message(1, "the last")])
    with pytest.raises(InboxDied, match="lane-") as told:
        async with asyncio.timeout(20):
            await box.idle()
    assert told.value.__cause__ is killed
    with pytest.raises(InboxDied):
        await box.fails()


async def test_the_task_that_marks_what_is_done_is_missed_as_the_workers_are(
    box, memory_intake, message: Message, monkeypatch
) -> None:
    async def killed(*_: object) -> None:
        raise GeneratorExit("from outside")

    monkeypatch.setattr(memory_intake, "done", killed)
    await box.start()
    await box.accept([message(1, "never marked")])
    with pytest.raises(InboxDied, match="inbox done"):
        async with asyncio.timeout(20):
            await box.idle()
    monkeypatch.undo()
