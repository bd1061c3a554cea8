"""Pieces are counted line by line: what is stepped is kept, two people lose nothing, and a mistake is taken back."""

from functools import partial
from typing import Any

import pytest

from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.shared.refusal import Refusal
from bot.purchasing.arrivals import ArrivalKind, CloseReason, Tally, count_acts
from bot.purchasing.order_report import OrderState, Parcel
from bot.purchasing.person import Act, Cause, Person, Place
from tests.desk.conftest import ANNA, BORIS
from tests.fakes.market import ORDER_ID, placed


async def entry(room: Any) -> str:
    return str((await room.desk.counting.show(ANNA, ORDER_ID)).order.lines[0].entry_id)


async def two(open_room: Any) -> Any:
    """A room of two who buy, with an order of 10 pieces in two parcels."""
    room = open_room(ANNA.id, BORIS.id)
    await room.desk.people.remember(BORIS, Place(BORIS.id), "private", "")
    room.market.outcomes = [placed()]
    await room.confirmed(10)
    await room.desk.submit_worker.submit_due()
    await room.desk.watch.look_due()
    room.market.parcel_list = tuple(Parcel(f"LP{n}", f"YT{n}", "圆通", "SIGN", signed=True) for n in (1, 2))
    room.market.moves(ORDER_ID, state=OrderState.SHIPPED, word="waitbuyerreceive", paid_at=room.clock.now())
    await room.desk.watch.look(ORDER_ID)
    return room


async def stepped(room: Any, by: Person, parcel: str = "", **pieces: int) -> Any:
    for kind, number in pieces.items():
        view = await room.desk.counting.step(
            Act(by), ORDER_ID, await entry(room), ArrivalKind(kind), parcel=parcel, add=number
        )
    return view


async def test_what_is_stepped_outlives_the_desk_and_is_counted_once(open_room: Any) -> None:
    room = await two(open_room)
    await stepped(room, ANNA, good=8, damaged=2)
    after = room.another_desk("second").counting
    assert list((await after.show(ANNA, ORDER_ID)).draft.values()) == [Tally(8, 2, 0)]
    assert (await after.show(BORIS, ORDER_ID)).draft == {}, "each has their own"
    view = await after.count(Act(ANNA), ORDER_ID, None, "k1", seen=0)
    assert (view.order.count.good, view.order.count.damaged, view.draft) == (8, 2, {})
    again = await after.count(Act(ANNA), ORDER_ID, None, "k2", seen=0)
    assert again.order.count == view.order.count, "a second tap shows what the first counted"


async def test_one_update_steps_once(open_room: Any) -> None:
    room = await two(open_room)
    await room.desk.intake.record(7, [(1, "1", "{}")])
    step = partial(
        room.desk.counting.step, Act(ANNA, Cause(7, 1)), ORDER_ID, await entry(room), ArrivalKind.GOOD, add=1
    )
    await step()
    with pytest.raises(AlreadyDone):
        await step()
    assert list((await room.desk.counting.show(ANNA, ORDER_ID)).draft.values()) == [Tally(1)]


async def test_steps_stay_within_what_can_be(open_room: Any) -> None:
    room = await two(open_room)
    view = await stepped(room, ANNA, good=-1)
    assert list(view.draft.values()) == [Tally()]
    for pieces in (-1, 1_000_000):
        with pytest.raises(Refusal, match="count-unclear"):
            await room.desk.counting.step(Act(ANNA), ORDER_ID, await entry(room), ArrivalKind.GOOD, to=pieces)
    with pytest.raises(Refusal, match="nothing-counted"):
        await room.desk.counting.count(Act(ANNA), ORDER_ID, None, "k1", seen=0)


async def test_who_counts_second_sees_the_first_count_and_keeps_their_own(open_room: Any) -> None:
    room = await two(open_room)
    await stepped(room, BORIS, good=4)
    await room.desk.counting.count(Act(ANNA), ORDER_ID, {await entry(room): Tally(good=6)}, "k1", seen=0)
    with pytest.raises(Refusal, match="counted-meanwhile"):
        await room.desk.counting.count(Act(BORIS), ORDER_ID, None, "k2", seen=0)
    view = await room.desk.counting.show(BORIS, ORDER_ID)
    assert (view.names[ANNA.id], list(view.draft.values())) == ("Anna", [Tally(4)])
    (((event,),)) = count_acts(view.order.arrivals)
    assert (event.person_id, event.at, event.pieces) == (ANNA.id, room.clock.now(), 6)
    view = await room.desk.counting.count(Act(BORIS), ORDER_ID, None, "k2", seen=view.seen)
    assert (view.order.count.good, view.order.count.open) == (10, 0)


async def test_a_count_is_taken_back_once_by_its_counter_or_who_handles_the_purchase(open_room: Any) -> None:
    room = await two(open_room)
    counting = room.desk.counting
    with pytest.raises(Refusal, match="parcel-untold"):
        await counting.all_there(Act(ANNA), ORDER_ID, "k1", seen=0, parcel="LP1")
    view = await counting.all_there(Act(ANNA), ORDER_ID, "k1", seen=0)
    assert all(each.counted_at for each in view.order.parcels), "nothing can come any more"
    (act,) = count_acts(view.order.arrivals)
    for _ in range(2):
        view = await counting.take_back(Act(BORIS), ORDER_ID, act[0].id)
        assert (view.order.count.good, view.order.count.open, view.acts) == (0, 10, ())
        assert not any(each.counted_at for each in view.order.parcels)
    async with room.ledger.read() as uow:
        purchase = await uow.purchase(1, journal=True)
    assert [each.kind for each in purchase.journal if "count" in each.kind] == ["counted", "count_taken_back"]


