"""Claims of several processes: what one holds no other takes, what nobody holds is taken over, an old claim is void."""

import asyncio
import time
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.util import await_only

from bot.desk.ledger.inbox import WaitingUpdate
from bot.desk.ledger.ledger import Work
from bot.desk.ledger.outbox import DueMessage
from bot.desk.messages.outbox import Overtaken, Sent
from bot.desk.shared.periodic import my_turn
from bot.market.port import Unclear
from bot.purchasing.lifecycle import AttemptState as A
from bot.purchasing.lifecycle import RequestState as R
from bot.purchasing.notices.operations import PoisonNotice
from bot.purchasing.person import Cause, Place
from bot.sandbox.patience import PATIENCE, until, within
from storage.engine.database import Database
from storage.engine.listen_connection import Link
from tests.fakes.market import placed
from tests.postgres import Postgres, asked, told

BOT = 7


def _leases_end(url: str) -> None:
    """The server's time goes on for a minute, as far as claims are concerned."""
    for table, column in (("inbox", "claimed_until"), ("outbox", "claimed_until"), ("attempt", "lease_until")):
        told(url, f"UPDATE {table} SET {column} = {column} - 60000000")
    told(url, "UPDATE turn SET until = until - 60000000")


def numbers(rows: tuple[WaitingUpdate, ...]) -> list[int]:
    return [row.update_id for row in rows]


async def test_a_lane_that_one_holds_is_no_other_s_and_goes_on_where_it_is(rooms: Any) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}"), (2, "b", "{}")])
    assert numbers(await one.desk.intake.take(BOT, 1, ())) == [1]
    await other.desk.intake.record(BOT, [(3, "a", "{}"), (4, "b", "{}")])
    assert numbers(await other.desk.intake.take(BOT, 10, ())) == [2, 4]
    assert numbers(await one.desk.intake.take(BOT, 10, ())) == [3]
    assert await one.desk.intake.renew(BOT, {1, 2, 3}) == {1, 3}


