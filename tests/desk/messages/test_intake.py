"""Updates: recorded once, acted upon once, set aside where they are poison; and questions, cards, facts beside them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk.ledger.cards import CardMessage
from bot.desk.ledger.inbox import WaitingUpdate
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import (
    AnswerDialog,
    DeclineDialog,
    Dialog,
    NoteDialog,
    OrderNumberDialog,
    QuantityDialog,
    RulesDialog,
    SearchDialog,
    SellerNoteDialog,
)
from bot.desk.messages.intake import TRIES_WHILE_SILENT
from bot.desk.shared.periodic import Periodic
from bot.purchasing.person import Act, Cause, Person, Place
from tests.desk.conftest import ANNA, HOME
from tests.journaled import journaled
from tests.opening import opened

NOW = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
BOT = 7


async def waiting(room: Any) -> list[int]:
    return [each.update_id for each in await room.desk.intake.waiting(BOT, 100)]


async def test_an_update_that_comes_twice_is_recorded_once(room: Any) -> None:
    await room.desk.intake.record(BOT, [(2, "1", "{}"), (1, "1", "{}")])
    await room.desk.intake.record(BOT, [(2, "1", "{changed}"), (3, "2", "{}")])
    assert await waiting(room) == [1, 2, 3]
    assert [each.raw for each in await room.desk.intake.waiting(BOT, 100)] == ["{}", "{}", "{}"]


async def test_recording_tells_what_waits_only_where_nothing_of_it_was_known(room: Any) -> None:
    new = await room.desk.intake.record(BOT, [(1, "1", "{}"), (2, "2", "{}")])
    assert new == await room.desk.intake.waiting(BOT, 100)
    assert await room.desk.intake.record(BOT, [(2, "2", "{}"), (3, "2", "{}")]) == ()
    assert await waiting(room) == [1, 2, 3]


async def test_an_update_that_took_effect_waits_until_it_is_done_and_has_no_second_effect(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "1", "{}")])
    await room.desk.switch.pause(Act(ANNA, Cause(BOT, 1)), "why")
    assert await waiting(room) == [1]
    with pytest.raises(AlreadyDone):
        await room.desk.switch.resume(Act(ANNA, Cause(BOT, 1)))
    assert await room.paused() == "why"
    await room.desk.intake.done(BOT, [WaitingUpdate(1, "1", "{}", 0)])
    assert await waiting(room) == []
    with pytest.raises(AlreadyDone):
        await room.desk.switch.resume(Act(ANNA, Cause(BOT, 1)))


async def test_an_effect_that_fails_leaves_its_update_waiting(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "1", "{}")])

    async def broken() -> None:
        async with room.ledger.change(Cause(BOT, 1)) as uow:
            await uow.record(journaled("paused"))
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        await broken()
    assert await waiting(room) == [1]


async def test_an_update_that_fails_five_times_is_set_aside_and_told(two: Any) -> None:
    await two.desk.intake.record(BOT, [(1, "1", "{}"), (2, "1", "{}")])
    ends = [await two.desk.intake.failed(BOT, WaitingUpdate(1, "1", "{}", 0), f"error {n}") for n in range(5)]
    assert ends == [1, 2, 3, 4, None]
    assert await waiting(two) == [2]
    told = [(chat, facts["reason"]) for kind, chat, facts in await two.owed() if kind == "poison"]
    assert told == [(1, "error 4"), (2, "error 4")]
    assert (await two.desk.health.report()).dead_updates == 1


async def test_an_update_waits_longer_for_what_passes_by_itself(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "1", "{}")])
    update = WaitingUpdate(1, "1", "{}", 0)
    tries = [await room.desk.intake.failed(BOT, update, "no network", passes=True) for _ in range(TRIES_WHILE_SILENT)]
    assert tries == [*range(1, TRIES_WHILE_SILENT), None]
    assert await waiting(room) == []


async def test_an_update_that_cannot_be_read_is_set_aside_at_once_and_told_once(room: Any) -> None:
    await room.desk.intake.record(BOT, [(1, "-", "nonsense")])
    for _ in range(2):
        await room.desk.intake.poison(BOT, WaitingUpdate(1, "-", "nonsense", 0), "unreadable")
    assert await waiting(room) == []
    assert await room.kinds() == ["poison"]


async def test_a_letter_of_a_press_a_picture_or_a_file_names_its_chat_and_its_words(room: Any) -> None:
    lanes = {"-": 0, "1": 1, "-100:presses": -100, "1:pictures": 1, "-100:files": -100}
    raw = '{"edited_message": {"text": "20 of them"}}'
    await room.desk.intake.record(BOT, [(n, lane, raw) for n, lane in enumerate(lanes)])
    for n, lane in enumerate(lanes):
        await room.desk.intake.poison(BOT, WaitingUpdate(n, lane, raw, 0), "broken")
    async with room.ledger.read() as uow:
        letters = {each.id: (each.chat_id, each.kind) for each in await uow.inbox.dead_letters()}
    assert letters == {n: (chat, "20 of them") for n, chat in enumerate(lanes.values())}


async def test_a_question_waits_an_hour_and_is_taken_once(room: Any) -> None:
    dialogs = room.desk.dialogs
    await dialogs.ask(1, ANNA.id, NoteDialog(request_id=5))
    await dialogs.ask(1, ANNA.id, QuantityDialog(request_id=6))
    assert await dialogs.peek(1, ANNA.id) == QuantityDialog(request_id=6)
    for closed in (QuantityDialog(request_id=6), None):
        assert await dialogs.take(1, ANNA.id, QuantityDialog(request_id=6)) == closed
    assert await dialogs.waiting(1, ANNA.id) == (NoteDialog(request_id=5),)
    assert await dialogs.peek(1, ANNA.id) is None, "a newer question came after it: only a reply answers it"
    await dialogs.ask(1, ANNA.id, NoteDialog(request_id=7))
    room.clock.on(minutes=60)
    assert await dialogs.waiting(1, ANNA.id) == ()


async def test_a_question_that_came_by_itself_leaves_the_one_open_that_is_being_answered(room: Any) -> None:
    dialogs, answer = room.desk.dialogs, AnswerDialog(request_id=5, question_id=7)
    note = await dialogs.ask(1, ANNA.id, NoteDialog(request_id=5))
    await dialogs.ask(1, ANNA.id, answer, yields=True)
    assert await dialogs.peek(1, ANNA.id) == note
    await dialogs.pass_over(1, ANNA.id)
    assert await dialogs.peek(1, ANNA.id) is None
    await dialogs.ask(1, ANNA.id, answer, yields=True)
    assert await dialogs.peek(1, ANNA.id) == answer, "nothing else was being answered"


@pytest.mark.parametrize("dialog", [
    NoteDialog(request_id=5), DeclineDialog(request_id=5, hash="ab"), AnswerDialog(request_id=5, question_id=7),
    OrderNumberDialog(attempt_id=3), SellerNoteDialog(order_id="3301"), SearchDialog(),
    RulesDialog(team_id=1, text="else: auto"),
])  # fmt: skip
async def test_each_question_comes_back_as_it_was_asked(room: Any, dialog: Dialog) -> None:
    await room.desk.dialogs.ask(1, ANNA.id, dialog)
    assert await room.desk.dialogs.peek(1, ANNA.id) == dialog


async def test_a_question_remembers_the_messages_that_ask_it_while_it_is_open(room: Any) -> None:
    dialogs = room.desk.dialogs
    note = await dialogs.ask(1, ANNA.id, NoteDialog(request_id=5))
    await dialogs.asked(1, note, 7, NOW)
    await dialogs.ask_again(1, ANNA.id, note, (9,), None)
    asked = await dialogs.peek(1, ANNA.id)
    assert (asked, asked.asked_at) == (note, NOW)
    assert [asked.asks(number) for number in (7, 9, 11, None)] == [True, True, False, False]
    again = await dialogs.ask(1, ANNA.id, NoteDialog(request_id=5))
    await dialogs.asked(1, again, 10, NOW)
    await dialogs.take(1, ANNA.id, asked)
    assert await dialogs.peek(1, ANNA.id) == again, "it was asked anew, and nobody answered that"
    await dialogs.take(1, ANNA.id, again)
    await dialogs.asked(1, again, 12, NOW)
    assert await dialogs.waiting(1, ANNA.id) == ()


async def test_words_that_are_shown_as_an_answer_stay_with_their_question(room: Any) -> None:
    dialogs = room.desk.dialogs
    note = await dialogs.ask(1, ANNA.id, NoteDialog(request_id=5))
    await dialogs.offer(1, note, "wrap it", 9)
    (shown,) = await dialogs.waiting(1, ANNA.id)
    assert (shown.offered, shown.passed, shown.asks(9)) == ("wrap it", True, True)
    await dialogs.ask_again(1, ANNA.id, shown, (11,), NOW)
    again = await dialogs.peek(1, ANNA.id)
    assert (again.offered, again.asks(11)) == ("", True), "what was offered was no answer: it is asked once more"


@pytest.mark.parametrize(("kind", "facts"), [("weather", {}), ("decline", {}), ("order_number", {"number": 3})])
async def test_a_question_that_no_version_here_asks_is_none_and_is_logged(
    room: Any, kind: str, facts: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with room.ledger.change() as uow:
        await uow.people.ask(1, ANNA.id, kind, None, facts, passed=False)
    assert await room.desk.dialogs.peek(1, ANNA.id) is None
    assert f"question of another version is not asked any more: {kind}" in caplog.text


async def test_a_group_that_moves_takes_requests_and_questions_with_it_and_leaves_its_cards(room: Any) -> None:
    await room.desk.people.remember(ANNA, Place(-5), "group", "Buyers")
    number = await opened(room.desk, ANNA, Place(-5), "600000000001", 2)
    await room.desk.cards.put(CardMessage(number, -5, 77, False, "hash"))
    await room.desk.dialogs.ask(-5, ANNA.id, NoteDialog(request_id=number))
    await room.desk.people.migrate(-5, -1005)
    assert (await room.purchase(number)).request.place == Place(-1005)
    assert await room.desk.cards.get(number, -5) is None
    assert (await room.desk.dialogs.peek(-1005, ANNA.id)).request_id == number


async def test_slow_work_runs_when_its_time_has_come_and_not_again_after_a_restart(room: Any) -> None:
    ran: list[str] = []

    async def work() -> None:
        ran.append("x")

    def again() -> Periodic:
        return Periodic(room.ledger, "name", timedelta(hours=1), work)

    await again().run()
    await again().run()
    assert len(ran) == 1
    room.clock.on(hours=1)
    await again().run()
    assert len(ran) == 2


async def test_slow_work_that_failed_is_due_at_once(room: Any) -> None:
    tries: list[int] = []

    async def work() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("away")

    periodic = Periodic(room.ledger, "name", timedelta(hours=1), work)
    with pytest.raises(OSError, match="away"):
        await periodic.run()
    await periodic.run()
    await periodic.run()
    assert len(tries) == 2


async def test_people_are_remembered_as_telegram_names_them_now(room: Any) -> None:
    await room.desk.people.remember(ANNA, HOME, "private", "")
    await room.desk.people.remember(Person(1, "Anna K.", "ru"), HOME, "private", "")
    assert await room.desk.people.language(1) == "ru"
    assert await room.desk.people.language(99) == "en"
    assert await room.desk.people.chat_language(HOME) == "ru"


async def test_a_group_is_told_once_what_the_bot_hears_and_again_where_that_changes(room: Any) -> None:
    await room.desk.people.remember(ANNA, Place(-5), "group", "Buyers")
    hears = [await room.desk.people.hears_all(-5, each) for each in (False, False, True, True, False)]
    assert hears == [True, False, True, False, True]
