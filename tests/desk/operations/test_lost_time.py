"""Time may have been lost: what is remembered is compared, and 1688's list is read, before anything is sent."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.desk.placing.submit import NotClaimed
from bot.desk.shared.refusal import Refusal
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from bot.sandbox.patience import until
from storage.failures import StorageFailed
from storage.files.small_file import HighWaterFile
from tests.desk.conftest import ANNA, Room
from tests.desk.orders.test_unclear_orders import AWAY
from tests.fakes.market import ORDER_ID, placed
from tests.postgres import asked, told

A, R = AttemptState, RequestState
OTHER = "3301686771403780001"
LATER = "3301686771403780002"
FORGET = "DELETE FROM event WHERE id > (SELECT max(id) FROM event WHERE kind = 'placed')"


def reads(room: Room) -> int:
    return room.market.calls.count("orders_created")


def by_hand(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"DROP TRIGGER event_never_leaves; {statements}")


def unclaim(path: Path) -> None:
    """As a standby shows the newest attempt that did not hear of its claim."""
    before = (
        "state = 'ready', epoch = epoch - 1, version = version - 1, submitted_at = NULL, owner = '', lease_until = NULL"
    )
    by_hand(path, f"UPDATE attempt SET {before} WHERE id = (SELECT max(id) FROM attempt); {FORGET}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "caigou.db"


@pytest.fixture
def memory(tmp_path: Path) -> HighWaterFile:
    return HighWaterFile(tmp_path / "data" / "high-water.json")


async def in_quarantine(room: Room) -> bool:
    return (await room.desk.health.report()).quarantine is not None


async def test_between_the_purchases_of_a_running_process_nothing_is_read(room: Any) -> None:
    await room.sent(placed())
    await room.sent(placed(OTHER))
    assert reads(room) == 0
    assert len(room.market.sent) == 2


async def test_a_process_that_just_started_reads_the_list_once_before_it_sends(open_room: Any) -> None:
    room = open_room(ANNA.id)
    await room.sent(placed())
    await room.sent(placed(OTHER))
    assert room.market.calls.index("orders_created") < room.market.calls.index("place")
    assert reads(room) == 1


@pytest.mark.threat("T34")
async def test_after_the_clock_jumped_an_order_of_ours_that_is_not_recorded_stops_buying_before_anything_is_sent(
    room: Any,
) -> None:
    await room.sent(placed())
    room.clock.on(seconds=6)
    room.market.exists(OTHER, "CGof-another-life")
    number = await room.sent(placed(LATER))
    assert len(room.market.sent) == 1
    assert (await room.attempt(number)).rests_since_restore
    assert await in_quarantine(room)
    told = [facts for kind, _, facts in await room.owed() if kind == "quarantine"]
    assert [(facts["why"], facts["order_id"]) for facts in told] == [("went-back", OTHER)]


async def test_a_clock_that_is_put_right_by_seconds_is_no_jump(room: Any) -> None:
    await room.sent(placed())
    room.clock.on(seconds=4)
    await room.sent(placed(OTHER))
    assert reads(room) == 0


async def test_an_order_under_the_reference_of_what_was_never_sent_is_taken_and_not_bought_again(room: Any) -> None:
    number = await room.confirmed()
    room.clock.on(seconds=6)
    room.market.exists(ORDER_ID, (await room.attempt(number)).out_order_id)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await in_quarantine(room)
    await room.desk.unclear_orders.search_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)


@pytest.mark.stop(19)
async def test_without_an_answer_nothing_is_sent_and_the_buyer_hears_when_it_is_tried_again(room: Any) -> None:
    room.clock.on(seconds=6)
    room.market.down = {"orders_created": AWAY}
    number = await room.sent(placed())
    assert room.market.sent == []
    assert "not_sent" in await room.kinds()
    room.market.down.clear()
    room.clock.on(seconds=21)
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)


async def test_without_an_answer_it_is_asked_again_by_itself_after_a_minute(room: Any) -> None:
    room.clock.on(seconds=6)
    room.market.down = {"orders_created": AWAY}
    with pytest.raises(type(AWAY)):
        await room.desk.lost_time.check()
    await room.desk.lost_time.check()
    assert reads(room) == 1
    room.market.down.clear()
    room.clock.on(seconds=61)
    await room.desk.lost_time.check()
    await room.desk.lost_time.check()
    assert reads(room) == 2


@pytest.mark.threat("T33")
async def test_a_database_that_lost_its_newest_entries_beneath_a_running_process_is_noticed_at_the_claim(
    room: Any, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await room.sent(placed())
    number = await room.confirmed()
    by_hand(path, FORGET)
    caplog.set_level(logging.INFO)
    await room.desk.submit_worker.submit_due()
    assert f"is not sent: {NotClaimed.TIME_LOST}" in caplog.text
    assert len(room.market.sent) == 1
    assert await in_quarantine(room)
    assert (await room.attempt(number)).rests_since_restore


@pytest.mark.threat("T33")
async def test_an_answer_of_1688_to_a_claim_that_the_database_lost_meanwhile_is_shown_to_people(
    room: Any, path: Path
) -> None:
    await room.sent(placed())
    place = room.market.place

    async def meanwhile(body: str) -> Any:
        by_hand(path, f"PRAGMA foreign_keys = OFF; DELETE FROM attempt WHERE request_id = 2; {FORGET}")
        return await place(body)

    room.market.place = meanwhile
    await room.sent(placed(OTHER))
    assert await in_quarantine(room)
    health = await room.desk.health.report()
    assert health.unknown == 1
    [facts] = [facts for kind, _, facts in await room.owed() if kind == "quarantine"]
    assert facts["order_id"] == OTHER
    unknown = await room.desk.unknown_orders.page(ANNA, 0)
    assert unknown.order_id == OTHER


@pytest.mark.threat("T33")
async def test_what_the_database_shows_as_never_sent_while_its_call_was_out_is_placed_and_not_sent_again(
    room: Any, path: Path
) -> None:
    await room.sent(placed())
    number = await room.confirmed()
    place = room.market.place

    async def meanwhile(body: str) -> Any:
        unclaim(path)
        return await place(body)

    room.market.place, room.market.outcomes = meanwhile, [placed(OTHER)]
    await room.desk.submit_worker.submit_due()
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert await in_quarantine(room)
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 2


async def test_after_the_quarantine_buying_goes_on_and_what_is_remembered_begins_anew(room: Any, path: Path) -> None:
    await room.sent(placed())
    number = await room.confirmed()
    by_hand(path, FORGET)
    await room.desk.submit_worker.submit_due()
    await room.desk.rounds.sweep.run()
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    await room.desk.switch.resume(Act(ANNA))
    room.clock.on(seconds=1)
    later = await room.sent(placed(OTHER))
    assert await room.states(later) == (R.APPROVED, A.PLACED)
    assert (await room.kinds()).count("quarantine") == 1


@pytest.mark.threat("T33")
async def test_a_database_that_goes_back_again_within_a_quarantine_begins_it_anew(room: Any, path: Path) -> None:
    """It went back to where all was read and decided: what went on since then may have been sent."""
    await room.sent(placed())
    number = await room.confirmed()
    by_hand(path, FORGET)
    await room.desk.submit_worker.submit_due()
    await room.desk.rounds.sweep.run()
    await room.desk.submit_worker.withdraw(Act(ANNA), number)
    room.clock.on(seconds=1)
    with pytest.raises(Refusal, match="paused"):
        await room.confirmed()
    await room.desk.lost_time.make_sure()
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
        database.commit()
    room.clock.on(seconds=6)
    await room.desk.lost_time.make_sure()
    assert (await room.kinds()).count("quarantine") == 2
    with pytest.raises(Refusal, match="quarantine"):
        await room.desk.switch.resume(Act(ANNA))


async def test_an_older_file_is_noticed_at_the_start_by_what_lies_beside_it(
    room: Any, path: Path, memory: HighWaterFile
) -> None:
    room.ledger.memory = memory
    await room.desk.lost_time.remember()
    await room.sent(placed())
    await room.ledger.remember()
    by_hand(path, FORGET.replace("'placed'", "'submitting'"))
    reborn = room.another_desk("second")
    await reborn.lost_time.remember()
    assert await in_quarantine(room)
    await reborn.lost_time.remember()
    assert (await room.kinds()).count("quarantine") == 1


async def test_what_is_remembered_is_on_the_disk_before_the_create_call(room: Any, memory: HighWaterFile) -> None:
    room.ledger.memory = memory
    await room.desk.lost_time.remember()
    remembered: list[Any] = []
    place = room.market.place

    async def looks_first(body: str) -> Any:
        remembered.append(memory.read(room.ledger.mark.database))
        return await place(body)

    room.market.place = looks_first
    await room.sent(placed())
    async with room.ledger.read() as uow:
        (submitting,) = [each for each in await uow.journal.of_request(1) if each.kind == "submitting"]
        hash_then = remembered[0]["hash"]
        entry = await uow.high_water.lacks(room.ledger.mark)
    assert submitting
    assert hash_then
    assert remembered[0]["attempt"] == 1
    assert not entry


async def test_a_memory_that_cannot_be_written_stops_nobody_and_is_said(
    room: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "no-folder").write_text("")
    room.ledger.memory = HighWaterFile(tmp_path / "no-folder" / "high-water.json")
    number = await room.sent(placed())
    assert await room.states(number) == (R.APPROVED, A.PLACED)
    assert "high-water.json cannot be written" in caplog.text


@pytest.mark.stop(19)
async def test_after_a_lost_connection_the_list_is_read_before_anything_is_sent(
    rooms: tuple[Room, Room], postgres_url: str
) -> None:
    one, _ = rooms
    await one.started()
    await one.sent(placed())
    assert reads(one) == 0
    cut(postgres_url)
    one.market.outcomes = [placed(OTHER)]
    number = await ends_well(one.confirmed)
    await ends_well(one.desk.submit_worker.submit_due)
    await eventually(one, number, A.PLACED)
    assert reads(one) == 1


async def test_a_process_that_another_ones_quarantine_passed_by_goes_on_with_the_new_life(
    rooms: tuple[Room, Room], postgres_url: str
) -> None:
    one, other = rooms
    for room in rooms:
        await room.started()
    await one.sent(placed())
    number = await one.confirmed()
    told(postgres_url, f"ALTER TABLE event DISABLE TRIGGER USER; {FORGET}")
    await one.desk.submit_worker.submit_due()
    assert await in_quarantine(one)
    await one.desk.rounds.sweep.run()
    await one.desk.submit_worker.withdraw(Act(ANNA), number)
    await one.desk.switch.resume(Act(ANNA))
    other.clock.on(seconds=1)
    later = await other.sent(placed(OTHER))
    await eventually(other, later, A.PLACED)
    assert (await other.kinds()).count("quarantine") == 1
    assert asked(postgres_url, "SELECT count(*) AS n FROM event WHERE kind = 'quarantine'") == [(1,)]


def cut(url: str) -> None:
    """The server ends every connection of the bots."""
    ours = "application_name LIKE 'caigou %' AND datname = current_database()"
    told(url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")


async def ends_well(verb: Callable[[], Any]) -> Any:
    """The work is done again while the connections are replaced, as a tick is."""
    answers: list[Any] = []

    async def done() -> bool:
        with suppress(DBAPIError, StorageFailed):
            answers.append(await verb())
        return bool(answers)

    await until(done, "the database is back")
    return answers[0]


async def eventually(room: Room, number: int, state: AttemptState) -> None:
    """Rounds of placing until it is so."""

    async def reached() -> bool:
        if (await room.attempt(number)).state is state:
            return True
        await room.desk.submit_worker.submit_due()
        return False

    await until(reached, f"#{number} is {state}")
