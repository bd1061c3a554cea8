"""A clock that was ahead and is put right: nothing waits for the moments that were written meanwhile."""

import asyncio
from pathlib import Path
from typing import Any

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Later
from bot.setting_types import CopiesKept
from bot.wiring.hourly_copies import FOLDER, HourlyCopies
from tests.desk.conftest import ANNA, Room
from tests.desk.messages.test_outbox import Telegram, owe

TOMORROW = {"hours": 24}


async def ahead(room: Any) -> None:
    """The clock is a day ahead from now on."""
    room.clock.on(**TOMORROW)


async def put_right(room: Any) -> None:
    """Nobody is told: whoever opens the database next notices."""
    room.clock.on(hours=-24)


async def test_a_message_that_was_owed_a_day_ahead_is_sent_once_the_clock_is_right_and_silences_no_chat(
    room: Any,
) -> None:
    await ahead(room)
    await owe(room, [1])
    await put_right(room)
    await owe(room, [1], first=2)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "2"]


async def test_a_message_that_failed_a_day_ahead_is_tried_again_once_the_clock_is_right(room: Any) -> None:
    await ahead(room)
    await owe(room, [1])
    telegram = Telegram(Later(5, "timed out"))
    await room.desk.outbox.deliver(telegram.send)
    await put_right(room)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "1"]


async def test_an_order_that_was_agreed_to_a_day_ahead_is_placed_once_the_clock_is_right(room: Any) -> None:
    await ahead(room)
    await room.confirmed()
    await put_right(room)
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1


async def test_the_slow_work_of_a_day_ahead_runs_again_once_the_clock_is_right(room: Any) -> None:
    await ahead(room)
    await room.desk.rounds.sweep.run()
    await put_right(room)
    room.market.calls.clear()
    await room.desk.rounds.sweep.run()
    assert "orders_created" in room.market.calls


async def test_an_hourly_copy_of_a_day_ahead_is_followed_by_the_next_one_once_the_clock_is_right(
    room: Any, tmp_path: Path
) -> None:
    database = tmp_path / "data" / "caigou.db"
    copies = HourlyCopies(room.ledger, database, database, CopiesKept())
    await ahead(room)
    await copies.run()
    await put_right(room)
    await copies.run()
    await copies.run()
    assert len(list((tmp_path / "data" / FOLDER).iterdir())) == 2


async def test_a_bot_that_starts_after_its_clock_was_put_right_notices_by_its_last_stamp(room: Any) -> None:
    room.clock.on(**TOMORROW)
    await room.desk.health.stamp()
    await owe(room, [ANNA.id])
    await put_right(room)
    ledger = Ledger(room.ledger.database, room.clock)
    reborn = Room(ledger, room.admins, room.answers)
    await reborn.desk.health.recall()
    telegram = Telegram()
    await reborn.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


async def test_what_was_on_the_wire_when_the_bot_died_a_day_ahead_holds_up_no_chat_after_a_start(room: Any) -> None:
    room.clock.on(**TOMORROW)
    await room.desk.health.stamp()
    await owe(room, [1, 1])
    sending = asyncio.Event()

    async def never(_: DueMessage) -> Any:
        sending.set()
        await asyncio.Event().wait()

    delivering = asyncio.create_task(room.desk.outbox.deliver(never))
    await sending.wait()
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
    await put_right(room)
    reborn = Room(Ledger(room.ledger.database, room.clock), room.admins, room.answers)
    await reborn.desk.health.recall()
    await reborn.desk.outbox.recover()
    telegram = Telegram()
    await reborn.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1", "2"]


async def test_a_bot_that_died_within_seconds_of_a_jump_left_nothing_that_waits_for_its_wrong_time(room: Any) -> None:
    await room.desk.health.stamp()
    await room.desk.health.recall()
    await ahead(room)
    await owe(room, [1])
    await put_right(room)
    reborn = Room(Ledger(room.ledger.database, room.clock), room.admins, room.answers)
    await reborn.desk.health.recall()
    await reborn.desk.outbox.recover()
    telegram = Telegram()
    await reborn.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


async def test_a_message_that_was_let_go_of_a_day_ahead_is_sent_once_the_clock_is_right(room: Any) -> None:
    await ahead(room)
    await owe(room, [1])
    async with room.ledger.change() as uow:
        assert len(await uow.outbox.take_due(1, 90.0)) == 1
    await put_right(room)
    telegram = Telegram()
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]


async def test_a_wait_that_telegram_asked_for_is_kept_while_the_clock_goes_on(room: Any) -> None:
    await owe(room, [1])
    telegram = Telegram(Later(300, "flood", counts=False))
    await room.desk.outbox.deliver(telegram.send)
    room.clock.on(seconds=200)
    await room.desk.outbox.deliver(telegram.send)
    assert telegram.texts == ["1"]