async def test_what_one_records_and_has_room_for_is_its_own_at_once_and_only_the_rest_is_told_to_the_others(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    heard: list[tuple[str, list[str]]] = []
    link = Link(postgres_url, lambda owner, works: heard.append((owner, works)))
    await link.open()
    try:
        taken = await one.desk.intake.receive(BOT, [(1, "a", "{}"), (2, "b", "{}")], 2)
        assert [(row.update_id, row.epoch) for row in taken] == [(1, 1), (2, 1)]
        assert numbers(await other.desk.intake.take(BOT, 10, ())) == []
        assert numbers(await one.desk.intake.receive(BOT, [(3, "c", "{}"), (4, "d", "{}")], 1)) == [3]
        await link.ping()
        assert heard == [("one", ["updates"])]
        assert numbers(await other.desk.intake.take(BOT, 10, ())) == [4]
    finally:
        await link.close()


async def test_what_one_records_of_a_lane_that_another_runs_is_told_to_the_other(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    await other.desk.intake.receive(BOT, [(1, "a", "{}")], 1)
    left: list[str] = []
    one.ledger.when_left(Work.UPDATES, lambda: left.append("left"))
    assert numbers(await one.desk.intake.receive(BOT, [(2, "a", "{}")], 8)) == []
    assert numbers(await one.desk.intake.receive(BOT, [(3, "b", "{}")], 0)) == []
    assert left == ["left", "left"]
    assert numbers(await other.desk.intake.take(BOT, 10, ())) == [2, 3]


async def test_an_update_that_comes_again_is_taken_by_nobody_a_second_time(rooms: Any) -> None:
    one, other = rooms
    taken = await one.desk.intake.receive(BOT, [(1, "a", "{}")], 8)
    assert numbers(await one.desk.intake.receive(BOT, [(1, "a", "{}")], 8)) == []
    await one.desk.intake.done(BOT, taken)
    assert numbers(await other.desk.intake.receive(BOT, [(1, "a", "{}")], 8)) == []


async def test_what_an_old_claim_says_of_an_update_is_void(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}"), (2, "a", "{}")])
    old = await one.desk.intake.take(BOT, 10, ())
    _leases_end(postgres_url)
    new = await other.desk.intake.take(BOT, 10, ())
    assert [(row.update_id, row.epoch) for row in new] == [(1, 2), (2, 2)]
    assert await one.desk.intake.renew(BOT, {1, 2}) == frozenset()
    await one.desk.intake.done(BOT, old)
    assert await one.desk.intake.failed(BOT, old[0], "late") == 0
    await one.desk.intake.poison(BOT, old[1], "late")
    assert numbers(await other.desk.intake.waiting(BOT, 10)) == [1, 2]
    await other.desk.intake.done(BOT, new)
    assert await other.desk.intake.waiting(BOT, 10) == ()


async def test_a_lane_of_which_another_took_the_beginning_is_no_more_its_old_holder_s(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}"), (2, "a", "{}"), (3, "a", "{}"), (4, "b", "{}")])
    await one.desk.intake.take(BOT, 10, ())
    _leases_end(postgres_url)
    assert numbers(await other.desk.intake.take(BOT, 1, ())) == [1]
    assert await one.desk.intake.renew(BOT, {1, 2, 3, 4}) == {4}
    assert numbers(await one.desk.intake.take(BOT, 10, ())) == []
    assert numbers(await other.desk.intake.take(BOT, 10, ())) == [2, 3]


async def test_whoever_renews_while_another_takes_his_lane_over_waits_and_has_nothing_of_it(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}"), (2, "a", "{}")])
    await one.desk.intake.take(BOT, 10, ())
    _leases_end(postgres_url)
    renewing: list[Any] = []

    async def meanwhile() -> None:
        renewing.append(asyncio.create_task(one.desk.intake.renew(BOT, {1, 2})))
        while not await asyncio.to_thread(asked, postgres_url, "SELECT 1 AS waits FROM pg_locks WHERE NOT granted"):
            pass

    def once_it_knows_the_free_lanes(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "min(inbox.update_id)" in statement and "SKIP LOCKED" in statement:
            await_only(meanwhile())

    event.listen(Engine, "after_cursor_execute", once_it_knows_the_free_lanes)
    try:
        assert numbers(await other.desk.intake.take(BOT, 10, ())) == [1, 2]
    finally:
        event.remove(Engine, "after_cursor_execute", once_it_knows_the_free_lanes)
    assert await renewing[0] == frozenset()


async def test_one_that_ends_leaves_its_updates_to_the_others_at_once(rooms: Any) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}")])
    await one.desk.intake.take(BOT, 10, ())
    assert await other.desk.intake.take(BOT, 10, ()) == ()
    await one.desk.intake.release(BOT)
    assert numbers(await other.desk.intake.take(BOT, 10, ())) == [1]


async def test_an_old_claim_says_nothing_of_a_message(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    async with one.ledger.change() as uow:
        await uow.outbox.owe(PoisonNotice(update_id=1), Place(1), "first")
        await uow.outbox.owe(PoisonNotice(update_id=2), Place(1), "second")
    came: list[Any] = []

    async def quick(message: DueMessage) -> Any:
        assert isinstance(message.message, PoisonNotice)
        came.append((message.message.update_id, message.resent))
        return Sent(11)

    async def slow(message: DueMessage) -> Any:
        await other.desk.outbox.deliver(quick)
        assert came == [], "its chat was given to two"
        _leases_end(postgres_url)
        await other.desk.outbox.deliver(quick)
        return Sent(10)

    await one.desk.outbox.deliver(slow)
    assert came == [(1, True), (2, False)]
    async with one.ledger.read() as uow:
        assert await uow.outbox.waiting_messages() == 0
    assert await _message_ids(one) == [11, 11]


async def test_a_message_that_another_sent_while_one_stood_still_for_sixteen_seconds_is_not_sent_again(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    async with one.ledger.change() as uow:
        await uow.outbox.owe(PoisonNotice(update_id=1), Place(1), "to be paid")
    came: list[str] = []

    async def awake(message: DueMessage) -> Any:
        came.append("other")
        return Sent(11)

    async def asleep(message: DueMessage) -> Any:
        assert await one.desk.outbox.is_ours(message)
        one.clock.on(seconds=16)
        _leases_end(postgres_url)
        await other.desk.outbox.deliver(awake)
        if await one.desk.outbox.is_ours(message):
            came.append("one")
            return Sent(10)
        return Overtaken()

    await one.desk.outbox.deliver(asleep)
    assert came == ["other"]
    assert await _message_ids(one) == [11]
    async with one.ledger.read() as uow:
        assert await uow.outbox.waiting_messages() == 0


async def test_a_message_that_nobody_took_while_one_stood_still_is_its_own_still(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    async with one.ledger.change() as uow:
        await uow.outbox.owe(PoisonNotice(update_id=1), Place(1), "to be paid")
    came: list[str] = []

    async def others(message: DueMessage) -> Any:
        came.append("other")
        return Sent(11)

    async def asleep(message: DueMessage) -> Any:
        one.clock.on(seconds=16)
        _leases_end(postgres_url)
        assert await one.desk.outbox.is_ours(message)
        await other.desk.outbox.deliver(others)
        came.append("one")
        return Sent(10)

    await one.desk.outbox.deliver(asleep)
    assert came == ["one"]
    assert await _message_ids(one) == [10]


async def _message_ids(room: Any) -> list[int]:
    from sqlmodel import col, select

    from storage.tables import OutboxRow

    async with room.ledger.read() as uow:
        return list((await uow.session.exec(select(OutboxRow.message_id).order_by(col(OutboxRow.id)))).all())


async def test_an_order_whose_sender_lives_is_nobody_else_s_doubt(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    number = await one.confirmed()
    seen: list[Any] = []

    async def place(body: str) -> Any:
        one.market.sent.append(body)
        await other.desk.create_call.take_over()
        await other.desk.submit_worker.submit_due()
        seen.append(await one.states(number))
        return placed()

    one.market.place = place
    await one.desk.submit_worker.submit_due()
    assert seen == [(R.APPROVED, A.SUBMITTING)]
    assert await one.states(number) == (R.APPROVED, A.PLACED)
    assert len(one.market.sent) == 1


async def test_the_third_of_several_who_fall_into_doubt_at_one_instant_stops_buying(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    await one.sent(Unclear("cut off"))
    first, second = [await _claimed(one) for _ in range(2)]

    async def doubted() -> None:
        async with other.ledger.change() as uow:
            await other.desk.create_call.doubt(uow, second, "cut off", "")

    async with one.ledger.change() as uow:
        await one.desk.create_call.doubt(uow, first, "cut off", "")
        beside = asyncio.create_task(doubted())
        while not beside.done() and not await _somebody_waits(one):  # noqa: ASYNC110 - only the server tells
            await asyncio.sleep(0)
    await beside
    assert "three orders in doubt" in await one.paused()


async def _claimed(room: Any) -> Any:
    """An attempt that is on the wire."""
    attempt = await room.attempt(await room.confirmed())
    async with room.ledger.change() as uow:
        await uow.attempts.claim(attempt, "{}", "", "one", uow.now)
        return await uow.attempts.get(attempt.id)


async def _somebody_waits(room: Any) -> bool:
    """Whether a transaction of this server waits for another's lock."""
    from sqlmodel import text

    async with room.ledger.read() as uow:
        return (await uow.session.exec(text("SELECT 1 FROM pg_locks WHERE NOT granted"))).first() is not None


async def test_the_answer_to_one_that_stood_still_is_the_order_found(rooms: Any, postgres_url: str) -> None:
    one, other = rooms
    number = await one.confirmed()

    async def place(body: str) -> Any:
        one.market.sent.append(body)
        _leases_end(postgres_url)
        await other.desk.create_call.take_over()
        assert await one.states(number) == (R.APPROVED, A.IN_DOUBT)
        return placed()

    one.market.place = place
    await one.desk.submit_worker.submit_due()
    assert await one.states(number) == (R.APPROVED, A.PLACED)
    assert "in_doubt" in await one.kinds()
    assert "found" in await one.kinds()
    assert len(one.market.sent) == 1


async def test_one_that_stood_still_before_it_sent_sends_nothing(
    rooms: Any, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = rooms
    number = await one.confirmed()
    long_ago = SimpleNamespace(monotonic=lambda: time.monotonic() - 13)
    monkeypatch.setattr("bot.desk.placing.submit.time", long_ago)
    await one.desk.submit_worker.submit_due()
    assert one.market.sent == []
    assert await one.states(number) == (R.APPROVED, A.READY)


async def test_a_turn_is_one_s_until_its_work_ends(
    rooms: Any, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = rooms
    # The first process hangs: a renewal of its turn could come just after the turn has ended.
    monkeypatch.setattr(one.ledger.clock, "sleep", lambda _: asyncio.Event().wait())
    async with my_turn(one.ledger, "work") as first:
        assert first == 1
        async with my_turn(other.ledger, "work") as second:
            assert second is None
        _leases_end(postgres_url)
        async with my_turn(other.ledger, "work") as second:
            assert second == 2
    async with my_turn(one.ledger, "work") as third:
        assert third == 3


async def test_a_turn_whose_process_died_is_free_within_seconds_however_long_its_work_may_last(
    rooms: Any, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = rooms
    asleep = 0

    async def sleep(_: float) -> None:
        nonlocal asleep
        asleep += 1
        await asyncio.sleep(0 if asleep < 4 else 3600)

    async def renewed() -> bool | None:
        return True if asleep == 4 else None

    monkeypatch.setattr(one.ledger.clock, "sleep", sleep)
    async with my_turn(one.ledger, "work"):
        left = "SELECT until - (extract(epoch FROM clock_timestamp()) * 1000000)::bigint FROM turn WHERE name = 'work'"
        await until(renewed, "the work outlasts three renewals")
        assert 0 < int(asked(postgres_url, left)[0][0]) <= 10_000_000
        async with my_turn(other.ledger, "work") as second:
            assert second is None


async def test_two_that_renew_the_tokens_at_once_do_it_one_after_the_other(rooms: Any) -> None:
    one, other = rooms
    async with one.desk.tokens.alone(), my_turn(other.ledger, "tokens") as theirs:
        assert theirs is None
    async with other.desk.tokens.alone():
        pass


async def test_several_that_start_at_once_migrate_once(postgres: Postgres) -> None:
    url = postgres.new_url()
    opened = await asyncio.gather(*(Database.open(url) for _ in range(3)))
    for database in opened:
        await database.close()


async def test_no_session_of_ours_holds_others_up_for_longer_than_a_claim_lasts(rooms: Any) -> None:
    """Between two statements and within one; half way through saying one the other processes end it."""
    from sqlalchemy import text

    one, _ = rooms
    async with one.ledger.change() as uow:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
            limit = (await uow.session.exec(text(f"SELECT setting::int FROM pg_settings WHERE name = '{name}'"))).one()
            assert 0 < limit[0] < 9000, name


async def test_claims_are_renewed_while_an_effect_of_ours_waits(rooms: Any) -> None:
    one, other = rooms
    await one.desk.intake.record(BOT, [(1, "a", "{}"), (2, "a", "{}")])
    await one.desk.intake.take(BOT, 10, ())
    async with one.ledger.change(Cause(BOT, 1)):
        async with within(PATIENCE, "the claims are renewed"):
            assert await asyncio.create_task(one.desk.intake.renew(BOT, {1, 2})) == {1, 2}
        assert await asyncio.create_task(other.desk.intake.take(BOT, 10, ())) == ()


async def test_an_answer_that_the_server_did_not_take_is_told_to_the_admins_once_whoever_looks_for_its_order(
    rooms: Any, postgres_url: str
) -> None:
    one, other = rooms
    wire = one.desk.create_call

    async def full(*_: Any) -> None:
        raise OSError("disk full")

    really, wire._follow = wire._follow, full
    number = await one.confirmed()
    with pytest.raises(OSError, match="disk full"):
        await one.desk.submit_worker.submit_due()
    wire._follow = really
    assert (await one.attempt(number)).out_order_id in one.answers.read_text()
    await one.desk.create_call.take_over()
    assert not one.desk.create_call.may_place.is_set()
    _leases_end(postgres_url)
    await other.desk.create_call.take_over()
    await one.desk.create_call.take_over()
    assert not one.desk.create_call.may_place.is_set()
    await other.desk.unclear_orders.search_due()
    for _ in range(2):
        await one.desk.create_call.take_over()
        await other.desk.create_call.take_over()
    assert await one.states(number) == (R.APPROVED, A.PLACED)
    assert one.desk.create_call.may_place.is_set()
    assert (await one.kinds()).count("unrecorded") == 1