async def test_the_rest_is_closed_reopened_and_comes_late_all_the_same(open_room: Any) -> None:
    room = await two(open_room)
    counting, line = room.desk.counting, await entry(room)
    view = await counting.count(Act(ANNA), ORDER_ID, {line: Tally(good=7)}, "k1", seen=0)
    view = await counting.close(Act(BORIS), ORDER_ID, [], CloseReason.LOST, "k2", seen=view.seen)
    assert (view.order.count.closed, view.order.count.open) == (3, 0)
    assert view.order.arrivals[-1].reason == "lost"
    async with room.ledger.read() as uow:
        assert (await uow.purchase(1, journal=True)).journal[-1].facts["reason"] == "lost"
    closed = view.seen
    again = await counting.close(Act(BORIS), ORDER_ID, [], None, "k3", seen=0)
    assert again.order.count == view.order.count, "an old button of their own changes nothing"
    with pytest.raises(Refusal, match="counted-meanwhile"):
        await counting.close(Act(ANNA), ORDER_ID, [], None, "k4", seen=0)
    view = await counting.count(Act(ANNA), ORDER_ID, {line: Tally(good=2)}, "k5", seen=closed)
    assert [each.kind.value for each in view.order.arrivals[-2:]] == ["reopened", "good"]
    assert (view.order.count.good, view.order.count.closed, view.order.count.surplus) == (9, 1, 0)
    (newest, _) = count_acts(view.order.arrivals)
    view = await counting.take_back(Act(ANNA), ORDER_ID, newest[0].id)
    assert (view.order.count.good, view.order.count.closed) == (7, 3), "what its count reopened is closed again"
    view = await counting.close(Act(ANNA), ORDER_ID, [line], None, "k6", seen=view.seen)
    assert (view.order.count.closed, view.order.count.open) == (0, 3)


async def test_what_comes_of_a_cancelled_order_is_asked_once_and_is_surplus(open_room: Any) -> None:
    room = await two(open_room)
    counting, line = room.desk.counting, await entry(room)
    view = await counting.count(Act(ANNA), ORDER_ID, {line: Tally(good=8)}, "k1", seen=0)
    room.market.moves(ORDER_ID, state=OrderState.CANCELLED, word="cancel")
    await room.desk.watch.look(ORDER_ID)
    with pytest.raises(Refusal, match="more-than-ordered"):
        await counting.count(Act(ANNA), ORDER_ID, {line: Tally(good=1)}, "k2", seen=view.seen)
    view = await counting.count(Act(ANNA), ORDER_ID, {line: Tally(good=1)}, "k2", seen=view.seen, surplus=True)
    assert (view.order.count.good, view.order.count.cancelled, view.order.count.surplus) == (8, 2, 1)
    first = count_acts(view.order.arrivals)[-1]
    view = await counting.take_back(Act(ANNA), ORDER_ID, first[0].id)
    assert (view.order.count.good, view.order.count.cancelled, view.order.count.surplus) == (0, 10, 1)


async def test_photos_are_kept_by_their_ids_each_once_and_not_without_end(open_room: Any) -> None:
    room = await two(open_room)
    for n in (1, 1, *range(2, 21)):
        view = await room.desk.counting.add_photo(Act(ANNA), ORDER_ID, f"file{n}", f"unique{n}")
    assert view.photos == 20
    with pytest.raises(Refusal, match="enough-photos"):
        await room.desk.counting.add_photo(Act(ANNA), ORDER_ID, "file", "unique")


async def photographed(open_room: Any) -> Any:
    """A photo of each of the two, and a count that Boris began."""
    room = await two(open_room)
    for by in (ANNA, BORIS):
        await room.desk.counting.add_photo(Act(by), ORDER_ID, f"file{by.id}", f"unique{by.id}")
    await stepped(room, BORIS, good=1)
    return await room.started()


async def kept(room: Any) -> tuple[int, int]:
    """How many photos, and how many lines that Boris stepped and did not count."""
    view = await room.desk.counting.show(BORIS, ORDER_ID)
    return view.photos, len(view.draft)


async def test_photos_go_a_month_after_their_order_ended_and_begun_counts_after_a_week(open_room: Any) -> None:
    room = await photographed(open_room)
    room.clock.on(days=40)
    await room.desk.retention.round()
    assert await kept(room) == (2, 0), "the order goes on"
    room.market.moves(ORDER_ID, state=OrderState.FINISHED, word="success")
    await room.desk.watch.look(ORDER_ID)
    for days, photos in ((29, 2), (2, 0)):
        room.clock.on(days=days)
        await room.desk.retention.round()
        assert (await kept(room))[0] == photos


async def test_who_is_forgotten_leaves_no_photo_and_no_begun_count_but_what_they_counted(open_room: Any) -> None:
    room = await photographed(open_room)
    await room.desk.counting.count(Act(BORIS), ORDER_ID, {await entry(room): Tally(good=3)}, "k1", seen=0)
    await stepped(room, BORIS, good=2)
    async with room.ledger.change() as uow:
        await uow.personal_data.drop_private(BORIS.id)
    assert await kept(room) == (1, 0)
    assert (await room.desk.counting.show(ANNA, ORDER_ID)).order.count.good == 3
