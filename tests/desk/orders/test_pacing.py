"""How often a desk asks 1688: by what is open, by whether push messages arrive, and never more often than needed."""

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.orders.push_messages import PushListener
from bot.desk.shared.periodic import bring_forward
from bot.market.errors import Unreachable
from bot.market.port import About, MissedPushes, Push, Refused, Unclear
from bot.purchasing.order_report import OrderState, Parcel
from tests.fakes.market import ORDER_ID, placed

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
S = OrderState


async def minutes(room: Any, count: int, step: int = 1) -> int:
    """The list's row of the timetable is called each minute, or `step` minutes; how often it was read."""
    before = room.market.calls.count("orders_changed")
    for _ in range(0, count, step):
        room.clock.on(minutes=step)
        await room.desk.rounds.changes.run()
        await room.desk.watch.look_due()
    return int(room.market.calls.count("orders_changed") - before)


async def moved(room: Any, state: OrderState, word: str) -> None:
    """The order moves, and the desk knows it."""
    room.market.moves(ORDER_ID, state=state, word=word, paid_at=room.clock.now())
    async with room.ledger.change() as uow:
        await uow.orders.hasten([ORDER_ID])
    await room.desk.watch.look_due()


@pytest.fixture
async def watched(room: Any) -> Any:
    """A room with one order that was looked at and waits for its money; its list was read at the start."""
    await room.sent(placed())
    await room.desk.watch.look_due()
    await room.desk.rounds.changes.run()
    return room


@pytest.fixture
async def listening(room: Any) -> Any:
    """The same, in a bot that 1688 pushes to."""
    room.listens = True
    room.desk = room.another_desk("listening")
    await room.sent(placed())
    await room.desk.watch.look_due()
    await room.desk.rounds.changes.run()
    return room


async def test_an_unpaid_order_has_the_list_read_each_minute(watched: Any) -> None:
    assert await minutes(watched, 60) == 60


async def test_a_paid_order_has_it_read_each_quarter_and_a_shipped_one_each_hour(watched: Any) -> None:
    await moved(watched, S.PAID, "waitsellersend")
    assert await minutes(watched, 60) == 4
    await moved(watched, S.SHIPPED, "waitbuyerreceive")
    assert await minutes(watched, 180, step=5) == 3


async def test_with_nothing_open_the_list_is_read_twice_a_day(watched: Any) -> None:
    await moved(watched, S.CANCELLED, "cancel")
    assert await minutes(watched, 24 * 60, step=20) == 2


async def test_an_order_that_comes_after_a_long_rest_is_watched_at_once(watched: Any) -> None:
    await moved(watched, S.CANCELLED, "cancel")
    assert await minutes(watched, 10) == 0
    await watched.sent(placed("3301686771403780002"))
    assert await minutes(watched, 3) == 3


async def test_a_start_reads_the_list_whatever_was_kept(watched: Any) -> None:
    await moved(watched, S.SHIPPED, "waitbuyerreceive")
    assert await minutes(watched, 2) == 0
    watched.desk = watched.another_desk("after a restart")
    assert await minutes(watched, 2) == 1


async def test_pushes_that_work_have_the_list_read_each_hour_alone(listening: Any) -> None:
    assert await minutes(listening, 5) == 5
    await listening.desk.push_messages.take((_push(1),))
    assert await minutes(listening, 180, step=5) == 3


async def test_a_change_that_no_push_told_brings_the_quick_pace_back(listening: Any) -> None:
    await listening.desk.push_messages.take((_push(1),))
    await listening.desk.watch.look_due()
    listening.market.moves(ORDER_ID, total=9000)
    assert await minutes(listening, 60) == 1
    assert await minutes(listening, 5) == 5
    await listening.desk.push_messages.take((_push(2),))
    assert await minutes(listening, 55) == 0


async def test_a_change_whose_push_came_first_does_not(listening: Any) -> None:
    listening.market.moves(ORDER_ID, total=9000)
    await listening.desk.push_messages.take((_push(1),))
    assert await minutes(listening, 65) == 1


async def test_a_push_that_had_to_be_fetched_is_no_sign_that_pushes_arrive(listening: Any) -> None:
    await listening.desk.push_messages.take((_push(1),))
    assert await minutes(listening, 5) == 0
    pages = [MissedPushes((_push(2),)), MissedPushes(())]

    async def missed() -> MissedPushes:
        return pages.pop(0)

    async def confirm(_: tuple[str, ...]) -> None:
        """1688 forgets it."""

    listening.market.missed_pushes, listening.market.confirm_pushes = missed, confirm
    await listening.desk.push_messages.fetch_missed()
    assert await minutes(listening, 5) == 5


async def test_a_push_about_something_else_is_no_sign_that_those_of_orders_arrive(listening: Any) -> None:
    await listening.desk.push_messages.take((Push("7", "PRODUCT_PRICE", About.OTHER, ()),))
    assert await minutes(listening, 5) == 5


async def test_pushes_of_a_bot_without_a_door_count_for_nothing(watched: Any) -> None:
    await PushListener(watched.ledger, watched.market).take((_push(1),))
    assert await minutes(watched, 10) == 10


async def test_a_trace_is_asked_for_three_times_a_day(watched: Any) -> None:

    async def parcels(_: str) -> tuple[Parcel, ...]:
        return (Parcel("LP1", "YT1", "YTO", "", False),)

    watched.market.parcels = parcels
    await moved(watched, S.SHIPPED, "waitbuyerreceive")
    for _ in range(24 * 4):
        await watched.desk.parcels.look_due()
        watched.clock.on(minutes=15)
    assert watched.market.calls.count("trace") == 3


async def swept(room: Any, span: timedelta) -> int:
    """How often all orders are read within that time, after the read at the start."""
    before = room.market.calls.count("orders_created")
    for _ in range(int(span / MINUTE / 15)):
        room.clock.on(minutes=15)
        await room.desk.rounds.sweep.run()
    return int(room.market.calls.count("orders_created") - before)


async def test_without_doubt_all_orders_are_read_once_at_first_and_no_more(watched: Any) -> None:
    assert await swept(watched, 48 * HOUR) == 1


async def test_somebody_may_ask_for_the_sweep_at_any_time(watched: Any) -> None:
    await watched.desk.rounds.sweep.run()
    async with watched.ledger.change() as uow:
        await bring_forward(uow, "sweep")
    assert await swept(watched, HOUR) == 1


@pytest.mark.parametrize("outcome", [Unclear("reset"), Refused("no stock", "400", "{}")], ids=["unclear", "refused"])
async def test_after_an_unclear_or_refused_order_all_are_read_each_quarter_for_a_day(room: Any, outcome: Any) -> None:
    await room.sent(outcome)
    assert await swept(room, 24 * HOUR) == pytest.approx(96, abs=1)
    assert await swept(room, 24 * HOUR) == 0


async def test_a_list_that_did_not_come_is_asked_for_again_at_the_next_tick(watched: Any) -> None:
    watched.market.down["orders_changed"] = Unreachable("list", "away")
    watched.clock.on(seconds=60)
    with pytest.raises(Unreachable):
        await watched.desk.rounds.changes.run()
    watched.market.down.clear()
    before = watched.market.calls.count("orders_changed")
    await watched.desk.rounds.changes.run()
    assert watched.market.calls.count("orders_changed") == before + 1


def _push(number: int) -> Push:
    return Push(str(number), "ORDER_BUYER_VIEW_ORDER_PAY", About.ORDER, (ORDER_ID,))
