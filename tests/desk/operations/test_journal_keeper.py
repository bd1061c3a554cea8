"""Entries are anchored from the first start with a key on; without the key of the journal nothing is bought."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.ledger.journal_chain import Entry, JournalKey
from bot.desk.operations.audit import AnchorTrail, JournalFault, Proof
from bot.desk.operations.journal_keeper import anchor_anew
from bot.desk.placing.submit import NotClaimed
from bot.desk.shared.refusal import Refusal
from bot.purchasing.holds import KeyState, Unanchored
from bot.purchasing.lifecycle import AttemptState, RequestState
from bot.purchasing.person import Act
from tests.desk.conftest import ANNA, Room
from tests.fakes.market import placed
from tests.journaled import journaled
from tests.storage.sql import sql

KEY = JournalKey("0123456789abcdef" * 4)
OTHER = JournalKey("fedcba9876543210" * 4)
SECOND = "3301686771403780001"


async def restart(room: Room, key: JournalKey | None) -> KeyState:
    """Another process on the same database, with this key."""
    room.ledger.key, room.ledger.key_state = key, KeyState.NONE
    return await room.desk.journal_keeper.begin()


async def entries(room: Room) -> list[Entry]:
    async with room.ledger.read() as uow:
        return [each for each in await uow.journal.page(0, 10_000) if isinstance(each, Entry)]


async def proof(room: Room, key: JournalKey | None = KEY) -> Proof:
    found = Proof(trail=AnchorTrail(key))
    found.follow(await entries(room))
    found.end()
    return found


async def spoil(room: Room, *statements: str) -> None:
    """Change the journal by hand."""
    async with room.ledger.change() as uow:
        for each in ("DROP TRIGGER IF EXISTS event_never_changes", "DROP TRIGGER IF EXISTS event_never_leaves"):
            await sql(uow.session, each)
        for each in statements:
            await sql(uow.session, each)


async def told(room: Room, kind: str) -> list[dict[str, Any]]:
    return [facts for each, _, facts in await room.owed() if each == kind]


async def test_without_a_key_it_buys_as_before_and_says_that_there_is_none(room: Any) -> None:
    assert await restart(room, None) is KeyState.NONE
    number = await room.sent(placed())
    assert await room.states(number) == (RequestState.APPROVED, AttemptState.PLACED)
    assert (await room.desk.health.report()).journal_key is KeyState.NONE
    assert {each.anchor for each in await entries(room)} == {None}


async def test_from_the_first_start_with_a_key_on_every_entry_is_anchored(room: Any) -> None:
    await room.sent(placed())
    before = await entries(room)
    assert await restart(room, KEY) is KeyState.HELD
    await room.sent(placed(SECOND))
    old, (began, *after) = before, (await entries(room))[len(before) :]
    assert {each.anchor for each in old} == {None}
    assert (began.kind, began.previous) == ("journal_anchored", before[-1].hash)
    assert len(after) > 2
    assert all(KEY.fits(each.hash, each.anchor) for each in (began, *after))
    assert [facts["entry"] for facts in await told(room, "journal_anchored")] == [before[-1].id]
    assert (await room.desk.health.report()).journal_key is KeyState.HELD
    found = await proof(room)
    assert (found.broken, found.trail.since, found.trail.checked) == (None, began.id, 1 + len(after))


async def test_a_new_installation_is_anchored_without_a_word(room: Any) -> None:
    assert await restart(room, KEY) is KeyState.HELD
    assert [each.kind for each in await entries(room)] == ["journal_anchored"]
    assert await room.kinds() == []
    assert await restart(room, KEY) is KeyState.HELD
    assert len(await entries(room)) == 1


async def test_of_two_processes_that_start_together_one_begins(rooms: tuple[Room, Room]) -> None:
    for each in rooms:
        each.ledger.key = KEY
    assert await asyncio.gather(*(each.desk.journal_keeper.begin() for each in rooms)) == [KeyState.HELD] * 2
    assert [each.kind for each in await entries(rooms[0])] == ["journal_anchored"]


@pytest.mark.stop(12)
@pytest.mark.parametrize(("key", "state"), [(None, KeyState.MISSING), (OTHER, KeyState.OTHER)])
async def test_without_the_key_of_the_journal_nothing_is_sent_and_the_rest_goes_on(
    room: Any, key: JournalKey | None, state: KeyState
) -> None:
    await restart(room, KEY)
    waiting = await room.confirmed()
    assert await restart(room, key) is state
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    assert await restart(room, key) is state
    for _ in range(2):
        await room.desk.troubles.round()
    assert [facts["why"] for facts in await told(room, "journal_key")] == [state.value]
    with pytest.raises(Refusal, match="journal-key-wanted"):
        await room.confirmed()
    assert (await room.desk.health.report()).journal_key is state
    assert await room.paused() == ""
    await room.desk.drafting.cancel(Act(ANNA), await room.drafted())  # chat goes on, and is journaled
    assert (await entries(room))[-1].anchor is None
    assert (await room.states(waiting))[1] is AttemptState.READY


@pytest.mark.stop(12)
async def test_with_the_right_key_again_the_gap_is_journaled_and_a_person_lets_buying_go_on(room: Any) -> None:
    await restart(room, KEY)
    await room.confirmed()
    before = len(await entries(room))
    await restart(room, None)
    await room.desk.drafting.cancel(Act(ANNA), await room.drafted())
    gap = (await entries(room))[before:]
    found = await proof(room)
    assert (found.broken, found.trail.open) == (None, Unanchored(gap[0].id, gap[-1].id, gap[-1].hash))
    assert await restart(room, KEY) is KeyState.HELD
    assert await room.paused() == f"the entries {gap[0].id} to {gap[-1].id} of the journal were written without its key"
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    room.market.outcomes = [placed()]
    await room.desk.switch.resume(Act(ANNA))
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    found = await proof(room)
    assert (found.broken, found.trail.open) == (None, None)
    assert found.trail.gaps == [Unanchored(gap[0].id, gap[-1].id, gap[-1].hash)]


@pytest.mark.stop(13)
@pytest.mark.parametrize("forgery", [
    "UPDATE event SET anchor = NULL WHERE id = (SELECT max(id) FROM event)",
    "UPDATE event SET anchor = 'a' WHERE id = (SELECT max(id) FROM event)",
    "UPDATE event SET anchor = NULL, kind = 'paused' WHERE anchor IS NOT NULL",
])  # fmt: skip
async def test_anchors_that_disappear_beneath_a_running_process_stop_buying_before_anything_is_sent(
    room: Any, forgery: str
) -> None:
    await restart(room, KEY)
    await room.confirmed()
    await spoil(room, forgery)
    await room.desk.submit_worker.submit_due()
    assert room.market.sent == []
    health = await room.desk.health.report()
    await room.desk.troubles.round()
    assert health.paused or health.journal_key is KeyState.OTHER
    assert {"paused", "journal_key"} & set(await room.kinds())


async def test_a_process_that_started_before_the_anchors_began_sends_nothing_without_the_key(
    rooms: tuple[Room, Room], caplog: pytest.LogCaptureFixture
) -> None:
    old, new = [await each.started() for each in rooms]
    await old.desk.journal_keeper.begin()
    await old.confirmed()
    new.ledger.key = KEY
    await new.desk.journal_keeper.begin()
    caplog.set_level(logging.INFO)
    await old.desk.submit_worker.submit_due()
    assert f"is not sent: {NotClaimed.KEY_WANTED}" in caplog.text
    assert old.market.sent == []
    assert old.ledger.key_state is KeyState.MISSING


@pytest.mark.parametrize(("forgery", "found_at"), [
    ("anchor = NULL WHERE kind = 'journal_anchored'", 0),
    ("anchor = NULL WHERE kind = 'confirmed'", 1),  # the next one with an anchor shows that there is one without
    ("anchor = (SELECT anchor FROM event WHERE kind = 'opened') WHERE kind = 'confirmed'", 0),
])  # fmt: skip
async def test_an_anchor_that_is_missing_or_of_another_entry_is_found(room: Any, forgery: str, found_at: int) -> None:
    await restart(room, KEY)
    await room.sent(placed())
    await spoil(room, f"UPDATE event SET {forgery}")
    found, kind = (await proof(room)).broken, forgery.rpartition("'")[0].rpartition("'")[2]
    (spoilt,) = [each.id for each in await entries(room) if each.kind == kind]
    assert found is not None
    assert (found.fault, found.id) == (JournalFault.ANCHOR, spoilt + found_at)


async def test_nothing_is_sent_in_a_gap_so_a_gap_that_sends_is_a_forgery(room: Any) -> None:
    await restart(room, KEY)
    await room.sent(placed())
    await spoil(room, "UPDATE event SET anchor = NULL WHERE kind <> 'journal_anchored'")
    await restart(room, KEY)
    found = (await proof(room)).broken
    assert found is not None
    assert found.fault is JournalFault.ANCHOR


async def test_a_lost_key_is_replaced_by_a_deliberate_act_that_is_journaled_and_told(room: Any) -> None:
    await restart(room, KEY)
    await room.confirmed()
    first = len(await entries(room))
    assert await restart(room, OTHER) is KeyState.OTHER
    async with room.ledger.change() as uow:
        assert await anchor_anew(uow)
    assert await restart(room, OTHER) is KeyState.HELD
    async with room.ledger.change() as uow:
        assert not await anchor_anew(uow)
    room.market.outcomes = [placed()]
    await room.desk.submit_worker.submit_due()
    assert len(room.market.sent) == 1
    found = await proof(room, OTHER)
    assert (found.broken, found.trail.unchecked, found.trail.other_key) == (None, first, False)
    assert found.trail.checked >= 3
    assert (await proof(room, KEY)).trail.other_key
    assert [facts["key"] for facts in await told(room, "journal_anchored")] == [OTHER.id]


async def test_the_head_is_told_once_a_day_if_there_is_something_new(room: Any) -> None:
    await room.confirmed()
    keeper = room.desk.journal_keeper
    await keeper.tell_head()
    assert await told(room, "journal_head") == []  # the first day has only begun
    room.clock.on(hours=24)
    await keeper.tell_head()
    await keeper.tell_head()
    assert await told(room, "journal_head") == []  # nothing new since
    await room.drafted()
    await keeper.tell_head()
    room.clock.on(seconds=timedelta(hours=23).total_seconds())
    await room.drafted()
    await keeper.tell_head()
    (head,) = await told(room, "journal_head")
    entry = next(each for each in await entries(room) if each.id == head["entry"])
    assert head["hash"] == entry.hash


async def test_a_journal_that_was_broken_before_the_update_is_told_of_once(room: Any) -> None:
    async with room.ledger.change() as uow:
        await uow.record(journaled("journal_converted", broken={"entry": 7, "fault": "content"}, faults=2))
    for _ in range(2):
        await restart(room, KEY)
    assert await told(room, "journal_broken") == [{"entry": 7, "faults": 2}]


async def test_a_key_is_named_without_being_told() -> None:
    assert KEY.id != OTHER.id
    assert len(KEY.id) == 16
    assert KEY.id not in "0123456789abcdef" * 4
    assert not OTHER.fits("a" * 64, KEY.anchor("a" * 64))
    assert not KEY.fits("a" * 64, None)
